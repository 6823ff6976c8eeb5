/**
 * @file One line of a text with marks below it, and what is said of each mark:
 *
 *     17 │ …\frac{dt}{db} = \cos(r) \cdot k \cdot t^{k-1}
 *        │  -------------   ~~~~~~~ ^^^^^^ 0.17
 *        │  -0.17
 *
 * A line that is too long keeps the surroundings of its marks, `…` where something is left out.
 * Marks stand by display width, so that they are where the eye looks. The text of the last mark
 * stands beside it, the others in rows of their own, as rustc and clang have it.
 */
import { displayWidth } from "../notation/index.ts";
import type { Mark as Paint } from "./ink.ts";

/** A place in a line, by its columns from 0, the end exclusive; what stands below, and beside. */
export interface LineMark {
  readonly from: number;
  readonly to: number;
  readonly sign: "^" | "~" | "-";
  readonly text: string;
  readonly paint: Paint;
}

/** The line as it is shown, and the rows below it. */
export interface MarkedLine {
  readonly text: string;
  readonly below: readonly string[];
}

/** A stretch of the line that is shown. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** The line in a window of so many columns, with its marks; a later mark covers an earlier one. */
export function markedLine(line: string, marks: readonly LineMark[], width: number): MarkedLine {
  const whole = line.replace(/\p{Cc}/gu, " ");
  const pieces = piecesOf(whole, marks, width);
  const columns = new Columns(whole, pieces);
  const cells: (LineMark | undefined)[] = [];
  const placed = marks.map((mark) => {
    const at = columns.of(mark.from);
    const end = Math.max(at + 1, columns.of(mark.from + trimmedLength(whole, mark)));
    for (let column = at; column < end; column++) cells[column] = mark;
    return { ...mark, at, end };
  });
  const said = placed.filter(({ text }) => text !== "").sort((a, b) => b.at - a.at);
  let head = underline(cells);
  if (said[0]?.end === cells.length) {
    const { paint, text } = said.shift()!;
    head += ` ${paint(text)}`;
  }
  // the last one first, bars down to those before it
  const below = said.map((mark, k) => {
    const bars = said.slice(k + 1).map((bar) => ({ ...bar, text: "|" }));
    return inRow([...bars.reverse(), mark]);
  });
  return { text: columns.text, below: [head, ...below] };
}

/** Without the blanks at its end; one character at least. */
function trimmedLength(whole: string, { from, to }: LineMark): number {
  return Math.max(1, whole.slice(from, to).trimEnd().length);
}

/** The marks of a row: runs of the same mark, blanks between them. */
function underline(cells: readonly (LineMark | undefined)[]): string {
  let row = "";
  for (let column = 0; column < cells.length; ) {
    const mark = cells[column];
    let end = column + 1;
    while (end < cells.length && cells[end] === mark) end++;
    row +=
      mark === undefined ? " ".repeat(end - column) : mark.paint(mark.sign.repeat(end - column));
    column = end;
  }
  return row;
}

function inRow(
  texts: readonly { readonly at: number; readonly text: string; readonly paint: Paint }[],
): string {
  let row = "";
  let done = 0;
  for (const { at, text, paint } of texts) {
    // two marks that begin at one place share their bar
    if (at < done) continue;
    row += " ".repeat(at - done) + paint(text);
    done = at + displayWidth(text);
  }
  return row;
}

/** The stretches to show: all of a short line, else what is around the ends of the marks. */
function piecesOf(whole: string, marks: readonly LineMark[], width: number): Piece[] {
  // a character takes at most two columns, so that a million of them need not be measured
  if (whole.length <= width && displayWidth(whole) <= width) return [{ from: 0, to: whole.length }];
  const wide = displayWidth(whole.slice(0, 4 * width)) / Math.min(whole.length, 4 * width);
  const outer = marks.filter((mark) => !marks.some((other) => isInside(mark, other)));
  const room = Math.max(12, Math.floor(width / wide / Math.max(1, outer.length)) - 2);
  const wanted = marks.flatMap((mark): Piece[] => {
    const { from, to } = mark;
    const length = to - from;
    if (!outer.includes(mark)) return [{ from, to: from + Math.min(length, room >> 2) }];
    if (length > room) {
      const head = Math.ceil((room * 2) / 3);
      return [
        { from, to: from + head },
        { from: to - (room - head), to },
      ];
    }
    const slack = room - length;
    const before = Math.min(from, slack >> 1);
    return [{ from: from - before, to: Math.min(whole.length, to + slack - before) }];
  });
  wanted.sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  for (const piece of wanted) {
    const last = pieces.at(-1);
    if (last !== undefined && piece.from <= last.to + 4) {
      pieces[pieces.length - 1] = { from: last.from, to: Math.max(last.to, piece.to) };
    } else pieces.push(piece);
  }
  return pieces;
}

function isInside(mark: LineMark, other: LineMark): boolean {
  return other !== mark && other.from <= mark.from && mark.to <= other.to;
}

/** Where a character of the line stands in what is shown of it. */
class Columns {
  readonly text: string;
  private readonly whole: string;
  private readonly pieces: readonly (Piece & { readonly at: number })[];

  constructor(whole: string, pieces: readonly Piece[]) {
    this.whole = whole;
    let text = (pieces[0]?.from ?? 0) > 0 ? "…" : "";
    this.pieces = pieces.map((piece, k) => {
      if (k > 0) text += "…";
      const at = displayWidth(text);
      text += whole.slice(piece.from, piece.to);
      return { ...piece, at };
    });
    if ((pieces.at(-1)?.to ?? whole.length) < whole.length) text += "…";
    this.text = text;
  }

  /** Its column; of a character that is left out, that of the `…` in its place. */
  of(index: number): number {
    let column = 0;
    for (const { from, to, at } of this.pieces) {
      if (index < from) return column;
      column = at + displayWidth(this.whole.slice(from, Math.min(index, to)));
      if (index <= to) return column;
    }
    return column;
  }
}
