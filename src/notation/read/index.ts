/** @file Reading notation: LaTeX and plain text → syntax tree, with places and diagnostics. */
export { childrenOf } from "./children.ts";
export { nameKey } from "./key.ts";
export type { Macro } from "./macros.ts";
export { type NumberReading, readNumber } from "./number.ts";
export {
  heightLimit,
  lengthLimit,
  type Notation,
  notationOf,
  type Reading,
  type ReadOptions,
  readFormula,
} from "./read.ts";
export { nestingLimit } from "./reader.ts";
