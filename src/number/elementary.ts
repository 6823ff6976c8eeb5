/**
 * @file The seven functions the others are made of, at an exact point: exp, expm1, ln, log1p, sine
 * and cosine, arctan, erf.
 *
 * Each takes a BigFloat x and a precision, and answers a ball around f(x) whose relative width is a
 * small fraction of 2^−bits before its ends are rounded. The recipe is always the same:
 *
 *  1. an x so small that f(x) ≈ x to all the bits wanted is enclosed by two terms of the series;
 *  2. otherwise p = bits + guard + (the bits that f(x) lies below 1), and x becomes fixed-point;
 *  3. x is reduced, a kernel of fixed-point.ts runs, and the errors are counted in units of 2^−p.
 *
 * Inverse functions start from the double-precision value y₀ and correct it once by an identity,
 * so the platform's Math need only be right to a few bits:
 *
 *   ln f     = y₀ + 2 artanh((f − E)/(f + E)),                       E = e^{y₀}
 *   arctan u = θ₀ + arctan((Y cos θ₀ − X sin θ₀)/(X cos θ₀ + Y sin θ₀)),  u = Y/X.
 *
 * Reference: Brent & Zimmermann, Modern Computer Arithmetic (2010), ch. 4, §4.2–4.4; Abramowitz
 * & Stegun 7.1.6 and 7.1.13 for erf. Undefined means: over the budget, or x ≤ 0 under a logarithm.
 */
import {
  add,
  type Ball,
  ball,
  coarsen,
  divide,
  exactly,
  exactOne,
  exactZero,
  isExact,
  multiply,
  negate,
  scale,
  sqrt,
  subtract,
} from "./ball-arithmetic.ts";
import type { BigFloat } from "./bigfloat.ts";
import * as F from "./bigfloat.ts";
import { constants } from "./constants.ts";
import {
  expFixed,
  inverseTangentFixed,
  oddFactorialSeries,
  sineCosineFixed,
} from "./fixed-point.ts";
import { floorDivide } from "./integer.ts";

/** Bits that make the counted errors (at most 32 units) a small fraction of the last place. */
const guard = 12;

/** Sines of arguments beyond 2^16384 would need as many bits of π. */
const trigonometricLimit = 16_384;

/** The series of erf has about 2·bits terms: beyond this precision they are too many. */
const seriesLimit = 8_192;

/** The ball (v ± error)·2^(e), with ends of `bits`. */
function around(v: bigint, error: bigint, e: number, bits: number): Ball {
  return ball(F.round(v - error, e, bits, -1), F.round(v + error, e, bits, 1));
}

/** A positive number too small to have an exponent. */
const vanishing: Ball = { lo: F.zero, hi: { m: 1n, e: -F.exponentLimit } };

/** A function of an exact point, and of a ball. */
export type PointFunction = (x: BigFloat, bits: number) => Ball | undefined;
export type BallFunction = (a: Ball, bits: number) => Ball | undefined;

/** An increasing function of a ball: the ends decide. */
export const increasing =
  (point: PointFunction): BallFunction =>
  (a, bits) => {
    const low = point(a.lo, bits);
    const high = isExact(a) ? low : point(a.hi, bits);
    return low && high && ball(low.lo, high.hi);
  };

/** π, ln 2 and e as balls. */
const constantBall =
  (constant: (p: number) => bigint) =>
  (bits: number): Ball =>
    around(constant(bits + 6), 2n, -bits - 6, bits);
export const piBall = constantBall(constants.pi);
export const ln2Ball = constantBall(constants.ln2);
export const eBall = constantBall(constants.e);

/**
 * e^x = 2^k·e^r, r = x − k ln 2 ∈ [0, ln 2). Undefined beyond 2^(2^40).
 * Error: r is off by less than 3 units, e^r < 2 hence by 6, and the kernel adds 2: 9 in all.
 */
export function expPoint(x: BigFloat, bits: number): Ball | undefined {
  const leading = F.top(x);
  if (x.m === 0n) return exactOne;
  if (leading > 41) return x.m > 0n ? undefined : vanishing;
  if (leading < -bits - 2) return add(exactOne, tinyExpm1(x, bits), bits);
  const p = bits + guard;
  const extra = Math.max(0, leading) + 4;
  const ln2 = constants.ln2(p + extra);
  const wide = F.fixed(x, p + extra);
  const k = floorDivide(wide, ln2);
  const r = (wide - k * ln2) >> BigInt(extra);
  const value = around(expFixed(r, p), 9n, Number(k) - p, bits);
  return F.isInfinite(value.hi) ? undefined : value;
}

/** e^x − 1, with full relative precision near 0. */
export function expm1Point(x: BigFloat, bits: number): Ball | undefined {
  const leading = F.top(x);
  if (x.m === 0n) return exactZero;
  if (leading < -bits - 2) return tinyExpm1(x, bits);
  const value = expPoint(x, bits + 4 + Math.max(0, -leading));
  return value && subtract(value, exactOne, bits);
}

/** x ≤ e^x − 1 ≤ x + x² for x ≤ 1. */
function tinyExpm1(x: BigFloat, bits: number): Ball {
  return add(exactly(x), squareBelow(x, bits), bits);
}

/** [0, x²]: what the next term of a series may add. */
const squareBelow = (x: BigFloat, bits: number): Ball => ({
  lo: F.zero,
  hi: F.multiply(x, x, bits, 1),
});

/**
 * ln x for x > 0: x = f·2^k with f in about [0.7, 1.42] and k = 0 near 1, so that nothing cancels.
 * For x = 1 + δ with tiny δ: δ − δ² ≤ ln(1 + δ) ≤ δ.
 * Error: f off by 1 unit, E by 2, the quotient by 1, the series by 2, twice: at most 12; k·ln 2
 * adds 2.
 */
export function lnPoint(x: BigFloat, bits: number): Ball | undefined {
  if (x.m <= 0n) return undefined;
  const leading = F.top(x);
  const isNear = leading === 0 || leading === 1;
  const delta = isNear ? F.add(x, { m: -1n, e: 0 }, Infinity, -1) : undefined;
  if (delta?.m === 0n) return exactZero;
  const closeness = delta === undefined ? 0 : -F.top(delta);
  if (closeness > bits + 4 && delta !== undefined) return tinyLog1p(delta, bits);
  const isOne = closeness > 1;
  const y = isOne && delta ? Math.log1p(F.toDouble(delta, 0)) : 0;
  const half = isOne ? 0 : Math.log(F.toDouble(F.scale(x, -leading), 0));
  // Outside (1/2, 3/2): f = x·2^−k in [0.707, 1.415), k the top or one less.
  const k = isOne ? 0 : half < -0.3466 ? leading - 1 : leading;
  const estimate = isOne ? y : half < -0.3466 ? half + Math.LN2 : half;
  const p = bits + guard + Math.max(0, closeness);
  const f = F.fixed(F.scale(x, -k), p);
  const value = lnFixed(f, estimate, p);
  if (k === 0) return around(value, 14n, -p, bits);
  const extra = F.bitLength(BigInt(k)) + 2;
  const shifted = (constants.ln2(p + extra) * BigInt(k)) >> BigInt(extra);
  return around(value + shifted, 16n, -p, bits);
}

/** ln f in fixed-point for 0.5 ≤ f ≤ 1.5, given a rough double value of it. */
function lnFixed(f: bigint, estimate: number, p: number): bigint {
  const start = F.fixed(F.fromDouble(estimate) ?? F.zero, p);
  const unit = BigInt(p);
  const exponential = expFixed(start < 0n ? -start : start, p);
  const [above, below] = start < 0n ? [(f * exponential) >> unit, 1n << unit] : [f, exponential];
  const t = ((above - below) << unit) / (above + below);
  return start + 2n * inverseTangentFixed(t, 1, p);
}

/** δ − δ² ≤ ln(1 + δ) ≤ δ for −1/2 ≤ δ. */
function tinyLog1p(delta: BigFloat, bits: number): Ball {
  return subtract(exactly(delta), squareBelow(delta, bits), bits);
}

/** ln(1 + x) for x > −1, with full relative precision near 0. */
export function log1pPoint(x: BigFloat, bits: number): Ball | undefined {
  if (x.m === 0n) return exactZero;
  const leading = F.top(x);
  if (leading < -bits - 4) return tinyLog1p(x, bits);
  // Far out the 1 matters little: ln x ≤ ln(1 + x) ≤ ln x + 1/x.
  if (leading > 2 * bits + 64) {
    const value = lnPoint(x, bits + 4);
    return value && add(value, { lo: F.zero, hi: { m: 1n, e: 1 - leading } }, bits);
  }
  return lnPoint(F.add(x, F.one, Infinity, -1), bits);
}

/** Each round at least doubles the precision while the remainder is not seen. */
const reductionRounds = 12;

/** x = k·π/2 + r·2^−p with |r·2^−p| ≤ 0.79; r is off by less than 2 units. */
interface Reduced {
  readonly k: bigint;
  readonly r: bigint;
  readonly p: number;
}

/**
 * Reduction modulo π/2, with at least bits + guard significant bits in r: when r comes out short
 * (x next to a multiple of π/2) it is done again with as many bits more. Undefined for |x| beyond
 * 2^16384, and when the rounds do not suffice.
 */
export function reduceAngle(x: BigFloat, bits: number): Reduced | undefined {
  const leading = F.top(x);
  if (leading > trigonometricLimit) return undefined;
  let p = bits + guard + Math.max(0, -leading);
  if (leading < 0) return { k: 0n, r: F.fixed(x, p), p };
  const extra = leading + 4;
  for (let round = 0; round < reductionRounds; round += 1) {
    const pi = constants.pi(p + extra);
    const twice = F.fixed(x, p + extra + 1);
    const k = floorDivide(twice + (pi >> 1n), pi);
    const r = (twice - k * pi) >> BigInt(extra + 1);
    const missing = bits + guard - F.bitLength(r);
    if (missing <= 2) return { k, r, p };
    // Nothing of r is seen yet: double the precision until something is.
    p += F.bitLength(r) > 2 ? missing : Math.max(missing, p);
  }
  return undefined;
}

/** 0, 1, 2 or 3: k modulo 4. */
export const quarterTurns = (k: bigint): 0 | 1 | 2 | 3 => Number(k & 3n) as 0 | 1 | 2 | 3;

/** sin x and cos x as balls. */
export interface SineCosineBall {
  readonly sin: Ball;
  readonly cos: Ball;
}

/**
 * sin x and cos x: the series at the reduced angle, then the quarter turn. Each has full relative
 * precision at the zeros that x may be close to. For tiny x, x − x³/6 < sin x < x (x > 0) and
 * 1 − x²/2 < cos x < 1. Error: 2 from r, 2 from the kernel.
 */
export function sineCosinePoint(x: BigFloat, bits: number): SineCosineBall | undefined {
  if (x.m === 0n) return { sin: exactZero, cos: exactOne };
  if (2 * F.top(x) < -bits - 4) {
    const factor = subtract(exactOne, scale(squareBelow(x, bits), -1), bits + 4);
    return { sin: multiply(exactly(x), factor, bits), cos: coarsen(factor, bits) };
  }
  const reduced = reduceAngle(x, bits);
  if (reduced === undefined) return undefined;
  const { sin, cos } = sineCosineFixed(reduced.r, reduced.p);
  const [s, c] = [around(sin, 4n, -reduced.p, bits), around(cos, 4n, -reduced.p, bits)];
  switch (quarterTurns(reduced.k)) {
    case 0:
      return { sin: s, cos: c };
    case 1:
      return { sin: c, cos: negate(s) };
    case 2:
      return { sin: negate(s), cos: negate(c) };
    default:
      return { sin: negate(c), cos: s };
  }
}

/**
 * arctan x = arctan(Y/X) with Y/X = |x|, both scaled to at most 1, corrected from the double value.
 * For tiny x, x − x³ < arctan x < x (x > 0). Error: the numerator is off by 7 units and the
 * denominator is at least 1/2, so the quotient is off by 17, and the series adds 2.
 */
export function arctanPoint(x: BigFloat, bits: number): Ball | undefined {
  if (x.m === 0n) return exactZero;
  if (x.m < 0n) {
    const mirrored = arctanPoint(F.negate(x), bits);
    return mirrored && negate(mirrored);
  }
  const leading = F.top(x);
  if (2 * leading < -bits - 4) {
    return multiply(exactly(x), subtract(exactOne, squareBelow(x, bits), bits + 4), bits);
  }
  const p = bits + guard + Math.max(0, -leading);
  const down = Math.max(0, leading);
  const Y = F.fixed(F.scale(x, -down), p);
  const X = down > p ? 0n : 1n << BigInt(p - down);
  const start = F.fixed(F.fromDouble(Math.atan(F.toDouble(x, 0))) ?? F.zero, p);
  const { sin, cos } = sineCosineFixed(start, p);
  const unit = BigInt(p);
  const numerator = (Y * cos - X * sin) >> unit;
  const denominator = (X * cos + Y * sin) >> unit;
  const t = (numerator << unit) / denominator;
  return around(start + inverseTangentFixed(t, -1, p), 20n, -p, bits);
}

/**
 * erf x = 2x/√π · e^(−x²) · Σ (2x²)ⁿ/(2n + 1)!!, a sum of positive terms: nothing cancels. Once
 * x² > (bits + 2) ln 2 the complement is below 2^−bits: 1 − e^(−x²) < erf x < 1 serves (from
 * erfc x ≤ e^(−x²) for x ≥ 0).
 */
export function erfPoint(x: BigFloat, bits: number): Ball | undefined {
  if (x.m === 0n) return exactZero;
  if (x.m < 0n) {
    const mirrored = erfPoint(F.negate(x), bits);
    return mirrored && negate(mirrored);
  }
  const w = bits + guard;
  if (bits > seriesLimit) return undefined;
  if (F.top(x) > 20 || F.toDouble(x, -1) ** 2 > (bits + 3) * Math.LN2) {
    return { lo: F.subtract(F.one, { m: 1n, e: -bits }, bits, -1), hi: F.one };
  }
  const square = multiply(exactly(x), exactly(x), w + 20);
  const decay = increasing(expPoint)(negate(square), w);
  const root = sqrt(piBall(w), w);
  const p = w + 20;
  const y = F.fixed(square.lo, p);
  const low = oddFactorialSeries(y, p);
  // ∂S/∂y ≤ S, and y is low by at most 2x² + 3 units.
  const slack = (low.sum >> BigInt(p - 3)) * ((y >> BigInt(p)) + 4n);
  const sum = ball({ m: low.sum - low.error, e: -p }, { m: low.sum + low.error + slack, e: -p });
  if (decay === undefined || root === undefined) return undefined;
  const factor = divide(scale(exactly(x), 1), root, w);
  const value = factor && multiply(multiply(factor, decay, w), sum, w);
  if (value === undefined) return undefined;
  const rounded = coarsen(value, bits);
  return { lo: rounded.lo, hi: F.compare(rounded.hi, F.one) > 0 ? F.one : rounded.hi };
}
