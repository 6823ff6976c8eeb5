/**
 * @file Bare superscripts that are labels: z^l = W^l a^{l-1} + b^l.
 *
 * A bare superscript is a power, unless the problem declares a family by writing one on the left
 * of a definition, where no power can stand: with a letter (z^l), or with 0 or 1, to which nobody
 * raises anything (a^0 = x). Then every name of these definitions that bears such a superscript
 * has labels, wherever it stands: W^2 is the second W. Bracketed labels, z^{(l)}, need no
 * declaration.
 */
import { children, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import { formOf, mayRun } from "./member.ts";

/** A stretch of the problem. */
interface Piece {
  readonly text: string;
  readonly from: number;
}

/** The bare names whose superscripts are labels, and the first definition that declares one. */
export function bareLabels(
  pieces: readonly Piece[],
  names: ReadonlySet<string>,
): { readonly labels: ReadonlySet<string>; readonly span: Span | null } {
  const lines = pieces.flatMap(({ text, from }) => {
    const found = /^([^=^]*\^[^=]*?)\s*:?=(?!=)/.exec(text);
    if (found === null) return [];
    const left = raised(readFormula(found[1]!, { from, names }).syntax);
    if (left === undefined) return [];
    return [
      { ...left, text: text.slice(found[0].length), span: { from, to: from + found[1]!.length } },
    ];
  });
  const declaring = lines.filter(({ letter, number }) => letter !== null || number! < 2);
  if (declaring.length === 0) return { labels: new Set(), span: null };
  const labels = new Set(lines.map(({ base }) => base));
  for (const { letter, text } of lines) {
    for (const power of raisedIn(readFormula(text, { names }).syntax)) {
      const same = letter !== null && power.letter === letter;
      if (same || (power.number !== null && power.number < 2)) labels.add(power.base);
    }
  }
  return { labels, span: declaring[0]!.span };
}

/** A name with a superscript: its letter, or its number. */
interface Raised {
  readonly base: string;
  readonly letter: string | null;
  readonly number: number | null;
}

/** What a power of a name is, if its exponent may be a label: l, l − 1, 2. */
function raised(syntax: Syntax): Raised | undefined {
  if (syntax.kind !== "power") return undefined;
  const name = syntax.base.kind === "subscript" ? syntax.base.base : syntax.base;
  const base = name.kind === "name" && name.text !== "e" ? nameKey(name) : undefined;
  const form = formOf(withoutTranspose(syntax.exponent));
  if (base === undefined || form === undefined || form.coefficients.size > 1) return undefined;
  const [letter] = form.coefficients.keys();
  if (letter === undefined) return { base, letter: null, number: form.offset };
  const runs = mayRun(letter) || /^[A-Z]$/.test(letter);
  return runs ? { base, letter, number: null } : undefined;
}

/** l + 1 of `W^{l+1 T}`, which is the transpose of a member. */
function withoutTranspose(exponent: Syntax): Syntax {
  if (exponent.kind === "sum") {
    const terms = exponent.terms.map((one, k) => {
      const last = k === exponent.terms.length - 1;
      return last ? { ...one, term: withoutTranspose(one.term) } : one;
    });
    return { ...exponent, terms };
  }
  if (exponent.kind !== "product" || exponent.factors.length !== 2) return exponent;
  const [first, last] = exponent.factors as [Syntax, Syntax];
  const turned = last.kind === "name" && (last.text === "T" || last.text === "\\top");
  return turned ? first : exponent;
}

function raisedIn(syntax: Syntax): Raised[] {
  const own = raised(syntax);
  return [...(own === undefined ? [] : [own]), ...children(syntax).flatMap(raisedIn)];
}
