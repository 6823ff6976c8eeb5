/**
 * @file Sums over members of a family, written out: Σ_{i=1}^3 ℓ^{(i)} is ℓ^{(1)} + ℓ^{(2)} +
 * ℓ^{(3)}. Members are quantities of their own, so no axis runs here; products, maxima and minima
 * likewise. A sum whose letter only runs over entries of vectors is left to elaboration.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { putLetters, signature } from "./member.ts";
import { letterOf, mentions } from "./recursion.ts";

type Big = SyntaxOf<"big">;

/** From where to where a letter runs below a sign; undefined when that cannot be said. */
export type RangeOf = (big: Big, letter: string) => { first: number; last: number } | undefined;

/** The letters of a sign that run over members: they stand in labels, or in `indexed` indices. */
export function memberLetters({ index, body }: Big, indexed: ReadonlySet<string>): string[] {
  const letters = index.map((one) => nameKey(one) ?? "");
  const inside = mentions(body);
  return letters.filter((letter) => {
    return inside.some(({ name, bound }) => {
      if (bound.has(letter)) return false;
      return name.slots.some(({ kind, index: slot }) => {
        if (letterOf(slot)?.letter !== letter) return false;
        return kind !== "_" || indexed.has(signature(name));
      });
    });
  });
}

/** The formula with its sums over members written out. */
export function writeOutSums(
  syntax: Syntax,
  indexed: ReadonlySet<string>,
  rangeOf: RangeOf,
): Syntax {
  if (syntax.kind === "big") {
    const [letter] = memberLetters(syntax, indexed);
    const range = letter === undefined ? undefined : rangeOf(syntax, letter);
    if (letter !== undefined && range !== undefined) {
      const out = writtenOut(syntax, letter, range);
      return writeOutSums(out, indexed, rangeOf);
    }
  }
  return mapParts(syntax, (part) => writeOutSums(part, indexed, rangeOf));
}

function writtenOut(big: Big, letter: string, { first, last }: ReturnType<RangeOf> & {}): Syntax {
  const { from, to } = big;
  const others = big.index.filter((one) => nameKey(one) !== letter);
  const inner: Syntax = others.length === 0 ? big.body : { ...big, index: others };
  const terms = Array.from({ length: last - first + 1 }, (_, k) => {
    return putLetters(inner, new Map([[letter, first + k]]));
  });
  return { ...joined(big.operator, terms), from, to };
}

function joined(operator: Big["operator"], terms: readonly Syntax[]): Syntax {
  switch (operator) {
    case "sum":
      return terms.length === 0 ? S.number(0) : S.sum(terms);
    case "product":
      return terms.length === 0 ? S.number(1) : S.product(terms, "cdot");
    default:
      return terms.length === 1 ? terms[0]! : S.call(operator, terms);
  }
}

/** The signs in a formula with a letter that runs over members. */
export function overMembers(syntax: Syntax, indexed: ReadonlySet<string>): Big[] {
  const found: Big[] = [];
  const visit = (at: Syntax): Syntax => {
    if (at.kind === "big" && memberLetters(at, indexed).length > 0) found.push(at);
    return mapParts(at, visit);
  };
  visit(syntax);
  return found;
}
