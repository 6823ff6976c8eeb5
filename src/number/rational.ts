/**
 * @file Rational numbers: exact fractions n/d in lowest terms with d > 0.
 *
 * The sum uses the gcd of the denominators first (Knuth, TAOCP vol. 2, §4.5.1), so that numbers
 * stay small on the way; integers take a path without any gcd. Conversions from and to doubles
 * and decimals are exact or correctly rounded, also for fractions whose numerator and
 * denominator would each overflow a double: 10⁴⁰⁰/(10⁴⁰⁰ + 1) is 1.
 *
 * Numbers may grow without limit here, except where one short input could ask for a huge one
 * (`power`, `fromDecimal`): those count bits and return undefined. Continued fractions, rounding
 * modes and non-finite values are deliberately not here.
 */

import { bitLength, floorDivide, gcd, absolute as magnitude } from "./integer.ts";

/** The fraction n/d, gcd(n, d) = 1, d > 0. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Largest size, in bits, that `power` and `fromDecimal` will build. */
export const maximumBits = 1 << 20;

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };
export const minusOne: Rational = { n: -1n, d: 1n };
export const half: Rational = { n: 1n, d: 2n };

function lowest(n: bigint, d: bigint): Rational {
  const g = gcd(n, d);
  return g === 1n ? { n, d } : { n: n / g, d: d / g };
}

/**
 * n/d in lowest terms, for integers n and d ≠ 0. A zero denominator is a bug of the caller: use
 * `divide` where the divisor comes from outside.
 */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const a = BigInt(n);
  const b = BigInt(d);
  if (b === 0n) throw new RangeError("rational: zero denominator");
  if (b === 1n) return { n: a, d: 1n };
  return b < 0n ? lowest(-a, -b) : lowest(a, b);
}

/** n/1. */
export function fromInteger(n: bigint | number): Rational {
  return { n: BigInt(n), d: 1n };
}

const DECIMAL = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/**
 * The exact value of a decimal numeral such as "0.25", "-3", "1e-5", ".5"; undefined when it is
 * malformed, has more than 100 000 digits, or an exponent beyond ±100 000.
 */
export function fromDecimal(text: string): Rational | undefined {
  if (text.length > 100_016) return undefined;
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? match[4] ?? "";
  const exponent = Number(match[5] ?? "0");
  if (Math.abs(exponent) > 100_000) return undefined;
  const digits = BigInt((match[2] ?? "") + fraction);
  const m = match[1] === "-" ? -digits : digits;
  const scale = exponent - fraction.length;
  return scale >= 0 ? fromInteger(m * 10n ** BigInt(scale)) : lowest(m, 10n ** BigInt(-scale));
}

/** The exact value m·2^k of a finite double; undefined for NaN and the infinities. */
export function fromDouble(x: number): Rational | undefined {
  if (!Number.isFinite(x)) return undefined;
  if (Number.isInteger(x)) return fromInteger(x);
  // A fraction has |x| < 2⁵², so doubling reaches an integer within 1074 exact steps.
  let k = 0;
  let m = x;
  for (; Math.abs(m) < 2 ** -500; k += 500) m *= 2 ** 500;
  for (; !Number.isInteger(m); k++) m *= 2;
  return lowest(BigInt(m), 1n << BigInt(k));
}

/** a + b. */
export function add(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n + b.n, d: 1n };
  if (a.d === b.d) return lowest(a.n + b.n, a.d);
  const g = gcd(a.d, b.d);
  if (g === 1n) return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
  // n = a.n·(b.d/g) + b.n·(a.d/g); only a factor of g can still cancel.
  const ad = a.d / g;
  const n = a.n * (b.d / g) + b.n * ad;
  const h = gcd(n, g);
  return { n: n / h, d: ad * (b.d / h) };
}

/** a − b. */
export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

/** a·b. */
export function multiply(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n };
  const g = gcd(a.n, b.d);
  const h = gcd(b.n, a.d);
  if (g === 1n && h === 1n) return { n: a.n * b.n, d: a.d * b.d };
  // gcd(0, d) = d, so zero comes out as 0/1.
  return { n: (a.n / g) * (b.n / h), d: (a.d / h) * (b.d / g) };
}

/** a/b, or undefined when b = 0. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  const r = inverse(b);
  return r === undefined ? undefined : multiply(a, r);
}

/** −a. */
export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

/** 1/a, or undefined when a = 0. */
export function inverse(a: Rational): Rational | undefined {
  if (a.n === 0n) return undefined;
  return a.n < 0n ? { n: -a.d, d: -a.n } : { n: a.d, d: a.n };
}

/** |a|. */
export function absolute(a: Rational): Rational {
  return a.n < 0n ? negate(a) : a;
}

/** −1, 0 or 1. */
export function sign(a: Rational): -1 | 0 | 1 {
  return a.n < 0n ? -1 : a.n === 0n ? 0 : 1;
}

/** The sign of a − b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** a = b (lowest terms make this a comparison of parts). */
export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

/** Is a an integer? */
export function isInteger(a: Rational): boolean {
  return a.d === 1n;
}

/** Size in bits of the larger of numerator and denominator. */
export function bits(a: Rational): number {
  return Math.max(bitLength(a.n), bitLength(a.d));
}

/**
 * a^k for an integer k (0⁰ = 1, the empty product). Undefined for 0 to a negative power and when
 * the result would pass `maximumBits`.
 */
export function power(a: Rational, k: bigint | number): Rational | undefined {
  const e = BigInt(k);
  if (e < 0n) {
    const r = inverse(a);
    return r === undefined ? undefined : power(r, -e);
  }
  if (a.d === 1n && a.n >= -1n && a.n <= 1n) {
    return e === 0n || (e % 2n === 0n && a.n !== 0n) ? one : a;
  }
  if (e * BigInt(bits(a)) > BigInt(maximumBits)) return undefined;
  return { n: a.n ** e, d: a.d ** e };
}

/** ⌊a⌋ as an integer. */
export function floor(a: Rational): bigint {
  return a.d === 1n ? a.n : floorDivide(a.n, a.d);
}

const EXACT = 2n ** 53n;

/** The nearest double, ties to even; ±Infinity beyond the range, gradual below it. */
export function toDouble(a: Rational): number {
  const m = magnitude(a.n);
  if (m <= EXACT && a.d <= EXACT) return Number(a.n) / Number(a.d);
  const s = a.n < 0n ? -1 : 1;
  // |a| lies in (2^{k−1}, 2^{k+1}).
  const k = bitLength(m) - bitLength(a.d);
  if (k > 1025) return s * Number.POSITIVE_INFINITY;
  if (k < -1080) return s * 0;
  // Below 2^−1021 the last place is 2^−1074: one rounding, there.
  if (k <= -1022) return s * scale(Number(nearest(m << 1074n, a.d)), -1074);
  // Above, a quotient of some 64 bits with a sticky last bit; Number() rounds it once.
  const shift = 64 - k;
  const up = shift >= 0 ? m << BigInt(shift) : m;
  const down = shift >= 0 ? a.d : a.d << BigInt(-shift);
  const q = up / down;
  return s * scale(Number(up % down === 0n ? q : q | 1n), -shift);
}

/** x·2^k in two exact steps, so that 2^k itself need not be a double. */
function scale(x: number, k: number): number {
  const h = Math.trunc(k / 2);
  return x * 2 ** h * 2 ** (k - h);
}

/**
 * The value rounded half to even to `digits` ≥ 1 significant digits, trailing zeros dropped:
 * "0.3333", "-12", "1.5e-12". The form with an exponent is used below 10⁻⁶ and from 10²¹ on,
 * as ECMAScript does.
 */
export function toDecimal(a: Rational, digits: number): string {
  if (a.n === 0n) return "0";
  const want = Math.max(1, Math.trunc(digits) || 1);
  const m = magnitude(a.n);
  // e = ⌊log₁₀|a|⌋: an estimate from the bit lengths, then one exact correction.
  let e = Math.floor((bitLength(m) - bitLength(a.d) - 1) * Math.LOG10E * Math.LN2);
  let rounded = roundedQuotient(m, a.d, want - 1 - e);
  while (rounded >= 10n ** BigInt(want)) rounded = roundedQuotient(m, a.d, want - 1 - ++e);
  const raw = rounded.toString().padEnd(want, "0");
  const text = raw.replace(/0+$/, "");
  const s = a.n < 0n ? "-" : "";
  if (e < -6 || e >= 21) {
    const tail = text.length > 1 ? `.${text.slice(1)}` : "";
    return `${s}${text[0]}${tail}e${e < 0 ? "-" : "+"}${Math.abs(e)}`;
  }
  if (e < 0) return `${s}0.${"0".repeat(-e - 1)}${text}`;
  if (text.length <= e + 1) return s + text.padEnd(e + 1, "0");
  return `${s}${text.slice(0, e + 1)}.${text.slice(e + 1)}`;
}

/** m/d·10^k to the nearest integer, ties to even. */
function roundedQuotient(m: bigint, d: bigint, k: number): bigint {
  return k >= 0 ? nearest(m * 10n ** BigInt(k), d) : nearest(m, d * 10n ** BigInt(-k));
}

/** The integer nearest to n/d, ties to even (n ≥ 0, d > 0). */
function nearest(n: bigint, d: bigint): bigint {
  const q = n / d;
  const twice = 2n * (n - q * d);
  return twice > d || (twice === d && (q & 1n) === 1n) ? q + 1n : q;
}

/** "3/4", "-2". */
function text(a: Rational): string {
  return a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`;
}

export { text as toString };
