/**
 * @file Prose with formulas in it: the notes and remarks of a solution name quantities by their
 * keys (`z_1`, `\theta`, `W_{2,2}`), and a reader should see them set as mathematics.
 *
 * A word is a formula when it is the key of a quantity of the sheet, with or without indices, and
 * so are `key = number` and `dL/dkey`. The English article is no quantity: a lone `a`, `A` or `I`
 * counts only after `by`, `and` or `of`, or before an equals sign, a comma or `and`.
 */
import { readFormula, type Syntax } from "../notation/index.ts";

/** A stretch of running text. */
export type Inline =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "formula"; readonly syntax: Syntax };

/** Words alone. */
export function words(text: string): Inline {
  return { kind: "words", text };
}

/** A formula in running text. */
export function formula(syntax: Syntax): Inline {
  return { kind: "formula", syntax };
}

/** At most so many keys are looked for; a sheet with more has its notes in plain words. */
const keyLimit = 400;

/** A sentence taken apart at the names of the sheet's quantities. */
export function sentence(text: string, keys: readonly string[]): Inline[] {
  if (keys.length === 0 || keys.length > keyLimit) return [words(text)];
  const longestFirst = [...new Set(keys)].sort((a, b) => b.length - a.length);
  const key = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const name = `(?:d(?:${key})/d)?(?:${key})(?:_\\{[\\w,]+\\}|_\\w)?`;
  const number = "[-−]?\\d+(?:\\.\\d+)?(?:/\\d+)?";
  const pattern = new RegExp(
    `(?<![\\w\\\\}'’^])(${name})(\\s*=\\s*(?:${number}|${name}))?(?![\\w{(])`,
    "g",
  );
  const names = new Set(keys);
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const { index } = match;
    const [whole, letter, equation] = match;
    const isArticle = /^[aAI]$/.test(letter!) && equation === undefined;
    const isListed = /^(?:,| and\b)/.test(text.slice(index + whole.length));
    if (isArticle && !isListed && !/\b(?:by|and|of)\s$/.test(text.slice(0, index))) continue;
    if (index > from) found.push(words(text.slice(from, index)));
    found.push(formula(readFormula(whole, { notation: "latex", names }).syntax));
    from = index + whole.length;
  }
  if (from < text.length) found.push(words(text.slice(from)));
  return found;
}
