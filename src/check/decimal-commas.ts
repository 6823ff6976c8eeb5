/**
 * @file Decimal commas: 1{,}470 is 1.470 where a document writes 0{,}3 or 20{,}97, and 1470 in one
 * that does not.
 */
import type { Document } from "../document/index.ts";

/** Whether `{,}` stands before decimals in a document. */
export function hasDecimalCommas({ pieces }: Document): boolean {
  const texts = pieces.flatMap((piece) => (piece.kind === "formula" ? [piece.formula.text] : []));
  return texts.some((text) => decimals.test(text)) && !texts.some((text) => thousands.test(text));
}

/** Digits before or behind the comma that no thousands have: `0{,}333`, `6{,}27`. */
const decimals = /(?<![\d}.])(?:0\d*\{,\}\d|\d+\{,\}(?:\d{1,2}|\d{4,})(?![\d{]))/;

/** What only thousands have: `1{,}000{,}000`, `1{,}000.50`. */
const thousands = /\d\{,\}\d{3}(?:\{,\}\d{3}|\.\d)/;
