/**
 * @file Sums, products, maxima and minima over an index: `\sum_{i=1}^n x_i`, `\max_i a_i`.
 *
 * The body is the product that follows, with its joints and slashes, up to a sign or a relation:
 * \sum_i a_i b_i + c is (Σ a_i b_i) + c. A minus right behind the sign is the body's:
 * \sum_i -y_i \ln p_i. The body of \max and \min ends with a bracket, if it begins with one.
 *
 * The index is what is written below: `i=1` gives the index i and the lower bound 1, `i` the
 * index alone, and any other relation (`i \ne j`, `i \in S`, `1 \le i < j`) stays whole as
 * `lower`, with the names that it is about as indices. Plain text has `sum(i=1..n, x_i)` too.
 */
import type { BigSyntax, Syntax } from "../syntax.ts";
import { nameOfFunction } from "./calls.ts";
import { together } from "./chain.ts";
import { readFactor } from "./factor.ts";
import { readIndices } from "./indices.ts";
import { readIntegral, readLimit } from "./limits.ts";
import { failure, missing, type Reader, report, since, take, tokenAt } from "./reader.ts";
import { readSuperscript } from "./scripts.ts";
import { readProduct, readSum, starters, startsFactor, startsTerm } from "./sum.ts";

type Operator = BigSyntax["operator"];

/** Function names that are big operators when an index or a range follows. */
const operatorOf: Readonly<Record<string, Operator>> = { sum: "sum", max: "max", min: "min" };

/** Reads `max_i …` or `sum(i=1..n, …)` at a function token; undefined when it is a call. */
export function readBigWord(r: Reader): Syntax | undefined {
  const operator = operatorOf[r.current.text];
  if (operator === undefined || isName(r)) return undefined;
  const next = tokenAt(r, r.index + 1);
  const indexed = next.kind === "script" && next.text === "_";
  return indexed || opensRange(r, r.index + 1) ? readOperator(r, operator) : undefined;
}

/** Whether a `\text{sum}`, with an index or without, has no body: a quantity is called so. */
export function isName(r: Reader): boolean {
  if (r.current.text !== "sum" || r.current.font !== "text") return false;
  let index = r.index + 1;
  if (tokenAt(r, index).kind === "script" && tokenAt(r, index).text === "_") {
    let depth = 0;
    do {
      const { kind } = tokenAt(r, ++index);
      depth += kind === "lbrace" ? 1 : kind === "rbrace" ? -1 : 0;
      if (kind === "finish") return true;
    } while (depth > 0);
    index++;
  }
  return !starters.has(tokenAt(r, index).kind);
}

/** Reads `\sum`, `\prod`, `\lim` or `\int`. */
export function readBig(r: Reader): Syntax {
  if (r.current.text === "limit") return readLimit(r);
  if (r.current.text === "integral") return readIntegral(r);
  return readOperator(r, r.current.text as Operator);
}

/** Whether `(i =` stands at `index`, and `..` behind it. */
function opensRange(r: Reader, index: number): boolean {
  const open = tokenAt(r, index);
  const name = tokenAt(r, index + 1);
  if (open.kind !== "open" || name.kind !== "letter") return false;
  if (tokenAt(r, index + 2).text !== "=") return false;
  // A bound is short; a range further on belongs to something else.
  for (let i = index + 3; i < index + 24; i++) {
    const { kind } = tokenAt(r, i);
    if (kind === "range" || kind === "dots") return true;
    if (kind === "comma" || kind === "finish") return false;
  }
  return false;
}

/** Reads the sign, what stands below and above it, and the body; at the sign. */
function readOperator(r: Reader, operator: Operator): Syntax {
  const sign = take(r);
  if (opensRange(r, r.index)) return readRange(r, operator, sign.from);
  let below: readonly Syntax[] = [];
  let upper: Syntax | undefined;
  while (r.current.kind === "script") {
    const script = take(r);
    if (script.text === "_") {
      const indices = readIndices(r);
      if (below.length > 0) report(r, "PG1012", script, { script: "index" });
      below = below.length > 0 ? [failure(script, [...below, ...indices])] : indices;
    } else {
      const before = upper === undefined ? [] : [upper];
      if (before.length > 0) report(r, "PG1012", script, { script: "superscript" });
      const [only] = readSuperscript(r, null);
      upper = only?.kind === "power" ? only.exponent : failure({ from: script.from, to: r.last });
      if (only?.kind !== "power") report(r, "PG1007", upper, { text: script.text });
      if (before.length > 0) upper = failure(script, [...before, upper]);
    }
  }
  if (!startsTerm(r, true) || (r.current.kind === "sign" && r.current.text !== "-")) {
    const bare = operator === "max" || operator === "min";
    if (!bare) return failure(since(r, sign.from), [...below, missing(r, "a term")]);
    const spelling = sign.spelling ?? sign.text;
    report(r, "PG1016", sign, { function: spelling });
    return failure(since(r, sign.from), [nameOfFunction(sign), ...below]);
  }
  const body = readBody(r, operator);
  const span = since(r, sign.from);
  return { kind: "big", ...span, operator, ...boundsOf(below), ...(upper && { upper }), body };
}

/** Reads what is summed: a product, or with \max before a bracket that bracket alone. */
function readBody(r: Reader, operator: Operator): Syntax {
  const { kind } = r.current;
  if ((operator === "max" || operator === "min") && kind === "open") return readFactor(r);
  if (kind !== "sign") return readProduct(r);
  const sign = take(r);
  const term = startsFactor(r) ? readProduct(r) : missing(r, "a term");
  const terms = [{ sign: sign.text as "+" | "-" | "\\pm", term }];
  return { kind: "sum", ...since(r, sign.from), terms };
}

/** `sum(i = a..b, body)`, at the bracket. */
function readRange(r: Reader, operator: Operator, from: number): Syntax {
  const close = r.partner[r.index]!;
  const open = take(r);
  const name = take(r);
  take(r);
  const index: Syntax = { kind: "name", from: name.from, to: name.to, text: name.text };
  const lower = readSum(r);
  if (r.current.kind === "range" || r.current.kind === "dots") take(r);
  const upper = readSum(r);
  if (r.current.kind === "comma") take(r);
  else missing(r, "a comma and what is summed");
  const body = readSum(r);
  if (close >= 0 && r.index === close) take(r);
  else {
    report(r, "PG1004", open, { open: "(" });
    return failure(since(r, from), [index, lower, upper, body]);
  }
  return { kind: "big", ...since(r, from), operator, index: [index], lower, upper, body };
}

/** What can be an index of summation. */
const nameLike: ReadonlySet<Syntax["kind"]> = new Set(["name", "subscript"]);

/** Index and lower bound from what stands below the sign. */
function boundsOf(below: readonly Syntax[]): { index: readonly Syntax[]; lower?: Syntax } {
  const index: Syntax[] = [];
  const conditions: Syntax[] = [];
  for (const item of below) {
    if (item.kind !== "relation") {
      if (nameLike.has(item.kind)) index.push(item);
      else conditions.push(item);
      continue;
    }
    const { parts, signs } = item;
    const [first, second] = parts;
    if (signs.length === 1 && signs[0] === "=" && nameLike.has(first!.kind)) {
      index.push(first!);
      conditions.push(second!);
      continue;
    }
    // In `1 ≤ i < j ≤ n` the indices stand between the bounds; in `i < n` first.
    const middle = parts.length > 2 ? parts.slice(1, -1) : parts.slice(0, 1);
    const known = new Set(index.map((one) => (one.kind === "name" ? one.text : "")));
    for (const part of middle) {
      const repeated = part.kind === "name" && known.has(part.text);
      if (nameLike.has(part.kind) && !repeated) index.push(part);
    }
    conditions.push(item);
  }
  const [lower] = conditions;
  if (lower === undefined) return { index };
  const span = { from: lower.from, to: conditions.at(-1)!.to };
  return { index, lower: together(conditions, span) };
}
