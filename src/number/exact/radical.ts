/**
 * @file Radicals: roots of rational numbers, and the field Q(√2, ∛5, …) that they span.
 *
 * q^r for rational q > 0 splits over the primes of q, so that √12 = 2√3 and ∛(1/2) = ½·2^{2/3}
 * have one form each. A sum of such radicals is inverted by linear algebra: multiplication by x
 * is a matrix over Q on the span of the radicals that x generates (Cohen, "A Course in
 * Computational Algebraic Number Theory", §4.2), and 1/x solves a linear system. That covers the
 * conjugates of school, 1/(√2 + √3) = √3 − √2, and cube roots as well.
 *
 * √(a + b√r) is denested when a² − b²r is a square (Borodin, Fagin, Hopcroft & Tompa 1985);
 * deeper denestings are not looked for.
 */

import { factorise } from "../integer.ts";
import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { plus, rationalRoot, scale, times } from "./polynomial.ts";
import {
  type Exact,
  fromTerm,
  fromTerms,
  type Maybe,
  noPowers,
  type Power,
  primeBase,
  type Term,
  term,
  tidyTerm,
  timesTerm,
} from "./term.ts";

/** Π pᵏ = q for q > 0, with k of either sign; what cannot be factored stands as a prime. */
export function primePowers(q: Rational): readonly Power[] {
  const powers: Power[] = [];
  for (const [n, s] of [[q.n, 1n] as const, [q.d, -1n] as const]) {
    if (n === 1n) continue;
    const { primes, cofactor } = factorise(n);
    for (const [p, k] of primes) {
      powers.push({ base: primeBase(p), exponent: Q.fromInteger(s * k) });
    }
    if (cofactor > 1n) powers.push({ base: primeBase(cofactor), exponent: Q.fromInteger(s) });
  }
  return powers.sort((a, b) => (a.base.key < b.base.key ? -1 : 1));
}

/** q^r for rational q > 0 as one term c·Π p^f; undefined when over the budget. */
export function radicalTerm(q: Rational, r: Rational): Term | undefined {
  if (r.d === 1n) {
    const value = Q.power(q, r.n);
    return value && tidyTerm(value, noPowers);
  }
  // A whole root needs no factoring: (p/q)^{k/d} with p/q a d-th power.
  const root = rationalRoot(q, r.d);
  if (root !== undefined) return radicalTerm(root, Q.fromInteger(r.n));
  const powers = primePowers(q).map((p) => ({
    base: p.base,
    exponent: Q.multiply(p.exponent, r),
  }));
  return tidyTerm(Q.one, powers);
}

/** The largest dimension of a radical field in which an inverse is computed. */
const DIMENSION = 32;

/** 1/x for a sum of radicals x ≠ 0; undefined when the field's dimension is over the budget. */
export function inverseRadical(x: Exact): Maybe {
  const first = x.terms[0];
  if (first === undefined) return undefined;
  const powers = first.powers.map((p) => ({ base: p.base, exponent: Q.negate(p.exponent) }));
  const factor = tidyTerm(Q.inverse(first.coefficient)!, powers);
  const unit = factor && times(fromTerm(factor), x);
  if (factor === undefined || unit === undefined) return undefined;
  const basis = spannedBy(unit);
  if (basis === undefined) return undefined;
  const column = new Map(basis.map((t, i) => [t.key, i]));
  // Row i, column j: the coefficient of gᵢ in unit·gⱼ; the right-hand side is 1.
  const rows = basis.map(() => basis.map(() => Q.zero).concat(Q.zero));
  rows[0]![basis.length] = Q.one;
  for (const [j, g] of basis.entries()) {
    for (const t of unit.terms) {
      const product = timesTerm(t, g);
      if (product === undefined) return undefined;
      const row = rows[column.get(product.key)!]!;
      row[j] = Q.add(row[j]!, product.coefficient);
    }
  }
  const solution = solve(rows);
  if (solution === undefined) return undefined;
  const terms = basis.map((g, i) => ({ ...g, coefficient: solution[i]! }));
  return times(fromTerm(factor), fromTerms(terms));
}

/** The monic radical monomials that the terms of x generate by multiplication, 1 first. */
function spannedBy(x: Exact): readonly Term[] | undefined {
  const seen = new Map<string, Term>([["", term(Q.one, noPowers)]]);
  for (const g of seen.values()) {
    for (const t of x.terms) {
      const product = timesTerm(t, g);
      if (product === undefined) return undefined;
      if (!seen.has(product.key)) seen.set(product.key, { ...product, coefficient: Q.one });
      if (seen.size > DIMENSION) return undefined;
    }
  }
  return [...seen.values()];
}

/** Gauss–Jordan on an augmented square system over Q; undefined when singular. */
function solve(rows: Rational[][]): readonly Rational[] | undefined {
  const n = rows.length;
  for (let j = 0; j < n; j++) {
    const pivot = rows.findIndex((row, i) => i >= j && row[j]!.n !== 0n);
    if (pivot < 0) return undefined;
    [rows[j], rows[pivot]] = [rows[pivot]!, rows[j]!];
    const inverse = Q.inverse(rows[j]![j]!)!;
    const normal = rows[j]!.map((c) => Q.multiply(c, inverse));
    rows[j] = normal;
    for (let i = 0; i < n; i++) {
      const c = rows[i]![j]!;
      if (i === j || c.n === 0n) continue;
      rows[i] = rows[i]!.map((v, k) => Q.subtract(v, Q.multiply(c, normal[k]!)));
    }
  }
  return rows.map((row) => row[n]!);
}

/** √(a + b√r) = √((a+d)/2) ± √((a−d)/2) when d² = a² − b²r is a rational square; x > 0. */
export function denestSquareRoot(x: Exact): Maybe {
  const [surd, plain] = x.terms;
  if (x.terms.length !== 2 || surd === undefined || plain === undefined) return undefined;
  if (plain.powers.length > 0) return undefined;
  const square = timesTerm(surd, surd);
  if (square === undefined || square.powers.length > 0) return undefined;
  const a = plain.coefficient;
  const d = rationalRoot(Q.subtract(Q.multiply(a, a), square.coefficient), 2n);
  if (d === undefined || a.n < 0n) return undefined;
  const large = radicalTerm(Q.multiply(Q.add(a, d), Q.half), Q.half);
  const small = radicalTerm(Q.multiply(Q.subtract(a, d), Q.half), Q.half);
  if (large === undefined || small === undefined) return undefined;
  const minor = fromTerm(small);
  return plus(fromTerm(large), minor && scale(minor, Q.fromInteger(Q.sign(surd.coefficient))));
}
