/**
 * @file One wrong number in a true solution: a result that was worked out, changed by far more than
 * rounding explains.
 */
import type { Document } from "./document.ts";

/** A document with a wrong number, and the line that it stands on. */
export interface Mistaken {
  readonly text: string;
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** A wrong number in the place of the k-th result, counted round; null where there is none. */
export function mistaken({ text, path, places }: Document, k: number): Mistaken | null {
  const fit = places.filter(({ from, to }) => /\d/.test(text.slice(from, to)));
  const place = fit[k % Math.max(1, fit.length)];
  if (place === undefined) return null;
  const before = text.slice(place.from, place.to);
  const after = wrong(before, k);
  const line = text.slice(0, place.from).split("\n").length;
  const changed = text.slice(0, place.from) + after + text.slice(place.to);
  return { text: changed, path, line, before, after };
}

/** Another first digit that counts, by 3 to 6: more than a third of the number, whatever it is. */
function wrong(digits: string, k: number): string {
  const at = digits.search(/[1-9]/);
  // of 0 nobody can tell how large it was meant to be
  if (at < 0) return digits.replace(/0(?=\D*$|$)/, "7");
  const other = ((Number(digits[at]) + 2 + (k % 4)) % 9) + 1;
  return digits.slice(0, at) + other + digits.slice(at + 1);
}
