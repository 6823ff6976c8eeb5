/** @file Algebra on the expression graph. */
export { collect } from "./collect.ts";
export { type TidyOptions, tidy, tidyAll } from "./tidy.ts";
