/**
 * @file The table of real functions on intervals of doubles, integer powers and the real power.
 *
 * ECMAScript does not promise how good Math.sin and its like are. The engines use ports of fdlibm,
 * whose authors claim an error below one unit in the last place for most and below two for the
 * hyperbolic ones; here each value is moved outwards by twice the claim (`ulps` in the tables). A
 * bound of the range (|sin x| ≤ 1, e^x ≥ 0) is never overstepped, and a value that is exact by
 * definition (sin 0, e^0, ln 1, …) stays exact. erf has no libm function: its ends come from the
 * ball of 60 bits.
 *
 * Which extrema of sine and cosine lie between two ends is decided by counting quarter turns: their
 * number is ⌊2x/π⌋, computed with an error of at most one, and the signs of sin x and cos x, which
 * are right even next to their zeros, say which. Beyond |x| = 2^20 the answer is [−1, 1].
 *
 * A function answers undefined when it is not defined on all of the interval: no silent clipping.
 *
 * Reference: Ng & others, fdlibm 5.3 (Sun, 1995), the comments of e_*.c and s_*.c; Zimmermann et
 * al., "Accuracy of mathematical functions in single, double, … precision" (2024 edition).
 */
import { functions as ballFunctions, exactly, toDoubles } from "./ball.ts";
import { fromDouble as toBigFloat } from "./bigfloat.ts";
import { addDown, addUp, divideDown, down, multiplyDown, multiplyUp, up } from "./directed.ts";
import {
  absolute,
  add,
  contains,
  divide,
  empty,
  hull,
  type Interval,
  interval,
  isEmpty,
  negate,
  one,
  sqrt,
  whole,
} from "./interval-arithmetic.ts";

export type IntervalFunction = (a: Interval) => Interval | undefined;

/** A function of the platform: how far off it may be, and where its values lie. */
interface Platform {
  readonly f: (x: number) => number;
  readonly ulps: number;
  readonly range: Interval;
}

const lower = ({ f, ulps, range }: Platform, x: number): number =>
  Math.max(down(f(x), ulps), range.lo);
const upper = ({ f, ulps, range }: Platform, x: number): number =>
  Math.min(up(f(x), ulps), range.hi);

/**
 * An increasing function with one exact value f(point): to the left of the point the values are at
 * most, to the right at least that.
 */
function increasing(platform: Platform, point = 0): IntervalFunction {
  const value = platform.f(point);
  return (a) =>
    interval(
      a.lo === point ? value : Math.max(lower(platform, a.lo), a.lo > point ? value : -Infinity),
      a.hi === point ? value : Math.min(upper(platform, a.hi), a.hi < point ? value : Infinity),
    );
}

const platform = (
  f: (x: number) => number,
  ulps: number,
  lo = -Infinity,
  hi = Infinity,
): Platform => ({ f, ulps, range: { lo, hi } });

/** f on intervals within [lo, hi] only; an excluded end is written as its inner neighbour. */
const within =
  (lo: number, hi: number, f: IntervalFunction): IntervalFunction =>
  (a) =>
    a.lo >= lo && a.hi <= hi ? f(a) : undefined;

const isNotZero =
  (f: IntervalFunction): IntervalFunction =>
  (a) =>
    contains(a, 0) ? undefined : f(a);

const reciprocal =
  (f: IntervalFunction): IntervalFunction =>
  (a) => {
    const value = f(a);
    return value && divide(one, value);
  };

const tiny = Number.MIN_VALUE;
const belowOne = 1 - 2 ** -53;

/** Angles beyond this are not reduced. */
const angleLimit = 2 ** 20;

/** ⌊2x/π⌋ for |x| ≤ 2^20: the candidate that agrees with the signs of sine and cosine. */
function quarters(x: number): number {
  const isSinePositive = Math.sin(x) >= 0;
  const isCosinePositive = Math.cos(x) >= 0;
  const residue = isSinePositive ? (isCosinePositive ? 0 : 1) : isCosinePositive ? 3 : 2;
  const about = Math.round((x * 2) / Math.PI);
  // Near a multiple of π/2 the true quotient is on one side of `about` or the other; elsewhere the
  // floor is `about` or one less as well.
  return ((about % 4) + 4) % 4 === residue ? about : about - 1;
}

/** Is there an integer j ≡ residue (mod modulus) with from < j ≤ to? */
const passes = (from: number, to: number, residue: number, modulus: number): boolean =>
  Math.floor((to - residue) / modulus) > Math.floor((from - residue) / modulus);

const isReducible = (a: Interval): boolean => a.lo >= -angleLimit && a.hi <= angleLimit;

/** Sine (peak after one quarter turn) or cosine (peak at none). */
function wave(f: Platform, peak: number, exactAtZero: number): IntervalFunction {
  return (a) => {
    if (!isReducible(a)) return f.range;
    const [from, to] = [quarters(a.lo), quarters(a.hi)];
    const at = (x: number): Interval =>
      x === 0 ? interval(exactAtZero, exactAtZero) : interval(lower(f, x), upper(f, x));
    const both = hull(at(a.lo), at(a.hi));
    return interval(
      passes(from, to, peak + 2, 4) ? -1 : both.lo,
      passes(from, to, peak, 4) ? 1 : both.hi,
    );
  };
}

const sin = wave(platform(Math.sin, 2, -1, 1), 1, 0);
const cos = wave(platform(Math.cos, 2, -1, 1), 0, 1);
const tangent = platform(Math.tan, 2);

/** tan x: increasing between its poles at odd quarter turns. */
function tan(a: Interval): Interval | undefined {
  if (!isReducible(a) || passes(quarters(a.lo), quarters(a.hi), 1, 2)) return undefined;
  const { lo, hi } = a;
  return interval(lo === 0 ? 0 : lower(tangent, lo), hi === 0 ? 0 : upper(tangent, hi));
}

/** cot x = 1/tan x: decreasing between its poles at even quarter turns. */
function cot(a: Interval): Interval | undefined {
  if (!isReducible(a) || contains(a, 0)) return undefined;
  if (passes(quarters(a.lo), quarters(a.hi), 0, 2)) return undefined;
  const at = (x: number) => divide(one, interval(lower(tangent, x), upper(tangent, x)));
  const [left, right] = [at(a.lo), at(a.hi)];
  return left && right && interval(right.lo, left.hi);
}

const exp = increasing(platform(Math.exp, 2, 0));
const log1p = within(-belowOne, Infinity, increasing(platform(Math.log1p, 2)));
const sinh = increasing(platform(Math.sinh, 4));
const tanh = increasing(platform(Math.tanh, 4, -1, 1));
const coshIncreasing = increasing(platform(Math.cosh, 4, 1));
const cosh: IntervalFunction = (a) => coshIncreasing(absolute(a));

/** Of a decreasing function −f is increasing. */
const arccosIncreasing = increasing(
  platform((x) => -Math.acos(x), 2, -up(Math.PI, 1), 0),
  1,
);

/** 1/(1 + e^−x). */
function sigmoid(a: Interval): Interval | undefined {
  const decay = exp(negate(a));
  const value = decay && divide(one, add(one, decay));
  return value && interval(Math.max(value.lo, 0), Math.min(value.hi, 1));
}

/** ln(1 + e^x) = max(x, 0) + log1p(e^−|x|), at an end. */
function softplusAt(x: number): Interval {
  const [least, most] = [Math.exp(-Math.abs(x)), Math.max(x, 0)];
  const decay = interval(Math.max(0, down(least, 2)), Math.min(1, up(least, 2)));
  const lo = Math.max(0, down(Math.log1p(decay.lo), 2));
  return interval(addDown(most, lo), addUp(most, up(Math.log1p(decay.hi), 2)));
}

const softplus: IntervalFunction = (a) => interval(softplusAt(a.lo).lo, softplusAt(a.hi).hi);

/** erf at an end, from 60 bits; ±1 at ±∞. */
function erfAt(x: number): Interval {
  const point = toBigFloat(x);
  const value = point && ballFunctions["erf"]?.(exactly(point), 60);
  if (value === undefined) return interval(Math.sign(x), Math.sign(x));
  return interval(...toDoubles(value));
}

const erf: IntervalFunction = (a) => interval(erfAt(a.lo).lo, erfAt(a.hi).hi);

const entries: Record<string, IntervalFunction> = {
  exp,
  expm1: increasing(platform(Math.expm1, 2, -1)),
  ln: within(tiny, Infinity, increasing(platform(Math.log, 2), 1)),
  log1p,
  sin,
  cos,
  tan,
  cot,
  sec: reciprocal(cos),
  csc: reciprocal(sin),
  arcsin: within(-1, 1, increasing(platform(Math.asin, 2))),
  arccos: within(-1, 1, (a) => {
    const mirrored = arccosIncreasing(a);
    return mirrored && negate(mirrored);
  }),
  arctan: increasing(platform(Math.atan, 2)),
  sinh,
  cosh,
  tanh,
  coth: isNotZero(reciprocal(tanh)),
  sech: reciprocal(cosh),
  csch: isNotZero(reciprocal(sinh)),
  arsinh: increasing(platform(Math.asinh, 4)),
  arcosh: within(1, Infinity, increasing(platform(Math.acosh, 4, 0), 1)),
  artanh: within(-belowOne, belowOne, increasing(platform(Math.atanh, 4))),
  erf,
  sigmoid,
  softplus,
  sqrt,
};

/** The empty set goes to itself. */
const guarded =
  (f: IntervalFunction): IntervalFunction =>
  (a) =>
    isEmpty(a) ? empty : f(a);

/** Name → function of an interval; undefined when not defined on all of it. */
export const functions: Readonly<Record<string, IntervalFunction>> = Object.freeze(
  Object.assign(
    Object.create(null) as Record<string, IntervalFunction>,
    Object.fromEntries(Object.entries(entries).map(([name, f]) => [name, guarded(f)])),
  ),
);

/** xⁿ for x ≥ 0, n ≥ 1, by repeated squaring rounded in one direction. */
function powerOf(x: number, n: number, product: (a: number, b: number) => number): number {
  let result = 1;
  let square = x;
  for (let k = n; ; square = product(square, square)) {
    if (k % 2 === 1) result = result === 1 ? square : product(result, square);
    k = Math.floor(k / 2);
    if (k === 0) return result;
  }
}

/** Up to this exponent repeated squaring is tighter than Math.pow with its margin. */
const squaringLimit = 16;

/** xⁿ for x ≥ 0, n ≥ 1. */
function powerAt(x: number, n: number): Interval {
  if (n <= squaringLimit) return interval(powerOf(x, n, multiplyDown), powerOf(x, n, multiplyUp));
  return powAt(x, n);
}

/** x^y for x ≥ 0 by Math.pow, with a margin; what it cannot say is in [0, ∞]. */
function powAt(x: number, y: number): Interval {
  const value = x ** y;
  if (Number.isNaN(value)) return interval(0, Infinity);
  const isExact = y === 0 || x === 1 || (x === 0 && y > 0);
  return isExact ? interval(value, value) : interval(Math.max(0, down(value, 4)), up(value, 4));
}

/**
 * aⁿ for an integer n; a⁰ = 1. Undefined when n < 0 and a contains 0, and for a number n that is no
 * integer. An n beyond 2^53 is not exactly a double: the answer is then the whole line.
 */
export function powerInteger(a: Interval, n: bigint | number): Interval | undefined {
  if (isEmpty(a)) return empty;
  const k = Number(n);
  if (typeof n === "number" && !Number.isInteger(n)) return undefined;
  if (k === 0) return one;
  if (k < 0 && contains(a, 0)) return undefined;
  if (!Number.isSafeInteger(k)) return whole;
  if (k < 0) {
    const inverse = powerInteger(a, -k);
    // An underflowed end leaves a half line.
    return inverse && (divide(one, inverse) ?? halfLine(a, -k));
  }
  if (k % 2 === 0) return positivePower(absolute(a), k);
  if (a.lo >= 0) return positivePower(a, k);
  if (a.hi <= 0) return negate(positivePower(negate(a), k));
  return interval(-powerAt(-a.lo, k).hi, powerAt(a.hi, k).hi);
}

const positivePower = (a: Interval, n: number): Interval =>
  interval(powerAt(a.lo, n).lo, powerAt(a.hi, n).hi);

/** a⁻ⁿ when aⁿ has an end at 0: beyond 1/max on the side of the sign. */
function halfLine(a: Interval, n: number): Interval {
  const least = divideDown(1, positivePower(absolute(a), n).hi);
  return a.hi < 0 && n % 2 === 1 ? interval(-Infinity, -least) : interval(least, Infinity);
}

/**
 * a^b: for an integer b = [n, n] any base, otherwise a > 0 (or a ≥ 0 with b > 0). y ln x is
 * monotone in x and in y, so the extremes are at the four corners.
 */
export function power(a: Interval, b: Interval): Interval | undefined {
  if (isEmpty(a) || isEmpty(b)) return empty;
  const isWhole = b.lo === b.hi && Number.isInteger(b.lo);
  if (isWhole && (a.lo < 0 || Number.isSafeInteger(b.lo))) return powerInteger(a, b.lo);
  if (b.lo === b.hi && b.lo === 0.5) return sqrt(a);
  if (a.lo < 0 || (a.lo === 0 && b.lo <= 0)) return undefined;
  return [powAt(a.lo, b.hi), powAt(a.hi, b.lo), powAt(a.hi, b.hi)].reduce(hull, powAt(a.lo, b.lo));
}
