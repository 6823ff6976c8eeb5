/** @file Algebra on the expression graph. */
export { tidy, tidyAll } from "./tidy.ts";
