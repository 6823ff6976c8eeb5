/**
 * @file Doubles rounded in a chosen direction.
 *
 * ECMAScript rounds to nearest and nothing else. The direction is recovered from the error of the
 * rounded result, which is itself computable: TwoSum gives it for a sum, Dekker's product for a
 * product, and the residuals a − qb and a − s² for quotients and roots. An exact result is thus
 * kept, where blind widening would lose an ulp each time. Where the error terms could overflow or
 * underflow, the neighbouring double is taken without asking.
 *
 * ±∞ stand for unbounded ends: a finite sum that overflows rounds down to the largest double, and
 * 0·∞ is 0, the right convention for ends of intervals.
 *
 * Reference: Muller et al., Handbook of Floating-Point Arithmetic (2nd ed. 2018), ch. 4; Dekker,
 * "A floating-point technique for extending the available precision" (1971).
 */

const view = new DataView(new ArrayBuffer(8));

/** The least double greater than x; ∞ and NaN stay. */
export function nextUp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === 0) return Number.MIN_VALUE;
  view.setFloat64(0, x);
  const [high, low] = [view.getUint32(0), view.getUint32(4)];
  const step = x > 0 ? 1 : -1;
  view.setUint32(4, low + step);
  if (low === (step > 0 ? 0xffffffff : 0)) view.setUint32(0, high + step);
  return view.getFloat64(0);
}

/** The greatest double less than x; −∞ and NaN stay. */
export const nextDown = (x: number): number => -nextUp(-x);

/** Operands of this size or below cannot make Dekker's product overflow. */
const large = 2 ** 500;

/** Products of this size or above have representable errors. */
const small = 2 ** -900;

/** a·b − p for p = the rounded product, exactly, within the range above. */
function productError(a: number, b: number, p: number): number {
  const splitter = 134217729;
  const bigA = splitter * a;
  const bigB = splitter * b;
  const headA = bigA - (bigA - a);
  const headB = bigB - (bigB - b);
  const tailA = a - headA;
  const tailB = b - headB;
  return tailA * tailB - (p - headA * headB - tailA * headB - headA * tailB);
}

/** Can the product of a and b, being about p, have its error computed? */
const isTame = (a: number, b: number, p: number): boolean =>
  Math.abs(a) <= large && Math.abs(b) <= large && Math.abs(p) >= small;

/** A rounded finite result that came out as +∞ is above the largest double, not beyond all. */
const finiteBelow = (x: number): number => (x === Infinity ? Number.MAX_VALUE : x);

const areFinite = (a: number, b: number): boolean => Number.isFinite(a) && Number.isFinite(b);

/** a + b rounded down. */
export function addDown(a: number, b: number): number {
  const sum = a + b;
  if (!areFinite(a, b)) return sum;
  if (!Number.isFinite(sum)) return finiteBelow(sum);
  const other = sum - a;
  const error = a - (sum - other) + (b - other);
  return error >= 0 ? sum : nextDown(sum);
}

/** a + b rounded up. */
export const addUp = (a: number, b: number): number => -addDown(-a, -b);

/** a·b rounded down; 0·∞ = 0. */
export function multiplyDown(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  const p = a * b;
  if (!areFinite(a, b)) return p;
  if (!Number.isFinite(p)) return finiteBelow(p);
  if (!isTame(a, b, p)) return p === 0 && a > 0 === b > 0 ? 0 : nextDown(p);
  return productError(a, b, p) >= 0 ? p : nextDown(p);
}

/** a·b rounded up; 0·∞ = 0. */
export const multiplyUp = (a: number, b: number): number => -multiplyDown(-a, b);

/** a/b rounded down, for b ≠ 0; finite/∞ = 0 and ∞/∞ = 0, the infimum of such quotients. */
export function divideDown(a: number, b: number): number {
  if (a === 0) return 0;
  const q = a / b;
  if (!areFinite(a, b)) return Number.isNaN(q) ? 0 : q;
  if (!Number.isFinite(q)) return finiteBelow(q);
  const p = q * b;
  if (!isTame(q, b, p) || Math.abs(a) < small || Math.abs(q) < small) {
    return q === 0 && a > 0 === b > 0 ? 0 : nextDown(q);
  }
  const residual = a - p - productError(q, b, p);
  return residual === 0 || residual > 0 === b > 0 ? q : nextDown(q);
}

/** a/b rounded up, for b ≠ 0. */
export const divideUp = (a: number, b: number): number => -divideDown(-a, b);

/** The residual x − s² of a rounded root s, or undefined where it is not computable. */
function rootResidual(x: number, s: number): number | undefined {
  const p = s * s;
  return isTame(s, s, p) ? x - p - productError(s, s, p) : undefined;
}

/** √x rounded down, for x ≥ 0. */
export function sqrtDown(x: number): number {
  const s = Math.sqrt(x);
  if (x === 0 || x === Infinity) return s;
  return (rootResidual(x, s) ?? -1) >= 0 ? s : nextDown(s);
}

/** √x rounded up, for x ≥ 0. */
export function sqrtUp(x: number): number {
  const s = Math.sqrt(x);
  if (x === 0 || x === Infinity) return s;
  return (rootResidual(x, s) ?? 1) <= 0 ? s : nextUp(s);
}

/** x moved down by n doubles. */
export function down(x: number, n: number): number {
  let result = x;
  for (let i = 0; i < n; i += 1) result = nextDown(result);
  return result;
}

/** x moved up by n doubles. */
export const up = (x: number, n: number): number => -down(-x, n);
