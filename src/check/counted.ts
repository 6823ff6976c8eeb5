/**
 * @file How many a set has: where a text says what |S| is, |S| = \binom{52}{5}, and of S no more
 * than that it is a set, |S| is a name. Of matrices it is a determinant, of numbers a size.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";

/** The reading with names for the numbers of elements. */
export function withCounted(reading: Reading): Reading {
  const counted = new Set(
    reading.chains.flatMap(({ parts, signs, continues }) => {
      const key = continues || signs[0] !== "=" ? undefined : countedIn(parts[0]!);
      return key === undefined ? [] : [key];
    }),
  );
  for (const key of reading.chains.flatMap(definedIn)) counted.delete(key);
  if (counted.size === 0) return reading;
  const named = (syntax: Syntax): Syntax => {
    const key = countedIn(syntax);
    if (key === undefined || !counted.has(key)) return mapParts(syntax, named);
    return { ...S.name(`\\lvert ${key} \\rvert`), from: syntax.from, to: syntax.to };
  };
  return withSides(reading, named);
}

/** The S of |S|, a capital; undefined for any other formula. */
function countedIn(syntax: Syntax): string | undefined {
  if (syntax.kind !== "group" || syntax.delimiter !== "|") return undefined;
  const key = nameKey(syntax.body);
  return key !== undefined && capital.test(key) ? key : undefined;
}

const capital = /^(?:[A-Z]|\\Omega|\\mathcal\{[A-Z]\})(?:_(?:\w|\{.*\}))?$/;

/** A name that a chain says to be something else than a set. */
function definedIn({ parts: [left, right] }: Chain): readonly string[] {
  const key = nameKey(left!);
  const isSet = right?.kind === "group" && right.delimiter === "\\{";
  return key === undefined || isSet ? [] : [key];
}
