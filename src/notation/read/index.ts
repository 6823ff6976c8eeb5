/**
 * @file Reading notation: LaTeX and plain text → syntax tree, with places and diagnostics.
 *
 * text → tokens (scan.ts) → pairs of brackets (reader.ts) → tree. Lists and relations (chain.ts)
 * hold sums and products (sum.ts), they hold factors (factor.ts), and factors have scripts and
 * arguments attached (scripts.ts). The other files read one construct each.
 *
 * The rules that decide where people differ, each explained in its file and, where it changes
 * the meaning, reported when it is used:
 *
 *   \sin x^2 = sin(x²), \sin xy = sin(xy), \sin x/2 = (sin x)/2    PG1020 1021 1034  calls.ts
 *   1/2x = (1/2)x                                                  PG1022            sum.ts
 *   e^-x y = (e^-x) y, x^23 = x²·3 (LaTeX)                         PG1023 1024       scripts.ts
 *   W^T a transpose, x^{(i)} a label, never a power                PG1028 1033       scripts.ts
 *   wx = w·x unless defined, xexp(y) = x·exp(y)                    PG1025 1027       words.ts
 *   x1 = x_1 in plain text, x·1 in LaTeX                           PG1026            scan.ts
 *   \frac{dy}{dx} a derivative, \frac{d}{2} a quotient             PG1031        derivatives.ts
 *   \frac{d}{dx}(a)(b) of the first bracket only                   PG1029        derivatives.ts
 *   a_{ij} two indices, x_{12} one, y_{true} a word                                indices.ts
 *   f(x) applied, whatever f is; 2(x+1) a product                                  scripts.ts
 *   a row that begins with = continues the chain                              environments.ts
 */
export { eventSigns } from "./brackets.ts";
export { childrenOf } from "./children.ts";
export { isCommand } from "./commands.ts";
export { changeName, hasWordIndex, nameKey, raisedWords } from "./key.ts";
export type { Macro } from "./macros.ts";
export { type NumberReading, readNumber } from "./number.ts";
export {
  type DecimalCommas,
  heightLimit,
  lengthLimit,
  type Notation,
  notationOf,
  type Reading,
  type ReadOptions,
  readFormula,
} from "./read.ts";
export { nestingLimit } from "./reader.ts";
