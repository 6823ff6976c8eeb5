/**
 * @file The decimals of one entry of a value: the double nearest to it, and its first digits in
 * writing. Digits are shown only when an enclosure decides every one of them; where the first
 * enclosure is too wide (sin 10^1000 in 160 bits may be anything) the exact value is enclosed
 * anew with more bits. Beyond the exponents that can be written out, the digits come from the
 * logarithm:
 *
 *     x = m · 10^k   with   k = ⌊ln x / ln 10⌋,   m = exp(ln x − k ln 10)
 *
 * What no enclosure tells from 0 is shown as 0 when it is smaller than anything shown, and
 * otherwise as a question mark: no digit is ever guessed.
 */
import { S, type Syntax } from "../notation/index.ts";
import { B, type Ball, Q, X } from "../number/index.ts";
import type { Value } from "./solution.ts";

/** Bits of the first enclosure of an exact value, and of the last. */
const firstBits = 160;
const lastBits = 10_240;

/** Bits in which the logarithm of a number beyond all exponents is taken. */
const logarithmBits = 256;

/** Significant digits of a decimal that is shown. */
export const shownDigits = 6;

/** Enclosures of an entry, each sharper than the one before. */
function* enclosures(value: Value, place: number): Generator<Ball> {
  const x = value.exact?.entries[place];
  for (let bits = firstBits; x !== undefined && bits <= lastBits; bits *= 4) {
    const ball = X.toBall(x, bits);
    if (ball !== undefined) yield ball;
  }
  if (x === undefined) yield value.ball.entries[place]!;
}

/** The double nearest to an entry; NaN when no enclosure decides it. */
export function doubleAt(value: Value, place: number): number {
  const x = value.exact?.entries[place];
  const direct = x && X.toDouble(x);
  if (direct !== undefined) return direct;
  let last: Ball | undefined;
  for (const ball of enclosures(value, place)) {
    const found = B.toDouble(ball);
    if (found !== undefined) return found;
    last = ball;
  }
  return last === undefined || !isNegligible(last) ? Number.NaN : 0;
}

/** An entry to six significant digits; `?` where its digits cannot be told. */
export function decimal(value: Value, place: number): Syntax {
  const text = decimalText(value, place);
  return text === undefined ? S.name("?") : written(text);
}

/** An entry to six significant digits as text; undefined where they cannot be told. */
export function decimalText(value: Value, place: number): string | undefined {
  const x = value.exact?.entries[place];
  const q = x && X.rationalOf(x);
  // an enclosure never tells a number halfway between two decimals from its neighbours
  if (q !== undefined && isWritable(q)) return Q.toDecimal(q, shownDigits);
  let last: Ball | undefined;
  for (const ball of enclosures(value, place)) {
    const text = B.toDecimal(ball, shownDigits) ?? scientific(ball);
    if (text !== undefined) return text;
    last = ball;
  }
  return last !== undefined && isNegligible(last) ? "0" : undefined;
}

/** Whether a fraction is so short that its decimals are cheap. */
function isWritable({ n, d }: { readonly n: bigint; readonly d: bigint }): boolean {
  const limit = 10n ** 40n;
  return n < limit && n > -limit && d < limit;
}

/** Whether nothing of the number would be seen beside anything that is shown: |x| < 10⁻⁴⁰. */
function isNegligible(ball: Ball): boolean {
  return B.toDoubles(ball).every((end) => Math.abs(end) < 1e-40);
}

/** `m e k` of a number whose exponent is too large to be written out; undefined for others. */
function scientific(ball: Ball): string | undefined {
  const sign = B.sign(ball);
  const [low, high] = B.toDoubles(ball).map(Math.abs) as [number, number];
  const beyond = Math.max(low, high) === Infinity || Math.min(low, high) < Number.MIN_VALUE * 2;
  if (!sign || !beyond || B.isUnbounded(ball)) return undefined;
  const size = sign < 0 ? B.negate(ball) : ball;
  const ten = B.functions["ln"]!(B.fromInteger(10n), logarithmBits)!;
  const logarithm = B.functions["ln"]!(size, logarithmBits);
  const order = logarithm && B.divide(logarithm, ten, logarithmBits);
  const floor = order && B.lower(order) && Q.floor(B.lower(order)!);
  if (logarithm === undefined || floor === undefined) return undefined;
  const whole = B.multiply(B.fromInteger(floor), ten, logarithmBits);
  const rest = whole && B.subtract(logarithm, whole, logarithmBits);
  const mantissa = rest && B.functions["exp"]!(rest, logarithmBits);
  const text = mantissa && B.toDecimal(mantissa, shownDigits);
  if (text === undefined) return undefined;
  const carried = text === "10" ? `1e${floor + 1n}` : `${text}e${floor}`;
  return sign < 0 ? `-${carried}` : carried;
}

/** The text of a decimal as syntax: −1.5 · 10^{12}. */
function written(text: string): Syntax {
  const [signed, exponent] = text.split("e");
  const mantissa = S.number(signed!.replace("-", ""));
  const size =
    exponent === undefined
      ? mantissa
      : S.product([mantissa, S.power(10, S.number(BigInt(exponent)))], "cdot");
  return signed!.startsWith("-") ? S.negate(size) : size;
}
