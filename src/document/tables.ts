/**
 * @file Tables: rows of cells in the pieces of a document, with pipes (`| $w_1$ | 0.15 |`) or as
 * LaTeX sets them (`tabular` among words, `array` alone in a formula). What the cells say is for
 * others to judge.
 */
import type { Document, Piece } from "./document.ts";

/** What stands in a cell: words, with a mark in the place of each formula. */
export interface Cell {
  readonly words: string;
  readonly formulas: readonly string[];
}

export interface Table {
  /** The first of the pieces that it stands in. */
  readonly piece: number;
  /** Where in the file it begins, as near as its pieces tell. */
  readonly from: number;
  readonly rows: readonly (readonly Cell[])[];
  /** Words before it in its paragraph. */
  readonly before: string;
}

/** What stands in the words of a cell for a formula. */
export const cellFormula = "\uFFFC";

/** The tables of a document, in order. */
export function tablesIn({ pieces }: Document): readonly Table[] {
  const found: Table[] = [];
  for (let first = 0; first < pieces.length; first++) {
    const piece = pieces[first]!;
    if (piece.kind === "formula" && piece.display) {
      const rows = rowsOfArray(piece.formula.text);
      if (rows !== null) found.push({ piece: first, from: piece.span.from, rows, before: "" });
    }
    if (!isInline(piece)) continue;
    let end = first;
    while (end < pieces.length && isInline(pieces[end]!)) end++;
    found.push(...tablesOf(pieces, first, end));
    first = end - 1;
  }
  return found;
}

const isInline = (piece: Piece): boolean => {
  return piece.kind === "words" || (piece.kind === "formula" && !piece.display);
};

/** The tables in the words and formulas of a paragraph. */
function tablesOf(pieces: readonly Piece[], first: number, end: number): Table[] {
  const formulas: string[] = [];
  let text = "";
  for (const piece of pieces.slice(first, end)) {
    if (piece.kind === "words") text += piece.text.replaceAll(cellFormula, " ");
    else if (piece.kind === "formula") {
      text += cellFormula;
      formulas.push(piece.formula.text);
    }
  }
  const { from } = pieces[first]!.span;
  if (text === cellFormula) {
    const rows = rowsOfArray(formulas[0]!);
    return rows === null ? [] : [{ piece: first, from, rows, before: "" }];
  }
  let taken = 0;
  /** The cells of texts that follow one another, each with its own formulas. */
  const cells = (row: readonly string[]): readonly Cell[] => {
    return row.map((words) => {
      const count = words.split(cellFormula).length - 1;
      const own = formulas.slice(taken, taken + count);
      taken += count;
      return { words: words.trim(), formulas: own };
    });
  };
  const found: Table[] = [];
  let done = 0;
  for (const { from: at, to, rows } of [...piped(text), ...set(text)]) {
    if (at < done) continue;
    const before = text.slice(done, at);
    taken = text.slice(0, at).split(cellFormula).length - 1;
    found.push({ piece: first, from, rows: rows.map(cells), before });
    done = to;
  }
  return found;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly (readonly string[])[];
}

const rule = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Tables with pipes: a line of cells, a line of dashes, and more lines of cells. */
function piped(text: string): Found[] {
  const found: Found[] = [];
  const lines = text.split("\n");
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  for (let k = 1; k < lines.length; k++) {
    const head = lines[k - 1]!;
    if (!lines[k]!.includes("|") || !rule.test(lines[k]!) || !head.includes("|")) continue;
    let last = k;
    while (last + 1 < lines.length && lines[last + 1]!.includes("|")) last++;
    const rows = [head, ...lines.slice(k + 1, last + 1)].map(cellsOfLine);
    const to = starts[last]! + lines[last]!.length;
    found.push({ from: starts[k - 1]!, to, rows });
    k = last;
  }
  return found;
}

function cellsOfLine(line: string): string[] {
  const inner = line.replace(/^[ \t>]*\|?/, "").replace(/(?<!\\)\|[ \t]*$/, "");
  return inner.split(/(?<!\\)\|/);
}

const environments =
  /\\begin\{(tabular\*?|tabularx|longtable|array)\}(?:\[\w\]|\{(?:[^{}]|\{[^{}]*\})*\})*([\s\S]*?)\\end\{\1\}/g;

/** Tables as LaTeX sets them. */
function set(text: string): Found[] {
  return [...text.matchAll(environments)].map((match) => {
    const { index: from } = match;
    return { from, to: from + match[0].length, rows: rowsOf(match[2]!) };
  });
}

const lines =
  /\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|(?:cline|cmidrule)(?:\([lr]+\))?\{[^{}]*\})/g;

function rowsOf(body: string): string[][] {
  const rows = body.replace(lines, " ").split(/\\\\(?:\[[^\][]*\])?/);
  return rows.filter((row) => row.trim() !== "").map((row) => row.split(/(?<!\\)&/));
}

/** The rows of a formula that is one array, each cell a formula or `\text{words}`. */
function rowsOfArray(formula: string): (readonly Cell[])[] | null {
  const trimmed = formula.trim();
  const [match, ...more] = trimmed.matchAll(environments);
  if (match === undefined || more.length > 0 || match[0] !== trimmed) return null;
  return rowsOf(match[2]!).map((row) => row.map(cellOfArray));
}

function cellOfArray(text: string): Cell {
  const cell = text.trim();
  const words = /^\\(?:text|mathrm|textbf|textit|mbox)\s*\{([^{}]*)\}$/.exec(cell);
  if (words !== null) return { words: words[1]!.trim(), formulas: [] };
  return cell === "" ? { words: "", formulas: [] } : { words: cellFormula, formulas: [cell] };
}
