/**
 * @file A loss under two names: what a text calls by a word where it works it out, and by a letter
 * where it differentiates,
 *
 *     MSE = (y − ŷ)²        ∂L/∂ŷ = −2(y − ŷ)
 *
 * The letter that nothing defines may be the one loss that has a definition.
 */
import { mapParts, nameKey, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { definedKey } from "./classify.ts";
import { differentiatedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** A letter, and the name under which it is defined. */
export interface LossName {
  readonly letter: string;
  readonly name: Syntax;
}

const letters = /^(?:[LJCE]|\\ell|\\mathcal\{[LJCE]\}|\\mathrm\{(?:loss|cost|error)\})$/i;

const words = /^(?:mse|sse|rss|bce|cce|ce|nll|(?:\w*-?)(?:loss|cost|error|entropy))$/i;

/** Whether a name is one that losses have. */
export const isLoss = (key: string): boolean => letters.test(key) || words.test(wordOf(key));

/** The word that a name is: MSE of \mathrm{MSE}. */
const wordOf = (key: string): string => /^\\mathrm\{([^{}]*)\}$/.exec(key)?.[1] ?? key;

/** The loss whose derivative a statement takes under another name; null where it takes none. */
export function lossNameOf({ left, right }: Statement, all: readonly Statement[]): LossName | null {
  const [letter, more] = new Set([left, right].flatMap(differentiatedIn));
  if (letter === undefined || more !== undefined || !letters.test(letter)) return null;
  const defined = new Map<string, Syntax>();
  for (const one of all) {
    const key = one.kind === "definition" ? definedKey(one.left, one.right) : undefined;
    if (key === undefined) continue;
    if (key === letter) return null;
    if (words.test(wordOf(key))) defined.set(key, one.left);
  }
  const [name, other] = defined.values();
  return name === undefined || other !== undefined ? null : { letter, name };
}

/** A document in which a letter is the loss that it names. */
export function withLossName(reading: Reading, { letter, name }: LossName): Reading {
  const named = (syntax: Syntax): Syntax => {
    if (nameKey(syntax) !== letter) return mapParts(syntax, named);
    return { ...name, from: syntax.from, to: syntax.to };
  };
  return withSides(reading, named);
}
