/**
 * @file Environments: matrices, cases, and aligned rows.
 *
 * Aligned rows are one text in which `&` means nothing and `\\` either nothing or the end of an
 * item. A row continues the one before when
 *   - it begins with a relation, a joint or a slash, or the one before ended with an operator,
 *     which may be written once more where the row begins: `a + \\ + b` is a + b;
 *   - it begins with a sign and stands behind an empty first cell, or has no relation of its own;
 *   - it begins with `+`, which nothing begins with that stands alone.
 * So `z &= Wx + b \\ &= 3` is one chain z = Wx + b = 3. Every second `&` starts a further column
 * of equations (as in `align`); each column is read by itself, from top to bottom. An `&` right
 * behind a relation, as in `eqnarray`, only aligns.
 *
 * The layout of `array` decides nothing. `\left\{ \begin{array}{ll} … \right.` is `cases` when
 * its rows have two cells, and a system of equations otherwise.
 */
import type { Delimiter, Syntax } from "../syntax.ts";
import { matrix } from "./brackets.ts";
import { readAll, together } from "./chain.ts";
import { alignments, matrices } from "./commands.ts";
import {
  failure,
  missing,
  moveTo,
  type Reader,
  readerOver,
  report,
  since,
  take,
  within,
  written,
} from "./reader.ts";
import type { Token, TokenKind } from "./token.ts";

/** A range of tokens, from `from` up to `to`. */
interface Cell {
  readonly from: number;
  readonly to: number;
}

/** The rows and cells between two tokens; what stands in brackets is not looked into. */
function cellsBetween(r: Reader, begin: number, end: number): Cell[][] {
  const rows: Cell[][] = [[]];
  let from = begin;
  for (let i = begin; i <= end; i++) {
    const kind = i < end ? r.tokens[i]!.kind : "row";
    if (kind === "ampersand" || kind === "row") {
      rows[rows.length - 1]!.push({ from, to: i });
      if (kind === "row" && i < end) rows.push([]);
      from = i + 1;
    } else if (i < end && r.partner[i]! > i) i = Math.min(r.partner[i]!, end) - 1;
  }
  const isEmpty = (row: readonly Cell[]): boolean =>
    row.length === 1 && row[0]!.from === row[0]!.to;
  // \\\\ for a \\ in texts that escape it: no row of several entries is left out
  if (rows.some((row) => row.length > 1)) return rows.filter((row) => !isEmpty(row));
  return isEmpty(rows.at(-1)!) && rows.length > 1 ? rows.slice(0, -1) : rows;
}

/** Reads `\begin{…} … \end{…}`. */
export function readEnvironment(r: Reader): Syntax {
  const close = r.partner[r.index]!;
  const begin = take(r);
  const closed = close >= 0 && close < r.stop;
  const end = closed ? close : r.stop;
  const name = begin.text;
  const matched = closed && r.tokens[close]!.text === name;
  const bracket = matrices.get(name);
  if (!closed) report(r, "PG1004", begin, { open: `\\begin{${name}}` });
  else if (r.tokens[close]!.text !== name) {
    const names = { open: `\\begin{${name}}`, close: `\\end{${r.tokens[close]!.text}}` };
    report(r, "PG1006", { from: begin.from, to: r.tokens[close]!.to }, names);
  }
  const finishAt = (): void => {
    moveTo(r, end);
    if (closed) take(r);
    else r.last = Math.max(r.last, r.tokens[end - 1]?.to ?? r.last);
  };
  const whole = (body: Syntax): Syntax => (matched ? body : failure(since(r, begin.from), [body]));
  if (name === "cases" || name === "dcases" || name === "rcases") {
    const rows = cellsBetween(r, r.index, end).map((cells) => readCase(r, cells));
    finishAt();
    return whole({ kind: "cases", ...since(r, begin.from), rows });
  }
  if (bracket !== undefined) {
    const grid = cellsBetween(r, r.index, end);
    const read = hasBlankZeros(grid) ? readEntry : readCell;
    const rows = grid.map((cells) => cells.map((cell) => read(r, cell)));
    finishAt();
    const body = matrix(r, rows, since(r, begin.from));
    if (bracket === "" || bracket === "[" || bracket === "(") return whole(body);
    return whole({
      kind: "group",
      from: body.from,
      to: body.to,
      delimiter: bracket as Delimiter,
      body,
    });
  }
  const known = alignments.has(name);
  if (!known) report(r, "PG1013", begin, { name });
  const body = readRows(r, r.index, end);
  finishAt();
  return known ? whole(body) : failure(since(r, begin.from), [body]);
}

/**
 * Whether the zeros beside the diagonal of a square matrix are left out: several, and no number of
 * the diagonal itself. One alone was forgotten.
 */
function hasBlankZeros(grid: readonly (readonly Cell[])[]): boolean {
  const isSquare = grid.every((cells) => cells.length === grid.length);
  const blanks = grid.flatMap((cells, row) => {
    return cells.flatMap(({ from, to }, column) => (from === to ? [row === column] : []));
  });
  return isSquare && blanks.length > 1 && !blanks.includes(true);
}

/** An entry; nothing is 0. */
function readEntry(r: Reader, cell: Cell): Syntax {
  return readCell(r, cell, () => ({ kind: "number", text: "0", from: r.last, to: r.last }));
}

/** One entry; an empty one is missing. */
function readCell(
  r: Reader,
  cell: Cell,
  empty: () => Syntax = () => missing(r, "an entry"),
): Syntax {
  moveTo(r, cell.from);
  if (cell.from < cell.to) return within(r, cell.to, readAll);
  r.last = r.tokens[cell.from - 1]?.to ?? r.last;
  return empty();
}

/** `x & \text{if } x > 0`; without an `&` the words divide value and condition. */
function readCase(r: Reader, cells: readonly Cell[]): { value: Syntax; condition: Syntax | null } {
  const [first, ...rest] = cells.map((cell) => readCell(r, withoutComma(r, cell)));
  const value = first!;
  if (rest.length > 0) return { value: lead(value), condition: conditionOf(rest) };
  if (value.kind !== "list") return { value, condition: null };
  return { value: value.items[0] ?? value, condition: conditionOf(value.items.slice(1)) };
}

/** A cell without the comma that ends a value or stands before a condition. */
function withoutComma(r: Reader, { from, to }: Cell): Cell {
  const isComma = (index: number) => from < to && r.tokens[index]?.kind === "comma";
  const start = isComma(from) ? from + 1 : from;
  return { from: start, to: start < to && isComma(to - 1) ? to - 1 : to };
}

/** The value without the words behind it. */
function lead(value: Syntax): Syntax {
  return value.kind === "list" ? (conditionOf([value]) ?? value) : value;
}

/** The relations among words; null when there are only words, such as "otherwise". */
function conditionOf(found: readonly Syntax[]): Syntax | null {
  const items = found
    .flatMap((one) => (one.kind === "list" ? one.items : [one]))
    .filter((one) => one.kind !== "text");
  const last = items.at(-1);
  if (last === undefined) return null;
  return together(items, { from: items[0]!.from, to: last.to });
}

/** Whether `\left\{` is followed by one environment and nothing else, and closed by `\right.`. */
export function startsSystem(r: Reader): boolean {
  const close = r.partner[r.index]!;
  if (close < 0 || r.tokens[close]!.text !== ".") return false;
  const begin = r.tokens[r.index + 1];
  if (begin?.kind !== "begin" || !matrices.has(begin.text)) return false;
  return r.partner[r.index + 1]! === close - 1;
}

/** Reads what `startsSystem` saw. */
export function readSystem(r: Reader): Syntax {
  const open = take(r);
  const end = r.partner[r.index]!;
  take(r);
  const rows = cellsBetween(r, r.index, end);
  let result: Syntax | null = null;
  if (rows.every((cells) => cells.length === 2)) {
    const cases = rows.map((cells) => readCase(r, cells));
    result = { kind: "cases", from: open.from, to: open.to, rows: cases };
  } else result = readRows(r, r.index, end);
  moveTo(r, end);
  take(r);
  take(r);
  return result.kind === "cases" ? { ...result, ...since(r, open.from) } : result;
}

/** What a row begins with that continues the row before. */
const continuing: ReadonlySet<TokenKind> = new Set(["relation", "joint", "slash"]);
/** What a row ends with that the next one continues. */
const unfinished: ReadonlySet<TokenKind> = new Set(["relation", "sign", "joint", "slash"]);

/** Reads aligned rows between two tokens: an item, or a list of them. */
export function readRows(r: Reader, begin: number, end: number): Syntax {
  const columns: Token[][] = [];
  /** The last row of each column. */
  const rows: Token[][] = [];
  const known: Items[] = [];
  const remarks: Token[][] = [];
  let wasCase = false;
  for (const cells of cellsBetween(r, begin, end).flatMap((row) => byLine(r, row))) {
    const isCase = cells.some((cell) => saysCase(r, cell));
    const isOther = isCase && wasCase;
    wasCase = isCase;
    joinedAlong(r, segmentsOf(r, cells), columns).forEach((segment, k) => {
      columns[k] ??= [];
      known[k] ??= { isRelated: false, wasRelated: true };
      const column = {
        column: columns[k],
        above: rows[k] ?? [],
        known: known[k],
        remarks,
        isOther,
      };
      rows[k] = append(r, column, segment);
    });
  }
  const last = r.tokens[end - 1]?.to ?? r.last;
  const items = [...columns, ...remarks]
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => readTokens(r, tokens));
  if (items.length === 0) return missing(r, "a row");
  r.last = last;
  if (items.length === 1) return items[0]!;
  const all = items
    .flatMap((item) => (item.kind === "list" ? item.items : [item]))
    .sort((a, b) => a.from - b.from);
  return together(all, { from: Math.min(...items.map((item) => item.from)), to: last });
}

/**
 * A row that is one for each of its lines, of which each has its `&` before a relation: the `\\`
 * between them was forgotten.
 */
function byLine(r: Reader, row: readonly Cell[]): Cell[][] {
  const inner = row.slice(1, -1);
  if (inner.length === 0) return [[...row]];
  const isRelated = row.slice(1).every(({ from, to }) => {
    return from < to && r.tokens[from]!.kind === "relation";
  });
  const breaks = inner.map(({ from, to }) => {
    const found: number[] = [];
    for (let i = from + 1; i < to; i++) {
      const between = { from: r.tokens[i - 1]!.to, to: r.tokens[i]!.from };
      if (written(r, between).includes("\n")) found.push(i);
    }
    return found;
  });
  if (!isRelated || breaks.some(({ length }) => length !== 1)) return [[...row]];
  const at = breaks.map(([only]) => only!);
  return [0, ...at].map((_, k) => {
    const left = k === 0 ? row[0]! : { from: at[k - 1]!, to: row[k]!.to };
    const right = { from: row[k + 1]!.from, to: at[k] ?? row[k + 1]!.to };
    return [left, right];
  });
}

/** The part of a row that belongs to one column of equations. */
interface Segment {
  readonly cells: readonly Cell[];
  /** Whether its first cell is empty: the row begins at the `&`. */
  readonly hanging: boolean;
}

/** Two cells make one column of equations; a cell behind a relation belongs to it. */
function segmentsOf(r: Reader, cells: readonly Cell[]): Segment[] {
  const segments: { cells: Cell[]; hanging: boolean; aligned: number }[] = [];
  cells.forEach((cell, i) => {
    const sign = i > 0 && cell.from > 1 ? r.tokens[cell.from - 2] : undefined;
    const behind = sign?.kind === "relation" && !implications.has(sign.text);
    // a & = b and c & = d: the sign belongs to what stands before it
    const related = i > 1 && cell.to > cell.from && r.tokens[cell.from]!.kind === "relation";
    const filled = i > 0 && cells[i - 1]!.to > cells[i - 1]!.from;
    // a && + b goes on with the row before it, where the sign has a column of its own
    const before = cells.slice(0, i);
    const goesOn = i === 2 && before.every(({ from, to }) => from === to) && startsSigned(r, cell);
    const glued = behind || (related && filled) || goesOn;
    const segment = segments.at(-1);
    if (segment === undefined || (segment.aligned === 2 && !glued)) {
      segments.push({ cells: [cell], hanging: cell.from === cell.to, aligned: 1 });
    } else {
      // the sign of a column is its second cell, whatever it begins with
      if (!glued || segment.cells.length === 1) segment.aligned++;
      segment.cells.push(cell);
    }
  });
  return segments;
}

/**
 * The parts of a row, joined where one begins with its sign and the one before it has a left side
 * for it: a && = b, and a & = b && = c where no row above has a column there.
 */
function joinedAlong(
  r: Reader,
  segments: readonly Segment[],
  columns: readonly (readonly Token[])[],
): readonly Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const before = found.at(-1);
    const left = before && firstOf(r, before);
    const hasLeft = before !== undefined && left !== undefined && left.kind !== "relation";
    const goesOn = hasLeft && firstOf(r, segment)?.kind === "relation";
    const isFree = columns[found.length] === undefined;
    if (goesOn && (isFree || !before.cells.some((one) => isRelated(r, one)))) {
      found[found.length - 1] = { ...before, cells: [...before.cells, ...segment.cells] };
    } else found.push(segment);
  }
  return found;
}

/** What a part of a row begins with; undefined where it is empty. */
function firstOf(r: Reader, { cells }: Segment): Token | undefined {
  const cell = cells.find(({ from, to }) => from < to);
  return cell && r.tokens[cell.from];
}

/** Whether a relation stands in a cell, outside of all brackets. */
function isRelated(r: Reader, { from, to }: Cell): boolean {
  for (let i = from; i < to; i++) {
    if (r.tokens[i]!.kind === "relation") return true;
    if (r.partner[i]! > i) i = r.partner[i]!;
  }
  return false;
}

/** Signs between equations, which may have a column of their own. */
const implications: ReadonlySet<string> = new Set(["\\implies", "\\iff"]);

function startsSigned(r: Reader, { from, to }: Cell): boolean {
  return from < to && r.tokens[from]!.kind === "sign";
}

/**
 * Puts a row behind the rows before it, with a `\\` between unless it continues them; gives its
 * tokens, or those of the last row if it is empty.
 */
function append(r: Reader, into: Column, segment: Segment): Token[] {
  const { column, above, known, remarks, isOther } = into;
  const row: Token[] = [];
  for (const cell of segment.cells) {
    for (let i = cell.from; i < cell.to; i++) row.push(r.tokens[i]!);
  }
  const isReason = row[0]?.kind === "text" && row[0].text === "because";
  const remark = remarkAt(row, column.length > 0 && (segment.hanging || isReason));
  if (remark >= 0) remarks.push(withoutBrackets(row.splice(remark)));
  const skip = startOf(row);
  const first = row[skip];
  if (first === undefined) return above;
  const before = column.at(-1);
  const related = row.some((token) => token.kind === "relation");
  if (before === undefined) {
    for (const token of row) column.push(token);
    known.isRelated = related;
    return row;
  }
  const signed = first.kind === "sign" && (segment.hanging || !related || first.text === "+");
  const isOpen = isOther || saysTwo(above) || interrupts(known);
  const goesOn = first.kind === "relation" ? !isOpen : continuing.has(first.kind);
  const joined = goesOn || unfinished.has(before.kind) || signed;
  if (joined) known.isRelated ||= related;
  else {
    known.wasRelated = known.isRelated;
    known.isRelated = related;
    column.push({ kind: "row", text: "\\\\", from: before.to, to: before.to, spaced: true });
  }
  const isTwice = before.kind === first.kind && before.text === first.text;
  const start = isTwice && unfinished.has(first.kind) ? skip + 1 : skip;
  for (const token of joined ? row.slice(start) : row) column.push(token);
  return row;
}

/**
 * Whether a row has two statements, `u = \sin x \quad v = \cos x`: then nothing says with which
 * of them a row goes on that begins with its sign.
 */
function saysTwo(row: readonly Token[]): boolean {
  let depth = 0;
  let state: "none" | "said" | "ended" = "none";
  for (const { kind } of row) {
    if (opening.has(kind)) depth++;
    else if (closing.has(kind)) depth--;
    else if (depth > 0) continue;
    else if (kind === "relation") {
      if (state === "ended") return true;
      state = "said";
    } else if (state === "said" && separating.has(kind)) state = "ended";
  }
  return false;
}

/**
 * Where a row turns to a remark, `= 2x + 2 \quad \because (a + b)^2 = \dots`: the next row goes on
 * with what stands before it. A row that hangs, or that begins with `\because`, may be one as a
 * whole; −1 where none begins.
 */
function remarkAt(row: readonly Token[], hangs: boolean): number {
  let depth = 0;
  let isSaid = hangs && row[0]?.kind !== "relation";
  const begins = (at: number): boolean => {
    const token = row[at];
    return token?.kind === "text" && remarking.test(token.text);
  };
  for (const [k, { kind }] of row.entries()) {
    if (depth === 0 && isSaid && (begins(k) || (opening.has(kind) && begins(k + 1)))) return k;
    if (opening.has(kind)) depth++;
    else if (closing.has(kind)) depth--;
    else if (depth > 0) continue;
    else isSaid ||= kind === "relation";
  }
  return -1;
}

/** A remark in brackets without them. */
function withoutBrackets(row: Token[]): Token[] {
  const isWhole = opening.has(row[0]!.kind) && closing.has(row.at(-1)!.kind);
  return isWhole ? row.slice(1, -1) : row;
}

/** Whether a cell tells for which case its row is: `= x \text{ if } x > 0`. */
function saysCase(r: Reader, { from, to }: Cell): boolean {
  for (let i = from; i < to; i++) {
    const { kind, text } = r.tokens[i]!;
    if (kind === "text" && caseWords.test(text)) return true;
  }
  return false;
}

const caseWords =
  /^\s*[,(]?\s*(?:if|for|when|otherwise|else|elsewhere|wenn|falls|für|sonst|si|pour|sinon|para|se)(?![A-Za-z])/i;

/** Words that begin a remark with a reason. */
const remarking =
  /^\s*\(?(?:as|since|because|by|using|where|note|recall|da|weil|wobei|car|où|porque|pues|donde|pois|onde)(?![A-Za-z])/i;

/** A column of equations as far as it is read. */
interface Column {
  readonly column: Token[];
  /** Remarks behind its rows. */
  readonly remarks: Token[][];
  /** Whether a row is of another case than the one before it. */
  readonly isOther: boolean;
  /** Its last row. */
  readonly above: Token[];
  readonly known: Items;
}

/** What is known of the last items of a column. */
interface Items {
  /** Whether the last one has a relation, and whether the one before it has. */
  isRelated: boolean;
  wasRelated: boolean;
}

/**
 * Whether the last items are a formula without a sign and, behind it, a statement of its own,
 * `\int f(u) dx \\ u = 2x`: a row that begins with its sign may go on with the first of them.
 */
const interrupts = ({ isRelated, wasRelated }: Items): boolean => isRelated && !wasRelated;

const opening: ReadonlySet<TokenKind> = new Set(["open", "lbrace", "begin"]);
const closing: ReadonlySet<TokenKind> = new Set(["close", "rbrace", "end"]);
const separating: ReadonlySet<TokenKind> = new Set(["wide", "comma", "semicolon"]);

/** Where a row begins, behind spaces and the `{}` that makes a sign one between two terms. */
function startOf(row: readonly Token[]): number {
  for (let at = 0; at < row.length; at++) {
    const isEmpty = row[at]!.kind === "lbrace" && row[at + 1]?.kind === "rbrace";
    if (isEmpty) at++;
    else if (row[at]!.kind !== "wide") return at;
  }
  return -1;
}

/** Reads a column: its tokens are those of the text, without its `&`s. */
function readTokens(r: Reader, tokens: readonly Token[]): Syntax {
  const inner = readerOver(r.session, tokens, r.last);
  inner.font = r.font;
  inner.differentials = r.differentials;
  return readAll(inner);
}
