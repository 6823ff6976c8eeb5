/**
 * @file Places in a text: half-open ranges of UTF-16 offsets, and the map from an offset to the
 * line and column that a person reads. Offsets travel through the whole house; lines and columns
 * are computed only when something is shown.
 */

/** A half-open range `[from, to)` of UTF-16 offsets in one text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place as people count it: line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Offsets of the first character of every line of `text`; `\n`, `\r\n` and `\r` end a line. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The place of `offset`, given the `lineStarts` of its text. */
export function placeAt(starts: readonly number[], offset: number): Place {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

/** A place from its beginning to its end, which is exclusive. */
export interface Range extends Place {
  readonly endLine: number;
  readonly endColumn: number;
}

/** The span of a range, given the `lineStarts` of its text: the way back from `placeAt`. */
export function spanAt(
  starts: readonly number[],
  { line, column, endLine, endColumn }: Range,
): Span {
  return { from: starts[line - 1]! + column - 1, to: starts[endLine - 1]! + endColumn - 1 };
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
