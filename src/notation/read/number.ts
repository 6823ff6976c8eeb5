/**
 * @file The value of a printed number, and how exactly it was printed.
 *
 * A decimal is an exact rational that remembers its digits: 0.50 is 1/2, printed to two places.
 * Whoever judges rounding asks for `places`: the number claims its value to within half a unit
 * of the place 10^−places.
 */

import { Q, type Rational } from "../../number/index.ts";

/** A printed number: its value, and the digits that vouch for it. */
export interface NumberReading {
  readonly value: Rational;
  /** Digits behind the point, less the exponent of ten: 0.50 → 2, 3 → 0, 1e-5 → 5, 2e3 → −3. */
  readonly places: number;
  /** Digits from the first that is not 0: 0.50 → 2, 100 → 3. */
  readonly significant: number;
  /** Whether it was written with a point or an exponent, and so may have been rounded. */
  readonly decimal: boolean;
}

/** Sign, whole part, fraction, exponent. */
const numeral = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Reads a numeral such as "3", "-0.50", "1e-5", ".5", "1{,}000". Undefined when it is none, or
 * beyond the sizes that `Q.fromDecimal` takes.
 */
export function readNumber(text: string): NumberReading | undefined {
  const digits = text
    .trim()
    .replace(/^−/, "-")
    .replace(/(\d)(?:\{,\}|\\,)(?=\d{3}(?!\d))/g, "$1");
  const found = numeral.exec(digits.replace("{,}", "."));
  if (found === null) return undefined;
  const [written, , whole = "", fraction, exponent] = found;
  if (whole === "" && (fraction ?? "") === "") return undefined;
  const value = Q.fromDecimal(written);
  if (value === undefined) return undefined;
  return {
    value,
    places: (fraction?.length ?? 0) - Number(exponent ?? 0),
    significant: Math.max(1, (whole + (fraction ?? "")).replace(/^0+/, "").length),
    decimal: fraction !== undefined || exponent !== undefined,
  };
}
