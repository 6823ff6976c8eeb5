/**
 * @file The table of real functions on balls, and the real power.
 *
 * Three ways to lift a function of a point to a ball. *Monotone*: the image of [lo, hi] is
 * [f(lo), f(hi)] or its mirror image. *Even*: take |a| first. *Circular*: the number of quarter
 * turns at both ends tells which extrema or poles lie between them; it is exact, because 2x/π is
 * irrational for every binary x ≠ 0. Most functions are compositions of a handful of point
 * functions, written in the form that does not cancel:
 *
 *   sinh x = (m + m/(m + 1))/2, m = e^x − 1          tanh x = m/(m + 2), m = e^{2x} − 1
 *   arsinh x = log1p(x + x²/(1 + √(1 + x²)))         arcosh x = log1p(t + √(t(t + 2))), t = x − 1
 *   artanh x = log1p(2x/(1 − x))/2                   arccos x = 2 arctan √((1 − x)/(1 + x))
 *
 * A function answers undefined when it is not defined on all of the ball, or is over the budget.
 *
 * Reference: Kahan, "Branch cuts for complex elementary functions" (1987); Moore, Kearfott & Cloud,
 * Introduction to Interval Analysis (2009).
 */

import type { Ball } from "./ball-arithmetic.ts";
import * as A from "./ball-arithmetic.ts";
import type { BigFloat } from "./bigfloat.ts";
import * as F from "./bigfloat.ts";
import {
  arctanPoint,
  type BallFunction,
  erfPoint,
  expm1Point,
  expPoint,
  increasing,
  lnPoint,
  log1pPoint,
  type PointFunction,
  piBall,
  reduceAngle,
  sineCosinePoint,
} from "./elementary.ts";

export type { BallFunction } from "./elementary.ts";

/** Bits that the roundings inside a composition may spoil. */
const guard = 8;

const { exactOne: one, exactly } = A;

/** A decreasing function: the ends decide, crosswise. */
const decreasing =
  (point: PointFunction): BallFunction =>
  (a, bits) => {
    const low = point(a.hi, bits);
    const high = A.isExact(a) ? low : point(a.lo, bits);
    return low && high && A.ball(low.lo, high.hi);
  };

/** An odd function, given for x > 0. */
const odd =
  (point: PointFunction): PointFunction =>
  (x, bits) => {
    if (x.m === 0n) return A.exactZero;
    if (x.m > 0n) return point(x, bits);
    const mirrored = point(F.negate(x), bits);
    return mirrored && A.negate(mirrored);
  };

/** f of |a|. */
const even =
  (f: BallFunction): BallFunction =>
  (a, bits) =>
    f(A.absolute(a), bits);

/** 1/f. */
const reciprocal =
  (f: BallFunction): BallFunction =>
  (a, bits) => {
    const value = f(a, bits + guard);
    return value && A.divide(one, value, bits);
  };

/** f on balls within the domain only. */
const within =
  (isInside: (a: Ball) => boolean, f: BallFunction): BallFunction =>
  (a, bits) =>
    isInside(a) ? f(a, bits) : undefined;

const above = (bound: BigFloat) => (a: Ball) => F.compare(a.lo, bound) > 0;
const minusOne = F.negate(F.one);
const isNotZero = (a: Ball): boolean => !A.enclosesZero(a);
const isInUnit = (a: Ball): boolean =>
  F.compare(a.lo, minusOne) >= 0 && F.compare(a.hi, F.one) <= 0;

const exp = increasing(expPoint);
const expm1 = increasing(expm1Point);
const log1p = within(above(minusOne), increasing(log1pPoint));
const arctan = increasing(arctanPoint);

/** The result cut to at most `bound` above, where the range of the function ends. */
const atMost = (a: Ball, bound: BigFloat): Ball => A.min(a, exactly(bound));

/** The interval between 1 − 2^−bits and 1. */
const almostOne = (bits: number): Ball => ({
  lo: F.subtract(F.one, { m: 1n, e: -bits }, bits, -1),
  hi: F.one,
});

/** sinh x = (m + m/(m + 1))/2 with m = e^x − 1, for x > 0. */
const sinh = odd((x, bits) => {
  const w = bits + guard;
  const m = expm1Point(x, w);
  const folded = m && A.divide(m, A.add(m, one, w), w);
  return m && folded && A.scale(A.add(m, folded, bits), -1);
});

/** cosh x = (e^x + e^−x)/2, for x ≥ 0. */
function cosh(x: BigFloat, bits: number): Ball | undefined {
  const w = bits + guard;
  const grown = expPoint(x, w);
  const shrunk = grown && A.divide(one, grown, w);
  return shrunk && A.max(A.scale(A.add(grown, shrunk, bits), -1), one);
}

/** tanh x = m/(m + 2) with m = e^{2x} − 1, for x > 0; from x = bits on, above 1 − 2^−bits. */
const tanh = odd((x, bits) => {
  if (F.compare(x, { m: BigInt(bits), e: 0 }) >= 0) return almostOne(bits);
  const w = bits + guard;
  const m = expm1Point(F.scale(x, 1), w);
  const value = m && A.divide(m, A.add(m, exactly({ m: 2n, e: 0 }), w), bits);
  return value && atMost(value, F.one);
});

/** 1/cosh and 1/(1 + e^−x) where the denominator overflows: 0 and next to nothing. */
const vanishing: Ball = { lo: F.zero, hi: { m: 1n, e: -F.exponentLimit } };

/** sech x = 1/cosh x, for x ≥ 0. */
function sech(x: BigFloat, bits: number): Ball | undefined {
  const value = cosh(x, bits + guard);
  return value === undefined ? vanishing : A.divide(one, value, bits);
}

/** csch x = 1/sinh x, for x > 0. */
const csch = odd((x, bits) => {
  const value = sinh(x, bits + guard);
  return value === undefined ? vanishing : A.divide(one, value, bits);
});

/** coth x = 1/tanh x, for x > 0. */
const coth = odd((x, bits) => {
  const value = tanh(x, bits + guard);
  return value && A.divide(one, value, bits);
});

/** arsinh x = log1p(x + x²/(1 + √(1 + x²))), for x > 0. */
const arsinh = odd((x, bits) => {
  const w = bits + guard;
  const point = exactly(x);
  const square = A.multiply(point, point, w);
  const root = A.sqrt(A.add(square, one, w), w);
  const folded = root && A.divide(square, A.add(root, one, w), w);
  return folded && log1p(A.add(point, folded, w), bits);
});

/** arcosh x = log1p(t + √(t(t + 2))) with t = x − 1 ≥ 0. */
function arcosh(x: BigFloat, bits: number): Ball | undefined {
  const w = bits + guard;
  const t = A.subtract(exactly(x), one, w);
  const root = A.sqrt(A.multiply(t, A.add(t, exactly({ m: 2n, e: 0 }), w), w), w);
  return root && log1p(A.add(t, root, w), bits);
}

/** artanh x = log1p(2x/(1 − x))/2, for 0 < x < 1. */
const artanh = odd((x, bits) => {
  const w = bits + guard;
  const point = exactly(x);
  const quotient = A.divide(A.scale(point, 1), A.subtract(one, point, w), w);
  const value = quotient && log1p(quotient, bits);
  return value && A.scale(value, -1);
});

/** arcsin x = arctan(x/√((1 − x)(1 + x))), for 0 < x ≤ 1; π/2 at 1. */
const arcsin = odd((x, bits) => {
  if (F.compare(x, F.one) === 0) return A.scale(piBall(bits), -1);
  const w = bits + guard;
  const point = exactly(x);
  const square = A.multiply(A.subtract(one, point, w), A.add(one, point, w), w);
  const root = A.sqrt(square, w);
  const quotient = root && A.divide(point, root, w);
  return quotient && arctan(quotient, bits);
});

/** arccos x = 2 arctan √((1 − x)/(1 + x)), for −1 ≤ x ≤ 1; π at −1. */
function arccos(x: BigFloat, bits: number): Ball | undefined {
  if (F.compare(x, minusOne) === 0) return piBall(bits);
  const w = bits + guard;
  const point = exactly(x);
  const quotient = A.divide(A.subtract(one, point, w), A.add(one, point, w), w);
  const root = quotient && A.sqrt(quotient, w);
  const half = root && arctan(root, bits);
  return half && A.scale(half, 1);
}

/** 1/(1 + e^−x): between 0 and 1 by construction. */
function sigmoid(x: BigFloat, bits: number): Ball | undefined {
  const w = bits + guard;
  const value = expPoint(F.negate(x), w);
  return value === undefined ? vanishing : A.divide(one, A.add(one, value, w), bits);
}

/** ln(1 + e^x) = x + log1p(e^−x) for x > 0. */
function softplus(x: BigFloat, bits: number): Ball | undefined {
  const w = bits + guard;
  const value = expPoint(x.m > 0n ? F.negate(x) : x, w);
  const tail = value && log1p(value, w);
  return tail && (x.m > 0n ? A.add(exactly(x), tail, bits) : A.coarsen(tail, bits));
}

/** ⌊2x/π⌋: the number of full quarter turns in x; undefined beyond the budget of the reduction. */
function quarters(x: BigFloat): bigint | undefined {
  if (x.m === 0n) return 0n;
  const reduced = reduceAngle(x, 16);
  return reduced && (reduced.r < 0n ? reduced.k - 1n : reduced.k);
}

/** Is there an integer j ≡ residue (mod modulus) with from < j ≤ to? */
function passes(from: bigint, to: bigint, residue: bigint, modulus: bigint): boolean {
  const next = from + 1n;
  const wait = (((residue - next) % modulus) + modulus) % modulus;
  return next + wait <= to;
}

/** sin (peak after one quarter turn) or cos (peak at none) over a ball. */
function wave(part: "sin" | "cos", peak: bigint): BallFunction {
  return (a, bits) => {
    const low = sineCosinePoint(a.lo, bits)?.[part];
    if (low === undefined || A.isExact(a)) return low;
    const high = sineCosinePoint(a.hi, bits)?.[part];
    const [from, to] = [quarters(a.lo), quarters(a.hi)];
    if (high === undefined || from === undefined || to === undefined) return undefined;
    const both = A.hull(low, high);
    // A cosine may start on its peak: x = 0 is the only binary number that does.
    const top = passes(from, to, peak, 4n) || (part === "cos" && a.lo.m === 0n);
    const bottom = passes(from, to, peak + 2n, 4n);
    return A.ball(bottom ? minusOne : both.lo, top ? F.one : both.hi);
  };
}

/** A quotient of sine and cosine, monotone between its poles at j ≡ pole (mod 2) quarter turns. */
function monotoneBetween(pole: bigint, lift: BallFunction): BallFunction {
  return (a, bits) => {
    if (pole === 0n && A.enclosesZero(a)) return undefined;
    if (A.isExact(a)) return lift(a, bits);
    const [from, to] = [quarters(a.lo), quarters(a.hi)];
    if (from === undefined || to === undefined || passes(from, to, pole, 2n)) return undefined;
    return lift(a, bits);
  };
}

const ratio =
  (over: "sin" | "cos", under: "sin" | "cos"): PointFunction =>
  (x, bits) => {
    const both = sineCosinePoint(x, bits + guard);
    return both && A.divide(both[over], both[under], bits);
  };

const sin = wave("sin", 1n);
const cos = wave("cos", 0n);

const entries: Record<string, BallFunction> = {
  exp,
  expm1,
  ln: within(above(F.zero), increasing(lnPoint)),
  log1p,
  sin,
  cos,
  tan: monotoneBetween(1n, increasing(ratio("sin", "cos"))),
  cot: monotoneBetween(0n, decreasing(ratio("cos", "sin"))),
  sec: reciprocal(cos),
  csc: reciprocal(sin),
  arcsin: within(isInUnit, increasing(arcsin)),
  arccos: within(isInUnit, decreasing(arccos)),
  arctan,
  sinh: increasing(sinh),
  cosh: even(increasing(cosh)),
  tanh: increasing(tanh),
  coth: within(isNotZero, decreasing(coth)),
  sech: even(decreasing(sech)),
  csch: within(isNotZero, decreasing(csch)),
  arsinh: increasing(arsinh),
  arcosh: within((a) => F.compare(a.lo, F.one) >= 0, increasing(arcosh)),
  artanh: within(
    (a) => F.compare(a.lo, minusOne) > 0 && F.compare(a.hi, F.one) < 0,
    increasing(artanh),
  ),
  erf: increasing(erfPoint),
  sigmoid: increasing(sigmoid),
  softplus: increasing(softplus),
  sqrt: A.sqrt,
};

/** Unbounded balls and unaffordable values have no image; the precision is clamped here once. */
const guarded =
  (f: BallFunction): BallFunction =>
  (a, bits) => {
    if (A.isUnbounded(a)) return undefined;
    const value = f(a, A.precision(bits));
    return value === undefined || A.isUnbounded(value) ? undefined : value;
  };

/**
 * Name → function of a ball and a precision in bits. Undefined when the function is not defined on
 * all of the ball, or when the argument or the value is over the budget (values of 2^(2^40) and
 * more, angles beyond 2^16384).
 */
export const functions: Readonly<Record<string, BallFunction>> = Object.freeze(
  Object.assign(
    Object.create(null) as Record<string, BallFunction>,
    Object.fromEntries(Object.entries(entries).map(([name, f]) => [name, guarded(f)])),
  ),
);

/** The integer that an exact ball is. */
const integerOf = (a: Ball): bigint | undefined =>
  A.isExact(a) && !A.isUnbounded(a) ? F.toInteger(a.lo) : undefined;

/**
 * a^b = e^(b ln a). An exactly known integer b goes to `powerInteger` (any base), half of an odd
 * integer to the square root (any a ≥ 0); otherwise a must be positive, or reach down to 0 while b
 * is positive. Undefined elsewhere: odd roots of negative numbers are the caller's business.
 */
export function power(a: Ball, b: Ball, bits: number): Ball | undefined {
  const p = A.precision(bits);
  if (A.isUnbounded(a) || A.isUnbounded(b)) return undefined;
  const n = integerOf(b);
  if (n !== undefined && (F.bitLength(n) <= 64 || a.lo.m <= 0n)) return A.powerInteger(a, n, p);
  const doubled = integerOf(A.scale(b, 1));
  if (doubled !== undefined && F.bitLength(doubled) <= 64) {
    const root = A.sqrt(a, p + F.bitLength(doubled) + guard);
    return root && A.powerInteger(root, doubled, p);
  }
  if (a.lo.m <= 0n) {
    if (a.lo.m < 0n || b.lo.m <= 0n) return undefined;
    if (a.hi.m === 0n) return A.exactZero;
    const upper = power(exactly(a.hi), b, p);
    return upper && A.ball(F.zero, upper.hi);
  }
  // |b ln a| < 2^size: so many bits of the product stand before the point.
  const size = Math.max(F.top(b.lo), F.top(b.hi)) + logarithmSize(a);
  const w = p + guard + Math.min(Math.max(0, size), 64);
  const logarithm = increasing(lnPoint)(a, w);
  const value = logarithm && exp(A.multiply(b, logarithm, w), p);
  return value && !A.isUnbounded(value) ? value : undefined;
}

/** The number of bits of |ln a| before the point, at most: |ln x| ≤ |top(x)| + 1. */
const logarithmSize = (a: Ball): number =>
  Math.ceil(Math.log2(Math.max(Math.abs(F.top(a.lo)), Math.abs(F.top(a.hi))) + 2));
