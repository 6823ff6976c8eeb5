/**
 * @file B: what may be asked of a ball, and everything else about balls under one name.
 *
 * `import * as B from "./ball.ts"` gives the arithmetic (ball-arithmetic.ts), the constants, the
 * table of functions and the power (ball-functions.ts), and the questions of this file. A question
 * is answered when the ball decides it and is undefined when it does not; the asker then comes back
 * with more bits. That loop (Ziv's strategy) is the asker's, since only the asker can recompute the
 * ball.
 *
 * Reference: Muller et al., Handbook of Floating-Point Arithmetic (2nd ed. 2018), on the table
 * maker's dilemma; Johansson, Arb (2017).
 */
import {
  type Ball,
  enclosesZero,
  isExact,
  isUnbounded,
  isZero,
  precision,
} from "./ball-arithmetic.ts";
import type { BigFloat } from "./bigfloat.ts";
import * as F from "./bigfloat.ts";
import { eBall, ln2Ball, piBall } from "./elementary.ts";
import { type Rational, toDecimal as rationalDecimal } from "./rational.ts";

export * from "./ball-arithmetic.ts";
export { type BallFunction, functions, power } from "./ball-functions.ts";

/** π to `bits` bits. */
export const pi = (bits: number): Ball => piBall(precision(bits));

/** e to `bits` bits. */
export const e = (bits: number): Ball => eBall(precision(bits));

/** ln 2 to `bits` bits. */
export const ln2 = (bits: number): Ball => ln2Ball(precision(bits));

/** The sign of the number: 0 only when it is exactly 0, undefined when the ball does not tell. */
export function sign(a: Ball): -1 | 0 | 1 | undefined {
  if (isZero(a)) return 0;
  return enclosesZero(a) ? undefined : F.signOf(a.lo);
}

/** −1, 0 or 1 as a < b, a = b (both exact), a > b; undefined when the balls do not tell. */
export function compare(a: Ball, b: Ball): -1 | 0 | 1 | undefined {
  if (F.compare(a.hi, b.lo) < 0) return -1;
  if (F.compare(a.lo, b.hi) > 0) return 1;
  return isExact(a) && isExact(b) ? 0 : undefined;
}

/** q ∈ a. */
export const contains = (a: Ball, q: Rational): boolean =>
  F.compareToFraction(a.lo, q.n, q.d) <= 0 && F.compareToFraction(a.hi, q.n, q.d) >= 0;

/** a and b have a number in common. */
export const overlaps = (a: Ball, b: Ball): boolean =>
  F.compare(a.lo, b.hi) <= 0 && F.compare(b.lo, a.hi) <= 0;

/** a and b have no number in common: the numbers meant are different. */
export const disjoint = (a: Ball, b: Ball): boolean => !overlaps(a, b);

/** hi − lo, rounded up to 32 bits; an infinity for the whole line. */
export const width = (a: Ball): BigFloat => (isUnbounded(a) ? a.hi : F.subtract(a.hi, a.lo, 32, 1));

/**
 * The number of leading bits that are certain: about log₂(|x|/width). ∞ for an exact ball, 0 for
 * one that encloses 0.
 */
export function accurateBits(a: Ball): number {
  if (isExact(a)) return Infinity;
  if (enclosesZero(a)) return 0;
  return Math.max(0, Math.min(F.top(a.lo), F.top(a.hi)) - F.top(width(a)));
}

/** Binary places behind the point that are certain; below 0 where not even the units are. */
export function absoluteBits(a: Ball): number {
  if (isExact(a)) return Infinity;
  return isUnbounded(a) ? -Infinity : -F.top(width(a));
}

/** The doubles nearest to the ball from outside: low ≤ x ≤ high. */
export const toDoubles = (a: Ball): readonly [low: number, high: number] =>
  isUnbounded(a) ? [-Infinity, Infinity] : [F.toDouble(a.lo, -1), F.toDouble(a.hi, 1)];

/** The double nearest to the number, when both ends round to it; ±∞ beyond the range. */
export function toDouble(a: Ball): number | undefined {
  if (isUnbounded(a)) return undefined;
  const low = F.toDouble(a.lo, 0);
  return low === F.toDouble(a.hi, 0) ? low : undefined;
}

/** The size of exponent up to which an end is written out in full. */
const expansionLimit = 1 << 20;

/** m·2^e as a fraction in lowest terms; undefined beyond 2^(±2^20). */
function fraction(x: BigFloat): Rational | undefined {
  if (F.isInfinite(x)) return undefined;
  const { m, e } = F.oddPart(x);
  if (Math.abs(e) > expansionLimit) return undefined;
  return e >= 0 ? { n: m << BigInt(e), d: 1n } : { n: m, d: 1n << BigInt(-e) };
}

/** The lower end as a fraction; undefined when its exponent is beyond ±2^20. */
export const lower = (a: Ball): Rational | undefined => fraction(a.lo);

/** The upper end as a fraction; undefined when its exponent is beyond ±2^20. */
export const upper = (a: Ball): Rational | undefined => fraction(a.hi);

/**
 * The number rounded to `digits` significant decimal digits, when the ball decides every one of
 * them, written as rational.ts does; undefined when its ends round differently, or when their
 * exponents are beyond ±2^20.
 */
export function toDecimal(a: Ball, digits: number): string | undefined {
  const [low, high] = [lower(a), upper(a)];
  if (low === undefined || high === undefined) return undefined;
  const text = rationalDecimal(low, digits);
  return isExact(a) || rationalDecimal(high, digits) === text ? text : undefined;
}
