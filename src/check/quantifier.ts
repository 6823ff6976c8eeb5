/**
 * @file What is said to hold of all values: "for all x", "for any real numbers a and b",
 * `\forall x \in \mathbb{R}`, before or behind a formula of its sentence. Such a relation is a
 * claim, and no equation to be satisfied, if it has no other names:
 *
 *     sin 2x = 2 sin x for all x        claimed
 *     a x = b x for all x               says something of a and b
 *     f(x) = x for all x in S           holds in S, of which nothing is known
 */
import type { Piece } from "../document/index.ts";
import { nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { headsOf, namesOf } from "./names.ts";

/** Names of which a sentence says that something holds of all their values. */
export interface Quantified {
  readonly names: ReadonlySet<string>;
  /** Whether it says so of all numbers, without their names. */
  readonly all: boolean;
}

const nothing: Quantified = { names: new Set(), all: false };

const sign = String.raw`(?:\\forall(?![a-z])|\u2200|\b(?:for|of)\s+(?:all|any|every|each|arbitrary)\b)`;
const words = String.raw`(?:\s*\b(?:real|values?|numbers?|possible|choices?|of|the)\b)*`;
const letter = String.raw`(?:[A-Za-z](?![A-Za-z])|\\(?!in(?![a-z])|[gln]eq?(?![a-z]))[a-z]+)(?:_\w)?`;
const list = String.raw`${letter}(?:\s*(?:,|\band\b)\s*${letter})*`;
const quantifiers = new RegExp(`${sign}(${words})\\s*(${list})?\\s*(?=(.{0,24}))`, "g");

/** What makes of a claim a question, a supposition or something that is wrong. */
const doubted =
  /\?|\b(?:if|whether|suppos\w+|assum\w+|let|such that|find|determine|not|false|fails?|wrong|untrue|incorrect|disprove|counter-?examples?|satisf\w+|solv\w+|require\w*|want)\b/i;

/** So much of a sentence is looked at before and behind a formula. */
const reach = 200;

/** The names of which the sentence of a formula says that it holds of all their values. */
export function quantifiedAround(pieces: readonly Piece[], at: number): Quantified {
  const sentence = plain(`${before(pieces, at)} ${textOf(pieces[at]!)} ${behind(pieces, at)}`);
  if (doubted.test(sentence)) return nothing;
  const names = new Set<string>();
  let all = false;
  for (const [, kind = "", listed, next = ""] of sentence.matchAll(quantifiers)) {
    // what holds in a set holds of the numbers that are in it
    const set = /^\\in(?![a-z])\s*(.*)/.exec(next)?.[1];
    if (set !== undefined && !/^(?:\\math(?:bb|bf)\s*)?[RC]/.test(set)) continue;
    if (listed === undefined) {
      all ||= /\b(?:values|numbers)\b/.test(kind);
      continue;
    }
    for (const name of listed.split(/,|\band\b/)) {
      const key = nameKey(readFormula(name.trim(), { notation: "latex" }).syntax);
      if (key !== undefined) names.add(key);
    }
  }
  return all || names.size > 0 ? { names, all } : nothing;
}

/** Whether what is said of all values is said of all names in formulas. */
export function saysOfAll({ names, all }: Quantified, sides: readonly Syntax[]): boolean {
  if (!all && names.size === 0) return false;
  // f(x + y) = f(x) f(y) for all x and y says something of f
  if (sides.flatMap(headsOf).some((head) => !/^\\[a-z]{2,}/.test(head))) return false;
  const own = sides.flatMap(namesOf);
  return own.length > 0 && own.every(({ key }) => all || names.has(key));
}

/** A sentence without what only sets words among formulas, and braces. */
function plain(text: string): string {
  return text
    .replace(/\\(?:text|mathrm|textrm|mbox|quad|qquad|left|right)(?![a-z])|\\[,;:! ]|[{}~$]/g, " ")
    .replace(/\s+/g, " ");
}

function textOf(piece: Piece): string {
  if (piece.kind === "formula") return piece.formula.text;
  return piece.kind === "words" ? piece.text : "";
}

/** The sentence before a formula, with the formulas in it. */
function before(pieces: readonly Piece[], at: number): string {
  let found = "";
  for (let k = at - 1; k >= 0 && found.length < reach; k--) {
    const piece = pieces[k]!;
    const isPart = piece.kind === "words" || (piece.kind === "formula" && !piece.display);
    if (!isPart) break;
    const text = textOf(piece);
    const end = piece.kind === "words" ? [...text.matchAll(/[.!?](?=\s|$)/g)].at(-1) : undefined;
    if (end !== undefined) return `${text.slice(end.index + 1)} ${found}`;
    found = `${text} ${found}`;
  }
  return found;
}

/** The sentence behind a formula; a display may stand in a paragraph of its own. */
function behind(pieces: readonly Piece[], at: number): string {
  const own = pieces[at]!;
  const isDisplay = own.kind === "formula" && own.display;
  // what ends with a full stop has no more words
  if (own.kind === "formula" && /\.[\s}]*$/.test(own.formula.text)) return "";
  let found = "";
  for (let k = at + 1; k < pieces.length && found.length < reach; k++) {
    const piece = pieces[k]!;
    if (piece.kind === "break" && isDisplay && k === at + 1) continue;
    const isPart = piece.kind === "words" || (piece.kind === "formula" && !piece.display);
    if (!isPart) break;
    const text = textOf(piece);
    if (k === at + 1 && isDisplay && /^\s*\p{Lu}/u.test(text)) break;
    const end = piece.kind === "words" ? /[.!?](?=\s|$)/.exec(text) : null;
    if (end !== null) return `${found} ${text.slice(0, end.index + 1)}`;
    found += ` ${text}`;
  }
  return found;
}
