/**
 * @file Limits and integrals: `\lim_{h \to 0} \frac{f(x+h) - f(x)}{h}`, `\int_a^b f(x) \, dx`.
 *
 * The body of a limit is the product that follows, as that of a sum is. But a letter that runs
 * has no meaning outside of its limit: `\lim_{h \to 0} 2x + h` goes on as far as h stands. The
 * place may have a side, `a^+` or `0^-`.
 *
 * The body of an integral is what stands before its differential, whatever signs are in it; it
 * may be that of another integral, whose differential comes first. It may stand above the line of
 * a fraction, `\int \frac{dx}{x}`; one without any is not read.
 */
import type { LimitSyntax, SumSyntax, Syntax, SyntaxOf } from "../syntax.ts";
import { readAll } from "./chain.ts";
import { childrenOf } from "./children.ts";
import { isSign, startsName } from "./derivatives.ts";
import { readFactor } from "./factor.ts";
import { changeName, nameKey } from "./key.ts";
import {
  failure,
  missing,
  moveTo,
  type Reader,
  report,
  since,
  take,
  tokenAt,
  within,
  written,
} from "./reader.ts";
import { readBound, readScriptArgument, readSuperscript } from "./scripts.ts";
import { readProduct, readSum, startsFactor, startsTerm } from "./sum.ts";

/** Reads `\lim` with what stands below it, and its body; at the sign. */
export function readLimit(r: Reader): Syntax {
  const sign = take(r);
  const below = r.current.kind === "script" && r.current.text === "_" ? readPlace(r) : undefined;
  return limitOver(r, below, sign.from);
}

/** What a limit stands over: a letter, and where it goes. */
export type Place = Pick<LimitSyntax, "variable" | "target" | "side">;

/** The limit whose place has been read, with the body that follows. */
export function limitOver(r: Reader, place: Place | undefined, from: number): Syntax {
  if (!startsTerm(r, true) || (r.current.kind === "sign" && r.current.text !== "-")) {
    return failure(since(r, from), [missing(r, "a term")]);
  }
  const body = readBody(r);
  if (place === undefined) {
    missing(r, "where the limit is taken");
    return failure(since(r, from), [body]);
  }
  return { kind: "limit", ...since(r, from), ...place, body };
}

/** A product, with a minus before it that is its own. */
function readBody(r: Reader): Syntax {
  if (r.current.kind !== "sign") return readProduct(r);
  const sign = take(r);
  const term = startsFactor(r) ? readProduct(r) : missing(r, "a term");
  return { kind: "sum", ...since(r, sign.from), terms: [{ sign: "-", term }] };
}

/** `_{h \to 0}`, `_{x \to a^+}`; undefined for anything else. */
function readPlace(r: Reader): Place | undefined {
  take(r);
  const close = r.partner[r.index] ?? -1;
  if (r.current.kind !== "lbrace" || close < 0 || close >= r.stop) {
    readScriptArgument(r);
    return undefined;
  }
  take(r);
  const start = r.index;
  const end = sidedEnd(r, close);
  const found = within(r, end, readAll);
  const arrow = r.tokens.slice(start, end).findLast(({ text }) => text === "\\to");
  const slope = arrow === undefined ? undefined : slopes[written(r, arrow)];
  const side = end === close ? (slope ?? null) : sideAt(r, close);
  moveTo(r, close + 1);
  return placeIn(found, side);
}

/** From where a letter comes: h \downarrow 0 from above. */
const slopes: Readonly<Record<string, LimitSyntax["side"]>> = {
  "\\downarrow": "+",
  "\\uparrow": "-",
};

/** The letter and the place of `h \to 0`. */
export function placeIn(found: Syntax, side: LimitSyntax["side"]): Place | undefined {
  if (found.kind !== "relation" || found.signs.length !== 1 || found.signs[0] !== "\\to") {
    return undefined;
  }
  const [letter, target] = found.parts;
  const variable = changeIn(letter!) ?? letter!;
  return nameKey(variable) === undefined ? undefined : { variable, target: target!, side };
}

/** Δx as one name, of which nothing else is the limit. */
function changeIn(syntax: Syntax): Syntax | undefined {
  if (syntax.kind !== "product" || syntax.factors.length !== 2) return undefined;
  const [sign, of] = syntax.factors.map(nameKey);
  const { from, to } = syntax;
  return sign === "\\Delta" && of !== undefined ? changeName(of, from, to) : undefined;
}

/** Where the place ends before `^+`, `^-`, `^{+}`, `^{-}`. */
function sidedEnd(r: Reader, close: number): number {
  const isSide = (index: number): boolean => {
    return tokenAt(r, index).kind === "sign" && /^[+-]$/.test(tokenAt(r, index).text);
  };
  const isRaised = (index: number): boolean => {
    return tokenAt(r, index).kind === "script" && tokenAt(r, index).text === "^";
  };
  if (isSide(close - 1) && isRaised(close - 2)) return close - 2;
  const braced = tokenAt(r, close - 1).kind === "rbrace" && isSide(close - 2);
  return braced && tokenAt(r, close - 3).kind === "lbrace" && isRaised(close - 4)
    ? close - 4
    : close;
}

/** The sign that ends the place. */
function sideAt(r: Reader, close: number): "+" | "-" {
  const last = tokenAt(r, close - 1);
  return (last.kind === "sign" ? last.text : tokenAt(r, close - 2).text) as "+" | "-";
}

/** How far on in a sum a letter is looked for. */
const reach = 50;

/** The terms of a sum with those that use the letter of a limit before them put into it. */
export function gathered(terms: readonly SumSyntax["terms"][number][]): SumSyntax["terms"] {
  const found: SumSyntax["terms"][number][] = [];
  for (let k = 0; k < terms.length; k++) {
    const { sign, term } = terms[k]!;
    const open = openLimit(term);
    let last = k;
    const end = open === null ? k : Math.min(terms.length, k + reach);
    for (let j = k + 1; j < end; j++) {
      if (usesLetter(terms[j]!.term, nameKey(open!.variable)!)) last = j;
    }
    found.push({
      sign,
      term: last === k ? term : taken(term, open!, terms.slice(k + 1, last + 1)),
    });
    k = last;
  }
  return found;
}

/** The limit with which a term ends. */
function openLimit(term: Syntax): LimitSyntax | null {
  if (term.kind === "limit") return term;
  const last = term.kind === "product" ? term.factors.at(-1) : undefined;
  return last?.kind === "limit" ? last : null;
}

/** The term with further terms in the body of its limit. */
function taken(term: Syntax, limit: LimitSyntax, more: SumSyntax["terms"]): Syntax {
  const { to } = more.at(-1)!.term;
  const own: SumSyntax["terms"] =
    limit.body.kind === "sum" ? limit.body.terms : [{ sign: "+", term: limit.body }];
  const body: Syntax = { kind: "sum", from: limit.body.from, to, terms: [...own, ...more] };
  const whole: Syntax = { ...limit, to, body };
  if (term.kind !== "product") return whole;
  return { ...term, to, factors: [...term.factors.slice(0, -1), whole] };
}

/** Whether a letter stands in a formula where no other limit makes it run. */
function usesLetter(syntax: Syntax, key: string): boolean {
  if (nameKey(syntax) === key || nameKey(changeIn(syntax) ?? syntax) === key) return true;
  if (syntax.kind === "limit" && nameKey(syntax.variable) === key) return false;
  return childrenOf(syntax).some((part) => usesLetter(part, key));
}

/** Reads `\int` with its bounds, its body and its differential; at the sign. */
export function readIntegral(r: Reader): Syntax {
  const sign = take(r);
  let lower: Syntax | undefined;
  let upper: Syntax | undefined;
  while (r.current.kind === "script") {
    if (take(r).text === "_") lower = readBound(r);
    else {
      const [only] = readSuperscript(r, null);
      upper = only?.kind === "power" ? only.exponent : failure(since(r, sign.from));
    }
  }
  const at = differentialAfter(r);
  const bounds = { ...(lower && { lower }), ...(upper && { upper }) };
  if (at < 0) {
    const open = r.index;
    const product = startsTerm(r) ? readProduct(r) : undefined;
    // \int {x \sin x dx}
    const isBraced = tokenAt(r, open).kind === "lbrace" && r.partner[open] === r.index - 1;
    const inside = isBraced ? product && withoutDifferential(product) : null;
    const found = inside ?? (product && overFraction(product));
    if (found != null) {
      return withPlace({ kind: "integral", ...since(r, sign.from), ...bounds, ...found });
    }
    report(r, "PG1008", sign, { command: sign.spelling ?? "\\int" });
    return failure(since(r, sign.from), product === undefined ? [] : [product]);
  }
  const one: Syntax = { kind: "number", text: "1", from: r.last, to: r.last };
  const joined = tokenAt(r, at - 1).kind === "joint" ? at - 1 : at;
  const body = r.index >= joined ? one : within(r, joined, readSum);
  moveTo(r, at);
  take(r);
  const { applies } = r;
  r.applies = false;
  const variable = readFactor(r);
  r.applies = applies;
  // \int_0^1 dx f(x): the integrand may follow
  const follows = body === one && startsFactor(r);
  const whole = follows ? readProduct(r) : body;
  return withPlace({ kind: "integral", ...since(r, sign.from), ...bounds, body: whole, variable });
}

/** \int_{x=0}^{x=1} f \, dx goes from 0 to 1. */
function withPlace(integral: SyntaxOf<"integral">): Syntax {
  const { lower, upper, variable } = integral;
  const place = (bound: Syntax): Syntax => {
    if (bound.kind !== "relation" || bound.signs.length > 1 || bound.signs[0] !== "=") return bound;
    const key = nameKey(bound.parts[0]!);
    return key !== undefined && key === nameKey(variable) ? bound.parts[1]! : bound;
  };
  return {
    ...integral,
    ...(lower && { lower: place(lower) }),
    ...(upper && { upper: place(upper) }),
  };
}

/** What an integral may be over besides a letter: \tan x, (x^2 + 1). */
const formulas: ReadonlySet<string> = new Set(["call", "group"]);

/** `\frac{x \, dx}{x^2 + 1}` or `(x \, dx)` without its differential; null where there is none. */
function overFraction(body: Syntax): { body: Syntax; variable: Syntax } | null {
  if (body.kind === "product") {
    for (const [k, factor] of body.factors.entries()) {
      const found = overFraction(factor);
      if (found === null) continue;
      const factors = body.factors.map((one, at) => (at === k ? found.body : one));
      return { ...found, body: { ...body, factors } };
    }
    return null;
  }
  // \int (x e^x dx)
  if (body.kind === "group") {
    const found = withoutDifferential(body.body);
    return found && { variable: found.variable, body: { ...body, body: found.body } };
  }
  if (body.kind !== "fraction") return null;
  const found = withoutDifferential(body.numerator);
  return found && { variable: found.variable, body: { ...body, numerator: found.body } };
}

/** `x \, dx` without its differential, and that; null where it does not end in one. */
function withoutDifferential(whole: Syntax): { body: Syntax; variable: Syntax } | null {
  if (whole.kind === "sum") {
    // (x^2 + 2x dx), where all of it is meant; x^2 + dx says nothing
    const { term, sign } = whole.terms.at(-1)!;
    const found = term.kind === "product" ? withoutDifferential(term) : null;
    if (found === null || found.body.to === found.body.from) return null;
    const terms = [...whole.terms.slice(0, -1), { sign, term: found.body }];
    return { ...found, body: { ...whole, terms } };
  }
  const written = whole.kind === "product" ? whole.factors : [whole];
  const factors = [...written.slice(0, -1), ...withoutArgument(written.at(-1)!)];
  const last = factors.at(-1)!;
  const isWhole = last.kind === "differential" && last.sign === "d";
  const isApart = factors.length > 1 && nameKey(factors.at(-2)!) === "d";
  // \frac{d(\tan x)}{…}: of what stands in brackets behind a d
  const isApplied = last.kind === "applied" && nameKey(last.head) === "d";
  const variable = isWhole ? last.of : isApplied ? last.arguments[0]! : last;
  const isOver = nameKey(variable) !== undefined || isApplied || formulas.has(variable.kind);
  if ((!isWhole && !isApart && !isApplied) || !isOver) return null;
  const kept = factors.slice(0, isWhole || isApplied ? -1 : -2);
  const { from, to } = whole;
  const joints = whole.kind === "product" ? whole.joints.slice(0, kept.length - 1) : [];
  const above: Syntax =
    kept.length === 0
      ? { kind: "number", text: "1", from, to: from }
      : kept.length === 1
        ? kept[0]!
        : { kind: "product", factors: kept, joints, from, to };
  return { body: above, variable };
}

/** \sec x \, dx, read as the secant of x \, d \, x, as three factors; any other as it is. */
function withoutArgument(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind !== "call" || syntax.brackets !== null) return [syntax];
  const [argument, ...more] = syntax.arguments;
  if (argument?.kind !== "product" || more.length > 0) return [syntax];
  const { factors, joints } = argument;
  if (nameKey(factors.at(-2)!) !== "d" || factors.length < 3) return [syntax];
  const [own, between] = [factors.slice(0, -2), joints.slice(0, factors.length - 3)];
  const to = own.at(-1)!.to;
  const kept: Syntax =
    own.length === 1 ? own[0]! : { ...argument, to, factors: own, joints: between };
  return [{ ...syntax, to, arguments: [kept] }, ...factors.slice(-2)];
}

/** Where the differential of the integral at hand stands; −1 when none does. */
function differentialAfter(r: Reader): number {
  let open = 1;
  for (let index = r.index; index < r.stop; index++) {
    const token = tokenAt(r, index);
    if (token.kind === "relation" || token.kind === "row" || token.kind === "close") return -1;
    if (token.kind === "big" && token.text === "integral") open++;
    const close = r.partner[index] ?? -1;
    if (close > index) {
      index = close;
      continue;
    }
    const isOne = isSign(token) && token.kind === "letter" && startsName(tokenAt(r, index + 1));
    if (isOne && --open === 0) return index;
    if (isOne) index++;
  }
  return -1;
}
