/** @file Writing the syntax tree: LaTeX, plain text, and Unicode for the terminal. */
export { writeAligned } from "./aligned.ts";
export { writeUnicodeGrid } from "./grid.ts";
export { type LatexOptions, writeLatex } from "./latex.ts";
export { writePlain } from "./plain.ts";
export { writeUnicode } from "./unicode.ts";
export { displayWidth } from "./width.ts";
