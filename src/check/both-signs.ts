/**
 * @file The sign ± in a step between two formulas that have it: (2 ± 4)/2 = 1 ± 2. It says two
 * things, that the sides are equal with the upper signs and with the lower ones; as the order of
 * two solutions means nothing, the upper one may also be the lower one of the other side. Beside a
 * pair, 3 ± 1 = (2, 4), it is the pair of both values.
 *
 * Else the sign is a factor s of what comes after it, whose square is 1: what holds for every s
 * holds.
 */
import { substitute } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { mapParts, S, type Syntax, type SyntaxOf, unmarked } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { hasPart } from "./parts.ts";
import { rationalOf } from "./rounding.ts";
import { variablesOf } from "./variables.ts";

/** The factor; no text can spell it. */
const factor = "\u00a7\u00b1";

/** Whether a formula has the sign. */
export function hasBothSigns(syntax: Syntax): boolean {
  return hasPart(syntax, (part) => {
    return part.kind === "sum" && part.terms.some(({ sign }) => sign === "\\pm");
  });
}

/** The formula with a factor for the sign. */
export function withSignFactor(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withSignFactor);
  if (inner.kind !== "sum") return inner;
  const terms = inner.terms.map(({ sign, term }) => {
    if (sign !== "\\pm") return { sign, term };
    const { from, to } = term;
    return { sign: "+" as const, term: { ...S.product([S.name(factor), term], "cdot"), from, to } };
  });
  return { ...inner, terms };
}

/**
 * The reading in which a ± b beside a pair, a \pm b = (c, d), is the pair of its two values, in the
 * order of the numbers that stand there.
 */
export function withIntervals(reading: Reading): Reading {
  return withSides(reading, (side, { parts }) => {
    const pair = hasBothSigns(side) ? parts.find((part) => pairIn(part) !== null) : undefined;
    const list = pair && pairIn(pair);
    if (pair?.kind !== "group" || !list) return side;
    const [first, second] = list.items.map(rationalOf);
    const isFalling = first != null && second != null && Q.compare(first, second) > 0;
    const signs = isFalling ? (["+", "-"] as const) : (["-", "+"] as const);
    const items = signs.map((sign) => withOneSign(side, sign));
    const { from, to } = side;
    return { ...pair, from, to, body: { ...list, from, to, items } };
  });
}

/** The two items of (c, d) or [c, d]; null for anything else. */
function pairIn(syntax: Syntax): SyntaxOf<"list"> | null {
  if (syntax.kind !== "group" || syntax.delimiter === "\\{") return null;
  const { body } = syntax;
  return body.kind === "list" && body.items.length === 2 ? body : null;
}

/** The formula with + or − in the place of ±. */
function withOneSign(syntax: Syntax, own: "+" | "-"): Syntax {
  const inner = mapParts(syntax, (part) => withOneSign(part, own));
  if (inner.kind !== "sum") return inner;
  const terms = inner.terms.map((one) => (one.sign === "\\pm" ? { ...one, sign: own } : one));
  return { ...inner, terms };
}

/** The reading in which x_{1/2}, which is both of x_1 and x_2, is a name of its own. */
export function withPairNames(reading: Reading): Reading {
  const write = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, write);
    const [index, more] = inner.kind === "subscript" ? inner.indices : [];
    if (inner.kind !== "subscript" || more !== undefined || index?.kind !== "fraction")
      return inner;
    const [one, other] = [index.numerator, index.denominator];
    if (one.kind !== "number" || other.kind !== "number") return inner;
    const label = S.name(`${one.text}/${other.text}`);
    return { ...inner, indices: [{ ...label, from: index.from, to: index.to }] };
  };
  return withSides(reading, write);
}

/**
 * The verdict on a step with the sign: as it stands, else with both signs, the sides being laid on
 * each other as they are or crosswise. Null for a step without one.
 */
export function underBothSigns(
  bench: Bench,
  pair: Pair,
  judged: (bench: Bench, pair: Pair) => Finding,
): Finding | null {
  if (!hasBothSigns(pair.written)) return null;
  const factors = [pair.left, pair.right].map((side) => {
    return variablesOf(side).filter(({ data }) => unmarked(data) === factor);
  });
  if (factors.some(({ length }) => length === 0)) return null;
  const whole = judged(bench, pair);
  if (holds(whole)) return whole;
  const { arena } = bench.sheet;
  const at = (side: Node, sign: 1 | -1): Node => {
    const put = new Map(factors.flat().map((one) => [one, arena.integer(sign)]));
    return substitute(side, put, arena);
  };
  const [straight, crossed] = ([1, -1] as const).map((cross) => {
    const found = ([1, -1] as const).map((sign): Finding => {
      const [left, right] = [at(pair.left, sign), at(pair.right, sign === cross ? 1 : -1)];
      return judged(bench, { ...pair, left, right, loose: null });
    });
    return found.find((one) => !holds(one)) ?? found[0]!;
  });
  if (holds(straight!)) return straight!;
  return crossed!.verdict === "refuted" ? straight! : crossed!;
}
