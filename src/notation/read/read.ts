/**
 * @file Reading a formula: text → syntax tree and diagnostics. It never throws and never stops
 * at an error; what could not be read is an `error` node with a diagnostic at its place.
 *
 * The notation "auto" is LaTeX when the text has a backslash command and nothing that only plain
 * text has: a digit right behind a letter (`x1`; not in an index, `A_{k2}`), a `*`, or the name
 * of a function without its backslash. All else is plain text, in which braces behind `_` and `^`
 * mean what they do in LaTeX and commands may stand as well.
 *
 * Budgets: `lengthLimit` characters, `nestingLimit` levels of nesting, `heightLimit` for the
 * tree, which chains such as a/b/c/d can make tall without nesting.
 *
 * The method is operator precedence (Pratt, "Top down operator precedence", POPL 1973) over
 * brackets that were paired beforehand; see reader.ts.
 */
import { spellings } from "../../expression/index.ts";
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Syntax } from "../syntax.ts";
import { withoutBraces } from "./braces.ts";
import { readAll } from "./chain.ts";
import { childrenOf } from "./children.ts";
import { readRows } from "./environments.ts";
import { expandMacros, type Macro } from "./macros.ts";
import { missing, readerOver, report, type Session } from "./reader.ts";
import { type Scanner, scan } from "./scan.ts";
import type { Token } from "./token.ts";
import { definedWords } from "./words.ts";

/** How a text is written; "auto" decides by what is in it. */
export type Notation = "latex" | "plain" | "auto";

/** What is known about the text before it is read. */
export interface ReadOptions {
  /** Default "auto". */
  readonly notation?: Notation;
  /** Added to every offset, for a formula inside a longer text. Default 0. */
  readonly from?: number;
  /** The user's `\newcommand`s, by name with or without the backslash. */
  readonly macros?: ReadonlyMap<string, Macro>;
  /** Defined names, as `nameKey` gives them: a run of letters so spelled is one name. */
  readonly names?: ReadonlySet<string>;
  /** Keys of bare names on which a bare superscript is a label: `z^l` is z^{(l)}. */
  readonly labels?: ReadonlySet<string>;
  /** Which commas divide decimals. Default "none". */
  readonly decimalCommas?: DecimalCommas;
}

/**
 * Which commas divide decimals from the whole: none for certain, those in braces (`1{,}234` is
 * 1.234), or those between digits without a blank, too (`0,5` is 0.5).
 */
export type DecimalCommas = "none" | "braced" | "bare";

/** The tree, and what there is to say. An error node and an error come together. */
export interface Reading {
  readonly syntax: Syntax;
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters that are read, macros expanded. */
export const lengthLimit = 2_000_000;

/** Levels of the tree that are handed on. */
export const heightLimit = 500;

const noNames: ReadonlySet<string> = new Set();

/** Reads one formula, or several with commas, semicolons or `\\` between them. */
export function readFormula(text: string, options: ReadOptions = {}): Reading {
  const { notation = "auto", from = 0, names = noNames, labels = noNames } = options;
  const whole = { from, to: from + text.length };
  if (text.length > lengthLimit) {
    const diagnostic = diagnose("PG1003", whole, { limit: String(lengthLimit) });
    return { syntax: { kind: "error", ...whole, parts: [] }, diagnostics: [diagnostic] };
  }
  const plain = (notation === "auto" ? notationOf(text) : notation) === "plain";
  const diagnostics: Diagnostic[] = [];
  const session: Session = {
    source: text,
    base: from,
    plain,
    names,
    labels,
    diagnostics,
    depth: 0,
    leftward: 0,
  };
  const scanned = tokensOf(text, session, options);
  const tokens = plain ? scanned : withoutBraces(scanned);
  const r = readerOver(session, tokens, whole.to);
  // In an environment that is not closed, `&` and `\\` are still its own.
  const open = tokens.some((token, i) => token.kind === "begin" && r.partner[i]! < 0);
  const rows = !open && tokens.some(({ kind }) => kind === "row" || kind === "ampersand");
  const empty = tokens.length === 0;
  const read = empty ? missing(r, "a formula") : rows ? readRows(r, 0, tokens.length) : readAll(r);
  const expanded = diagnostics[0]?.code !== "PG1017";
  const syntax: Syntax = expanded ? read : { kind: "error", ...whole, parts: [read] };
  if (session.leftward <= heightLimit / 4 || heightOf(syntax) <= heightLimit) {
    return { syntax, diagnostics };
  }
  report(r, "PG1002", whole, { limit: String(heightLimit) });
  return { syntax: { kind: "error", ...whole, parts: [] }, diagnostics };
}

/** The tokens of a text, macros expanded, with the places of the text that was given. */
function tokensOf(
  text: string,
  session: Session,
  { macros, decimalCommas = "none" }: ReadOptions,
): readonly Token[] {
  const base = session.base;
  const expanded = macros === undefined || macros.size === 0 ? null : expandMacros(text, macros);
  if (expanded?.failed !== undefined) {
    const { name, from, to } = expanded.failed;
    const place = { from: from + base, to: to + base };
    report({ session }, "PG1017", place, { name, limit: String(lengthLimit) });
  }
  const place = (at: { readonly from: number; readonly to: number }) => {
    const from = (expanded?.origins.from[at.from] ?? at.from) + base;
    const last = expanded?.origins.to[at.to - 1];
    const to = (at.to > at.from && last !== undefined ? last : at.to) + base;
    return { from, to: at.to > at.from ? to : from };
  };
  const scanned = expanded?.text ?? text;
  const scanner: Scanner = {
    text: scanned,
    plain: session.plain,
    words: definedWords(session.names),
    decimalCommas,
    tokens: [],
    at: 0,
    end: scanned.length,
    spaced: false,
    report: (code, span, args) => report({ session }, code, place(span), args),
  };
  scan(scanner);
  if (expanded === null && base === 0) return scanner.tokens;
  return scanner.tokens.map((token) => ({ ...token, ...place(token) }));
}

/** The rule of "auto". */
export function notationOf(text: string): "latex" | "plain" {
  if (!/\\(?:[A-Za-z]|[{}|\\])/.test(text)) return "plain";
  const bare = text
    .replace(/\\[A-Za-z]+\*?/g, " ")
    .replace(/_\{[^{}]*\}|\{[A-Za-z\s]*\}/g, "{}")
    .replace(/\^\s*\{?\*\}?/g, "");
  if (/[A-Za-z]\d|\*/.test(bare)) return "plain";
  const words = bare.match(/[A-Za-z]{2,}/g) ?? [];
  return words.some((word) => spellings.has(word)) ? "plain" : "latex";
}

/** The height of a tree, without recursion. */
export function heightOf(syntax: Syntax): number {
  let height = 0;
  let level: Syntax[] = [syntax];
  while (level.length > 0 && height <= heightLimit) {
    height++;
    level = level.flatMap((node) => childrenOf(node));
  }
  return height;
}
