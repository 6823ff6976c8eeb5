/**
 * @file Logarithms and general powers of exact values.
 *
 * ln splits as far as it goes, so that equal values are equal objects: ln 12 = 2 ln 2 + ln 3,
 * ln(π/2) = ln π − ln 2, ln(e²(1 + e)) = 2 + ln(1 + e). exp joins again: exp(q + Σ c·ln a) =
 * e^q·Π aᶜ, and what is left is a power of one call per independent exponent, exp(c·m) =
 * exp(m)ᶜ, so that e^{√2}·e^{√2} = e^{2√2}. General powers are aᵇ = exp(b·ln a).
 *
 * That e, π and the logarithms of primes satisfy no further relation is Schanuel's conjecture;
 * nothing relies on it: only zeros found by algebra count as zeros.
 */

import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { sign } from "./enclosure.ts";
import {
  absolute,
  add,
  exp,
  inverse,
  multiply,
  negate,
  rationalPower,
  subtract,
  wholeRoot,
} from "./field.ts";
import { primitive } from "./polynomial.ts";
import { inverseRadical, primePowers } from "./radical.ts";
import {
  type Base,
  call,
  type Exact,
  fromPower,
  fromRational,
  isRadical,
  isZero,
  type Maybe,
  one,
  type Power,
  rationalOf,
  zero,
} from "./term.ts";

/** ln x for x > 0, split over products, powers and the primes of rationals. */
export function ln(x: Maybe): Maybe {
  if (x === undefined || sign(x) !== 1) return undefined;
  const parts = primitive(x);
  if (parts === undefined) return undefined;
  let sum: Maybe = zero;
  const include = (k: Rational, value: Maybe) => {
    sum = add(sum, multiply(fromRational(k), value));
  };
  for (const p of primePowers(parts.content)) include(p.exponent, lnOfBase(p));
  for (const p of parts.monomial) include(p.exponent, lnOfBase(p));
  // x > 0 is the product of the absolute values of its factors.
  const rest = absolute(parts.rest);
  if (rest === undefined || rationalOf(rest) !== undefined) return rest && sum;
  if (isRadical(rest)) return add(sum, lnOfRadical(rest));
  const { root, exponent } = wholeRoot(rest);
  include(Q.fromInteger(exponent), call("ln", root));
  return sum;
}

/** ln|b|. */
function lnOfBase({ base }: Power): Maybe {
  if (base.kind === "e") return one;
  if (base.kind === "sum") return call("ln", base.sum);
  if (base.kind === "call" && base.function === "exp") return base.argument;
  return call("ln", absolute(asValue(base)));
}

/** The base as a value (a prime has no power 1 among powers). */
function asValue(base: Base): Maybe {
  return base.kind === "prime" ? fromRational(Q.fromInteger(base.value)) : fromPower(base);
}

/**
 * ln of a positive primitive sum of radicals: of r and the r′ in 1/r = q·r′ the larger one is
 * kept, so that ln(√5 − 1) = 2 ln 2 − ln(1 + √5).
 */
function lnOfRadical(rest: Exact): Maybe {
  const reciprocal = inverseRadical(rest);
  const parts = reciprocal && primitive(reciprocal);
  const other = parts && absolute(parts.rest);
  if (other !== undefined && sign(subtract(other, rest) ?? zero) === 1) {
    return negate(ln(reciprocal));
  }
  return call("ln", rest);
}

/**
 * x^y, real: roots for rational y (odd ones of negative numbers too), exp(y·ln x) for x > 0
 * otherwise. 0^y is 0 for y > 0 and undefined else, 0⁰ included.
 */
export function power(x: Maybe, y: Maybe): Maybe {
  if (x === undefined || y === undefined) return undefined;
  const r = rationalOf(y);
  if (r !== undefined) return rationalPower(x, r);
  if (isZero(x)) return sign(y) === 1 ? zero : undefined;
  return exp(multiply(y, ln(x)));
}

/** 1/(1 + e^{−x}) = e^x/(1 + e^x). */
export function sigmoid(x: Maybe): Maybe {
  return inverse(add(one, exp(negate(x))));
}
