/**
 * @file The field operations on exact values, and roots.
 *
 * A result is *settled*: written over one denominator Π c^k (each c a sum, such as 1 + e), with
 * the numerator multiplied out and every common factor cancelled, so that e/(1+e) + 1/(1+e) is
 * 1 and σ′(1) = e/(1+e)² is one term. Denominators stay factored, as a person leaves them; they
 * are refined into coprime factors (Bach, Driscoll & Shallit, "Factor refinement", 1993). A
 * denominator made of radicals only is rationalised instead.
 *
 * Zero is thus recognised by shape whenever it follows from the laws of algebra alone; values
 * that agree for a deeper reason (Richardson, "How to recognize zero", 1997) keep two shapes,
 * and `sign` then answers undefined rather than wrongly.
 */

import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { sign } from "./enclosure.ts";
import { inverseTerm, plus, primitive, raise, rootExactly, scale, times } from "./polynomial.ts";
import { denestSquareRoot, inverseRadical, radicalTerm } from "./radical.ts";
import { hasDenominator, hasSums, settleDenominator, withoutSquaredCosines } from "./settle.ts";
import {
  affordable,
  type Base,
  basesOf,
  callArgument,
  callBase,
  type Exact,
  eBase,
  exponentIn,
  fromInteger,
  fromPower,
  fromRational,
  fromTerm,
  fromTerms,
  isRadical,
  isZero,
  type Maybe,
  mergePowers,
  one,
  type Power,
  rationalOf,
  type SumBase,
  sumBase,
  type Term,
  term,
  tidyTerm,
  zero,
} from "./term.ts";

/** x + y. */
export function add(x: Maybe, y: Maybe): Maybe {
  if (x === undefined || y === undefined) return undefined;
  const [p, q] = [rationalOf(x), rationalOf(y)];
  if (p !== undefined && q !== undefined) return within(Q.add(p, q));
  if (isZero(x)) return y;
  return isZero(y) ? x : settle(plus(x, y));
}

/** −x; like all operations here, undefined for undefined. */
export function negate(x: Maybe): Maybe {
  if (x === undefined) return undefined;
  const q = rationalOf(x);
  return q === undefined ? scale(x, Q.minusOne) : fromRational(Q.negate(q));
}

/** x − y. */
export function subtract(x: Maybe, y: Maybe): Maybe {
  return add(x, negate(y));
}

/** x·y. */
export function multiply(x: Maybe, y: Maybe): Maybe {
  if (x === undefined || y === undefined) return undefined;
  const [p, q] = [rationalOf(x), rationalOf(y)];
  if (p !== undefined) return q === undefined ? scaled(y, p) : within(Q.multiply(p, q));
  return q === undefined ? settle(times(x, y)) : scaled(x, q);
}

/** q·x; here q may be 0. */
function scaled(x: Exact, q: Rational): Maybe {
  return q.n === 0n ? zero : scale(x, q);
}

/** A rational result, unless its size is over the budget. */
function within(q: Rational): Maybe {
  return affordable(q) ? fromRational(q) : undefined;
}

/** x/y; undefined when y is zero or cannot be shown not to be. */
export function divide(x: Maybe, y: Maybe): Maybe {
  return multiply(x, inverse(y));
}

/** Brings any sum of terms into its settled form (exact/settle.ts). */
function settle(x: Maybe): Maybe {
  if (x === undefined) return undefined;
  if (x.depth > 1 && x.terms.some(hasSplitExponent)) return mergeExponents(x);
  if (!hasSums(x)) return withoutSquaredCosines(x);
  const merged = mergeRoots(x);
  return merged === x ? settleDenominator(x) : merged;
}

/** √A·√B = √(AB) for sums of radicals A, B, so that √(2−√2)·√(2+√2) is √2. */
function mergeRoots(x: Exact): Maybe {
  const mergeable = (t: Term): readonly [Power, Power] | undefined => {
    const roots = t.powers.filter((p) => p.base.kind === "sum" && isRadical(p.base.sum));
    for (const [i, a] of roots.entries()) {
      const b = roots.slice(i + 1).find((r) => sameFraction(r.exponent, a.exponent));
      if (b !== undefined) return [a, b];
    }
    return undefined;
  };
  if (!x.terms.some((t) => t.powers.length > 1 && mergeable(t))) return x;
  let sum: Maybe = zero;
  for (const t of x.terms) {
    const pair = mergeable(t);
    let value: Maybe = fromTerm(t);
    if (pair !== undefined) {
      const [a, b] = pair as readonly [Power & { base: SumBase }, Power & { base: SumBase }];
      // Whole powers stay with their bases; only A^f·B^f = (AB)^f.
      const f = Q.subtract(a.exponent, Q.fromInteger(Q.floor(a.exponent)));
      const strip = [a, b].map((p) => ({ base: p.base, exponent: Q.negate(f) }));
      const rest = fromTerm(term(t.coefficient, mergePowers(t.powers, strip)));
      value = multiply(settle(rest), rationalPower(times(a.base.sum, b.base.sum), f));
    }
    sum = add(sum, value);
  }
  return sum;
}

/** Is there e^{1/(1+e)} beside another power of e, in the same product? */
function hasSplitExponent(t: Term): boolean {
  const whole = (b: Base) =>
    b.kind === "call" && b.function === "exp" && hasDenominator(b.argument);
  return t.powers.some((p) => whole(p.base)) && t.powers.filter(isExponential).length > 1;
}

/** Is this a power of e, in either form? */
function isExponential({ base }: Power): boolean {
  return base.kind === "e" || (base.kind === "call" && base.function === "exp");
}

/** e^a·e^b = e^{a+b} where an exponent has a denominator, so that it is not split over terms. */
function mergeExponents(x: Exact): Maybe {
  let sum: Maybe = zero;
  for (const t of x.terms) {
    let value: Maybe = fromTerm(t);
    if (hasSplitExponent(t)) {
      let exponent: Maybe = zero;
      for (const { base, exponent: c } of t.powers.filter(isExponential)) {
        const argument = base.kind === "call" ? base.argument : one;
        exponent = add(exponent, scale(argument, c));
      }
      const rest = t.powers.filter((p) => !isExponential(p));
      value = times(fromTerm(term(t.coefficient, rest)), exp(exponent));
    }
    sum = add(sum, settle(value));
  }
  return sum;
}

/** Do a and b have the same fractional part, which is not 0? */
function sameFraction(a: Rational, b: Rational): boolean {
  return a.d !== 1n && Q.isInteger(Q.subtract(a, b));
}

/** 1/x; undefined when x is zero or cannot be shown not to be. */
export function inverse(x: Maybe): Maybe {
  if (x === undefined || isZero(x)) return undefined;
  const q = rationalOf(x);
  if (q !== undefined) return fromRational(Q.inverse(q)!);
  if (x.terms.length === 1) {
    if (!sign(x)) return undefined;
    const t = inverseTerm(x.terms[0]!);
    return t && settle(fromTerm(t));
  }
  if (isRadical(x)) {
    const direct = inverseRadical(x);
    if (direct !== undefined) return direct;
  }
  const f = factorSum(x);
  const outer = f && inverseTerm(f.outer);
  const radical = f && (isRational(f.radical) ? inverse(f.radical) : inverseRadical(f.radical));
  if (f === undefined || outer === undefined || radical === undefined) return undefined;
  const power = fromPower(f.base, Q.fromInteger(-f.exponent));
  return settle(times(times(fromTerm(outer), radical), power));
}

/** Is x a rational number by its shape? */
function isRational(x: Exact): boolean {
  return rationalOf(x) !== undefined;
}

/** x = outer·radical·baseᵏ with a canonical positive base, k ≥ 1. */
interface Factored {
  readonly outer: Term;
  /** A sum of radicals (usually 1). */
  readonly radical: Exact;
  readonly base: SumBase;
  readonly exponent: bigint;
}

/**
 * Factors a sum for use as a denominator: content and monomial in front, the leading coefficient
 * made rational (so that division by the base works), the sign positive, whole powers found.
 */
function factorSum(x: Exact): Factored | undefined {
  const parts = primitive(x);
  if (parts === undefined) return undefined;
  let { content, rest } = parts;
  let radical: Exact = one;
  // 1/(1 + √2e) = √2/(√2 + 2e).
  const lead = leadingCoefficient(rest);
  if (lead !== undefined && !isRational(lead) && !isRadical(rest)) {
    const normal = times(rest, inverseRadical(lead));
    const again = normal && primitive(normal);
    if (again !== undefined) {
      rest = again.rest;
      content = Q.multiply(content, again.content);
      radical = lead;
    }
  }
  // The sign by enclosure: a sum that cannot be told from 0 is no denominator.
  const s = sign(rest);
  if (s !== 1 && s !== -1) return undefined;
  const positive = scale(rest, Q.fromInteger(s));
  const outer = term(Q.multiply(content, Q.fromInteger(s)), parts.monomial);
  const { root, exponent } = wholeRoot(positive!);
  const base = sumBase(root);
  return base && { outer, radical, base, exponent };
}

/** The sum of radicals that multiplies the leading monomial of x in π, e, calls and sums. */
function leadingCoefficient(x: Exact): Maybe {
  const split = (t: Term) => {
    const at = t.powers.findIndex((p) => p.base.kind === "prime");
    const cut = at < 0 ? t.powers.length : at;
    return [term(Q.one, t.powers.slice(0, cut)).key, t.powers.slice(cut)] as const;
  };
  const [key] = split(x.terms[0]!);
  return fromTerms(
    x.terms.flatMap((t) => {
      const [monomial, powers] = split(t);
      return monomial === key ? [term(t.coefficient, powers)] : [];
    }),
  );
}

/** x = rootᵏ with the largest k found (of primes up to 7); x > 0 and root > 0. */
export function wholeRoot(x: Exact): { readonly root: Exact; readonly exponent: bigint } {
  let root = x;
  let exponent = 1n;
  for (const k of [2n, 3n, 5n, 7n]) {
    for (;;) {
      const next = root.terms.length > 1 ? rootExactly(root, k) : undefined;
      const s = next && sign(next);
      if (next === undefined || !s) break;
      root = s < 0 ? scale(next, Q.minusOne)! : next;
      exponent *= k;
    }
  }
  return { root, exponent };
}

/** x^k for an integer k; undefined for 0⁰, 0 to a negative power, and over the budget. */
export function powerInteger(x: Maybe, k: bigint | number): Maybe {
  const e = BigInt(k);
  if (x === undefined) return undefined;
  if (isZero(x)) return e > 0n ? zero : undefined;
  if (e === 0n) return sign(x) ? one : undefined;
  if (e < 0n) return powerInteger(inverse(x), -e);
  if (x.terms.length > 1) return settle(raise(x, e));
  const t = x.terms[0]!;
  const q = Q.power(t.coefficient, e);
  const factor = Q.fromInteger(e);
  const powers = t.powers.map((p) => ({
    base: p.base,
    exponent: Q.multiply(p.exponent, factor),
  }));
  const tidy = q && tidyTerm(q, powers);
  return tidy && settle(fromTerm(tidy));
}

/**
 * x^r for rational r, real: for negative x an odd denominator gives the real root,
 * (−8)^{1/3} = −2, an even one is undefined.
 */
export function rationalPower(x: Maybe, r: Rational): Maybe {
  if (x === undefined) return undefined;
  if (r.d === 1n) return powerInteger(x, r.n);
  const s = sign(x);
  if (s === undefined) return undefined;
  if (s === 0) return r.n > 0n ? zero : undefined;
  // Odd roots of negative numbers are real here: (−a)^{p/q} = (−1)ᵖ·a^{p/q}.
  if (s < 0) {
    if (r.d % 2n === 0n) return undefined;
    const root = rationalPower(negate(x), r);
    return r.n % 2n === 0n ? root : negate(root);
  }
  const parts = primitive(x);
  if (parts === undefined) return undefined;
  const content = radicalTerm(parts.content, r);
  let result: Maybe = content && fromTerm(content);
  // x > 0, so xʳ is the product of the absolute values of its factors, each to the power r.
  for (const p of parts.monomial) {
    result = times(result, absolutePower(p.base, Q.multiply(p.exponent, r)));
  }
  const rest = absolute(parts.rest);
  if (rest === undefined || result === undefined) return undefined;
  if (rest.terms.length === 1) {
    const t = radicalTerm(Q.absolute(rest.terms[0]!.coefficient), r);
    return settle(times(result, t && fromTerm(t)));
  }
  // √(3 + 2√2) = 1 + √2.
  const denested = r.d === 2n && isRadical(rest) ? denestSquareRoot(rest) : undefined;
  if (denested !== undefined) return multiply(settle(result), powerInteger(denested, r.n));
  const { root, exponent } = wholeRoot(rest);
  const base = sumBase(root);
  const e = Q.multiply(r, Q.fromInteger(exponent));
  return base && settle(times(result, fromPower(base, e)));
}

/** |b|ᵉ: every base but a call is positive. */
function absolutePower(base: Base, e: Rational): Maybe {
  if (base.kind === "prime") {
    const t = tidyTerm(Q.one, [{ base, exponent: e }]);
    return t && fromTerm(t);
  }
  if (base.kind !== "call") return fromPower(base, e);
  const value = fromPower(base);
  const s = value && sign(value);
  if (value === undefined || !s) return undefined;
  if (s > 0) return fromPower(base, e);
  if (e.d === 1n) {
    // b < 0: |b|ᵏ = (−1)ᵏbᵏ, and for a root the base −b.
    const power = fromPower(base, e);
    return e.n % 2n === 0n ? power : negate(power);
  }
  const opposite = sumBase(scale(value, Q.minusOne)!);
  return opposite && fromPower(opposite, e);
}

/** √x for x ≥ 0. */
export function sqrt(x: Maybe): Maybe {
  return rationalPower(x, Q.half);
}

/** |x|; undefined when the sign cannot be decided. */
export function absolute(x: Maybe): Maybe {
  const s = x && sign(x);
  if (s === undefined) return undefined;
  return s < 0 ? negate(x) : x;
}

/** eˣ. */
export function exp(x: Maybe): Maybe {
  if (x === undefined) return undefined;
  if (isZero(x)) return one;
  if (hasDenominator(x)) return expOfFraction(x);
  let result: Maybe = one;
  for (const t of x.terms) {
    const argument = callArgument(t, "ln");
    let factor: Maybe;
    if (t.powers.length === 0) factor = fromPower(eBase, t.coefficient);
    else if (argument !== undefined) factor = rationalPower(argument, t.coefficient);
    else {
      const monic = fromTerm(term(Q.one, t.powers));
      const base = monic && callBase("exp", monic);
      factor = base && fromPower(base, t.coefficient);
    }
    result = multiply(result, factor);
  }
  return result;
}

/**
 * A value over a denominator is one exponent, exp(c·g) = exp(g)ᶜ with g primitive; but whole
 * logarithms come out of it first: exp(c·ln a + g) = aᶜ·exp(g).
 */
function expOfFraction(x: Exact): Maybe {
  let rest: Maybe = x;
  let factor: Maybe = one;
  for (const base of basesOf(x)) {
    if (base.kind !== "call" || base.function !== "ln") continue;
    const strip = [{ base, exponent: Q.minusOne }];
    const own = x.terms.filter((t) => Q.equal(exponentIn(t, base.key), Q.one));
    const sum = fromTerms(own.map((t) => term(t.coefficient, mergePowers(t.powers, strip))));
    const settled = settle(sum);
    const c = settled && rationalOf(settled);
    if (c === undefined || c.n === 0n) continue;
    factor = multiply(factor, rationalPower(base.argument, c));
    rest = subtract(rest, fromTerms([term(c, [{ base, exponent: Q.one }])]));
  }
  if (rest !== x) return multiply(factor, exp(rest));
  const content = primitive(x)?.content;
  if (content === undefined) return undefined;
  const c = x.terms[0]!.coefficient.n < 0n ? Q.negate(content) : content;
  const base = callBase("exp", scale(x, Q.inverse(c)!)!);
  return base && fromPower(base, c);
}

/** Is x = y? Undefined when neither equality follows from algebra nor any digit differs. */
export function equal(x: Exact, y: Exact): boolean | undefined {
  const s = compare(x, y);
  return s === undefined ? undefined : s === 0;
}

/** The sign of x − y. */
export function compare(x: Exact, y: Exact): -1 | 0 | 1 | undefined {
  const [p, q] = [rationalOf(x), rationalOf(y)];
  if (p !== undefined && q !== undefined) return Q.compare(p, q);
  const difference = subtract(x, y);
  return difference && sign(difference);
}

/** ½ and 2 as exact values. */
export const half: Exact = fromRational(Q.half);
export const two: Exact = fromInteger(2);
