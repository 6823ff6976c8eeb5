/**
 * @file Names of several letters: `slope = …`, `cost(w) = …`, `net_{h1}`, `target_{o1}`. A run of
 * letters is a product of its letters unless the document shows that it is a word:
 *
 *   it is given a meaning, it has three letters or more                → a word
 *   … but three letters that all stand alone elsewhere (xyz = 8)       → a product
 *   it is given a meaning, two capitals that never stand alone (KL)    → a word
 *   … or that stand so again, one of which never stands alone (AC)     → a word
 *   it carries an index (out_{h1}), three letters or more              → a word
 *   two letters with an index, given a meaning, and differentiated as one (∂io_1)  → a word
 *   five letters or more                                               → a word
 *   four letters, one of which never stands alone                      → a word
 *   two of the counts TP, TN, FP, FN of a classifier                   → words
 *   Var, Cov and their like before a bracket                           → words
 *
 * A letter with its number right behind it, w1, is w_1: nobody writes w · 1 so.
 */
import type { Document } from "../document/index.ts";
import { spellings } from "../expression/index.ts";
import { raisedWords } from "../notation/index.ts";

/** The words of a document's formulas. */
export function wordsOf({ pieces, macros }: Document): ReadonlySet<string> {
  const written = pieces.flatMap((piece) => {
    return piece.kind === "formula" ? [piece.formula.text] : [];
  });
  const formulas = written.map(withoutText);
  const alone = new Set(formulas.flatMap((text) => text.match(singles) ?? []));
  const isProduct = (run: string): boolean => [...run].every((letter) => alone.has(letter));
  const found = new Set<string>();
  for (const text of formulas) {
    for (const { 1: word = "", 2: index } of text.matchAll(meant)) {
      if (word.length > 3 || index !== undefined || !isProduct(word)) found.add(word);
    }
    for (const { 1: word = "" } of text.matchAll(capitals)) {
      const count = [...word].filter((letter) => alone.has(letter)).length;
      if (count === 0 || (count === 1 && standsAgain(word, formulas))) found.add(word);
    }
    for (const [run] of text.replace(indices, "").matchAll(runs)) {
      if (/^(?:d[a-z])+$/.test(run)) continue;
      if (run.length > 4 || !isProduct(run)) found.add(run);
    }
    for (const { 1: word = "" } of text.matchAll(indexed)) found.add(word);
    for (const { 1: word = "" } of text.matchAll(raised)) found.add(word);
    for (const [numbered] of text.replace(indices, "").matchAll(glued)) {
      found.add(numbered);
    }
  }
  const bodies = [...(macros?.values() ?? [])].map(({ body }) => withoutText(body));
  for (const word of all([...formulas, ...bodies], moments)) found.add(word);
  const counts = new Set(all(formulas, counted));
  if (counts.size > 1) for (const count of counts) found.add(count);
  const moved = new Set(all(written, differentiated));
  for (const pair of all(formulas, numberedPair)) if (moved.has(pair)) found.add(pair);
  for (const text of written) {
    for (const [numbered] of text.replace(indices, "").matchAll(greek)) found.add(numbered);
  }
  for (const word of found) if (spellings.has(word)) found.delete(word);
  return found;
}

/** Whether two letters stand side by side, and by themselves, more than once. */
function standsAgain(word: string, formulas: readonly string[]): boolean {
  const own = new RegExp(`(?<![A-Za-z])d?${word}(?![A-Za-z])`, "g");
  return formulas.reduce((sum, text) => sum + (text.match(own)?.length ?? 0), 0) > 1;
}

/** What a pattern has in brackets, in all formulas. */
function all(formulas: readonly string[], pattern: RegExp): string[] {
  return formulas.flatMap((text) => [...text.matchAll(pattern)].map((found) => found[1]!));
}

/** A formula without its commands and without what is upright or prose, which says itself so. */
function withoutText(text: string): string {
  // of \int xdx only the x is a letter
  const whole = text.includes("\\int")
    ? text.replace(/(?<=[A-Za-z])d[A-Za-z](?![A-Za-z])/g, " ")
    : text;
  return whole
    .replace(
      /\\(?:text\w*|math(?:rm|sf|tt|it)|operatorname\*?|mbox|begin|end|label|tag|ref)\s*\{[^{}]*\}/g,
      "\\",
    )
    .replace(/\\[A-Za-z]+/g, "\\");
}

/** Letters that stand alone. */
const singles = /(?<![A-Za-z])[A-Za-z](?![A-Za-z])/g;

/** What stands as an index. */
const indices = /[_^]\s*\{[^{}]*\}/g;

const runs = /[A-Za-z]{4,}/g;

/** A Greek letter with its number. */
const greek = /\\(?:alpha|beta|gamma|delta|theta|lambda|mu|sigma|phi|psi|omega)\d+(?![.\d])/g;

/** A letter with its number, but not the e of 1e5. */
const glued = /(?<!\d)([A-Za-z]\d+)(?![.\d])|(?<=\d)([A-DF-Za-df-z]\d+)(?![.\d])/g;

/** True and false positives and negatives. */
const counted = /(?<![A-Za-z])([TF][PN])(?![A-Za-z])/g;

/** A moment of what stands in brackets. */
const moments =
  /(?<![A-Za-z\\])([Vv]ar|VAR|[Cc]ov|COV|[Cc]orr|[Bb]ias|[Ss]td)(?=\s*(?:_(?:\w|\{[^{}]*\})\s*)?(?:\\\s*){0,2}[([{])/g;

/** Two letters with an index behind ∂. */
const differentiated = /\\partial\s*([a-ce-z][a-z])_/g;

/** Two letters with an index that are given a meaning. */
const numberedPair = /(?:^|[\n,;&])\s*([a-ce-z][a-z])_(?:\{[^{}]*\}|\w)\s*&?\s*:?=/g;

/** A run with an index. */
const indexed = /(?<![A-Za-z])([A-Za-z]{3,})\s*_/g;

/** A word that marks a name, w^{new}. */
const raised = new RegExp(`\\^\\s*\\{\\s*(${raisedWords.join("|")})\\s*\\}`, "g");

/** Two capitals that stand before `=`. */
const capitals = /(?:^|[\n,;&\\{])\s*([A-Z]{2})\s*(?:\([^()]*\)\s*)?&?\s*:?=/g;

/** A run that stands before `=`, perhaps with an index or with arguments. */
const meant =
  /(?:^|[\n,;&\\{])\s*([A-Za-z]{3,})(\s*[_^]\s*(?:\{[^{}]*\}|\w)){0,2}\s*(?:\([^()]*\)\s*)?&?\s*:?=/g;
