/**
 * @file What is known of a sign, as the set of the signs that are still possible. Three-valued
 * questions ("is x > 0?") are answered by looking at the set: yes, no, or unknown.
 */

/** A set of possible signs: the sum of `negative`, `nought` and `positive`. */
export type SignSet = number;

export const negative = 1;
export const nought = 2;
export const positive = 4;

/** x ≥ 0, x ≤ 0, x ≠ 0, and nothing known. */
export const notNegative: SignSet = nought + positive;
export const notPositive: SignSet = negative + nought;
export const notZero: SignSet = negative + positive;
export const anySign: SignSet = negative + nought + positive;

/** The sign sets in which all possible signs lie in `within`. */
export const isWithin = (set: SignSet, within: SignSet): boolean => (set & ~within) === 0;

const signs: readonly (readonly [SignSet, -1 | 0 | 1])[] = [
  [negative, -1],
  [nought, 0],
  [positive, 1],
];

const setOf = (sign: number): SignSet => (sign < 0 ? negative : sign > 0 ? positive : nought);

/** The possible signs of x·y. */
export function timesSign(x: SignSet, y: SignSet): SignSet {
  let result = 0;
  for (const [own, a] of signs) {
    if (!(x & own)) continue;
    for (const [other, b] of signs) if (y & other) result |= setOf(a * b);
  }
  return result;
}

/** The possible signs of x + y: opposite signs leave everything open. */
export function plusSign(x: SignSet, y: SignSet): SignSet {
  let result = 0;
  for (const [own, a] of signs) {
    if (!(x & own)) continue;
    for (const [other, b] of signs) {
      if (y & other) result |= a * b < 0 ? anySign : setOf(a + b);
    }
  }
  return result;
}

/** The possible signs of −x. */
export const negatedSign = (x: SignSet): SignSet => timesSign(x, negative);

/** The sign of a number. */
export const signOfBigint = (n: bigint): SignSet =>
  n < 0n ? negative : n > 0n ? positive : nought;
