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
import type { DerivativeSyntax, Syntax } from "../syntax.ts";
import { pastToken } from "./calls.ts";
import { accentCommands } from "./constructs.ts";
import { readFactor } from "./factor.ts";
import { holdsDifferentials } from "./quotients.ts";
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
} from "./reader.ts";
import { readArgument, readScriptArgument, readToken } from "./scripts.ts";
import { startsFactor } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

type Sign = DerivativeSyntax["sign"];
/** Variables and orders, as below the line. */
export type By = DerivativeSyntax["by"];

/** Whether a token may be the sign of a differential: ∂, or a d without an accent. */
export const isSign = (token: Token): boolean =>
  token.kind === "partial" ||
  (token.kind === "letter" && token.text === "d" && token.accents === undefined);

/** The sign as the tree has it. */
export const signOf = (token: Token): Sign => (token.kind === "partial" ? "\\partial" : "d");

/** What a differential can be taken of, by its first token. */
const nameStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "letter",
  "word",
  "construct",
  "function",
  "lbrace",
]);

/** Whether a name, a function or a bracket begins at `token`. */
export function startsName(token: Token): boolean {
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

/** The place behind the bracket that opens at `index`; −1 when it never closes. */
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
export function readOrder(r: Reader): number {
  if (r.current.kind !== "script" || r.current.text !== "^") return 1;
  take(r);
  const order = readRaised(r);
  const value = order.kind === "number" ? Number(order.text) : Number.NaN;
  if (Number.isInteger(value) && value > 0) return value;
  report(r, "PG1036", order);
  return Number.NaN;
}

/** The exponent behind `d^` or `\partial^`. */
function readRaised(r: Reader): Syntax {
  return r.current.kind === "lbrace" ? readArgument(r) : readToken(r, "superscript");
}

/** `x` and `x^2`: the variable and how often. */
export function variableOf(factor: Syntax): By[number] {
  const exponent = factor.kind === "power" ? factor.exponent : undefined;
  const order = exponent?.kind === "number" ? Number(exponent.text) : Number.NaN;
  if (factor.kind === "power" && Number.isInteger(order) && order > 0) {
    return { variable: unwrapped(factor.base), order };
  }
  return { variable: unwrapped(factor), order: 1 };
}

/** d(y)/d(x): the brackets of a variable say nothing. */
export function unwrapped(syntax: Syntax): Syntax {
  return syntax.kind === "group" && syntax.delimiter === "(" ? syntax.body : syntax;
}

/** Makes the node, and looks for the operand of an operator. */
export function derivative(
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
  // \frac{d}{dx} \cdot x^2 is meant as \frac{d}{dx} x^2
  if (r.current.kind === "joint") {
    const { index } = r;
    take(r);
    if (!startsFactor(r)) moveTo(r, index);
  }
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

/** `\nabla_W L`, `\nabla f(x)`, `\nabla_x^2 f`. */
export function readGradient(r: Reader): Syntax {
  const token = take(r);
  let by: Syntax | null = null;
  let order: number | null = null;
  while (r.current.kind === "script") {
    if (r.current.text === "^") {
      const script = r.current;
      const next = readOrder(r);
      if (Number.isNaN(next)) return failure(since(r, token.from), by === null ? [] : [by]);
      if (order !== null) report(r, "PG1012", script, { script: "exponent" });
      order ??= next;
      continue;
    }
    const script = take(r);
    const next = readScriptArgument(r);
    if (by !== null) report(r, "PG1012", script, { script: "index" });
    by = by === null ? next : failure(script, [by, next]);
  }
  if (r.current.kind === "joint" && r.current.text !== "star") {
    report(r, "PG1008", { from: token.from, to: r.current.to }, { command: "\\nabla \\cdot" });
    moveTo(r, r.index + 1);
    return failure({ from: token.from, to: r.last }, by === null ? [] : [by]);
  }
  const of = startsFactor(r) ? readFactor(r) : null;
  return { kind: "gradient", ...since(r, token.from), order: order ?? 1, by, of };
}
