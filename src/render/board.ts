/**
 * @file Formulas as blocks of characters, for the terminal: what is one line stays one line, and
 * a matrix becomes a grid in the middle of it,
 *
 *         ⎡  2  1 ⎤ ⎡ −2 ⎤   ⎡ 1 ⎤   ⎡  0 ⎤
 *     z = ⎣ −1  2 ⎦·⎣  3 ⎦ + ⎣ 2 ⎦ = ⎣ 10 ⎦
 *
 * The line is written once, with a stand-in for every matrix; it is then cut at the stand-ins and
 * the grids are set between the pieces. Brackets, dots and precedence are thus those of the line.
 */
import { displayWidth, S, type Syntax, writeUnicode, writeUnicodeGrid } from "../notation/index.ts";

/** Lines of one width; `base` is the line that stands on the line of the text. */
export interface Board {
  readonly lines: readonly string[];
  readonly width: number;
  readonly base: number;
}

/** A line of text. */
export function line(text: string): Board {
  return { lines: [text], width: displayWidth(text), base: 0 };
}

/** Boards side by side, their base lines level. */
export function beside(boards: readonly Board[]): Board {
  const base = Math.max(0, ...boards.map((board) => board.base));
  const below = Math.max(0, ...boards.map(({ lines, base: own }) => lines.length - own));
  const rows = Array.from({ length: base + below }, (_, row) => {
    return boards
      .map(({ lines, width, base: own }) => lines[row - base + own] ?? " ".repeat(width))
      .join("");
  });
  return { lines: rows, width: boards.reduce((sum, { width }) => sum + width, 0), base };
}

/** A board filled with blanks on the right up to `width` columns. */
export function padded(board: Board, width: number): Board {
  const gap = width - board.width;
  if (gap <= 0) return board;
  return { ...board, lines: board.lines.map((text) => text + " ".repeat(gap)), width };
}

/** More matrices than this in one formula are written on the line. */
const gridLimit = 12;

/** Characters that no text has: the first of a private plane. */
const standIn = 0xe100;

/** The board of a formula. */
export function board(syntax: Syntax): Board {
  const grids: Board[] = [];
  const stood = withStandIns(syntax, grids) as Syntax;
  if (grids.length > gridLimit) return line(writeUnicode(withStandIns(syntax, null) as Syntax));
  if (grids.length === 0) return line(writeUnicode(stood));
  const boards: Board[] = [];
  let text = "";
  const close = (): void => {
    if (text !== "") boards.push(line(text));
    text = "";
  };
  for (const sign of writeUnicode(stood)) {
    const grid = grids[sign.codePointAt(0)! - standIn];
    const last = boards.at(-1);
    if (grid !== undefined) {
      if (/[\w\p{L}]$/u.test(text)) text += " ";
      close();
      boards.push(grid);
    } else if (sign === "ᵀ" && text === "" && last !== undefined && last.lines.length > 1) {
      boards.push({ ...line("ᵀ"), base: last.base });
    } else text += sign;
  }
  close();
  return beside(boards);
}

/** Dots in a shortened matrix, for which the terminal has signs of its own. */
const dots: Readonly<Record<string, string>> = { "\\vdots": "⋮", "\\ddots": "⋱" };

/**
 * The tree with a letter in place of every matrix of more than one row, whose grid is added to
 * `grids`; without `grids` matrices stay.
 */
function withStandIns(value: unknown, grids: Board[] | null): unknown {
  if (Array.isArray(value)) return value.map((item) => withStandIns(item, grids));
  if (typeof value !== "object" || value === null) return value;
  const node = value as Syntax;
  if (node.kind === "name") return node.text in dots ? S.name(dots[node.text]!) : node;
  const fields = Object.entries(value).map(([name, part]) => [name, withStandIns(part, grids)]);
  const copy = Object.fromEntries(fields) as Syntax;
  if (grids === null || copy.kind !== "matrix" || copy.rows.length < 2) return copy;
  const lines = writeUnicodeGrid(copy);
  const width = displayWidth(lines[0] ?? "");
  grids.push({ lines, width, base: (lines.length - 1) >> 1 });
  return S.name(String.fromCodePoint(standIn + grids.length - 1));
}
