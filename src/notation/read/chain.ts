/**
 * @file Lists and chains of relations: the outermost layer of a formula and of every bracket.
 *
 *   all    := items, and whatever cannot be read, up to the end of the group
 *   items  := item (, item)*           `,` `;` `\\`, words and (see below) `\quad` separate
 *   chain  := relation (⟹ relation)*   `\implies` and `\iff` bind weaker than `=`
 *   relation := sum (sign sum)*
 *
 * `a = b = c` is one node with three parts. A chain of implications has relations as its parts.
 * A chain that begins with its sign (`= 2x`, a display that continues the last one) has an
 * empty error node before it. `\quad` is a space, except behind a relation, where it ends the
 * item: `y = 2x \quad x > 0` are two statements. Words are items of their own.
 *
 * After an error the offending token is skipped and reading goes on, so that everything that
 * can be read is in the tree, as `parts` of an error node.
 */
import type { Span } from "../../source/index.ts";
import type { RelationSign, Syntax } from "../syntax.ts";
import { isLonePair, opensBar } from "./brackets.ts";
import {
  failure,
  missing,
  type Reader,
  refuse,
  report,
  spanning,
  take,
  tokenAt,
} from "./reader.ts";
import { readSum, startsTerm } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";
import { nameOfWords } from "./words.ts";

/** Signs between statements, not between quantities. */
const connectives: ReadonlySet<string> = new Set(["\\implies", "\\iff"]);

/** What closes an opening delimiter, as it is shown to people. */
export const closers: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "\\{": "\\}",
  "|": "|",
  "\\|": "\\|",
  "\\langle": "\\rangle",
  "\\lfloor": "\\rfloor",
  "\\lceil": "\\rceil",
  "\\llbracket": "\\rrbracket",
  ".": ".",
};

/** What stood between two brackets, divided by commas and their like. */
export interface Items {
  readonly items: readonly Syntax[];
  /** The kind of the token between item i and item i + 1. */
  readonly separators: readonly TokenKind[];
}

/** Reads everything up to the end of the group. */
export function readAll(r: Reader): Syntax {
  const from = r.current.from;
  const { items } = readItems(r);
  if (r.current.kind === "finish") return together(items, spanning(r, from, items[0]));
  if (r.current.kind === "over") {
    const empty = items.length === 0;
    const numerator = empty
      ? missing(r, "a numerator")
      : together(items, spanning(r, from, items[0]));
    const sign = take(r);
    const denominator = r.index < r.stop ? readAll(r) : missing(r, "a denominator");
    const span = spanning(r, from, numerator);
    if (sign.text === "\\choose") {
      const head = { from: sign.from, to: sign.to };
      const parts = [numerator, denominator];
      return {
        kind: "call",
        ...span,
        function: "binomial",
        head,
        arguments: parts,
        brackets: null,
      };
    }
    return { kind: "fraction", style: "bar", ...span, numerator, denominator };
  }
  return recover(r, items, from);
}

/** Skips what cannot be read, and reads on behind it; one error node holds all of it. */
export function recover(r: Reader, items: readonly Syntax[], from: number): Syntax {
  const parts = [...items];
  while (r.current.kind !== "finish") {
    parts.push(refuse(r, ...complaint(r.current)));
    for (const item of readItems(r).items) parts.push(item);
  }
  return failure(spanning(r, from, parts[0]), parts);
}

/** What there is to say about a token that nothing begins with. */
function complaint(token: Token): ["PG1005" | "PG1007" | "PG1030", Record<string, string>] {
  if (token.kind === "close") return ["PG1005", { close: closers[token.text] ?? token.text }];
  if (token.kind === "rbrace") return ["PG1005", { close: "}" }];
  if (token.kind === "end") return ["PG1005", { close: `\\end{${token.text}}` }];
  if (token.kind === "bar" || token.kind === "mid") return ["PG1030", {}];
  return ["PG1007", { text: token.text }];
}

/** One item is itself; several are a list. */
export function together(items: readonly Syntax[], span: Span): Syntax {
  return items.length === 1 ? items[0]! : { kind: "list", ...span, items };
}

/** What ends an item where one has ended, and else is nothing. */
const pauses: ReadonlySet<TokenKind> = new Set(["wide", "row"]);
/** What wants an item on both sides. */
const commas: ReadonlySet<TokenKind> = new Set(["comma", "semicolon"]);

/** Reads items until something comes that no item begins with. */
export function readItems(r: Reader): Items {
  const items: Syntax[] = [];
  const separators: TokenKind[] = [];
  let separator: TokenKind | null = "comma";
  const add = (item: Syntax): void => {
    if (items.length > 0) separators.push(separator ?? "text");
    items.push(item);
    separator = null;
  };
  for (;;) {
    if (separator !== null) nameBefore(r);
    const token = r.current;
    if (token.kind === "text") {
      take(r);
      add({ kind: "text", from: token.from, to: token.to, text: token.text });
    } else if (pauses.has(token.kind)) {
      take(r);
      separator ??= token.kind;
    } else if (token.kind === "colon" && items.length > 0 && declaresMap(r)) {
      take(r);
      separator = "comma";
    } else if (commas.has(token.kind)) {
      // A comma behind an item ends it; one behind a comma has lost its item.
      if (separator === "comma" || separator === "semicolon") add(missing(r, "an expression"));
      take(r);
      separator = token.kind;
    } else if (token.kind === "period" && items.length > 0 && endsSentence(r)) take(r);
    else if (startsTerm(r, separator !== null) || token.kind === "relation") {
      const free = separator !== null || items.at(-1)?.kind === "text";
      if (!free) break;
      add(readChain(r));
    } else break;
  }
  return { items, separators };
}

/** Takes words before an equals sign, \text{total cost} = …, for the name of what follows. */
function nameBefore(r: Reader): void {
  const { kind, text } = r.current;
  const next = r.index + 1 < r.stop ? r.tokens[r.index + 1]! : undefined;
  if (kind !== "text" || next?.kind !== "relation" || next.text !== "=") return;
  const name = nameOfWords(text);
  if (name !== undefined) r.current = { ...r.current, kind: "word", text: name };
}

/** Whether the colon at hand says between which sets a function goes, f: A → B. */
function declaresMap(r: Reader): boolean {
  const sign = r.tokens.slice(r.index, r.stop).find(({ kind }) => kind === "relation");
  return sign?.text === "\\to";
}

/** Whether the full stop at hand ends the item, rather than belonging to a number. */
function endsSentence(r: Reader): boolean {
  const next = r.index + 1 < r.stop ? r.tokens[r.index + 1]! : undefined;
  return (
    next === undefined || pauses.has(next.kind) || next.kind === "text" || next.kind === "comma"
  );
}

/** Reads one chain: relations, and implications between them. */
export function readChain(r: Reader): Syntax {
  return readParts(r, readRelation, () => isConnective(r));
}

/** Whether the sign at hand stands between statements: so does the arrow of a = b → c = d. */
function isConnective(r: Reader): boolean {
  const { text } = r.current;
  return connectives.has(text) || (text === "\\to" && [-1, 1].every((step) => isEqual(r, step)));
}

/** Whether the next sign before or behind the one at hand says that two things are equal. */
function isEqual(r: Reader, step: number): boolean {
  for (let i = r.index + step; i >= 0 && i < r.stop; i += step) {
    const { kind, text } = r.tokens[i]!;
    if (kind === "relation") return text === "=" || text === "\\approx";
    if (ends.has(kind)) return false;
    const other = r.partner[i]!;
    if (other < 0) continue;
    if ((other - i) * step < 0) return false;
    i = other;
  }
  return false;
}

/** What no statement goes on behind. */
const ends: ReadonlySet<TokenKind> = new Set(["comma", "semicolon", "row", "text", "wide"]);

/** Sums and comparisons between them; `related` belongs to this chain alone. */
function readRelation(r: Reader): Syntax {
  const { related } = r;
  r.related = false;
  const relation = readParts(r, readSum, () => !isConnective(r));
  r.related = related;
  return relation;
}

/** Whether the bar at hand stands before what is given. */
function givesWhat(r: Reader): boolean {
  const { kind, text } = r.current;
  if (!r.conditions || r.bars.length > 0) return false;
  // p \| q, where no second such bar makes it a norm
  const isDouble = kind === "bar" && text === "\\|" && (r.nextBar[r.index] ?? -1) < 0;
  const isPair = isLonePair(r);
  const isBar = kind === "bar" && text === "|" && !isPair && !opensBar(r, false);
  if (kind !== "mid" && !isBar && !isDouble && !isPair) return false;
  return tokenAt(r, r.index + (isPair ? 2 : 1)).kind !== "script";
}

/** Reads parts with signs between them, as long as the signs belong to this level. */
function readParts(r: Reader, read: (r: Reader) => Syntax, belongs: () => boolean): Syntax {
  const from = r.current.from;
  const parts: Syntax[] = [];
  const signs: RelationSign[] = [];
  const signSpans: Span[] = [];
  if (r.current.kind === "relation" && belongs()) {
    const sign = r.current;
    report(r, "PG1011", sign, { sign: sign.text });
    parts.push(failure({ from: sign.from, to: sign.from }));
  } else parts.push(read(r));
  const isGiven = (): boolean => read === readSum && givesWhat(r);
  while ((r.current.kind === "relation" && belongs()) || isGiven()) {
    const given = r.current.kind !== "relation";
    const implies = read === readRelation && !connectives.has(r.current.text);
    if (given && isLonePair(r)) take(r);
    const sign = take(r);
    r.related = true;
    signs.push(given ? "\\mid" : implies ? "\\implies" : (sign.text as RelationSign));
    signSpans.push({ from: sign.from, to: sign.to });
    const begins = startsTerm(r, true) || (r.current.kind === "relation" && !belongs());
    // Between two signs of one level nothing is missing but the part.
    parts.push(
      begins && !(read === readSum && r.current.kind === "relation")
        ? read(r)
        : missing(r, "an expression"),
    );
  }
  if (signs.length === 0) return parts[0]!;
  return { kind: "relation", ...spanning(r, from, parts[0]), parts, signs, signSpans };
}
