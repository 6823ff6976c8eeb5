/**
 * @file Brackets and bars: groups, matrices as `[1, 2; 3, 4]`, norms, `\left. … \right|_{x=2}`.
 *
 * Bars do not say whether they open or close, so: where a factor is wanted, a bar opens; where a
 * bar of its kind is open, it closes; elsewhere it opens a factor if another bar follows in the
 * same group (`2|x|`). `||x||` is a norm when both pairs are written without a space, unless the
 * third bar plainly opens (`||x|+1|`). `\left|`, `\lvert` and their like are ordinary brackets.
 *
 * Square brackets make a matrix when a semicolon divides it into rows, and in plain text also
 * when commas divide it; `[[1, 2], [3, 4]]` is the same matrix as `[1, 2; 3, 4]`. Brackets that
 * do not match are those of an interval, `x \in [0, 1)`, and nothing else. Directly in a bracket,
 * a bar that neither opens nor closes stands before what is given: p(y | x), {x | x > 0}; so does
 * a double one without another, D(p \| q).
 */
import type { Span } from "../../source/index.ts";
import type { Delimiter, Syntax } from "../syntax.ts";
import { closers, type Items, readItems, recover, together } from "./chain.ts";
import { readSystem, startsSystem } from "./environments.ts";
import { readFactor } from "./factor.ts";
import {
  failure,
  missing,
  type Reader,
  refuse,
  report,
  since,
  spanning,
  take,
  tokenAt,
  within,
  written,
} from "./reader.ts";
import { readBound } from "./scripts.ts";

/** A bracket as it was read: its items, what divided them, and both its delimiters. */
export interface Arguments extends Span {
  readonly arguments: readonly Syntax[];
  readonly separators: Items["separators"];
  readonly delimiter: string;
  readonly closer: string;
}

/** Reads a bracket and what it holds, item by item. */
export function readArguments(r: Reader): Arguments {
  const close = r.partner[r.index]!;
  const isSet = r.index > 0 && /^\\(?:not)?in$/.test(tokenAt(r, r.index - 1).text);
  const open = take(r);
  const closed = close >= 0 && close < r.stop;
  const stated = { delimiter: open.text, closer: closed ? r.tokens[close]!.text : open.text };
  if (!closed) report(r, "PG1004", open, { open: open.text });
  const from = r.current.from;
  const event = closed && isProbability(r) ? eventBefore(r, close) : null;
  const { items, separators } = within(r, closed ? close : r.stop, (inner): Items => {
    if (event !== null) {
      while (inner.current.kind !== "finish") take(inner);
      return { items: [event], separators: [] };
    }
    inner.conditions = true;
    const found = readItems(inner);
    if (inner.current.kind === "finish") return found;
    return { items: [recover(inner, found.items, from)], separators: [] };
  });
  if (closed) take(r);
  const span = since(r, open.from);
  const { delimiter, closer } = stated;
  if (!closed) return { ...span, arguments: [failure(span, items)], separators: [], ...stated };
  // x \in [0, 1)
  const isInterval = isSet && items.length === 2 && `${delimiter}${closer}`.match(/^[([]{2}$/);
  if (delimiter !== closer && delimiter !== "." && closer !== "." && !isInterval) {
    report(r, "PG1006", span, { open: delimiter, close: closers[closer] ?? closer });
    return { ...span, arguments: [failure(span, items)], separators: [], ...stated };
  }
  return { ...span, arguments: items, separators, ...stated };
}

/** Whether the bracket that was just opened is that of a probability. */
function isProbability(r: Reader): boolean {
  // \mathbb{P} ends in a brace
  const last = r.index > 1 ? r.index - 2 : 0;
  const before = tokenAt(r, tokenAt(r, last).kind === "rbrace" && last > 0 ? last - 1 : last);
  return /^(?:P|Pr|Prob|\\Pr|prob)$/.test(before.text);
}

/** Signs between events. */
export const eventSigns: ReadonlySet<string> = new Set([
  "\\cup",
  "\\cap",
  "\\setminus",
  "\\lnot",
  "\\neg",
]);

/** A \cup B in the bracket of a probability, as a name; null where no such sign stands in it. */
function eventBefore(r: Reader, close: number): Syntax | null {
  const inside = r.tokens.slice(r.index, close);
  if (!inside.some((token) => eventSigns.has(written(r, token)))) return null;
  const span = { from: inside[0]!.from, to: inside.at(-1)!.to };
  return { kind: "name", text: written(r, span).replace(/\s+/g, " "), ...span };
}

/** Reads a bracket where a factor is wanted. */
export function readBracket(r: Reader): Syntax {
  const open = r.current;
  if (open.text === "." && r.partner[r.index]! < 0) {
    take(r);
    return readFactor(r);
  }
  if (open.text === "\\{" && startsSystem(r)) return readSystem(r);
  const found = readArguments(r);
  const span: Span = { from: found.from, to: found.to };
  if (found.arguments.length === 0) {
    report(r, "PG1001", span, { expected: "an expression" });
    return failure(span);
  }
  const inside = together(found.arguments, inner(found, span));
  if (open.text === "\\llbracket") return { kind: "indicator", ...span, condition: inside };
  if (open.text === ".") return found.closer === "|" ? evaluated(r, inside, open.from) : inside;
  if (open.text === "[") {
    const matrix = matrixOf(r, found, span);
    if (matrix !== undefined) return matrix;
  }
  // The brackets of `\left[ \begin{matrix} … \end{matrix} \right]` are the matrix's own.
  if (inside.kind === "matrix" && (open.text === "[" || open.text === "(")) {
    return { ...inside, ...span };
  }
  return { kind: "group", ...span, delimiter: open.text as Delimiter, body: inside };
}

/** The span of the items of a bracket. */
function inner(found: Arguments, span: Span): Span {
  const [first] = found.arguments;
  const last = found.arguments.at(-1);
  return first && last ? { from: first.from, to: last.to } : span;
}

/** `\left. body \right|_{at}`; without an index the brackets were for nothing. */
function evaluated(r: Reader, body: Syntax, from: number): Syntax {
  if (r.current.kind !== "script" || r.current.text !== "_") return body;
  take(r);
  const at = readBound(r);
  return { kind: "evaluated", ...since(r, from), body, at };
}

/** Rows at the semicolons; undefined when the bracket only groups. */
function matrixOf(r: Reader, found: Arguments, span: Span): Syntax | undefined {
  const { arguments: items, separators } = found;
  const divided = separators.some((kind) => kind === "semicolon");
  const commas = separators.some((kind) => kind === "comma");
  const nested = items.length > 0 && items.every((item) => item.kind === "matrix");
  const single = items.map((item) => (item.kind === "matrix" ? item.rows : []));
  if (nested && !divided && r.session.plain && single.every((rows) => rows.length === 1)) {
    return matrix(
      r,
      single.map((rows) => rows[0]!),
      span,
    );
  }
  if (!divided && !(commas && r.session.plain)) return undefined;
  const rows: Syntax[][] = [[]];
  items.forEach((item, i) => {
    rows[rows.length - 1]!.push(item);
    const separator = separators[i];
    if (separator === "semicolon" || separator === "row") rows.push([]);
  });
  return matrix(r, rows, span);
}

/** A matrix; reports rows of different lengths. */
export function matrix(r: Reader, rows: readonly (readonly Syntax[])[], span: Span): Syntax {
  const width = rows[0]?.length ?? 0;
  const ragged = rows.find((row) => row.length !== width);
  if (ragged !== undefined) {
    report(r, "PG1014", span, { first: String(width), other: String(ragged.length) });
    return failure(span, rows.flat());
  }
  return { kind: "matrix", from: span.from, to: span.to, rows };
}

/** Whether the bar at hand opens, where a factor may begin, or (`wanted`) has to. */
export function opensBar(r: Reader, wanted: boolean): boolean {
  const { text } = r.current;
  if (wanted) return r.nextBar[r.index]! >= 0 && r.nextBar[r.index]! < r.stop;
  const open = r.bars.at(-1);
  if (open === text) return false;
  if (open === "||" && text === "|" && pairAt(r, r.index)) return false;
  const next = tokenAt(r, r.index + 1);
  if (next.kind === "script" || isLonePair(r)) return false;
  return r.nextBar[r.index]! >= 0 && r.nextBar[r.index]! < r.stop;
}

/** Whether two bars stand at `index` without a space between. */
function pairAt(r: Reader, index: number): boolean {
  const [first, second] = [tokenAt(r, index), tokenAt(r, index + 1)];
  const bars = first.kind === "bar" && second.kind === "bar";
  return bars && first.text === "|" && second.text === "|" && first.to === second.from;
}

/** Whether the bars at hand, behind an operand, are the only ones in their brackets: KL(q||p). */
export const isLonePair = (r: Reader): boolean =>
  pairAt(r, r.index) && (r.nextBar[r.index + 1] ?? -1) < 0;

/** How many bars are looked at to find the pair that closes a norm. */
const barsLookedAt = 64;

/** Whether `||` opens a norm: a pair that can close it follows, and no bar opens before. */
function opensNorm(r: Reader): boolean {
  if (!pairAt(r, r.index)) return false;
  let bar = r.nextBar[r.index + 1]!;
  if (bar < 0) return false;
  const behind = tokenAt(r, bar + 1).kind;
  const closes = behind === "sign" || behind === "relation" || behind === "joint";
  if (!pairAt(r, bar) && closes) return false;
  for (let i = 0; i < barsLookedAt && bar >= 0 && bar < r.stop; i++) {
    if (pairAt(r, bar)) return true;
    bar = r.nextBar[bar]!;
  }
  return false;
}

/** `|x|`, `\|x\|` or `||x||`. */
export function readBars(r: Reader): Syntax {
  const next = r.nextBar[r.index]!;
  if (next < 0 || next >= r.stop) return refuse(r, "PG1030", {});
  const { text } = r.current;
  const norm = opensNorm(r);
  const open = take(r);
  if (norm) take(r);
  const { bars, related, applies } = r;
  r.bars = [...bars, norm ? "||" : text];
  r.applies = true;
  const from = r.current.from;
  const { items } = readItems(r);
  const body =
    items.length > 0 ? together(items, spanning(r, from, items[0])) : missing(r, "an expression");
  r.bars = bars;
  r.related = related;
  r.applies = applies;
  const closes = norm ? pairAt(r, r.index) : r.current.kind === "bar" && r.current.text === text;
  if (!closes) {
    report(r, "PG1004", open, { open: norm ? "||" : text });
    return failure(since(r, open.from), [body]);
  }
  take(r);
  if (norm) take(r);
  const delimiter = norm || text === "\\|" ? "\\|" : "|";
  return { kind: "group", ...since(r, open.from), delimiter, body };
}
