/**
 * @file Functions known by their names: `\sin x`, `\log_2(x)`, `\text{ReLU}(z)`, `max(0, z)`.
 *
 * Where a bracket follows, it holds the arguments, and what comes after is not the argument's:
 *   \sin(x)^2 = (sin x)²     \sin(x) y = sin(x)·y
 * A bare argument is one factor and the factors that follow it without a sign between, up to the
 * next function, bracket, sum, matrix, derivative or name with arguments:
 *   \sin 2x = sin(2x)        \sin x y = sin(xy)       2\sin x\cos x = 2·sin(x)·cos(x)
 *   \ln x + 1 = ln(x) + 1    \sin x \cdot y = sin(x)·y  \sin x/2 = sin(x)/2
 *   \sin x^2 = sin(x²)       \ln f(x) y = ln(f(x))·y
 * Readings of this kind on which people differ are reported.
 *
 * \sin^2 x is a power of the value; \sin^{-1} of a function that has an inverse is that inverse
 * (arcsin), of any other a reciprocal, and reported. \sigma'(z), \text{ReLU}'(z) are `applied`
 * nodes over a prime, for the derivative of a function is elaborated as one.
 */
import type { Span } from "../../source/index.ts";
import type { CallSyntax, NameSyntax, Syntax } from "../syntax.ts";
import { readArguments } from "./brackets.ts";
import { accentCommands } from "./constructs.ts";
import { startsDerivative, startsDifferential } from "./derivatives.ts";
import { readBare, readFactor } from "./factor.ts";
import { failure, type Reader, report, since, spanning, take, tokenAt, written } from "./reader.ts";
import { readScriptArgument, readSuperscript } from "./scripts.ts";
import { readSigned, startsFactor } from "./sum.ts";
import type { Token, TokenKind } from "./token.ts";

/** Functions whose power −1 is written for their inverse. */
const inverses: Readonly<Record<string, string>> = {
  sin: "arcsin",
  cos: "arccos",
  tan: "arctan",
  cot: "arccot",
  sec: "arcsec",
  csc: "arccsc",
  sinh: "arsinh",
  cosh: "arcosh",
  tanh: "artanh",
  coth: "arcoth",
  sech: "arsech",
  csch: "arcsch",
};

/** What is attached to the name of a function, before its argument. */
interface Decoration {
  readonly subscript?: Syntax;
  readonly power?: Syntax;
  readonly primes: number;
}

/** Reads a function with its scripts and its argument. */
export function readCall(r: Reader): Syntax {
  const token = take(r);
  const head: Span = { from: token.from, to: token.to };
  const decoration = readDecoration(r);
  const name = nameOfFunction(token);
  const misused = exponentOfExp(token, decoration);
  if (misused !== null) {
    const place = since(r, head.from);
    return { kind: "call", ...place, function: "exp", head, arguments: [misused], brackets: null };
  }
  const begins = startsFactor(r, true) || (r.current.kind === "sign" && r.current.text === "-");
  if (decoration.primes > 0) return readPrimed(r, name, decoration);
  if (!begins) {
    // det = 4 of the matrix at hand
    const isBare = decoration.power === undefined && decoration.subscript === undefined;
    if (isBare && (token.text === "det" || token.text === "tr")) return name;
    report(r, "PG1016", head, { function: token.spelling ?? token.text });
    const scripts = [decoration.subscript, decoration.power].filter((one) => one !== undefined);
    return failure(since(r, head.from), [name, ...scripts]);
  }
  const { argument, brackets } = readArgumentOf(r, token);
  const { subscript } = decoration;
  const { operation, power } = powerOf(r, token, decoration.power, head);
  const span = since(r, head.from);
  if (operation === "sqrt" && argument.length === 1 && subscript === undefined) {
    const root: Syntax = { kind: "root", ...span, radicand: argument[0]! };
    return power === undefined ? root : { kind: "power", ...span, base: root, exponent: power };
  }
  return {
    kind: "call",
    ...span,
    function: operation,
    head,
    arguments: argument,
    ...(power && { power }),
    ...(subscript && { subscript }),
    brackets,
  };
}

/** The x of `\exp^{x}`, which many write for e^x; null where the exponent is a number. */
function exponentOfExp(token: Token, { power, subscript, primes }: Decoration): Syntax | null {
  if (token.text !== "exp" || power === undefined || subscript !== undefined) return null;
  return primes > 0 || isPlainNumber(power) ? null : power;
}

/** 2, −1. */
function isPlainNumber(syntax: Syntax): boolean {
  if (syntax.kind !== "sum") return syntax.kind === "number";
  return syntax.terms.length === 1 && syntax.terms[0]!.term.kind === "number";
}

/** The function as a name: `\sin`, or a word in the font it was set in. */
export function nameOfFunction(token: Token): NameSyntax {
  const { from, to, font } = token;
  const text = token.spelling ?? token.text;
  return { kind: "name", from, to, text, ...(font && { font }) };
}

/** Reads indices, powers and primes behind the name, in any order. */
function readDecoration(r: Reader): Decoration {
  let subscript: Syntax | undefined;
  let power: Syntax | undefined;
  let primes = 0;
  while (r.current.kind === "script" || r.current.kind === "prime") {
    const token = take(r);
    if (token.kind === "prime") primes += token.text.length;
    else if (token.text === "_") {
      const next = readScriptArgument(r);
      if (subscript !== undefined) report(r, "PG1012", token, { script: "index" });
      subscript = subscript === undefined ? next : failure(token, [subscript, next]);
    } else {
      const before = power;
      for (const one of readSuperscript(r, null)) {
        if (one.kind === "power") power = one.exponent;
        else if (one.kind === "prime") primes += one.count;
        else {
          const place = { from: token.from, to: r.last };
          if (one.kind !== "mark") report(r, "PG1010", place, { mark: written(r, place) });
          power = failure(place);
        }
      }
      if (before !== undefined) {
        report(r, "PG1012", token, { script: "superscript" });
        power = failure(token, power && power !== before ? [before, power] : [before]);
      }
    }
  }
  return { ...(subscript && { subscript }), ...(power && { power }), primes };
}

/** `\text{ReLU}'(z)`: the prime of a name, applied to its argument if there is one. */
function readPrimed(r: Reader, name: NameSyntax, decoration: Decoration): Syntax {
  const { subscript, power, primes: count } = decoration;
  const span = since(r, name.from);
  const base: Syntax =
    subscript === undefined
      ? name
      : { kind: "subscript", ...span, base: name, indices: [subscript] };
  const prime: Syntax = { kind: "prime", ...span, base, count };
  const opens = r.current.kind === "open" && r.current.text === "(";
  const argument = opens ? readArguments(r).arguments : null;
  const full = since(r, name.from);
  const applied: Syntax =
    argument === null ? prime : { kind: "applied", ...full, head: prime, arguments: argument };
  return power === undefined ? applied : { kind: "power", ...full, base: applied, exponent: power };
}

/** `\sin^{-1}` is arcsin. */
function powerOf(
  r: Reader,
  token: Token,
  power: Syntax | undefined,
  head: Span,
): { operation: string; power?: Syntax } {
  const operation = token.text;
  if (power === undefined) return { operation };
  const term = power.kind === "sum" && power.terms.length === 1 ? power.terms[0]! : undefined;
  const inverts = term?.sign === "-" && term.term.kind === "number" && term.term.text === "1";
  if (!inverts) return { operation, power };
  const inverse = inverses[operation];
  if (inverse !== undefined) return { operation: inverse };
  report(r, "PG1035", head, { function: token.spelling ?? operation });
  return { operation, power };
}

/** The arguments, and the brackets that they stood in. */
interface Argument {
  readonly argument: readonly Syntax[];
  readonly brackets: CallSyntax["brackets"];
}

/** Brackets that hold arguments; others, such as bars, are part of a bare argument. */
const holding: ReadonlySet<string> = new Set(["(", "[", "\\{"]);

/** Reads the argument: a bracket, a signed term, a group in braces, or factors. */
function readArgumentOf(r: Reader, name: Token): Argument {
  if (r.current.kind === "open" && holding.has(r.current.text)) {
    const found = readArguments(r);
    return { argument: found.arguments, brackets: found.delimiter as CallSyntax["brackets"] };
  }
  if (r.current.kind === "sign") {
    const sign = take(r);
    const term = r.current.kind === "sign" ? readSigned(r) : readBareArgument(r, name);
    const terms = [{ sign: sign.text as "+" | "-" | "\\pm", term }];
    const argument: Syntax = { kind: "sum", ...since(r, sign.from), terms };
    return { argument: [argument], brackets: null };
  }
  const braced = r.current.kind === "lbrace";
  const argument = readBareArgument(r, name);
  if (braced && argument.kind === "group" && argument.delimiter === "(") {
    const { body } = argument;
    return { argument: body.kind === "list" ? body.items : [body], brackets: "(" };
  }
  return { argument: [argument], brackets: null };
}

/** The factors of a bare argument; one in braces is that group alone. */
function readBareArgument(r: Reader, name: Token): Syntax {
  const braced = r.current.kind === "lbrace";
  const { from } = r.current;
  // the x of \sin{x}(y + 1) is no function
  const first = braced && opensBehind(r) ? readBare(r) : readFactor(r);
  const factors = [first];
  if (!braced && !ending.has(first.kind)) {
    while (continues(r)) factors.push(readFactor(r));
  }
  const argument = productOf(factors, spanning(r, from, first));
  if (!braced) reportDoubt(r, name, factors, argument);
  return argument;
}

/** Whether a bracket opens directly behind the braces at hand. */
function opensBehind(r: Reader): boolean {
  let depth = 0;
  for (let k = r.index; k < r.tokens.length; k++) {
    const { kind } = r.tokens[k]!;
    if (kind === "lbrace") depth++;
    else if (kind === "rbrace" && --depth === 0) return r.tokens[k + 1]?.kind === "open";
  }
  return false;
}

/** One factor is itself; several stand side by side. */
function productOf(factors: readonly Syntax[], span: Span): Syntax {
  if (factors.length === 1) return factors[0]!;
  const joints = factors.slice(1).map(() => "juxtapose" as const);
  return { kind: "product", ...span, factors, joints };
}

/** A bare argument that begins with one of these is that alone. */
const ending: ReadonlySet<Syntax["kind"]> = new Set<Syntax["kind"]>([
  "call",
  "applied",
  "big",
  "group",
  "matrix",
  "cases",
  "derivative",
  "gradient",
  "indicator",
  "error",
]);

/** Tokens by which a bare argument can go on. */
const carrying: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "number",
  "letter",
  "word",
  "index",
  "construct",
  "lbrace",
]);

/** Whether the factor at hand still belongs to a bare argument. */
function continues(r: Reader): boolean {
  if (!carrying.has(r.current.kind) || startsDifferential(r) || startsDerivative(r)) return false;
  return !startsApplication(r);
}

/** Whether a name with a bracket behind it stands here, judged by its tokens. */
function startsApplication(r: Reader): boolean {
  const { kind, text } = r.current;
  if (kind === "number" || kind === "lbrace") return false;
  if (kind === "construct" && !accentCommands.has(text)) return false;
  let index = r.index + 1;
  if (kind === "construct") index = pastToken(r, index);
  for (;;) {
    const token = tokenAt(r, index);
    if (token.kind === "prime") index++;
    else if (token.kind === "script") {
      const label =
        tokenAt(r, index + 1).kind === "lbrace" && tokenAt(r, index + 2).kind === "open";
      if (token.text === "^" && !label) return false;
      index = pastToken(r, index + 1);
    } else return token.kind === "open" && token.text === "(";
  }
}

/** The place behind a token, or behind the group that it opens. */
export function pastToken(r: Reader, index: number): number {
  const close = r.partner[index] ?? -1;
  return tokenAt(r, index).kind === "lbrace" && close > index ? close + 1 : index + 1;
}

/** Numbers and π beside the one quantity that a function is taken of leave no doubt. */
function isConstant(factor: Syntax): boolean {
  return factor.kind === "number" || (factor.kind === "name" && factor.text === "\\pi");
}

/** Reports a bare argument that another reader may end elsewhere: at a power, a product. */
function reportDoubt(r: Reader, token: Token, factors: readonly Syntax[], argument: Syntax): void {
  const name = token.spelling ?? token.text;
  const power = factors.find((factor) => factor.kind === "power");
  const euler = power?.kind === "power" && power.base.kind === "name" && power.base.text === "e";
  if (power !== undefined && !euler) report(r, "PG1020", argument, { function: name });
  if (factors.filter((factor) => !isConstant(factor)).length > 1) {
    report(r, "PG1021", argument, { function: name, argument: written(r, argument) });
  }
}
