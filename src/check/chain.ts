/**
 * @file The relations of a document: its formulas read, and taken apart into chains.
 *
 * A chain is `a = b = c`, also over the rows of a display, and over displays when one begins with
 * its sign (`= 2x`). `a ⟹ b` is two chains, the second of which follows from the first. All
 * formulas are read in one text, in which each has its own stretch, so that a span says which
 * formula it is in; the text is an excerpt of the file.
 */
import type { Document, Piece } from "../document/index.ts";
import {
  children,
  type DecimalCommas,
  nameKey,
  type RelationSign,
  readFormula,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";
import { type Diagnostic, type Excerpt, ExcerptBuilder, type Span } from "../source/index.ts";
import { withAsides } from "./aside.ts";
import { type Cue, cuesOf, formulaMark, isAlternative, isSetApart } from "./cue.ts";
import { withoutMargin } from "./margin.ts";
import { withMomentBrackets } from "./moment-braces.ts";
import { isClosed } from "./names.ts";
import { optionBefore, withOptions } from "./option.ts";
import { hangs, isMissing } from "./parts.ts";
import { type Quantified, quantifiedAround, saysOfAll } from "./quantifier.ts";

/** What stands around a chain. */
export interface Surroundings {
  /** The part that it stands in; see `Part`. */
  readonly part: number;
  /** The paragraph, counted through the document. */
  readonly paragraph: number;
  /** The exercise of a list, counted through the document. */
  readonly item: number;
  /** The item of a numbered list, which may be an exercise or a step; counted in the same way. */
  readonly listed: number;
  /** What the words around it make of it. */
  readonly cues: ReadonlySet<Cue>;
  readonly display: boolean;
}

/** `a = b = c`. */
export interface Chain extends Surroundings {
  readonly parts: readonly Syntax[];
  readonly signs: readonly RelationSign[];
  readonly signSpans: readonly Span[];
  /** Whether it begins with its sign: its first part is then the last one of the chain before. */
  readonly continues: boolean;
  /** What its first name is, where its second part has numbers in the place of names. */
  readonly defined?: Syntax;
  /** Values that the words of its sentence speak of: "at t = 0". */
  readonly spoken?: readonly (readonly [name: string, value: string])[];
  /** The parts of the chains that it goes on from. */
  readonly before?: readonly Syntax[];
  /** Whether words stand before its sign that may say what it goes on from: "rate $= 5$". */
  readonly isApart?: boolean;
  /** Whether it says which values a letter has: `i = 1, \dots, n`, the solutions `x = 0, 3`. */
  readonly isRange?: boolean;
  /** Whether it stands behind an implication. */
  readonly implied: boolean;
  /** What there is too much of: signs in a part, or relations before it; it is then left out. */
  readonly beyond?: keyof typeof limits;
}

/** A division of the document: what stands under a heading or a mark. */
export interface Division {
  readonly name: string;
  readonly kind: "start" | "heading" | "mark";
  readonly level: number;
}

/** The chains of a document in order. */
export interface Reading {
  /** All formulas, one after the other; its offsets are those of every span. */
  readonly text: Excerpt;
  readonly chains: readonly Chain[];
  readonly divisions: readonly Division[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of fenced problems. */
  readonly problems: readonly { readonly part: number; readonly excerpt: Excerpt }[];
  /** What a side of a chain means where names and sums are not read as they are written. */
  readonly meant: (side: Syntax, chain: Chain) => Syntax;
  readonly decimalCommas: DecimalCommas;
  /** Names that are spelled with several letters, and those on which a superscript is a label. */
  readonly spelled: { readonly names: ReadonlySet<string>; readonly labels: ReadonlySet<string> };
}

/** The reading with something else in the place of every side, and of what is read later on. */
export function withSides(
  reading: Reading,
  change: (side: Syntax, chain: Chain) => Syntax,
): Reading {
  const chains = reading.chains.map((chain) => {
    const parts = chain.parts.map((part) => change(part, chain));
    const { defined } = chain;
    return { ...chain, parts, ...(defined && { defined: change(defined, chain) }) };
  });
  const meant: Reading["meant"] = (side, chain) => change(reading.meant(side, chain), chain);
  return { ...reading, chains, meant };
}

/** An item that begins with sentences, and not with a formula. */
const exercise = /\\item\b[^\\]{60}/;

/** An item of any length, also of a list in Markdown. */
const numberedItem = /\\item\b|(?:^|\n)[> ]{0,3}\d+[.)]\s/;

/**
 * Reads the formulas of a document. `names` are spelled with several letters: `lr`; on `labels`
 * a bare superscript is one.
 */
export function readChains(
  document: Document,
  names: ReadonlySet<string> = new Set(),
  labels: ReadonlySet<string> = new Set(),
  decimalCommas: DecimalCommas = "none",
): Reading {
  const { pieces, macros } = document;
  const text = new ExcerptBuilder("");
  const chains: Chain[] = [];
  const diagnostics: Diagnostic[] = [];
  const divisions: Division[] = [{ name: "", kind: "start", level: 0 }];
  const problems: { part: number; excerpt: Excerpt }[] = [];
  let paragraph = 0;
  let item = 0;
  let listed = 0;
  let length = 0;
  let relations = 0;
  /** What a display may continue. */
  let last: Chain | null = null;
  /** Whether a condition stood last: "if $i = j$,". */
  let isGiven = false;
  const options = new Map<Chain, string>();
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === "words" && exercise.test(piece.text)) item++;
    if (piece.kind === "words" && numberedItem.test(piece.text)) listed++;
    if (piece.kind === "break") paragraph++;
    else if (piece.kind === "heading" || piece.kind === "mark") {
      const level = piece.kind === "heading" ? piece.level : 9;
      const name = piece.kind === "heading" ? piece.title : piece.name;
      divisions.push({ name, kind: piece.kind, level });
      last = null;
    } else if (piece.kind === "problem") {
      problems.push({ part: divisions.length - 1, excerpt: piece.problem });
    } else if (piece.kind === "formula") {
      const { formula } = piece;
      const start = length;
      const plain = withRows(withoutMargin(formula.text));
      const read = readFormula(withMomentBrackets(plain), {
        from: length,
        notation: "latex",
        macros,
        names,
        labels,
        decimalCommas,
      });
      text.include(formula, 0, formula.text.length);
      text.say("\n");
      length += formula.text.length + 1;
      diagnostics.push(...read.diagnostics);
      const around = {
        part: divisions.length - 1,
        paragraph,
        item,
        listed,
        cues: modulo.test(formula.text) ? ofModulo : noCues,
        display: piece.display,
      };
      const words = {
        sentence: sentenceBefore(pieces, at),
        after: remarkAtEnd(formula.text) + wordsOf(pieces[at + 1]),
        clause: clauseAfter(pieces, at),
        quantified: quantifiedAround(pieces, at),
      };
      // a display right behind another one has the same words before it
      const previous: Chain | undefined = chains.at(-1);
      const isSystem = formula.text.includes("cases");
      const option = optionBefore(wordsOf(pieces[at - 1]));
      const between = wordsBetween(pieces, at);
      const isBare = !/\p{L}/u.test(between);
      const goesOn = timesFirst.test(formula.text);
      const addsOn = piece.display && plusFirst.test(formula.text);
      const isBareBehind = piece.display && previous?.display && isBare;
      const own = chainsOf(
        withUnit(relationIn(read.syntax, formula.text), piece.display ? "" : words.after),
        around,
        words,
      );
      const firstSaid = own.findIndex(({ signs }) => signs.length > 0);
      for (const [k, found] of own.entries()) {
        // "$L = 20$: $\approx 10^{-12}$"
        const isNamed = isBare && between.includes(":") && (last?.signs.length ?? 0) > 0;
        const isBranch = isGiven || isNamed || isSetApart(between, piece.display);
        // a display that begins with + goes on with a sum, and "$\times 50 = 12$" with a product
        const isRest = goesOn || (addsOn && last !== null);
        const isFirst = firstSaid < 0 || k <= firstSaid;
        // a \le b \\ = c \le d writes a whole inequality anew
        const isAnew =
          found.continues && last !== null && isInequality(found) && isInequality(last);
        // a formula in a sentence need not be what a display goes on from: "times $2x$:", $$= …$$,
        // or "letting $x = 2y$ and substituting:", $$= …$$
        const isOfWords = last?.signs.length === 0 || /\p{L}/u.test(between);
        const isInWords = piece.display && last?.display === false && isOfWords;
        const isApart =
          isAnew ||
          (isFirst && found.continues && isInWords) ||
          (isFirst && ((k === 0 && found.continues && isBranch) || isRest)) ||
          (k > 0 && !isSystem && beginsRow(found, formula.text, start));
        const before = sharesRow(own, k - 1, formula.text, start) ? null : last;
        const heard = isBareBehind ? { ...found, spoken: previous?.spoken ?? [] } : found;
        const whole = found.continues ? continued(heard, before) : heard;
        const chain = bounded(isApart ? { ...whole, isApart } : whole, relations);
        relations += chain.signs.length;
        if (chain.signs.length > 0) chains.push(chain);
        if (option !== undefined && k === 0) options.set(chain, option);
        // "if $i = j$, $$= …$$" goes on with what stands before the condition
        isGiven = !chain.display && (chain.cues.has("supposed") || chain.cues.has("set"));
        if (!isGiven || last === null) last = chain;
      }
    }
  }
  const meant: Reading["meant"] = (side) => side;
  const claims = withOptions(chains, options);
  return {
    text: text.done(),
    chains: claims,
    divisions,
    diagnostics,
    problems,
    meant,
    decimalCommas,
    spelled: { names, labels },
  };
}

/** Whether a chain has a sign of order in it. */
const isInequality = ({ signs }: Chain): boolean => signs.some((sign) => orders.has(sign));
const orders: ReadonlySet<RelationSign> = new Set(["<", ">", "\\le", "\\ge"] as const);

/** Whether a row begins with a sign that may go on with rows before, a \\ - b = c, a \\ = b. */
function beginsRow(chain: Chain, formula: string, start: number): boolean {
  const [first] = chain.parts;
  const isMinus = first?.kind === "sum" && first.terms[0]!.sign === "-";
  const at = chain.continues ? chain.signSpans[0]!.from : isMinus ? first.from : undefined;
  if (at === undefined) return false;
  const place = at - start;
  return /\\\\[\s&]*$/.test(formula.slice(Math.max(0, place - rowGap), place));
}

/** At most so many characters stand between the end of a row and the sign of the next one. */
const rowGap = 40;

const plusFirst = /^(?:\\[ ,;]|\s)*\+/;
const timesFirst = /^(?:\\[ ,;]|\s)*(?:[*/×÷]|\\(?:times|cdot|div)(?![A-Za-z]))/;

const matrixBody =
  /(\\begin\{[bpvBV]?(?:small)?matrix\})((?:(?!\\begin|\\end|\\\\)[\s\S])*)(?=\\end)/g;

/**
 * A formula with `\\` for the `\ ` that is left of it where a text went through Markdown twice:
 * 1 & 2 \ 3 & 4, if that makes rows of one length.
 */
function withRows(text: string): string {
  return withCells(text).replace(matrixBody, (whole, begin: string, body: string) => {
    const rows = body.split(/\\[ \n]/);
    const counts = new Set(rows.map((row) => row.split("&").length));
    if (rows.length < 2 || counts.size > 1 || counts.has(1)) return whole;
    return begin + rows.join("\\\\");
  });
}

const signsOf = /=|\\(?:approx|equiv|leq?|geq?|neq?)(?![A-Za-z])/;

/** What could not be read at all but has a sign in it claims something all the same. */
function relationIn(syntax: Syntax, text: string): Syntax {
  if (syntax.kind !== "error" || syntax.from === syntax.to || !signsOf.test(text)) return syntax;
  if (syntax.parts.some(({ kind }) => kind === "relation")) return syntax;
  const behind = { from: syntax.to, to: syntax.to };
  const right: Syntax = { kind: "error", ...behind, parts: [] };
  return { ...syntax, kind: "relation", parts: [syntax, right], signs: ["="], signSpans: [behind] };
}

/** So many signs a side is made of at most, and so many relations of a document are looked at. */
export const limits = { signs: 10_000, relations: 10_000 } as const;

/** A chain in which what is beyond the limits counts as unread. */
function bounded(chain: Chain, before: number): Chain {
  const unread = ({ from, to }: Syntax): Syntax => ({ kind: "error", from, to, parts: [] });
  if (before >= limits.relations) {
    return { ...chain, parts: chain.parts.map(unread), beyond: "relations" };
  }
  const isLarge = (part: Syntax) => sizeOf(part) > limits.signs;
  if (!chain.parts.some(isLarge)) return chain;
  const parts = chain.parts.map((part) => (isLarge(part) ? unread(part) : part));
  return { ...chain, parts, beyond: "signs" };
}

/** How many signs a formula is made of; counting ends beyond the limit. */
function sizeOf(syntax: Syntax): number {
  const open = [syntax];
  let count = 0;
  for (let one = open.pop(); one !== undefined && count <= limits.signs; one = open.pop()) {
    count++;
    for (const child of children(one)) open.push(child);
  }
  return count;
}

/**
 * Whether a chain of a formula stands in one row with the chain before it: which of them the next
 * row goes on with is not said.
 */
function sharesRow(chains: readonly Chain[], k: number, text: string, start: number): boolean {
  const [before, own] = [chains[k - 1], chains[k]];
  if (before === undefined || own === undefined) return false;
  return !text.slice(before.parts.at(-1)!.to - start, own.parts[0]!.from - start).includes("\\\\");
}

/** A chain that begins with its sign, with what it continues in front. */
function continued(chain: Chain, last: Chain | null): Chain {
  if (last === null) return chain;
  const before = [...(last.before ?? []), ...last.parts];
  return { ...chain, before, parts: [last.parts.at(-1)!, ...chain.parts.slice(1)] };
}

const unitBehind =
  /^(?:%|\u2030|(?:th|st|nd|rd|[kKMBGTsmgx]|ms|[kcm]m|kg|[kKMGT]B|bits?|Hz|px)(?![A-Za-z]))/;

/** What follows a formula without a space belongs to its last number: `$\\approx 1$M`, `$5$%`. */
function withUnit(syntax: Syntax, after: string): Syntax {
  if (syntax.kind !== "relation" || !unitBehind.test(after)) return syntax;
  const last = syntax.parts.at(-1)!;
  if (last.kind !== "number") return syntax;
  const { from, to } = last;
  const unread: Syntax = { kind: "error", from, to, parts: [] };
  return { ...syntax, parts: [...syntax.parts.slice(0, -1), unread] };
}

/** The words around a formula. */
interface Words {
  /** Its sentence up to it, with marks for the formulas in it. */
  readonly sentence: string;
  readonly after: string;
  /** The words behind the formulas that are listed with it: "$N = 2$, $p = 3$ we get". */
  readonly clause: string;
  readonly quantified: Quantified;
}

const noWords = { after: "", clause: "" } as const;

const noCues: ReadonlySet<Cue> = new Set();

/** a ≡ b (mod m), however it is set. */
const modulo = /\\[pb]?mod(?![A-Za-z])|(?<=[\s({~])mod\s*(?:[}$(]|~|\\ |\d)/;

const ofModulo: ReadonlySet<Cue> = new Set(["modulo"]);

const numberMatrix = /(\\begin\{[bpvBV]?(?:small)?matrix\})([-+\d.\s\\]*)(?=\\end)/g;

/** A formula with `&` for the `\ ` between numbers, 1 \ 2 \\ 3 \ 4, in rows of one length. */
function withCells(text: string): string {
  return text.replace(numberMatrix, (whole, begin: string, body: string) => {
    const rows = body.split("\\\\").map((row) => row.split(/\\ /));
    const [width] = rows.map(({ length }) => length);
    const isEven = rows.every((row) => row.length === width && row.every((one) => /\d/.test(one)));
    if (!isEven || width === 1 || !body.includes("\\\\")) return whole;
    return begin + rows.map((row) => row.join(" &")).join("\\\\");
  });
}

const isRemark: ReadonlySet<string> = new Set(["text", "error"]);

/** The chains of one formula; a lone expression is a chain without a sign. */
function chainsOf(syntax: Syntax, around: Surroundings, words: Words): Chain[] {
  const { sentence, after, clause, quantified } = words;
  const found: Chain[] = [];
  const last =
    syntax.kind === "list" ? syntax.items.findLast(({ kind }) => !isRemark.has(kind)) : syntax;
  const ranges = syntax.kind === "list" ? rangesIn(syntax.items) : new Map<Syntax, Syntax[]>();
  let before = sentence;
  const visit = (item: Syntax, implied: boolean, behind = ""): void => {
    const said = cuesOf(before, item === last ? { after, clause } : noWords);
    const beside: readonly Cue[] = isAlternative("", behind) ? ["alternative"] : [];
    const cues = new Set([...around.cues, ...said, ...beside]);
    const single = { ...around, cues, parts: [item], signs: [], signSpans: [] };
    switch (item.kind) {
      case "list": {
        const items = joined(item.items);
        for (const [k, one] of items.entries()) {
          const next = items[k + 1];
          visit(one, implied, next?.kind === "text" ? next.text : "");
          if (one.kind !== "text") before += formulaMark;
        }
        return;
      }
      case "text":
        before += item.text;
        return;
      case "decorated":
        visit(item.body, implied);
        return;
      case "relation": {
        if (item.parts.some(({ kind }) => kind === "relation")) {
          for (const [k, part] of item.parts.entries()) visit(part, implied || k > 0);
          return;
        }
        // a sign that is spoken of says nothing
        if (item.parts.every(isMissing)) return;
        const whole = withAsides(finished(item));
        // [2+, 2-] \to E = 1: an arrow before a name leads to what is said of it
        const led = whole.signs.findIndex((sign, k) => {
          return sign === "\\to" && whole.signs[k + 1] === "=" && nameKey(whole.parts[k + 1]!);
        });
        if (led >= 0) {
          visit({ ...item, ...links(whole, led + 1, whole.signs.length) }, true);
          return;
        }
        const { parts, signs, signSpans } = whole;
        const [first] = parts;
        const continues = isMissing(first!);
        const spoken = spokenIn(sentence);
        const isOfAll = saysOfAll(quantified, parts);
        const own = isOfAll ? new Set<Cue>([...cues, "claimed", "identity"]) : cues;
        const chain = { ...around, cues: own, parts, signs, signSpans, continues, implied, spoken };
        const others = ranges.get(item);
        found.push(others === undefined ? chain : { ...chain, isRange: true });
        for (const value of others ?? []) {
          found.push({ ...chain, parts: [first!, value], isRange: true, continues: false });
        }
        return;
      }
      case "derivative": {
        const sides = sidesBelow(item);
        if (sides !== null) visit(sides, implied);
        else found.push({ ...single, continues: false, implied });
        return;
      }
      case "error":
        // what could be read of it holds relations of its own
        if (item.parts.some((part) => part.kind === "relation")) {
          for (const part of withUnreadBefore(item.parts)) visit(part, implied);
          return;
        }
        found.push({ ...single, continues: false, implied });
        return;
      default:
        found.push({ ...single, continues: false, implied });
    }
  };
  visit(syntax, false);
  return found;
}

/** What stands in braces behind a sign that cannot be read is no whole side: `^{(1)} = 2`. */
function withUnreadBefore(parts: readonly Syntax[]): Syntax[] {
  return parts.map((part, k) => {
    const before = parts[k - 1];
    if (part.kind !== "relation" || before?.kind !== "error") return part;
    const [first, ...rest] = part.parts;
    // behind a remark's colon stands a whole side
    const isRaised = before.to === part.from && part.from < first!.from;
    if (isMissing(first!) || !isRaised) return part;
    const { from } = before;
    return { ...part, from, parts: [{ kind: "error", from, to: first!.to, parts: [] }, ...rest] };
  });
}

/** Values in words: "for the second moment with t = 0". */
function spokenIn(sentence: string): (readonly [name: string, value: string])[] {
  const found = sentence.matchAll(/(?<![\p{L}\\])(\p{L})\s*=\s*(\d+(?:\.\d+)?)(?![\p{L}\d.])/gu);
  return [...found].map(([, name = "", value = ""]) => [name, value]);
}

/**
 * Relations with dots behind them, `i = 1, \dots, n`, or with further numbers, `x = 0, 3`, and
 * these.
 */
function rangesIn(items: readonly Syntax[]): Map<Syntax, Syntax[]> {
  const found = new Map<Syntax, Syntax[]>();
  for (const [k, item] of items.entries()) {
    const own = lastRelation(item);
    if (own === null) continue;
    if (items[k + 1]?.kind === "dots") found.set(own, []);
    const [name, value] = own.parts;
    if (own.parts.length > 2 || nameKey(name!) === undefined || !isClosed(value!)) continue;
    const behind = items.slice(k + 1);
    const end = behind.findIndex((one) => !isLone(one) || !isClosed(one));
    const values = end < 0 ? behind : behind.slice(0, end);
    if (values.length > 0) found.set(own, values);
  }
  return found;
}

/** The relation that a formula is, or the last one of those with implications between them. */
function lastRelation(syntax: Syntax | undefined): SyntaxOf<"relation"> | null {
  if (syntax?.kind !== "relation") return null;
  return lastRelation(syntax.parts.at(-1)) ?? syntax;
}

/** The items with a lone expression as the beginning of the chain behind it: `v & = x^2`. */
function joined(items: readonly Syntax[]): Syntax[] {
  return items.flatMap((item, k): Syntax[] => {
    const [before, next] = [items[k - 1], items[k + 1]];
    if (hangs(next) && isLone(item)) return [];
    // \lambda = \text{how many there are} = \frac{m}{n}
    const name = before?.kind === "text" && hangs(item) ? brokenOff(items[k - 2]) : null;
    if (name !== null && hangs(item)) {
      return [{ ...item, parts: [name, ...item.parts.slice(1)] }];
    }
    if (!hangs(item) || before === undefined || !isLone(before)) return [item];
    return [{ ...item, parts: [before, ...item.parts.slice(1)], from: before.from }];
  });
}

/** The name of a relation that breaks off behind its sign: λ of λ = …; null for any other item. */
function brokenOff(item: Syntax | undefined): Syntax | null {
  if (item?.kind !== "relation" || item.parts.length !== 2 || item.signs[0] !== "=") return null;
  const [name, rest] = item.parts;
  return isMissing(rest!) && nameKey(name!) !== undefined ? name! : null;
}

/** `\frac{d}{dx}(x^2 + y^2 = 25)`: both sides are differentiated. */
function sidesBelow(item: SyntaxOf<"derivative">): SyntaxOf<"relation"> | null {
  const body = item.of?.kind === "group" ? item.of.body : null;
  if (body?.kind !== "relation" || body.signs.some((sign) => sign !== "=")) return null;
  const parts = body.parts.map((part): Syntax => {
    const { from, to } = part;
    return { ...item, from, to, of: { kind: "group", delimiter: "(", body: part, from, to } };
  });
  return { ...body, parts };
}

/**
 * A relation without the signs behind which nothing stands, `\\frac{dL}{dw} = ` or `y = {?}`: a
 * blank that is to be filled in claims nothing. What could not be read at all may claim something.
 */
function finished(whole: SyntaxOf<"relation">) {
  const own = withoutSides(whole);
  const { parts, signs } = own;
  let count = signs.length;
  const isUnread = parts[0]!.kind === "error" && !isMissing(parts[0]!);
  const least = isUnread ? 1 : 0;
  while (count > least && isMissing(parts[count]!)) count--;
  return links(own, 0, count);
}

/** The links of a relation from one on, up to another one. */
function links(
  { parts, signs, signSpans }: Pick<Chain, "parts" | "signs" | "signSpans">,
  from: number,
  to: number,
) {
  return {
    parts: parts.slice(from, to + 1),
    signs: signs.slice(from, to),
    signSpans: signSpans.slice(from, to),
  };
}

/** A relation without the names of its sides: 1 \times 1! = \text{LHS} = 1. */
function withoutSides(whole: SyntaxOf<"relation">): SyntaxOf<"relation"> {
  const at = whole.parts.findIndex((part) => part.kind === "name" && sideWord.test(part.text));
  if (at < 0 || whole.parts.length < 3) return whole;
  const keep = (_: unknown, k: number): boolean => k !== Math.max(0, at - 1);
  return withoutSides({
    ...whole,
    parts: whole.parts.filter((_, k) => k !== at),
    signs: whole.signs.filter(keep),
    signSpans: whole.signSpans.filter(keep),
  });
}

const sideWord = /^(?:[LR]\.?H\.?S\.?|[lr]hs)$/;

const notLone: ReadonlySet<string> = new Set(["relation", "text", "error", "list"]);
const isLone = ({ kind }: Syntax): boolean => !notLone.has(kind);

/**
 * The sentence of a formula up to it, with marks for formulas; a display may follow its sentence
 * in a paragraph of its own.
 */
function sentenceBefore(pieces: readonly Piece[], at: number): string {
  let found = "";
  const own = pieces[at]!;
  // a display may stand in a paragraph of its own
  const isApart = own.kind === "formula" && own.display && pieces[at - 1]?.kind === "break";
  for (let k = isApart ? at - 2 : at - 1; k >= 0 && found.length < reach; k--) {
    const piece = pieces[k]!;
    if (piece.kind === "formula" && !piece.display) found = formulaMark + found;
    else if (piece.kind === "words") {
      const { text } = piece;
      const end = [...text.matchAll(/[.!?](?=\s|$)/g)].at(-1);
      if (end !== undefined) return text.slice(end.index + 1) + found;
      found = text + found;
    } else return found;
  }
  return found;
}

/** The words between a formula and the one before it, of the last paragraph that has any. */
function wordsBetween(pieces: readonly Piece[], at: number): string {
  let found = "";
  for (let k = at - 1; k >= 0; k--) {
    const piece = pieces[k]!;
    if (piece.kind === "words") found = `${piece.text} ${found}`;
    else if (piece.kind !== "break" || /\p{L}/u.test(found)) break;
  }
  return found;
}

/** How many characters of a sentence are looked at. */
const reach = 200;

/** What is remarked at the end of a formula: `= 1/x \quad ✗`, `= 2x \text{ (wrong)}`. */
function remarkAtEnd(formula: string): string {
  const end = formula.slice(-reach);
  const [, mark, text] = /([\u2717\u2718\u274c])\s*$|\\text\w*\s*\{([^{}]*)\}\s*$/.exec(end) ?? [];
  return mark ?? text ?? "";
}

const wordsOf = (piece: Piece | undefined): string => (piece?.kind === "words" ? piece.text : "");

/** What stands between the formulas of a list. */
const listing = /^\s*(?:,|;|and|, and|und|et|y)\s*$/i;

function clauseAfter(pieces: readonly Piece[], at: number): string {
  for (let k = at + 1; k < pieces.length; k += 2) {
    const piece = pieces[k]!;
    if (piece.kind !== "words") return "";
    const next = pieces[k + 1];
    const goesOn = next?.kind === "formula" && !next.display && listing.test(piece.text);
    if (!goesOn) return piece.text;
  }
  return "";
}

/** Whether some part could not be read. */
export function hasError(syntax: Syntax): boolean {
  return syntax.kind === "error" || children(syntax).some(hasError);
}
