/**
 * @file Derivatives: when a fraction is one, and when `d` is a differential.
 *
 * `\partial` and a roman `\mathrm{d}` before a name are always differentials. An italic `d` is a
 * letter, except where numerator and denominator both hold a `d` directly before a name (the
 * numerator may be a bare d or d^2). So `\frac{d}{2}`, `\frac{d_1}{d_2}` and `\frac{dx}{2}` are
 * quotients of letters, and dx outside a fraction is d·x; `\frac{ad x}{bd y}` is not what it was
 * meant to be, and a d that the document defines is therefore reported.
 *
 *   \frac{dy}{dx}, dy/dx, \frac{\partial^2 f}{\partial x\partial y}   a `derivative`
 *   \frac{du^{x_3}}{du}, \frac{d \cos(s)}{ds}                         the derivative of the rest
 *   \frac{d}{dx} x^2 y, d/dx (…)       an operator: of the factors that follow without a sign,
 *                                      or of the one bracket that follows
 *   \partial_w L                       an operator, of one factor
 *   \frac{x_3 du}{u dx_3}              a fraction over `differential` nodes
 *
 * The sum of the orders below has to be the order above. Orders are written numbers.
 */
import type { Span } from "../../source/index.ts";
import type { DerivativeSyntax, Syntax } from "../syntax.ts";
import { pastToken } from "./calls.ts";
import { recover } from "./chain.ts";
import { accentCommands } from "./constructs.ts";
import { readFactor } from "./factor.ts";
import {
  failure,
  missing,
  moveTo,
  type Reader,
  refuse,
  report,
  since,
  take,
  tokenAt,
  within,
} from "./reader.ts";
import { readArgument, readScriptArgument, readToken } from "./scripts.ts";
import { readProduct, startsFactor } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

type Sign = DerivativeSyntax["sign"];
type By = DerivativeSyntax["by"];

const isSign = (token: Token): boolean =>
  token.kind === "partial" ||
  (token.kind === "letter" && token.text === "d" && token.accents === undefined);

const signOf = (token: Token): Sign => (token.kind === "partial" ? "\\partial" : "d");

const nameStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "letter",
  "word",
  "construct",
  "function",
  "lbrace",
]);

function startsName(token: Token): boolean {
  return nameStarts.has(token.kind) || (token.kind === "open" && token.text === "(");
}

/** Whether the letter at hand is a differential, or begins a derivative with a slash. */
export function startsDifferential(r: Reader): boolean {
  const token = r.current;
  if (!isSign(token)) return false;
  if (token.kind === "partial") return true;
  const roman = token.font === "roman" || r.font === "roman";
  const names = startsName(tokenAt(r, r.index + 1));
  return ((roman || r.differentials) && names) || startsSlash(r);
}

/** Whether `dy/dx` or `d/dx` stands here, judged by its tokens. */
function startsSlash(r: Reader): boolean {
  const sign = r.current;
  let index = r.index + 1;
  if (tokenAt(r, index).kind === "script" && tokenAt(r, index).text === "^") {
    index = pastToken(r, index + 1);
  }
  if (tokenAt(r, index).kind !== "slash") index = pastFactor(r, index);
  if (index < 0 || tokenAt(r, index).kind !== "slash") return false;
  const below = tokenAt(r, index + 1);
  return below.kind === sign.kind && isSign(below) && startsName(tokenAt(r, index + 2));
}

/** The place behind a factor that begins like a name or a bracket; −1 when none is there. */
function pastFactor(r: Reader, from: number): number {
  const token = tokenAt(r, from);
  if (!startsName(token)) return -1;
  let index = from + 1;
  if (token.kind === "lbrace") index = pastToken(r, from);
  else if (token.kind === "open") index = pastBracket(r, from);
  else if (token.kind === "construct") {
    if (!accentCommands.has(token.text) && token.text !== "\\frac") return -1;
    index = pastToken(r, index);
    if (token.text === "\\frac") index = pastToken(r, index);
  }
  for (;;) {
    if (index < 0) return -1;
    const next = tokenAt(r, index);
    if (next.kind === "script") index = pastToken(r, index + 1);
    else if (next.kind === "prime") index++;
    else if (next.kind === "open" && next.text === "(" && token.kind !== "open") {
      return pastBracket(r, index);
    } else return index;
  }
}

function pastBracket(r: Reader, index: number): number {
  const close = r.partner[index] ?? -1;
  return close > index ? close + 1 : -1;
}

/** Reads `dx`, or the derivative with a slash that begins here. */
export function readDifferential(r: Reader): Syntax {
  if (startsSlash(r)) return readSlash(r);
  const token = take(r);
  if (r.current.kind === "script" && r.current.text === "_" && token.kind === "partial") {
    take(r);
    const variable = readScriptArgument(r);
    const of = startsFactor(r) ? readFactor(r) : null;
    const span = since(r, token.from);
    const by = [{ variable, order: 1 }];
    return { kind: "derivative", ...span, sign: "\\partial", style: "operator", of, by };
  }
  if (r.current.kind === "script" && r.current.text === "^") {
    refuse(r, "PG1007", { text: "^" });
    const parts = startsFactor(r) ? [readFactor(r)] : [];
    return failure(since(r, token.from), parts);
  }
  const outer = r.font;
  if (outer === "roman") r.font = undefined;
  const of = startsFactor(r) ? readFactor(r) : missing(r, "what the differential is of");
  r.font = outer;
  return { kind: "differential", ...since(r, token.from), sign: signOf(token), of };
}

/** `dy/dx`, `d^2y/dx^2`, `d/dx f`. */
function readSlash(r: Reader): Syntax {
  const token = take(r);
  const order = readOrder(r);
  const of = r.current.kind === "slash" ? null : readFactor(r);
  take(r);
  const by: By[number][] = [];
  const { applies } = r;
  r.applies = false;
  for (let left = order || 1; left > 0; ) {
    if (r.current.kind !== token.kind || !isSign(r.current)) break;
    take(r);
    const factor = startsFactor(r) ? readFactor(r) : missing(r, "a variable");
    const one = variableOf(factor);
    by.push(one);
    left -= one.order;
  }
  r.applies = applies;
  return derivative(r, token, order, of, by, "slash");
}

/** The order behind a sign: 1 when none is written, NaN (and reported) when it is no number. */
function readOrder(r: Reader): number {
  if (r.current.kind !== "script" || r.current.text !== "^") return 1;
  take(r);
  const order = readRaised(r);
  const value = order.kind === "number" ? Number(order.text) : Number.NaN;
  if (Number.isInteger(value) && value > 0) return value;
  report(r, "PG1036", order);
  return Number.NaN;
}

function readRaised(r: Reader): Syntax {
  return r.current.kind === "lbrace" ? readArgument(r) : readToken(r, "superscript");
}

/** `x` and `x^2`: the variable and how often. */
function variableOf(factor: Syntax): By[number] {
  const exponent = factor.kind === "power" ? factor.exponent : undefined;
  const order = exponent?.kind === "number" ? Number(exponent.text) : Number.NaN;
  if (factor.kind === "power" && Number.isInteger(order) && order > 0) {
    return { variable: unwrapped(factor.base), order };
  }
  return { variable: unwrapped(factor), order: 1 };
}

function unwrapped(syntax: Syntax): Syntax {
  return syntax.kind === "group" && syntax.delimiter === "(" ? syntax.body : syntax;
}

/** Makes the node, and looks for the operand of an operator. */
function derivative(
  r: Reader,
  token: Token,
  order: number,
  of: Syntax | null,
  by: By,
  style: "bar" | "slash",
  from = token.from,
): Syntax {
  const below = by.reduce((sum, one) => sum + one.order, 0);
  if (below !== order) {
    const orders = { above: String(order), below: String(below) };
    if (!Number.isNaN(order)) report(r, "PG1018", since(r, from), orders);
    const parts = by.map(({ variable }) => variable);
    return failure(since(r, from), of === null ? parts : [of, ...parts]);
  }
  const sign = signOf(token);
  if (of !== null) return { kind: "derivative", ...since(r, from), sign, style, of, by };
  const operand = readOperand(r);
  return { kind: "derivative", ...since(r, from), sign, style: "operator", of: operand, by };
}

/** What an operator is applied to; null when nothing follows. */
function readOperand(r: Reader): Syntax | null {
  if (!startsFactor(r)) return null;
  const from = r.current.from;
  const bracket = r.current.kind === "open" || r.current.kind === "bar";
  const first = readFactor(r);
  if (bracket) {
    if (startsFactor(r)) report(r, "PG1029", first, { operand: "the bracket" });
    return first;
  }
  const factors = [first];
  while (startsFactor(r) && !startsDerivative(r) && r.current.kind !== "partial")
    factors.push(readFactor(r));
  if (factors.length === 1) return first;
  const joints = factors.slice(1).map(() => "juxtapose" as const);
  return { kind: "product", ...since(r, from), factors, joints };
}

/** Whether a fraction here is a derivative, or one with a slash begins here. */
export function startsDerivative(r: Reader): boolean {
  const { kind, text } = r.current;
  if (kind === "construct" && text === "\\frac") return holdsDifferentials(r, r.index + 1);
  return isSign(r.current) && startsSlash(r);
}

/** Whether the two arguments that begin at `index` both hold differentials. */
function holdsDifferentials(r: Reader, index: number): boolean {
  const middle = pastToken(r, index);
  const end = pastToken(r, middle);
  if (tokenAt(r, middle).kind !== "lbrace") return false;
  const braced = tokenAt(r, index).kind === "lbrace";
  const [from, to] = braced ? [index + 1, middle - 1] : [index, middle];
  return differentialIn(r, middle + 1, end - 1, false) && differentialIn(r, from, to, true);
}

/** Whether a differential stands between two tokens, or (`alone`) nothing but `d` or `d^2`. */
function differentialIn(r: Reader, from: number, to: number, alone: boolean): boolean {
  for (let i = from; i < to; i++) {
    const token = r.tokens[i]!;
    if (isSign(token)) {
      const next = i + 1 < to ? r.tokens[i + 1]! : undefined;
      if (next !== undefined && startsName(next)) return true;
      if (alone && i === from && (next === undefined || next.text === "^")) return true;
    } else if (token.kind === "construct" && token.text === "\\mathrm") {
      if (i + 2 < to && isSign(r.tokens[i + 2]!)) return true;
    }
    const groups = token.kind === "lbrace" || token.kind === "begin";
    if (groups && r.partner[i]! > i) i = r.partner[i]!;
  }
  return false;
}

/** Reads `\frac` and its arguments. */
export function readFraction(r: Reader): Syntax {
  const differential = holdsDifferentials(r, r.index + 1);
  const command = take(r);
  if (differential) return readQuotient(r, command);
  const { differentials } = r;
  r.differentials = false;
  const numerator = readArgument(r);
  const denominator = readArgument(r);
  r.differentials = differentials;
  return { kind: "fraction", style: "bar", ...since(r, command.from), numerator, denominator };
}

/** A numerator that begins with its sign: `d^2 y`, `\partial`, `d x_1 x_2`. */
interface Head {
  readonly sign: Token;
  readonly order: number;
  readonly of: Syntax | null;
}

function readQuotient(r: Reader, command: Token): Syntax {
  const { differentials } = r;
  r.differentials = true;
  const head = readHead(r);
  const numerator = head === undefined ? readArgument(r) : undefined;
  const denominator = readArgument(r);
  r.differentials = differentials;
  const by = variablesOf(denominator);
  const span = since(r, command.from);
  if (by !== undefined) {
    if (head !== undefined && !holdsDifferential(head.of)) {
      reportDefined(r, head.sign, span);
      return derivative(r, head.sign, head.order, head.of, by, "bar", command.from);
    }
    if (numerator?.kind === "differential") {
      const token: Token = { ...command, kind: numerator.sign === "d" ? "letter" : "partial" };
      return derivative(r, token, 1, numerator.of, by, "bar", command.from);
    }
  }
  const above = numerator ?? (head === undefined ? failure(span) : split(r, head));
  return { kind: "fraction", style: "bar", ...span, numerator: above, denominator };
}

function reportDefined(r: Reader, sign: Token, span: Span): void {
  const italic = sign.kind === "letter" && sign.font === undefined;
  if (italic && r.session.names.has("d")) report(r, "PG1031", span);
}

/** Reads a numerator that begins with `d` or `∂` and has no sum in it; undefined otherwise. */
function readHead(r: Reader): Head | undefined {
  if (r.current.kind !== "lbrace") {
    if (!isSign(r.current)) return undefined;
    return { sign: take(r), order: 1, of: null };
  }
  const close = r.partner[r.index]!;
  if (!isSign(tokenAt(r, r.index + 1)) || !isOneTerm(r, r.index + 2, close)) return undefined;
  take(r);
  const head = within(r, close, (inner): Head => {
    const sign = take(inner);
    const order = readOrder(inner);
    const outer = inner.font;
    if (outer === "roman") inner.font = undefined;
    const of = inner.current.kind === "finish" ? null : readTerm(inner);
    inner.font = outer;
    return { sign, order, of };
  });
  take(r);
  return head;
}

/** The rest of the numerator as one product; what does not belong to it is reported. */
function readTerm(r: Reader): Syntax {
  const term = readProduct(r);
  if (r.current.kind === "finish") return term;
  return recover(r, [term], term.from);
}

const dividing: ReadonlySet<TokenKind> = new Set(["sign", "relation", "comma", "semicolon", "row"]);

function isOneTerm(r: Reader, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const token = r.tokens[i]!;
    if (dividing.has(token.kind) && r.tokens[i - 1]!.kind !== "script") return false;
    if (r.partner[i]! > i) i = r.partner[i]!;
  }
  return true;
}

function holdsDifferential(syntax: Syntax | null): boolean {
  if (syntax?.kind === "product") return syntax.factors.some(holdsDifferential);
  return syntax?.kind === "differential";
}

/** `dx \, dy^2` as variables; undefined when anything else stands among them. */
function variablesOf(denominator: Syntax): By | undefined {
  const factors = denominator.kind === "product" ? denominator.factors : [denominator];
  const by: By[number][] = [];
  for (const factor of factors) {
    if (factor.kind === "differential") by.push(variableOf(factor.of));
    else if (factor.kind === "power" && unwrapped(factor.base).kind === "differential") {
      const inner = unwrapped(factor.base);
      const { order } = variableOf(factor);
      if (inner.kind === "differential") by.push({ variable: unwrapped(inner.of), order });
    } else return undefined;
  }
  return by;
}

/** In a mere fraction the sign belongs to the first factor: `du v` is (du)·v. */
function split(r: Reader, head: Head): Syntax {
  const { sign, order, of } = head;
  if (of === null) {
    report(
      r,
      "PG1001",
      { from: sign.to, to: sign.to },
      { expected: "what the differential is of" },
    );
    return failure(sign);
  }
  if (order !== 1) {
    const orders = { above: String(order), below: "1" };
    if (order > 1) report(r, "PG1018", { from: sign.from, to: of.to }, orders);
    return failure({ from: sign.from, to: of.to }, [of]);
  }
  const first = of.kind === "product" ? of.factors[0]! : of;
  const differential: Syntax = {
    kind: "differential",
    from: sign.from,
    to: first.to,
    sign: signOf(sign),
    of: first,
  };
  if (of.kind !== "product") return differential;
  return { ...of, from: sign.from, factors: [differential, ...of.factors.slice(1)] };
}

/** `\nabla_W L`, `\nabla f(x)`. */
export function readGradient(r: Reader): Syntax {
  const token = take(r);
  let by: Syntax | null = null;
  while (r.current.kind === "script") {
    const script = take(r);
    if (script.text === "_") {
      const next = readScriptArgument(r);
      if (by !== null) report(r, "PG1012", script, { script: "index" });
      by = by === null ? next : failure(script, [by, next]);
    } else {
      const exponent = readArgument(r);
      report(r, "PG1010", { from: script.from, to: exponent.to }, { mark: "\\nabla^" });
      return failure(since(r, token.from), by === null ? [exponent] : [by, exponent]);
    }
  }
  if (r.current.kind === "joint" && r.current.text !== "star") {
    report(r, "PG1008", { from: token.from, to: r.current.to }, { command: "\\nabla \\cdot" });
    moveTo(r, r.index + 1);
    return failure({ from: token.from, to: r.last }, by === null ? [] : [by]);
  }
  const of = startsFactor(r) ? readFactor(r) : null;
  return { kind: "gradient", ...since(r, token.from), by, of };
}
