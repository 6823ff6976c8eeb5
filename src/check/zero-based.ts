/**
 * @file Sums that count places from 0: in Σ_{i=0}^H w_i x_i the x_0 is the first entry, and all of
 * them are summed, as in Σ_{i=1}^H where they are counted from 1. Where the letter stands as an
 * index only, nothing else changes.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";

/** The formula with such sums from 1. */
export function fromOne(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, fromOne);
  return isZeroBased(inner) ? ({ ...inner, lower: S.number(1) } as Syntax) : inner;
}

/** Whether it is a sum over all places, counted from 0. */
export function isZeroBased(syntax: Syntax): boolean {
  if (syntax.kind !== "big" || syntax.index.length !== 1) return false;
  const { index, lower, upper, body } = syntax;
  const letter = nameKey(index[0]!);
  const isFromZero = lower?.kind === "number" && lower.text === "0";
  if (letter === undefined || !isFromZero || upper === undefined) return false;
  return nameKey(upper) !== undefined && isIndexOnly(body, letter);
}

/** Whether a letter stands as a whole index wherever it stands. */
function isIndexOnly(syntax: Syntax, letter: string): boolean {
  if (syntax.kind === "subscript") {
    const others = syntax.indices.filter((one) => nameKey(one) !== letter);
    return [syntax.base, ...others].every((one) => isIndexOnly(one, letter));
  }
  return nameKey(syntax) !== letter && children(syntax).every((one) => isIndexOnly(one, letter));
}
