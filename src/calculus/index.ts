/** @file Derivatives as expressions. */
export { differentiate, pullBack, pullOperands } from "./gradient.ts";
export { substitute } from "./substitute.ts";
