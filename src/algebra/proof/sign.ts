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

/** What two sets of signs give, for every pair of sets: [8x + y]. */
function tableOf(combined: (a: number, b: number) => SignSet): readonly SignSet[] {
  return Array.from({ length: 64 }, (_, at) => {
    let result = 0;
    for (const [own, a] of signs) {
      for (const [other, b] of signs) {
        if ((at >> 3) & own && at & other) result |= combined(a, b);
      }
    }
    return result;
  });
}

const products = tableOf((a, b) => setOf(a * b));
const sums = tableOf((a, b) => (a * b < 0 ? anySign : setOf(a + b)));

/** The possible signs of x·y. */
export const timesSign = (x: SignSet, y: SignSet): SignSet => products[8 * x + y]!;

/** The possible signs of x + y: opposite signs leave everything open. */
export const plusSign = (x: SignSet, y: SignSet): SignSet => sums[8 * x + y]!;

/** The possible signs of −x. */
export const negatedSign = (x: SignSet): SignSet => timesSign(x, negative);

/** The sign of a number. */
export const signOfBigint = (n: bigint): SignSet =>
  n < 0n ? negative : n > 0n ? positive : nought;
