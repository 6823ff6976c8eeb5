/**
 * @file The reader's state: a cursor over tokens, what encloses it, and what it has to report.
 *
 * Brackets are paired before reading begins, in one pass: `partner[i]` is where the bracket at i
 * closes. A group is read with `stop` set to its end, so that an error inside cannot run out of
 * it, and an unclosed bracket is known when it is met. TeX braces and environments are stronger
 * than round and square brackets: `{ ( }` leaves the round one unclosed. `nextBar[i]` is the next
 * bar in the same group, which tells whether a bar can open.
 *
 * The depth of recursion is counted where every recursion passes, in `readFactor`; beyond
 * `nestingLimit` the rest of the group is skipped and reported.
 */
import { type Code, type Diagnostic, diagnose, type Span } from "../../source/index.ts";
import type { ErrorSyntax, NameSyntax, Syntax } from "../syntax.ts";
import type { Token, TokenKind } from "./token.ts";

/** Levels of brackets, fractions, scripts that are read; a browser's worker has little stack. */
export const nestingLimit = 120;

/** Places that are reported before the rest is summed up in one diagnostic. */
export const diagnosticLimit = 100;

/** What all readers over parts of one text share. */
export interface Session {
  /** What is read, and where it stands: spans count from `base`. */
  readonly source: string;
  readonly base: number;
  readonly plain: boolean;
  readonly names: ReadonlySet<string>;
  /** Keys of bare names whose bare superscripts are labels. */
  readonly labels: ReadonlySet<string>;
  readonly diagnostics: Diagnostic[];
  depth: number;
  /** Steps by which the tree grew to the left: `a/b/c`, `f(x)'`; see `readFormula`. */
  leftward: number;
}

/** A cursor over tokens, with what holds inside the group at hand. */
export interface Reader {
  readonly session: Session;
  readonly tokens: readonly Token[];
  readonly partner: Int32Array;
  readonly nextBar: Int32Array;
  index: number;
  /** The token at `index`, or what is left of it, or a `finish` token from `stop` on. */
  current: Token;
  stop: number;
  /** The end of the last token taken. */
  last: number;
  /** Bars that are open in this group, innermost last. */
  bars: readonly string[];
  font: NameSyntax["font"];
  /** Whether the chain at hand has a sign already: then a wide space ends it. */
  related: boolean;
  /** Whether `d` before a name is a differential: inside a fraction that is a derivative. */
  differentials: boolean;
  /** Whether a name before a bracket is applied to it; not so in a bare exponent. */
  applies: boolean;
  /** Whether a lone bar says what is given, as in p(y | x): only directly in a bracket. */
  conditions: boolean;
}

/** A reader at the first of `tokens`. */
export function readerOver(session: Session, tokens: readonly Token[], end: number): Reader {
  const { partner, nextBar } = pair(tokens);
  const first = tokens[0];
  const r: Reader = {
    session,
    tokens,
    partner,
    nextBar,
    index: 0,
    current: first ?? finish(end),
    stop: tokens.length,
    last: first?.from ?? end,
    bars: [],
    font: undefined,
    related: false,
    differentials: false,
    applies: true,
    conditions: false,
  };
  return r;
}

/** The token that stands where nothing is left. */
function finish(at: number): Token {
  return { kind: "finish", text: "", from: at, to: at, spaced: false };
}

/** Pairs brackets and chains bars: one pass with a stack of what is open. */
function pair(tokens: readonly Token[]): { partner: Int32Array; nextBar: Int32Array } {
  const partner = new Int32Array(tokens.length).fill(-1);
  const nextBar = new Int32Array(tokens.length).fill(-1);
  // Open brackets with the last bar inside each; the outermost frame is the text itself.
  const frames: { readonly kind: TokenKind; readonly at: number; bar: number }[] = [
    { kind: "finish", at: -1, bar: -1 },
  ];
  const strong: number[] = [];
  tokens.forEach((token, i) => {
    const top = frames[frames.length - 1]!;
    if (token.kind === "bar") {
      if (top.bar >= 0) nextBar[top.bar] = i;
      top.bar = i;
    } else if (token.kind === "open" || token.kind === "lbrace" || token.kind === "begin") {
      if (token.kind !== "open") strong.push(frames.length);
      frames.push({ kind: token.kind, at: i, bar: -1 });
    } else if (token.kind === "close" && top.kind === "open") {
      frames.pop();
      partner[top.at] = i;
      partner[i] = top.at;
    } else if (token.kind === "rbrace" || token.kind === "end") {
      const level = strong.at(-1);
      const frame = level === undefined ? undefined : frames[level]!;
      if (level === undefined || frame === undefined) return;
      if ((frame.kind === "lbrace") !== (token.kind === "rbrace")) return;
      strong.pop();
      frames.length = level;
      partner[frame.at] = i;
      partner[i] = frame.at;
    }
  });
  return { partner, nextBar };
}

/** The token `offset` places on, whatever the stop; `finish` beyond the end. */
export function tokenAt(r: Reader, index: number): Token {
  return index < r.stop ? r.tokens[index]! : finish(r.last);
}

/** Takes the current token. */
export function take(r: Reader): Token {
  const token = r.current;
  r.last = token.to;
  moveTo(r, r.index + 1);
  return token;
}

/** Goes to `index`, without taking what lies between. */
export function moveTo(r: Reader, index: number): void {
  r.index = Math.min(index, r.stop);
  r.current = r.index < r.stop ? r.tokens[r.index]! : finish(r.last);
}

/** As TeX does for `x^23`: takes the first digit of the current number, and leaves the rest. */
export function takeDigit(r: Reader): Token {
  const token = r.current;
  if (token.text.length <= 1 || token.text.startsWith(".")) return take(r);
  const at = token.from + 1;
  // A number from a macro or from `1{,}000` has another width than its digits.
  const exact = token.to - token.from === token.text.length;
  r.current = { ...token, text: token.text.slice(1), from: exact ? at : token.from };
  r.last = exact ? at : token.to;
  return { ...token, text: token.text.charAt(0), to: exact ? at : token.to };
}

/** Reads with `read` what stands from the current place up to `stop`, and goes to `stop`. */
export function within<T>(r: Reader, stop: number, read: (r: Reader) => T): T {
  const { stop: outer, bars, font, related, applies, conditions } = r;
  r.stop = stop;
  r.bars = [];
  r.related = false;
  r.applies = true;
  r.conditions = false;
  moveTo(r, r.index);
  const result = read(r);
  r.stop = outer;
  r.bars = bars;
  r.font = font;
  r.related = related;
  r.applies = applies;
  r.conditions = conditions;
  moveTo(r, stop);
  return result;
}

/** Reports `code` at `span`, until there are too many. */
export function report(
  r: { readonly session: Session },
  code: Code,
  span: Span,
  args: Readonly<Record<string, string>> = {},
): void {
  const { diagnostics } = r.session;
  const place = { from: span.from, to: span.to };
  if (diagnostics.length < diagnosticLimit) diagnostics.push(diagnose(code, place, args));
  else if (diagnostics.length === diagnosticLimit) {
    diagnostics.push(diagnose("PG1032", place, { count: String(diagnosticLimit) }));
  }
}

/** The span from `from`, or from `first` where that begins before: an operand that is missing
 * is placed right behind what stands before it, spaces or not. */
export function spanning(r: Reader, from: number, first: Syntax | undefined): Span {
  return since(r, Math.min(from, first?.from ?? from));
}

/** What was written at `span`. */
export function written(r: Reader, span: Span): string {
  const { source, base } = r.session;
  return source.slice(span.from - base, span.to - base);
}

/** The span from `from` to the end of what was taken last. */
export function since(r: Reader, from: number): Span {
  return { from, to: Math.max(from, r.last) };
}

/** An error node over its parts; the diagnostic is reported apart. */
export function failure(span: Span, parts: readonly Syntax[] = []): ErrorSyntax {
  let { from, to } = span;
  for (const part of parts) {
    from = Math.min(from, part.from);
    to = Math.max(to, part.to);
  }
  return { kind: "error", from, to, parts: parts.toSorted((a, b) => a.from - b.from) };
}

/** Reports that something is missing right behind what was taken last. */
export function missing(r: Reader, expected: string): ErrorSyntax {
  const place = { from: r.last, to: r.last };
  report(r, "PG1001", place, { expected });
  return failure(place);
}

/** Takes the current token, reports it as not read, and makes an error node of it. */
export function refuse(r: Reader, code: Code, args: Readonly<Record<string, string>>): ErrorSyntax {
  const token = take(r);
  report(r, code, token, args);
  return failure(token);
}
