/**
 * @file Exact constants as data: sums of terms q·Π bᵉ with rational q and rational exponents.
 *
 * The bases b are
 *   - primes, with an exponent in (0, 1): radicals with rational denominators (1/√2 = ½·2^{1/2});
 *   - π and e, with any rational exponent;
 *   - calls that have no simpler form, such as ln 2 or sin 1;
 *   - sums, such as 1 + e, standing for a denominator or under a root.
 *
 * Terms are kept in lexicographic order of their exponents with the primes least significant
 * (Cox, Little & O'Shea, "Ideals, Varieties, and Algorithms", §2.2), so that `terms[0]` is the
 * leading term for division; no two have the same monomial and no coefficient is 0. Bases carry
 * their key, a text that equal bases share; monomials are compared by it.
 *
 * Each value knows its weight (how many powers it is made of, nested ones included). Budgets on
 * weight, depth, term count and coefficient size stop growth: whoever would pass one returns
 * undefined, and the caller goes on with decimals.
 */

import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";

/** What a term is a product of powers of. */
export type Base = PrimeBase | SymbolBase | CallBase | SumBase;

interface Keyed {
  /** Equal for equal bases; also their order. */
  readonly key: string;
  readonly weight: number;
  readonly depth: number;
}

/** A prime number; beyond the factoring budget, an integer that could not be split. */
export interface PrimeBase extends Keyed {
  readonly kind: "prime";
  readonly value: bigint;
}

export interface SymbolBase extends Keyed {
  readonly kind: "pi" | "e";
}

/** f(x) with no simpler form; `positive` when that sign is known from the shape alone. */
export interface CallBase extends Keyed {
  readonly kind: "call";
  readonly function: string;
  readonly argument: Exact;
}

/** A sum known to be positive, primitive (no rational or monomial factor left in it). */
export interface SumBase extends Keyed {
  readonly kind: "sum";
  readonly sum: Exact;
}

export interface Power {
  readonly base: Base;
  readonly exponent: Rational;
}

export interface Term {
  readonly coefficient: Rational;
  /** Sorted by base key, exponents ≠ 0. */
  readonly powers: readonly Power[];
  /** The monomial's key: equal for equal powers, "" for none. */
  readonly key: string;
}

/** An exact real constant. */
export interface Exact {
  readonly terms: readonly Term[];
  readonly weight: number;
  readonly depth: number;
}

/** An exact value, or undefined: outside the domain, not decidable, or over the budget. */
export type Maybe = Exact | undefined;

/** The budgets: terms in a sum, products while expanding, size of a value, nesting, bits. */
export const budget = { terms: 200, products: 10_000, weight: 2_000, depth: 24, bits: 1 << 17 };

const LIMIT = 1n << BigInt(budget.bits);
const LOWER = -LIMIT;

/** Is the coefficient within the budget? */
export function affordable(q: Rational): boolean {
  return q.n < LIMIT && q.n > LOWER && q.d < LIMIT;
}

export const noPowers: readonly Power[] = [];

export const piBase: Base = { kind: "pi", key: "3pi", weight: 1, depth: 0 };
export const eBase: Base = { kind: "e", key: "2e", weight: 1, depth: 0 };

/** The base of a radical; keys order primes by size. */
export function primeBase(value: bigint): Base {
  const digits = value.toString();
  const key = `9${digits.length.toString().padStart(6, "0")}:${digits}`;
  return { kind: "prime", value, key, weight: 1 + digits.length / 32, depth: 0 };
}

/** The base f(argument), undefined when it is nested too deep or too heavy. */
export function callBase(name: string, argument: Exact): Base | undefined {
  if (argument.depth >= budget.depth || argument.weight >= budget.weight) return undefined;
  const key = `1${name}(${keyOf(argument)})`;
  const [weight, depth] = [argument.weight + 1, argument.depth + 1];
  return { kind: "call", function: name, argument, key, weight, depth };
}

/** The base of a positive primitive sum, undefined when it is nested too deep or too heavy. */
export function sumBase(sum: Exact): SumBase | undefined {
  if (sum.depth >= budget.depth || sum.weight >= budget.weight) return undefined;
  const key = `0{${keyOf(sum)}}`;
  return { kind: "sum", sum, key, weight: sum.weight + 1, depth: sum.depth + 1 };
}

/** A text that values with the same terms share. */
export function keyOf(x: Exact): string {
  return x.terms.map((t) => `${Q.toString(t.coefficient)}*${t.key}`).join("+");
}

/** q as an exact value (the fast path: one small object per number). */
export function fromRational(q: Rational): Exact {
  if (q.n === 0n) return zero;
  return { terms: [{ coefficient: q, powers: noPowers, key: "" }], weight: 1, depth: 0 };
}

export const zero: Exact = { terms: [], weight: 0, depth: 0 };
export const one: Exact = fromRational(Q.one);
export const minusOne: Exact = fromRational(Q.minusOne);

/** The integer n as an exact value. */
export function fromInteger(n: bigint | number): Exact {
  return fromRational(Q.fromInteger(n));
}

/** The rational number that x is, or undefined when it has an irrational part. */
export function rationalOf(x: Exact): Rational | undefined {
  if (x.terms.length === 0) return Q.zero;
  if (x.terms.length > 1) return undefined;
  const t = x.terms[0]!;
  return t.powers.length === 0 ? t.coefficient : undefined;
}

/** Is x zero by its shape? (A shape that is not zero may still be: `sign` decides.) */
export function isZero(x: Exact): boolean {
  return x.terms.length === 0;
}

/** The term q·Π bᵉ as it stands: powers sorted by key, exponents ≠ 0, primes within (0, 1). */
export function term(coefficient: Rational, powers: readonly Power[]): Term {
  if (powers.length === 0) return { coefficient, powers: noPowers, key: "" };
  const key = powers.map((p) => `${p.base.key}^${Q.toString(p.exponent)}`).join("*");
  return { coefficient, powers, key };
}

/** One term as a value. */
export function fromTerm(t: Term): Maybe {
  return fromTerms([t]);
}

/** The single power bᵉ as a value; primes with e in (0, 1). */
export function fromPower(base: Base, exponent: Rational = Q.one): Maybe {
  return fromTerm(term(Q.one, [{ base, exponent }]));
}

/** Merges two sorted power lists: exponents of equal bases add, zeros vanish. */
export function mergePowers(a: readonly Power[], b: readonly Power[]): readonly Power[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged: Power[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [p, q] = [a[i]!, b[j]!];
    if (p.base.key === q.base.key) {
      const exponent = Q.add(p.exponent, q.exponent);
      if (exponent.n !== 0n) merged.push({ base: p.base, exponent });
      i++;
      j++;
    } else if (p.base.key < q.base.key) {
      merged.push(p);
      i++;
    } else {
      merged.push(q);
      j++;
    }
  }
  merged.push(...a.slice(i), ...b.slice(j));
  return merged;
}

/**
 * The term q·Π bᵉ with prime exponents brought into (0, 1): p^{k+f} = p^k·p^f. Undefined when
 * the coefficient passes the budget.
 */
export function tidyTerm(coefficient: Rational, powers: readonly Power[]): Term | undefined {
  let q = coefficient;
  let tidy = powers;
  if (powers.some((p) => p.base.kind === "prime" && outside(p.exponent))) {
    const kept: Power[] = [];
    for (const p of powers) {
      if (p.base.kind !== "prime") {
        kept.push(p);
        continue;
      }
      const k = Q.floor(p.exponent);
      const whole = k === 0n ? Q.one : Q.power(Q.fromInteger(p.base.value), k);
      if (whole === undefined) return undefined;
      q = Q.multiply(q, whole);
      const exponent = Q.subtract(p.exponent, Q.fromInteger(k));
      if (exponent.n !== 0n) kept.push({ base: p.base, exponent });
    }
    tidy = kept;
  }
  return affordable(q) ? term(q, tidy) : undefined;
}

function outside(e: Rational): boolean {
  return e.n < 0n || e.n >= e.d;
}

/** t·u with prime exponents reduced; exponents of sums are left as they add up. */
export function timesTerm(t: Term, u: Term): Term | undefined {
  const q = Q.multiply(t.coefficient, u.coefficient);
  if (t.powers.length === 0 && u.powers.length === 0) {
    return affordable(q) ? { coefficient: q, powers: noPowers, key: "" } : undefined;
  }
  return tidyTerm(q, mergePowers(t.powers, u.powers));
}

/** Monomial order: lexicographic in the exponents, larger first; 0 when the same. */
export function compareTerms(a: Term, b: Term): number {
  let i = 0;
  let j = 0;
  for (;;) {
    const p = a.powers[i];
    const q = b.powers[j];
    if (p === undefined || q === undefined) {
      if (p !== undefined) return -Q.sign(p.exponent);
      return q !== undefined ? Q.sign(q.exponent) : 0;
    }
    if (p.base.key === q.base.key) {
      const c = Q.compare(q.exponent, p.exponent);
      if (c !== 0) return c;
      i++;
      j++;
    } else if (p.base.key < q.base.key) return -Q.sign(p.exponent);
    else return Q.sign(q.exponent);
  }
}

/** The sum of any terms: like ones merged, sorted; undefined when over the budget. */
export function fromTerms(terms: readonly Term[]): Maybe {
  let merged: Term[];
  if (terms.length < 2) merged = terms.filter((t) => t.coefficient.n !== 0n);
  else {
    const byKey = new Map<string, Term>();
    for (const t of terms) {
      const old = byKey.get(t.key);
      if (old === undefined) byKey.set(t.key, t);
      else byKey.set(t.key, { ...t, coefficient: Q.add(old.coefficient, t.coefficient) });
    }
    merged = [...byKey.values()].filter((t) => t.coefficient.n !== 0n).sort(compareTerms);
  }
  if (merged.length > budget.terms) return undefined;
  let weight = 0;
  let depth = 0;
  for (const t of merged) {
    if (!affordable(t.coefficient)) return undefined;
    weight += 1;
    for (const p of t.powers) {
      weight += p.base.weight;
      if (p.base.depth > depth) depth = p.base.depth;
    }
  }
  return weight > budget.weight ? undefined : { terms: merged, weight, depth };
}

/** The exponent of the base with this key in t (0 when it does not occur). */
export function exponentIn(t: Term, key: string): Rational {
  return t.powers.find((p) => p.base.key === key)?.exponent ?? Q.zero;
}

/** Every base that occurs in x, once, in key order. */
export function basesOf(x: Exact): readonly Base[] {
  const found = new Map<string, Base>();
  for (const t of x.terms) for (const p of t.powers) found.set(p.base.key, p.base);
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Are all bases of x primes, that is, is x a sum of radicals of integers? */
export function isRadical(x: Exact): boolean {
  return x.terms.every((t) => t.powers.every((p) => p.base.kind === "prime"));
}

/** The call f(x) as a value, with no attempt to simplify. */
export function call(name: string, x: Maybe): Maybe {
  const base = x && callBase(name, x);
  return base && fromPower(base);
}

/** x when it is a single call of this function with coefficient 1: its argument. */
export function argumentOf(x: Exact, name: string): Maybe {
  const t = x.terms[0];
  if (x.terms.length !== 1 || t === undefined || !Q.equal(t.coefficient, Q.one)) return undefined;
  return callArgument(t, name);
}

/** The argument when the powers of t are just one call of this function. */
export function callArgument(t: Term, name: string): Maybe {
  const p = t.powers[0];
  if (t.powers.length !== 1 || p === undefined || !Q.equal(p.exponent, Q.one)) return undefined;
  return p.base.kind === "call" && p.base.function === name ? p.base.argument : undefined;
}
