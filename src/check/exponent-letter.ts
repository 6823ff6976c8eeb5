/**
 * @file A T that is a number: where a text says that T = 2, (1 − p)^T is a power and no transpose,
 * and (1 + r)^{−T} one, too, unless it transposes other things than numbers.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { isClosed, isMinusOne } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading with powers of T where its T is a number. */
export function withExponentLetters(reading: Reading): Reading {
  const { text } = reading.text;
  const isNumber = reading.chains.some(({ parts, signs }) => {
    return nameKey(parts[0]!) === "T" && signs[0] === "=" && isClosed(parts[1]!);
  });
  if (!isNumber) return reading;
  const isOfLetter = (one: SyntaxOf<"transpose">) =>
    /^\s*\^\s*\{?\s*-?\s*T\s*\}?$/.test(text.slice(raised(one).base.to, one.to));
  const transposed = reading.chains.flatMap(({ parts }) => parts.flatMap(transposesIn));
  if (
    transposed.length === 0 ||
    !transposed.every((one) => isOfLetter(one) && isScalar(raised(one).base))
  ) {
    return reading;
  }
  return withSides(reading, powers);
}

function transposesIn(syntax: Syntax): SyntaxOf<"transpose">[] {
  const inner = children(syntax).flatMap(transposesIn);
  return syntax.kind === "transpose" ? [syntax, ...inner] : inner;
}

/** 1 − p in brackets, or a number. */
function isScalar(base: Syntax): boolean {
  if (base.kind === "number") return true;
  if (base.kind !== "group" || base.body.kind !== "sum") return false;
  return base.body.terms.some(({ term }) => hasPart(term, ({ kind }) => kind === "number"));
}

function powers(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, powers);
  if (inner.kind !== "transpose") return inner;
  const { from, to } = inner;
  const { base, exponent } = raised(inner);
  return { ...S.power(base, exponent), from, to };
}

/** The power that a transpose may be: a^{-T} is read as the transpose of a^{-1}. */
function raised({ base }: SyntaxOf<"transpose">): { base: Syntax; exponent: Syntax } {
  const isInverse = base.kind === "power" && isMinusOne(base.exponent);
  return isInverse
    ? { base: base.base, exponent: S.negate(S.name("T")) }
    : { base, exponent: S.name("T") };
}
