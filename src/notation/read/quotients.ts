/**
 * @file Fractions, and the derivatives among them: `\frac{dy}{dx}`, `\frac{x_3 du}{u dx_3}`.
 *
 * Whether a fraction is one of differentials is judged by its tokens before it is read (see
 * derivatives.ts for the rule), for inside such a fraction the letter `d` means something else.
 * Then numerator and denominator are read as they stand, and looked at:
 *
 *   below only differentials, above a sign and one term    a `derivative` of that term
 *   below only differentials, above a bare sign            an operator, with its operand
 *   anything else                                          a fraction over differentials
 *
 * Above, everything behind the sign belongs to it (`\frac{d x^2 y}{dx}` is of x²y); below, and
 * in a mere fraction, only one factor does (`\frac{du v}{u dx}` holds (du)·v).
 */
import type { Span } from "../../source/index.ts";
import type { Syntax } from "../syntax.ts";
import { pastToken } from "./calls.ts";
import { recover } from "./chain.ts";
import {
  type By,
  derivative,
  isSign,
  readOrder,
  signOf,
  startsName,
  unwrapped,
  variableOf,
} from "./derivatives.ts";
import { failure, type Reader, report, since, take, tokenAt, within } from "./reader.ts";
import { readArgument } from "./scripts.ts";
import { readProduct, readSum } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

/** Whether the two arguments that begin at `index` both hold differentials. */
export function holdsDifferentials(r: Reader, index: number): boolean {
  const middle = pastToken(r, index);
  const end = pastToken(r, middle);
  if (tokenAt(r, middle).kind !== "lbrace") return false;
  // below is a derivative, (dy/dt) / (dx/dt)
  if (holdsSlash(r, middle + 1, end - 1)) return false;
  const braced = tokenAt(r, index).kind === "lbrace";
  const [from, to] = braced ? [index + 1, middle - 1] : [index, middle];
  return differentialIn(r, middle + 1, end - 1, false) && differentialIn(r, from, to, true);
}

/** Whether `/dx` stands between two tokens, outside of groups. */
function holdsSlash(r: Reader, from: number, to: number): boolean {
  for (let i = from; i + 2 < to; i++) {
    const { kind } = r.tokens[i]!;
    if (kind === "slash" && isSign(tokenAt(r, i + 1)) && startsName(tokenAt(r, i + 2))) return true;
    const groups = kind === "lbrace" || kind === "begin";
    if (groups && r.partner[i]! > i) i = r.partner[i]!;
  }
  return false;
}

/** Whether a differential stands between two tokens, or (`alone`) nothing but `d` or `d^2`. */
function differentialIn(r: Reader, from: number, to: number, alone: boolean): boolean {
  for (let i = from; i < to; i++) {
    const token = r.tokens[i]!;
    if (isSign(token)) {
      const next = i + 1 < to ? r.tokens[i + 1]! : undefined;
      if (next !== undefined && (startsName(next) || (i === from && isSigned(token, next)))) {
        return true;
      }
      if (alone && i === from && (next === undefined || next.text === "^")) return true;
    } else if (token.kind === "construct" && token.text === "\\mathrm") {
      if (i + 2 < to && isSign(r.tokens[i + 2]!)) return true;
    }
    const groups = token.kind === "lbrace" || token.kind === "begin";
    if (groups && r.partner[i]! > i) i = r.partner[i]!;
  }
  return false;
}

/** ∂ before a sign, \frac{\partial -\ln r}{\partial r}. */
const isSigned = (token: Token, next: Token): boolean =>
  token.kind === "partial" && next.kind === "sign";

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

/** A fraction that holds differentials above and below. */
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

/** An italic d that the document defines may have been meant. */
function reportDefined(r: Reader, sign: Token, span: Span): void {
  const italic = sign.kind === "letter" && sign.font === undefined;
  if (italic && r.session.names.has("d")) report(r, "PG1031", span);
}

/**
 * Reads a numerator that begins with `d` or `∂` and has no sum in it, or after `∂` one with no
 * other differential, `\partial x^2 + y`; undefined otherwise.
 */
function readHead(r: Reader): Head | undefined {
  if (r.current.kind !== "lbrace") {
    if (!isSign(r.current)) return undefined;
    return { sign: take(r), order: 1, of: null };
  }
  const close = r.partner[r.index]!;
  if (!isSign(tokenAt(r, r.index + 1))) return undefined;
  const isTerm = isOneTerm(r, r.index + 2, close);
  if (!isTerm && !isPlainSum(r, r.index + 1, close)) return undefined;
  take(r);
  const head = within(r, close, (inner): Head => {
    const sign = take(inner);
    const order = readOrder(inner);
    const outer = inner.font;
    if (outer === "roman") inner.font = undefined;
    const rest = isTerm ? readTerm : readTerms;
    const of = inner.current.kind === "finish" ? null : rest(inner);
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

/** The same as a sum. */
function readTerms(r: Reader): Syntax {
  const sum = readSum(r);
  return r.current.kind === "finish" ? sum : recover(r, [sum], sum.from);
}

/** Whether a ∂ stands before a sum in which there is no other differential, and no relation. */
function isPlainSum(r: Reader, from: number, to: number): boolean {
  if (r.tokens[from]!.kind !== "partial") return false;
  for (let i = from + 1; i < to; i++) {
    const token = r.tokens[i]!;
    if (isSign(token) || (dividing.has(token.kind) && token.kind !== "sign")) return false;
    if (r.partner[i]! > i) i = r.partner[i]!;
  }
  return true;
}

/** What makes more than one term of a numerator. */
const dividing: ReadonlySet<TokenKind> = new Set(["sign", "relation", "comma", "semicolon", "row"]);

/** Whether no sum, relation or list stands between two tokens. */
function isOneTerm(r: Reader, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const token = r.tokens[i]!;
    if (dividing.has(token.kind) && r.tokens[i - 1]!.kind !== "script") return false;
    if (r.partner[i]! > i) i = r.partner[i]!;
  }
  return true;
}

/** Whether a further differential is among the factors. */
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
  if (of.kind === "sum") {
    const [first, ...terms] = of.terms;
    return {
      ...of,
      terms: [{ ...first!, term: split(r, { ...head, of: first!.term }) }, ...terms],
    };
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
