/**
 * @file Decimal commas. 1{,}470 is 1.470 where a document writes 0{,}3 or 20{,}97, and 1470 in one
 * that does not. 0,5 without braces is 0.5 in a text that writes no decimal point, or a list of 0
 * and 5. What the commas themselves leave open, the steps tell: they are judged under each reading,
 * and the one counts under which more of them are right.
 */
import type { Document } from "../document/index.ts";
import type { DecimalCommas } from "../notation/index.ts";

/** How the commas in the numbers of a document may be read, the customary reading first. */
export function commasOf({ pieces }: Document): readonly DecimalCommas[] {
  const texts = pieces.flatMap((piece) => (piece.kind === "formula" ? [piece.formula.text] : []));
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const count = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;
  const first = has(decimals) && !has(thousands) ? "braced" : "none";
  if (has(places) || (has(bare) && count(bare) > count(point))) return [first, "bare"];
  return first === "none" && !has(point) && has(grouped) && !has(thousands)
    ? ["none", "braced"]
    : [first];
}

/** Digits before or behind the comma that no thousands have: `0{,}333`, `6{,}27`. */
const decimals = /(?<![\d}.])(?:0\d*\{,\}\d|\d+\{,\}(?:\d{1,2}|\d{4,})(?![\d{]))/;

/** What only thousands have: `1{,}000{,}000`, `1{,}000.50`. */
const thousands = /\d\{,\}\d{3}(?:\{,\}\d{3}|\.\d)/;

/** Three digits behind the comma: thousands, or decimals. */
const grouped = /\d\{,\}\d{3}(?![\d{])/;

/** Several places behind a 0, of which nobody makes a list. */
const places = /(?<![\d,.])0,\d{2,}(?![\d,])/;

const point = /\d\.\d|(?<!\.)\.\d/;

/** Behind a sign, two numbers with a comma and no blank between them, and no third one. */
const bare = /(?:^|=|\\approx|\\cdot|\\times|[+*]|-(?=\s))\s*-?\s*\d+,\d+(?![\d,]|\.\d)/;
