/**
 * @file Ball: a real number known to lie between two big floats, and the arithmetic of such.
 *
 * A ball [lo, hi] is a promise: the number meant is in it. Every operation rounds its lower end
 * down and its upper end up, so the promise is kept (inclusion isotonicity: bigger balls in, bigger
 * ball out). A ball from exact data has lo = hi and stays exact as long as the results fit in the
 * precision, which is what lets `sign` say 0. Ends are kept, not midpoint and radius: monotone
 * functions, signs and comparisons read them directly, and an end that is exactly a bound of the
 * range (cosh x ≥ 1) is not lost to the radius.
 *
 * `bits` is the precision of the result's ends, clamped to 2 … 65 536. When an end overflows
 * 2^(2^40) the answer is `unbounded`, the whole line, which poisons what follows in the usual way.
 *
 * Reference: Moore, Kearfott & Cloud, Introduction to Interval Analysis (2009);
 * Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).
 */

import type { BigFloat } from "./bigfloat.ts";
import * as F from "./bigfloat.ts";
import type { Rational } from "./rational.ts";

/** All real numbers x with lo ≤ x ≤ hi. */
export interface Ball {
  readonly lo: BigFloat;
  readonly hi: BigFloat;
}

/** The greatest precision that is honoured. */
export const precisionLimit = 65_536;

/** The precision actually used for a demand of `bits`. */
export const precision = (bits: number): number =>
  bits > 2 ? Math.min(Math.ceil(bits), precisionLimit) : 2;

/** The whole line: the number is real, and nothing else is known. */
export const unbounded: Ball = {
  lo: { m: -1n, e: Infinity },
  hi: { m: 1n, e: Infinity },
};

export const isUnbounded = (a: Ball): boolean => F.isInfinite(a.lo);

/** [lo, hi], or the whole line when an end is infinite. */
export const ball = (lo: BigFloat, hi: BigFloat): Ball =>
  F.isInfinite(lo) || F.isInfinite(hi) ? unbounded : { lo, hi };

/** The ball holding x alone. */
export const exactly = (x: BigFloat): Ball => ({ lo: x, hi: x });

/** lo = hi: the number is known exactly. */
export const isExact = (a: Ball): boolean =>
  a.lo === a.hi || (!isUnbounded(a) && F.compare(a.lo, a.hi) === 0);

export const exactZero: Ball = exactly(F.zero);
export const exactOne: Ball = exactly(F.one);

/** The ball between the same number rounded down and rounded up. */
const rounded = (x: BigFloat, bits: number): Ball =>
  alone(x.m, x.e, bits) ?? ball(F.round(x.m, x.e, bits, -1), F.round(x.m, x.e, bits, 1));

/** The integer n, exactly. */
export const fromInteger = (n: bigint): Ball => exactly({ m: n, e: 0 });

/** The double x, exactly; undefined for NaN and ±∞. */
export function fromDouble(x: number): Ball | undefined {
  const exact = F.fromDouble(x);
  return exact && exactly(exact);
}

/** The fraction n/d, exact when it is dyadic and fits in `bits`. */
export function fromRational(q: Rational, bits: number): Ball {
  const p = precision(bits);
  const n = { m: q.n, e: 0 };
  if (q.d === 1n) return rounded(n, p);
  if ((q.d & (q.d - 1n)) === 0n) return rounded({ m: q.n, e: 1 - F.bitLength(q.d) }, p);
  return quotient(n, { m: q.d, e: 0 }, p);
}

/** x/y, y ≠ 0: one division gives both ends. */
const quotient = (x: BigFloat, y: BigFloat, bits: number): Ball =>
  outwards(F.quotients(x, y, bits), bits);

function outwards({ below, above, e }: F.Enclosure, bits: number): Ball {
  if (below === above) return rounded(F.oddPart({ m: below, e }), bits);
  return ball(F.round(below, e, bits, -1), F.round(above, e, bits, 1));
}

/** The ball with its ends rounded outwards to `bits`. */
export function coarsen(a: Ball, bits: number): Ball {
  if (isUnbounded(a)) return a;
  const p = precision(bits);
  return ball(F.round(a.lo.m, a.lo.e, p, -1), F.round(a.hi.m, a.hi.e, p, 1));
}

/** m·2^e alone, when it is a result that needs no rounding. */
function alone(m: bigint, e: number, bits: number): Ball | undefined {
  const isPlain = e < plainExponent && e > -plainExponent && F.bitLength(m) <= bits;
  return isPlain ? exactly({ m, e }) : undefined;
}

/** Exponents that no bound of the range is near to. */
const plainExponent = 2 ** 30;

/** a + b. */
export function add(a: Ball, b: Ball, bits: number): Ball {
  if (isUnbounded(a) || isUnbounded(b)) return unbounded;
  const p = precision(bits);
  if (a.lo === a.hi && b.lo === b.hi) {
    const gap = a.lo.e - b.lo.e;
    if (gap <= p && gap >= -p) {
      const x = gap > 0 ? a.lo.m << BigInt(gap) : a.lo.m;
      const y = gap < 0 ? b.lo.m << BigInt(-gap) : b.lo.m;
      const sum = alone(x + y, Math.min(a.lo.e, b.lo.e), p);
      if (sum !== undefined) return sum;
    }
  }
  return ball(F.add(a.lo, b.lo, p, -1), F.add(a.hi, b.hi, p, 1));
}

/** −a, exactly. */
export const negate = (a: Ball): Ball =>
  a.lo === a.hi ? exactly(F.negate(a.lo)) : { lo: F.negate(a.hi), hi: F.negate(a.lo) };

/** a − b. */
export const subtract = (a: Ball, b: Ball, bits: number): Ball => add(a, negate(b), bits);

/** a·2^k, exactly, for an integer k; the whole line for any other number. */
export function scale(a: Ball, k: number): Ball {
  if (isUnbounded(a) || !Number.isSafeInteger(k)) return unbounded;
  const [lo, hi] = [F.scale(a.lo, k), F.scale(a.hi, k)];
  return ball(F.round(lo.m, lo.e, Infinity, -1), F.round(hi.m, hi.e, Infinity, 1));
}

const product = (x: BigFloat, y: BigFloat): BigFloat => F.multiply(x, y, Infinity, -1);
const lesser = (x: BigFloat, y: BigFloat): BigFloat => (F.compare(x, y) <= 0 ? x : y);
const greater = (x: BigFloat, y: BigFloat): BigFloat => (F.compare(x, y) >= 0 ? x : y);

/** a·b: which ends make the extremes is decided by the signs. */
export function multiply(a: Ball, b: Ball, bits: number): Ball {
  if (isUnbounded(a) || isUnbounded(b)) {
    return isZero(a) || isZero(b) ? exactZero : unbounded;
  }
  const p = precision(bits);
  if (a.lo === a.hi && b.lo === b.hi) {
    const product = alone(a.lo.m * b.lo.m, a.lo.e + b.lo.e, p);
    if (product !== undefined) return product;
  }
  if (a.lo.m >= 0n) {
    const low = b.lo.m >= 0n ? a.lo : a.hi;
    const high = b.hi.m >= 0n ? a.hi : a.lo;
    return ball(F.multiply(low, b.lo, p, -1), F.multiply(high, b.hi, p, 1));
  }
  if (a.hi.m <= 0n) return negate(multiply(negate(a), b, bits));
  if (b.lo.m >= 0n || b.hi.m <= 0n) return multiply(b, a, bits);
  const low = lesser(product(a.lo, b.hi), product(a.hi, b.lo));
  const high = greater(product(a.lo, b.lo), product(a.hi, b.hi));
  return ball(F.round(low.m, low.e, p, -1), F.round(high.m, high.e, p, 1));
}

/** a/b; undefined when b encloses 0 (or is unbounded). */
export function divide(a: Ball, b: Ball, bits: number): Ball | undefined {
  if (enclosesZero(b)) return undefined;
  if (isUnbounded(a)) return unbounded;
  if (b.hi.m < 0n) return divide(negate(a), negate(b), bits);
  const p = precision(bits);
  if (a.lo === a.hi && b.lo === b.hi) return quotient(a.lo, b.lo, p);
  const low = a.lo.m >= 0n ? b.hi : b.lo;
  const high = a.hi.m >= 0n ? b.lo : b.hi;
  return ball(F.divide(a.lo, low, p, -1), F.divide(a.hi, high, p, 1));
}

/** |a|. */
export function absolute(a: Ball): Ball {
  if (a.lo.m >= 0n) return a;
  if (a.hi.m <= 0n) return negate(a);
  if (isUnbounded(a)) return unbounded;
  return { lo: F.zero, hi: greater(F.negate(a.lo), a.hi) };
}

/** √a; undefined when part of a is negative. An exact square that fits has an exact root. */
export function sqrt(a: Ball, bits: number): Ball | undefined {
  if (a.lo.m < 0n) return undefined;
  const p = precision(bits);
  if (a.lo === a.hi && a.lo.m > 0n) return outwards(F.squareRoots(a.lo, p), p);
  return ball(F.squareRoot(a.lo, p, -1), F.squareRoot(a.hi, p, 1));
}

/** min(a, b). */
export const min = (a: Ball, b: Ball): Ball => ball(lesser(a.lo, b.lo), lesser(a.hi, b.hi));

/** max(a, b). */
export const max = (a: Ball, b: Ball): Ball => ball(greater(a.lo, b.lo), greater(a.hi, b.hi));

/** The smallest ball around both. */
export const hull = (a: Ball, b: Ball): Ball => ball(lesser(a.lo, b.lo), greater(a.hi, b.hi));

/** The ball is exactly {0}. */
export const isZero = (a: Ball): boolean => a.lo.m === 0n && a.hi.m === 0n;

/** 0 ∈ a. */
export const enclosesZero = (a: Ball): boolean => a.lo.m <= 0n && a.hi.m >= 0n;

/** |x|ⁿ for the binary digits of n ≥ 1, rounded all along in one direction. */
function powerOf(x: BigFloat, digits: string, bits: number, direction: F.Direction): BigFloat {
  let result = x;
  for (let i = 1; i < digits.length; i += 1) {
    result = F.multiply(result, result, bits, direction);
    if (digits.charCodeAt(i) === 49) result = F.multiply(result, x, bits, direction);
  }
  return result;
}

/** The most binary digits an integer exponent may have. */
const exponentDigits = 4096;

/** a^n for n ≥ 1: on each side of 0 monotone, so the ends decide. */
function positivePower(a: Ball, n: bigint, bits: number): Ball {
  if (a.lo.m < 0n) {
    if ((n & 1n) === 0n) return positivePower(absolute(a), n, bits);
    if (a.hi.m <= 0n) return negate(positivePower(negate(a), n, bits));
    const low = positivePower({ lo: F.zero, hi: F.negate(a.lo) }, n, bits);
    const high = positivePower({ lo: F.zero, hi: a.hi }, n, bits);
    return ball(F.negate(low.hi), high.hi);
  }
  if (a.lo === a.hi && n <= bits && F.bitLength(a.lo.m) * Number(n) <= bits) {
    const power = alone(a.lo.m ** n, a.lo.e * Number(n), bits);
    if (power !== undefined) return power;
  }
  const digits = n.toString(2);
  const p = bits + digits.length + 4;
  const lo = powerOf(a.lo, digits, p, -1);
  return coarsen(ball(lo, powerOf(a.hi, digits, p, 1)), bits);
}

/**
 * aⁿ for an integer n by repeated squaring; a⁰ = 1 for every a (also 0). Undefined when n < 0 and a
 * encloses 0, when the result overflows, for a fractional or non-finite number n, and for exponents
 * of more than 4096 binary digits, unless a is exactly 0 or ±1.
 */
export function powerInteger(a: Ball, n: bigint | number, bits: number): Ball | undefined {
  if (typeof n === "number") {
    return Number.isInteger(n) ? powerInteger(a, BigInt(n), bits) : undefined;
  }
  if (n === 0n) return exactOne;
  if (isUnbounded(a)) return undefined;
  const p = precision(bits);
  if (n < 0n) {
    if (enclosesZero(a)) return undefined;
    const inverse = powerInteger(a, -n, p + 4);
    // Overflow of a⁻ⁿ is underflow of aⁿ, which the reciprocal can afford: try it the other way.
    if (inverse !== undefined && !enclosesZero(inverse)) return divide(exactOne, inverse, p);
    const reciprocal = divide(exactOne, a, p + F.bitLength(n) + 4);
    return reciprocal && powerInteger(reciprocal, -n, p);
  }
  if (F.bitLength(n) > exponentDigits) {
    const size = absolute(a);
    if (isZero(size)) return exactZero;
    if (!isExact(size) || F.compare(size.lo, F.one) !== 0) return undefined;
    return a.lo.m > 0n || (n & 1n) === 0n ? exactOne : negate(exactOne);
  }
  const result = positivePower(a, n, p);
  return isUnbounded(result) ? undefined : result;
}
