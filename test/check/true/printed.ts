/**
 * @file Numbers as they are printed: rounded half up to so many places, small ones to three digits
 * that count, or as a power of ten, or as fractions where they are some. What is printed has the
 * value that it shows, so that the next line may go on with it.
 */
import { isScalar, type Matrix } from "./expression.ts";
import type { Style } from "./style.ts";

/** A number with its digits. */
export interface Digits {
  readonly text: string;
  /** What the digits say. */
  readonly shown: number;
  /** Whether they are all of it. */
  readonly isExact: boolean;
  readonly isFraction: boolean;
}

const commas: ReadonlySet<string> = new Set(["de", "fr", "es"]);

/** Half up, with a hair's breadth for what doubles leave. */
export function rounded(x: number, places: number): string {
  const scale = 10 ** places;
  const size = Math.floor(Math.abs(x) * scale + 0.5 + 1e-7) / scale;
  return `${x < 0 && size > 0 ? "-" : ""}${size.toFixed(places)}`;
}

/** The point as the author's language has it. */
function pointed(text: string, style: Style): string {
  return commas.has(style.language) ? text.replace(".", style.comma) : text;
}

/** The fraction that a double is; null where its denominator is no small one. */
export function fractionOf(x: number): readonly [over: number, under: number] | null {
  for (let under = 1; under <= 2000; under++) {
    const over = Math.round(x * under);
    if (Math.abs(x * under - over) < 1e-11 * under) return [over, under];
  }
  return null;
}

/** A number that is given: all of its digits. */
export function given(x: number, style: Style): Digits {
  const text = pointed(String(Number(x.toFixed(6))), style);
  return { text, shown: x, isExact: true, isFraction: false };
}

/** A number that was worked out; it is a fraction only where what it is made of tells that. */
export function printed(worth: number, style: Style, isRational: boolean): Digits {
  // what doubles leave of 0
  const x = Math.abs(worth) < 1e-12 ? 0 : worth;
  const exact = style.fractions && isRational ? fractionOf(x) : null;
  if (exact !== null) {
    const [over, under] = exact;
    const sign = over < 0 ? "-" : "";
    const text = under === 1 ? `${over}` : `${sign}\\frac{${Math.abs(over)}}{${under}}`;
    return { text, shown: x, isExact: true, isFraction: under !== 1 };
  }
  const size = Math.abs(x);
  if (size > 0 && size < 10 ** (1 - style.printed)) return small(x, style);
  const long = rounded(x, size >= 1000 ? Math.min(2, style.printed) : style.printed);
  const shown = Number(long);
  const isExact = isRational && Math.abs(shown - x) <= 1e-11 * Math.max(1, size);
  // a zero at the end of what was rounded is a digit that counts
  const isDropped = style.zeros === "dropped" && isExact;
  const short = isDropped ? long.replace(/\.?0+$/, "") : long;
  return { text: pointed(short, style), shown, isExact, isFraction: false };
}

/** Three digits that count. */
function small(x: number, style: Style): Digits {
  const exponent = Math.floor(Math.log10(Math.abs(x)));
  const mantissa = rounded(x / 10 ** exponent, 2);
  const isPower = style.small === "power" && exponent < -4;
  const decimals = rounded(x, 2 - exponent);
  const text = isPower ? `${mantissa} \\times 10^{${exponent}}` : decimals;
  const shown = isPower ? Number(`${mantissa}e${exponent}`) : Number(decimals);
  return { text: pointed(text, style), shown, isExact: false, isFraction: false };
}

/** The numbers of a matrix. */
export function printedMatrix(m: Matrix, style: Style, isRational: boolean): Digits[][] {
  const own = isScalar(m) ? style : { ...style, small: "decimal" as const };
  return m.map((row) => row.map((x) => printed(x, own, isRational)));
}

/** What the digits of a matrix say. */
export const shownMatrix = (all: readonly (readonly Digits[])[]): Matrix =>
  all.map((row) => row.map(({ shown }) => shown));
