/**
 * @file Before an exact value is shown: what the canonical form split is put together again.
 *
 * ln π − ln 2 becomes ln(π/2), 2 ln 2 becomes ln 4 (but 6 ln 2 stays), π/2 − arcsin x becomes
 * arccos x. The result is an exact value of the same worth whose calls are no longer canonical:
 * it is for printing and must not be calculated with. What a textbook would combine is a matter
 * of taste; the limits are written here as numbers.
 */

import { gcd, lcm } from "../integer.ts";
import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { divide, multiply, negate, powerInteger } from "./field.ts";
import {
  callBase,
  type Exact,
  fromTerms,
  type Maybe,
  mergePowers,
  one,
  type Power,
  rationalOf,
  type Term,
  term,
} from "./term.ts";

/** The largest integer that a lone multiple of a logarithm is pulled into: ln 8, ln 9. */
const LONE = 10n;

/** The largest numerator or denominator of a combined logarithm's rational argument. */
const COMBINED = 1_000_000n;

/** The same number with logarithms and arc cosines put together. */
export function recombine(x: Exact): Exact {
  const terms = x.terms.length === 1 ? [loneLogarithm(x.terms[0]!)] : logarithms(x.terms);
  return fromTerms(arccosines(terms)) ?? x;
}

/** 2 ln 2 → ln 4. */
function loneLogarithm(t: Term): Term {
  const [p] = t.powers;
  const argument = p && t.powers.length === 1 ? logarithmArgument(p) : undefined;
  const a = argument && rationalOf(argument);
  const k = t.coefficient.n < 0n ? -t.coefficient.n : t.coefficient.n;
  if (a === undefined || t.coefficient.d !== 1n || k < 2n || k > 4n) return t;
  const whole = powerInteger(argument, k);
  if (whole === undefined || a.d !== 1n || a.n ** k > LONE) return t;
  return logarithmTerm(Q.fromInteger(Q.sign(t.coefficient)), [], whole) ?? t;
}

/** The argument of a first power of ln. */
function logarithmArgument(p: Power): Maybe {
  if (p.base.kind !== "call" || p.base.function !== "ln") return undefined;
  return Q.equal(p.exponent, Q.one) ? p.base.argument : undefined;
}

/** c·Π others·ln(argument), whatever the argument is. */
function logarithmTerm(c: Rational, others: readonly Power[], argument: Exact): Term | undefined {
  const base = callBase("ln", argument);
  return base && term(c, mergePowers(others, [{ base, exponent: Q.one }]));
}

/** A term c·others·ln(argument), c and the whole being `term`. */
interface LogarithmPart {
  readonly term: Term;
  readonly others: readonly Power[];
  readonly argument: Exact;
}

/** The one logarithm in t taken apart from its other factors; undefined with none or two. */
function asLogarithm(t: Term): LogarithmPart | undefined {
  const at = t.powers.filter((p) => p.base.kind === "call" && p.base.function === "ln");
  const argument = at.length === 1 ? logarithmArgument(at[0]!) : undefined;
  if (argument === undefined) return undefined;
  return { term: t, others: t.powers.filter((p) => p !== at[0]), argument };
}

/** Joins the logarithms that share their other factors; the other terms pass through. */
function logarithms(terms: readonly Term[]): readonly Term[] {
  const groups = new Map<string, LogarithmPart[]>();
  const result: Term[] = [];
  for (const t of terms) {
    const part = asLogarithm(t);
    if (part === undefined) {
      result.push(t);
      continue;
    }
    const key = term(Q.one, part.others).key;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  for (const group of groups.values()) {
    const joined = group.length < 2 ? undefined : joinLogarithms(group);
    if (joined === undefined) result.push(...group.map((p) => p.term));
    else result.push(joined);
  }
  return result;
}

/** Σ kᵢ ln aᵢ → ln Π aᵢ^{kᵢ}, after the common rational factor; undefined when too large. */
function joinLogarithms(group: readonly LogarithmPart[]): Term | undefined {
  let [n, d] = [0n, 1n];
  for (const { term: t } of group) {
    n = gcd(n, t.coefficient.n);
    d = lcm(d, t.coefficient.d);
  }
  let content: Rational = { n, d };
  // kᵢ is the coefficient over the content: an integer.
  const parts = group.map((p) => ({
    argument: p.argument,
    k: Q.multiply(p.term.coefficient, { n: d, d: n }).n,
    rational: rationalOf(p.argument) !== undefined,
  }));
  // Neither π⁵/32 nor (1 + e)(1 + π) under one logarithm, nor a very large integer.
  if (parts.some((p) => !p.rational && (p.k > 1n || p.k < -1n))) return undefined;
  if (parts.filter((p) => p.argument.terms.length > 1).length > 1) return undefined;
  if (parts.some((p) => p.k > 20n || p.k < -20n)) return undefined;
  const others = group[0]!.others;
  const plain = others.length === 0 && n === 1n && d === 1n;
  let [top, bottom] = [product(parts, 1n), product(parts, -1n)];
  if (top === undefined || bottom === undefined) return undefined;
  // ln(π/2) rather than −ln(2/π); with a factor in front ½ ln(4/3) rather than −½ ln(3/4).
  const symbolic = parts.find((p) => !p.rational);
  const flip =
    symbolic !== undefined
      ? symbolic.k < 0n
      : parts.every((p) => p.k < 0n) || (!plain && isLess(top, bottom));
  if (flip) {
    [top, bottom] = [bottom, top];
    content = Q.negate(content);
  }
  const argument = divide(top, bottom);
  return argument && logarithmTerm(content, others, argument);
}

/** Π a^{|k|} over the parts whose k has this sign; rational factors within the limit. */
function product(
  parts: readonly { argument: Exact; k: bigint; rational: boolean }[],
  s: bigint,
): Maybe {
  let value: Maybe = one;
  let whole = 1n;
  for (const p of parts) {
    if (p.k * s < 0n) continue;
    if (p.rational) whole *= rationalOf(p.argument)!.n ** (p.k * s);
    value = multiply(value, powerInteger(p.argument, p.k * s));
    if (whole > COMBINED) return undefined;
  }
  return value;
}

/** a < b for rational a and b; false when one is not. */
function isLess(a: Exact, b: Exact): boolean {
  const [p, q] = [rationalOf(a), rationalOf(b)];
  return p !== undefined && q !== undefined && Q.compare(p, q) < 0;
}

/** c·π/2 ∓ c·arcsin a → c·arccos(±a). */
function arccosines(terms: readonly Term[]): readonly Term[] {
  const pi = terms.find((t) => t.key === "3pi^1");
  // The coefficients must be c/2 of π against ∓c of the arc sine.
  const sine = terms.find((t) => {
    const p = t.powers[0];
    if (pi === undefined || p === undefined || t.powers.length !== 1) return false;
    if (p.base.kind !== "call" || p.base.function !== "arcsin") return false;
    const twice = Q.multiply(pi.coefficient, Q.fromInteger(2));
    return Q.equal(p.exponent, Q.one) && Q.equal(Q.absolute(t.coefficient), Q.absolute(twice));
  });
  const base = sine?.powers[0]?.base;
  if (pi === undefined || sine === undefined || base?.kind !== "call") return terms;
  const opposite = Q.sign(pi.coefficient) !== Q.sign(sine.coefficient);
  const argument = opposite ? base.argument : negate(base.argument);
  const arccosine = argument && callBase("arccos", argument);
  if (arccosine === undefined) return terms;
  const c = Q.multiply(pi.coefficient, Q.fromInteger(2));
  const joined = term(c, [{ base: arccosine, exponent: Q.one }]);
  return [...terms.filter((t) => t !== pi && t !== sine), joined];
}
