/**
 * @file Interval: a set of reals between two doubles, and the arithmetic of such sets.
 *
 * The quick sibling of the ball: 53 bits, outward rounding, no bigints. It answers "certainly not
 * zero", "certainly different" and the like for the price of a few multiplications; when it does
 * not answer, a ball with more bits may.
 *
 * Ends may be infinite: [1, ∞] is the half line. The empty set is the value `empty`; every
 * operation maps it to itself. An undefined result means that the operation is not defined on all
 * of its arguments: in particular `divide` is undefined as soon as the divisor contains 0, at an
 * end as well as inside. There is no splitting into two half lines and no silent clipping to a
 * domain, so a result is always the image of everything that went in.
 *
 * Reference: IEEE Std 1788-2015; Hickey, Ju & van Emden, "Interval arithmetic: from principles to
 * implementation" (2001).
 */
import * as F from "./bigfloat.ts";
import * as D from "./directed.ts";
import type { Rational } from "./rational.ts";

/** All real numbers x with lo ≤ x ≤ hi; empty when lo > hi. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

export const empty: Interval = { lo: Infinity, hi: -Infinity };
export const whole: Interval = { lo: -Infinity, hi: Infinity };
export const zero: Interval = { lo: 0, hi: 0 };
export const one: Interval = { lo: 1, hi: 1 };

export const isEmpty = (a: Interval): boolean => !(a.lo <= a.hi);

/** [lo, hi]: the whole line when an end is NaN (nothing is known), empty when lo > hi. */
export function interval(lo: number, hi: number): Interval {
  if (Number.isNaN(lo) || Number.isNaN(hi)) return whole;
  if (lo > hi) return empty;
  // A lower end of +∞ means beyond the largest double. −0 and 0 are one real number: keep 0.
  return { lo: Math.min(lo, Number.MAX_VALUE) + 0, hi: Math.max(hi, -Number.MAX_VALUE) + 0 };
}

/** The double x alone; NaN is the whole line, and ±∞ what lies beyond the largest double. */
export const fromDouble = (x: number): Interval => interval(x, x);

/** The tightest interval around n/d. */
export function fromRational(q: Rational): Interval {
  const [n, d] = [
    { m: q.n, e: 0 },
    { m: q.d, e: 0 },
  ];
  const lo = F.toDouble(F.divide(n, d, 64, -1), -1);
  return interval(lo, F.toDouble(F.divide(n, d, 64, 1), 1));
}

/** a + b. */
export function add(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  return interval(D.addDown(a.lo, b.lo), D.addUp(a.hi, b.hi));
}

/** −a. */
export const negate = (a: Interval): Interval => (isEmpty(a) ? empty : interval(-a.hi, -a.lo));

/** a − b. */
export const subtract = (a: Interval, b: Interval): Interval => add(a, negate(b));

/** a·b: the extremes are among the four products of ends. */
export function multiply(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  if (a.lo >= 0 && b.lo >= 0) {
    return interval(D.multiplyDown(a.lo, b.lo), D.multiplyUp(a.hi, b.hi));
  }
  return interval(
    Math.min(
      D.multiplyDown(a.lo, b.lo),
      D.multiplyDown(a.lo, b.hi),
      D.multiplyDown(a.hi, b.lo),
      D.multiplyDown(a.hi, b.hi),
    ),
    Math.max(
      D.multiplyUp(a.lo, b.lo),
      D.multiplyUp(a.lo, b.hi),
      D.multiplyUp(a.hi, b.lo),
      D.multiplyUp(a.hi, b.hi),
    ),
  );
}

/** a/b; undefined when b contains 0. */
export function divide(a: Interval, b: Interval): Interval | undefined {
  if (isEmpty(a) || isEmpty(b)) return empty;
  if (contains(b, 0)) return undefined;
  if (b.hi < 0) return divide(negate(a), negate(b));
  return interval(
    D.divideDown(a.lo, a.lo >= 0 ? b.hi : b.lo),
    D.divideUp(a.hi, a.hi >= 0 ? b.lo : b.hi),
  );
}

/** |a|. */
export function absolute(a: Interval): Interval {
  if (isEmpty(a) || a.lo >= 0) return a;
  return a.hi <= 0 ? negate(a) : interval(0, Math.max(-a.lo, a.hi));
}

/** √a; undefined when part of a is negative. */
export function sqrt(a: Interval): Interval | undefined {
  if (isEmpty(a)) return empty;
  return a.lo < 0 ? undefined : interval(D.sqrtDown(a.lo), D.sqrtUp(a.hi));
}

/** min(a, b). */
export const min = (a: Interval, b: Interval): Interval =>
  isEmpty(a) || isEmpty(b) ? empty : interval(Math.min(a.lo, b.lo), Math.min(a.hi, b.hi));

/** max(a, b). */
export const max = (a: Interval, b: Interval): Interval =>
  isEmpty(a) || isEmpty(b) ? empty : interval(Math.max(a.lo, b.lo), Math.max(a.hi, b.hi));

/** The smallest interval around both. */
export const hull = (a: Interval, b: Interval): Interval => ({
  lo: Math.min(a.lo, b.lo),
  hi: Math.max(a.hi, b.hi),
});

/** What a and b have in common. */
export function intersection(a: Interval, b: Interval): Interval {
  const [lo, hi] = [Math.max(a.lo, b.lo), Math.min(a.hi, b.hi)];
  return lo > hi ? empty : { lo, hi };
}

/** x ∈ a, for a double x. */
export const contains = (a: Interval, x: number): boolean => a.lo <= x && x <= a.hi;

/** The sign of x − q for a double x, infinite ones included. */
function compareDouble(x: number, q: Rational): number {
  const exact = F.fromDouble(x);
  return exact === undefined ? Math.sign(x) : F.compareToFraction(exact, q.n, q.d);
}

/** q ∈ a, for a fraction q. */
export const containsRational = (a: Interval, q: Rational): boolean =>
  compareDouble(a.lo, q) <= 0 && compareDouble(a.hi, q) >= 0;

/** a and b have a number in common. */
export const intersects = (a: Interval, b: Interval): boolean => a.lo <= b.hi && b.lo <= a.hi;

/** a and b have no number in common. */
export const disjoint = (a: Interval, b: Interval): boolean => !intersects(a, b);

/** −1, 1, or 0 when a is exactly {0}; undefined when a does not tell. */
export function sign(a: Interval): -1 | 0 | 1 | undefined {
  if (isEmpty(a)) return undefined;
  if (a.lo > 0) return 1;
  if (a.hi < 0) return -1;
  return a.lo === 0 && a.hi === 0 ? 0 : undefined;
}

/** hi − lo, rounded up; 0 for the empty set. */
export const width = (a: Interval): number => (isEmpty(a) ? 0 : D.addUp(a.hi, -a.lo));
