/**
 * @file BigFloat: the binary number m·2^e with an integer mantissa of any length.
 *
 * A BigFloat is an exact dyadic rational. It is not normalised: 2·2^0 and 1·2^1 are the same number
 * and `compare` says so. Every inexact operation takes the precision wanted, in bits, and a
 * direction: −1 rounds towards −∞, +1 towards +∞. Directed rounding is cheap here because `>>` on a
 * bigint is already a floor; up is the mirror image, ⌈x⌉ = −⌊−x⌋. There is no round-to-nearest
 * arithmetic: enclosures, the only customers, never need it.
 *
 * Range: 2^−L ≤ |x| < 2^L with L = 2^40. Above it an operation answers an infinity (e = ∞, m = ±1);
 * below it, zero or ±2^−L, whichever lies in the asked direction. So no operation throws, and none
 * shifts by more than the operands' own lengths plus the precision: a gap between two exponents is
 * never filled with zeros.
 *
 * Reference: Brent & Zimmermann, Modern Computer Arithmetic (2010), ch. 3; the integer square root
 * is the adaptive-precision Newton iteration of CPython's math.isqrt (M. Dickinson).
 */

/** The number m·2^e; zero is 0·2^0; infinities have e = ∞ and m = ±1. */
export interface BigFloat {
  readonly m: bigint;
  readonly e: number;
}

/** −1: towards −∞. +1: towards +∞. */
export type Direction = -1 | 1;

/** L: a finite nonzero BigFloat made by rounding satisfies 2^−L ≤ |x| < 2^L. */
export const exponentLimit = 2 ** 40;

export const zero: BigFloat = { m: 0n, e: 0 };
export const one: BigFloat = { m: 1n, e: 0 };

const doubleView = new DataView(new ArrayBuffer(8));

/** The number of binary digits of |n|; 0 for 0. */
export function bitLength(n: bigint): number {
  const size = n < 0n ? -n : n;
  const rounded = Number(size);
  if (rounded < 2 ** 32) return 32 - Math.clz32(rounded);
  if (rounded < 2 ** 53) return 64 - Math.clz32(Math.floor(rounded / 2 ** 32));
  if (rounded === Infinity) {
    const hex = size.toString(16);
    return 4 * hex.length + 28 - Math.clz32(Number.parseInt(hex.charAt(0), 16));
  }
  doubleView.setFloat64(0, rounded);
  const length = (doubleView.getUint16(0) >> 4) - 1022;
  // The conversion rounds to nearest, so 2^k − 1 may have become 2^k.
  const isPower = doubleView.getUint32(4) === 0 && (doubleView.getUint32(0) & 0xfffff) === 0;
  return isPower && size >> BigInt(length - 1) === 0n ? length - 1 : length;
}

/** The t with 2^(t−1) ≤ |x| < 2^t; −∞ for zero. */
export const top = (x: BigFloat): number => (x.m === 0n ? -Infinity : bitLength(x.m) + x.e);

export const signOf = (x: BigFloat): -1 | 0 | 1 => (x.m > 0n ? 1 : x.m < 0n ? -1 : 0);

export const isInfinite = (x: BigFloat): boolean => x.e === Infinity;

export const negate = (x: BigFloat): BigFloat => ({ m: -x.m, e: x.e });

/** x·2^k, exactly, whatever the range. */
export const scale = (x: BigFloat, k: number): BigFloat =>
  x.m === 0n ? x : { m: x.m, e: x.e + k };

/** n·2^s rounded to an integer in the given direction; s is at most of the order of a precision. */
function shift(n: bigint, s: number, direction: Direction): bigint {
  if (s >= 0) return n << BigInt(s);
  return direction < 0 ? n >> BigInt(-s) : -(-n >> BigInt(-s));
}

/** m·2^e rounded to at most `bits` bits. */
export function round(m: bigint, e: number, bits: number, direction: Direction): BigFloat {
  if (m === 0n) return zero;
  const length = bitLength(m);
  const leading = length + e;
  if (leading > exponentLimit) return { m: m > 0n ? 1n : -1n, e: Infinity };
  if (leading <= -exponentLimit) {
    if (m > 0n !== direction > 0) return zero;
    return { m: BigInt(direction), e: -exponentLimit };
  }
  const surplus = length - bits;
  return surplus <= 0 ? { m, e } : { m: shift(m, -surplus, direction), e: e + surplus };
}

/** x + y rounded. When y is less than one unit of x, it is replaced by one unit or by nothing. */
export function add(x: BigFloat, y: BigFloat, bits: number, direction: Direction): BigFloat {
  if (x.m === 0n) return round(y.m, y.e, bits, direction);
  if (y.m === 0n) return round(x.m, x.e, bits, direction);
  const gap = x.e - y.e;
  if (gap === 0) return round(x.m + y.m, x.e, bits, direction);
  const topX = top(x);
  const topY = top(y);
  const large = topX >= topY ? x : y;
  const small = topX >= topY ? y : x;
  const length = bitLength(large.m);
  const padding = Math.max(0, bits + 2 - length);
  const unit = large.e - padding;
  if (Math.min(topX, topY) < unit) {
    const nudge = small.m > 0n === direction > 0 ? BigInt(direction) : 0n;
    return round((large.m << BigInt(padding)) + nudge, unit, bits, direction);
  }
  const e = Math.min(x.e, y.e);
  const sum = gap > 0 ? (x.m << BigInt(gap)) + y.m : x.m + (y.m << BigInt(-gap));
  return round(sum, e, bits, direction);
}

export const subtract = (x: BigFloat, y: BigFloat, bits: number, direction: Direction): BigFloat =>
  add(x, negate(y), bits, direction);

export const multiply = (x: BigFloat, y: BigFloat, bits: number, direction: Direction): BigFloat =>
  round(x.m * y.m, x.e + y.e, bits, direction);

/** The ends of an enclosure before they are rounded, with one exponent. */
export interface Enclosure {
  readonly below: bigint;
  readonly above: bigint;
  readonly e: number;
}

/** x/y lies between `below`·2^e and `above`·2^e, equal or neighbours; y ≠ 0. */
export function quotients(x: BigFloat, y: BigFloat, bits: number): Enclosure {
  const s = Math.max(0, bits + 2 + bitLength(y.m) - bitLength(x.m));
  const n = x.m << BigInt(s);
  const quotient = n / y.m;
  const e = x.e - y.e - s;
  if (quotient * y.m === n) return { below: quotient, above: quotient, e };
  const isPositive = n > 0n === y.m > 0n;
  return isPositive
    ? { below: quotient, above: quotient + 1n, e }
    : { below: quotient - 1n, above: quotient, e };
}

/** x/y rounded; y ≠ 0. */
export function divide(x: BigFloat, y: BigFloat, bits: number, direction: Direction): BigFloat {
  const { below, above, e } = quotients(x, y, bits);
  return round(direction < 0 ? below : above, e, bits, direction);
}

/** ⌊√n⌋ for n ≥ 0: each step doubles the number of correct leading bits of the root. */
export function squareRootFloor(n: bigint): bigint {
  if (n < 1n << 52n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  const half = (bitLength(n) - 1) >> 1;
  const steps: number[] = [];
  for (let d = half; d > 24; d >>= 1) steps.push(d);
  let known = (steps.at(-1) ?? half) >> 1;
  let root = BigInt(Math.floor(Math.sqrt(Number(n >> BigInt(2 * (half - known))))));
  for (const d of steps.reverse()) {
    const dropped = BigInt(2 * half - known - d + 1);
    root = (root << BigInt(d - known - 1)) + (n >> dropped) / root;
    known = d;
  }
  while (root * root > n) root -= 1n;
  return root;
}

/** √x lies between `below`·2^e and `above`·2^e, equal for exact squares, or neighbours; x > 0. */
export function squareRoots(x: BigFloat, bits: number): Enclosure {
  const least = Math.max(0, 2 * bits + 2 - bitLength(x.m));
  const s = least + (Math.abs(x.e - least) % 2);
  const square = x.m << BigInt(s);
  const root = squareRootFloor(square);
  const isExact = root * root === square;
  return { below: root, above: isExact ? root : root + 1n, e: (x.e - s) / 2 };
}

/** √x rounded; x ≥ 0. Exact squares of at most `bits` bits come out exactly. */
export function squareRoot(x: BigFloat, bits: number, direction: Direction): BigFloat {
  if (x.m === 0n) return zero;
  const { below, above, e } = squareRoots(x, bits);
  return round(direction < 0 ? below : above, e, bits, direction);
}

/** The sign of x − y. */
export function compare(x: BigFloat, y: BigFloat): -1 | 0 | 1 {
  if (x.e === y.e) return x.m < y.m ? -1 : x.m > y.m ? 1 : 0;
  const signX = signOf(x);
  const signY = signOf(y);
  if (signX !== signY) return signX < signY ? -1 : 1;
  if (signX === 0) return 0;
  const topX = top(x);
  const topY = top(y);
  if (topX !== topY) return topX < topY === signX > 0 ? -1 : 1;
  if (topX === Infinity) return 0;
  const e = Math.min(x.e, y.e);
  const difference = (x.m << BigInt(x.e - e)) - (y.m << BigInt(y.e - e));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** The sign of x − n/d, for d > 0. */
export function compareToFraction(x: BigFloat, n: bigint, d: bigint): -1 | 0 | 1 {
  const left = { m: x.m * d, e: x.e };
  return compare(left, { m: n, e: 0 });
}

/** ⌊x·2^p⌋: x as a fixed-point number. The caller has checked that top(x) + p is affordable. */
export const fixed = (x: BigFloat, p: number): bigint => shift(x.m, x.e + p, -1);

/** The integer that x is, or undefined when it is none or has more than 2^20 bits. */
export function toInteger(x: BigFloat): bigint | undefined {
  if (x.e === 0) return x.m;
  const odd = oddPart(x);
  return odd.e < 0 || odd.e > 2 ** 20 ? undefined : odd.m << BigInt(odd.e);
}

/** The same number with an odd mantissa. */
export function oddPart(x: BigFloat): BigFloat {
  if (x.m === 0n) return zero;
  const lowest = bitLength(x.m & -x.m) - 1;
  return lowest === 0 ? x : { m: x.m >> BigInt(lowest), e: x.e + lowest };
}

/** The exact value of a finite double; undefined for NaN and ±∞. */
export function fromDouble(x: number): BigFloat | undefined {
  if (!Number.isFinite(x)) return undefined;
  if (Number.isInteger(x)) return { m: BigInt(x), e: 0 };
  doubleView.setFloat64(0, x);
  const exponent = (doubleView.getUint16(0) >> 4) & 0x7ff;
  const fraction = doubleView.getBigUint64(0) & 0xfffffffffffffn;
  const size = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { m: x < 0 ? -size : size, e: Math.max(exponent, 1) - 1075 };
}

/** v·2^u for u ≥ −1074, in two exact steps where 2^u itself would be subnormal. */
const scaleDouble = (v: number, u: number): number =>
  u < -1000 ? v * 2 ** -1000 * 2 ** (u + 1000) : v * 2 ** u;

/**
 * x as a double: the nearest (ties to even) for direction 0, the nearest below or above for ∓1.
 * The spacing of doubles around x is 2^u with u = max(top(x) − 53, −1074).
 */
export function toDouble(x: BigFloat, direction: -1 | 0 | 1): number {
  if (x.m === 0n) return 0;
  const leading = top(x);
  if (leading > 1024) {
    const outward = direction === 0 || x.m > 0n === direction > 0;
    return (x.m > 0n ? 1 : -1) * (outward ? Infinity : Number.MAX_VALUE);
  }
  const u = Math.max(leading - 53, -1074);
  const s = x.e - u;
  if (direction !== 0 || s >= 0) return scaleDouble(Number(shift(x.m, s, direction || -1)), u);
  const doubled = shift(x.m, s + 1, -1);
  const isTie = (doubled & 3n) === 1n && doubled << BigInt(-s - 1) === x.m;
  return scaleDouble(Number(isTie ? doubled >> 1n : (doubled + 1n) >> 1n), u);
}
