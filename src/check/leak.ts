/**
 * @file The slope of LeakyReLU below 0, which a document chooses: by what it says the function is,
 * LeakyReLU(x) = max(0.1 x, x), in words, or by its numbers, LeakyReLU(−0.5) = −0.05. Where nothing
 * tells, it is a number that is not known.
 */
import type { Document } from "../document/index.ts";
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";
import { printedNumber } from "./rounding.ts";

/** The reading in which each LeakyReLU has its slope. */
export function withLeak(reading: Reading, { source }: Document): Reading {
  const all = reading.chains.flatMap(({ parts }) => parts.flatMap(leaksIn));
  if (all.length === 0) return reading;
  const slope = defined(reading) ?? spoken(source) ?? shown(reading) ?? unknown;
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    if (!isLeak(inner)) return inner;
    return { ...inner, arguments: [...inner.arguments, slope] } as Syntax;
  };
  return withSides(reading, change);
}

const unknown = S.name("\u00a7leak");

/** What it is taken for where the numbers of a text show it. */
const usual = ["0.01", "0.1", "0.2", "0.3", "0.05", "0.02", "0.25", "0.5", "0.001"];

function isLeak(syntax: Syntax): syntax is SyntaxOf<"call"> {
  const isCall = syntax.kind === "call" && syntax.function === "leakyrelu";
  return isCall && syntax.arguments.length === 1;
}

const leaksIn = (syntax: Syntax): readonly Syntax[] =>
  isLeak(syntax) ? [syntax] : children(syntax).flatMap(leaksIn);

/** The 0.1 of LeakyReLU(x) = max(0.1 x, x), or of its cases. */
function defined({ chains }: Reading): Syntax | undefined {
  for (const { parts } of chains) {
    const [left, ...rights] = parts;
    const key = left !== undefined && isLeak(left) ? nameKey(left.arguments[0]!) : undefined;
    if (key === undefined) continue;
    const found = rights.flatMap((right) => factorsOf(right, key));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** What stands before a name in a product. */
function factorsOf(syntax: Syntax, key: string): readonly Syntax[] {
  if (syntax.kind === "product" && syntax.factors.length === 2) {
    const [slope, name] = syntax.factors;
    const isSlope = isClosed(slope!) || nameKey(slope!) !== undefined;
    if (nameKey(name!) === key && isSlope) return [slope!];
  }
  return children(syntax).flatMap((one) => factorsOf(one, key));
}

const words =
  /(?:slope|leak(?:age|iness)?\b|Steigung|pente|pendiente|斜率)[^.\n]{0,30}?(0?[.,]\d+)(?!\d)/i;

/** The number that stands behind a word for it. */
function spoken(source: string): Syntax | undefined {
  const found = words.exec(source)?.[1];
  return found === undefined ? undefined : S.number(found.replace(/^0?[.,]/, "0."));
}

/** The usual slope with which most of what the text works out of negative numbers agrees. */
function shown({ chains }: Reading): Syntax | undefined {
  const pairs = chains.flatMap(({ parts }) =>
    parts.flatMap((part, k) => {
      const at = isLeak(part) ? printedNumber(part.arguments[0]!) : null;
      const value = at === null || k + 1 >= parts.length ? null : printedNumber(parts[k + 1]!);
      return at === null || value === null || Q.sign(at.value) >= 0 ? [] : [{ at, value }];
    }),
  );
  const agreeing = (slope: Rational) =>
    pairs.filter(({ at, value }) => {
      const off = Q.absolute(Q.subtract(Q.multiply(slope, at.value), value.value));
      const loose = Q.add(value.half, Q.multiply(slope, at.half));
      return Q.compare(off, loose) <= 0;
    }).length;
  const counts = usual.map((one) => agreeing(Q.fromDecimal(one)!));
  const most = Math.max(...counts);
  return most === 0 ? undefined : S.number(usual[counts.indexOf(most)]!);
}
