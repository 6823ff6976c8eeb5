/**
 * @file A matrix as a picture of characters, for reports on the terminal:
 *
 *     ⎡  2  −1 ⎤
 *     ⎢  0  2x ⎥        (brackets from "Miscellaneous Technical", U+239B to U+23AE)
 *     ⎣ 10   3 ⎦
 *
 * Columns are set flush right, two spaces apart, by display width and not by string length.
 */
import type { MatrixSyntax, Syntax } from "../syntax.ts";
import { writeUnicode } from "./unicode.ts";
import { displayWidth } from "./width.ts";

/** Left and right bracket of row i of n. */
function bracketsOf(i: number, n: number): readonly [string, string] {
  if (n === 1) return ["[", "]"];
  if (i === 0) return ["⎡", "⎤"];
  return i === n - 1 ? ["⎣", "⎦"] : ["⎢", "⎥"];
}

/** `text` with spaces before it up to `width` columns. */
function flushRight(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}

/**
 * The lines of a boxed matrix, all of one display width. Short rows are filled with blanks; a
 * matrix without rows is the one line `[ ]`. Other syntax is its line of Unicode.
 */
export function writeUnicodeGrid(matrix: MatrixSyntax | Syntax): readonly string[] {
  if (matrix.kind !== "matrix") return [writeUnicode(matrix)];
  const rows = matrix.rows.map((row) => row.map(writeUnicode));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((text, j) => {
      widths[j] = Math.max(widths[j] ?? 0, displayWidth(text));
    });
  }
  if (widths.length === 0) return ["[ ]"];
  return rows.map((row, i) => {
    const [open, close] = bracketsOf(i, rows.length);
    const cells = widths.map((width, j) => flushRight(row[j] ?? "", width));
    return `${open} ${cells.join("  ")} ${close}`;
  });
}
