/**
 * @file Exact values as polynomials in their bases: exact division, gcd, roots.
 *
 * π, e, calls and fractional powers of sums count as independent variables, radicals of integers
 * as coefficients; exponents may be rational, which changes nothing for lexicographic division.
 * The gcd is the primitive polynomial remainder sequence, one variable at a time (Knuth, TAOCP
 * vol. 2, §4.6.1, Algorithm E), and is used for values without radicals only. Roots are found
 * term by term from the leading one, as a person extracts √(e² + 2e + 1).
 *
 * Nothing here knows that sums in negative powers are denominators: products are left as they
 * come out, and the caller settles them. All is counted; over budget is undefined.
 */

import { exactRoot, gcd as gcdInteger, lcm } from "../integer.ts";
import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { certainlyCoprime, mayBePower } from "./modular.ts";
import {
  type Base,
  basesOf,
  budget,
  compareTerms,
  type Exact,
  exponentIn,
  fromTerm,
  fromTerms,
  isRadical,
  type Maybe,
  mergePowers,
  one,
  type Power,
  type Term,
  term,
  tidyTerm,
  timesTerm,
} from "./term.ts";

/** a + b without settling denominators. */
export function plus(a: Maybe, b: Maybe): Maybe {
  if (a === undefined || b === undefined) return undefined;
  return fromTerms([...a.terms, ...b.terms]);
}

/** q·x. */
export function scale(x: Exact, q: Rational): Maybe {
  if (q.n === q.d) return x;
  return fromTerms(x.terms.map((t) => ({ ...t, coefficient: Q.multiply(t.coefficient, q) })));
}

/** t·x without settling denominators. */
export function timesMonomial(x: Exact, t: Term): Maybe {
  if (t.key === "") return scale(x, t.coefficient);
  const products: Term[] = [];
  for (const u of x.terms) {
    const product = timesTerm(t, u);
    if (product === undefined) return undefined;
    products.push(product);
  }
  return fromTerms(products);
}

/** a·b multiplied out, without settling denominators. */
export function times(a: Maybe, b: Maybe): Maybe {
  if (a === undefined || b === undefined) return undefined;
  if (a.terms.length * b.terms.length > budget.products) return undefined;
  const products: Term[] = [];
  for (const t of a.terms) {
    for (const u of b.terms) {
      const product = timesTerm(t, u);
      if (product === undefined) return undefined;
      products.push(product);
    }
  }
  return fromTerms(products);
}

/** x^k multiplied out, k ≥ 0, without settling denominators. */
export function raise(x: Exact, k: bigint): Maybe {
  if (k > 4096n && x.terms.length > 1) return undefined;
  let result: Maybe = one;
  let square: Maybe = x;
  for (let e = k; e > 0n; e >>= 1n) {
    if (e & 1n) result = times(result, square);
    if (e > 1n) square = times(square, square);
    if (result === undefined || square === undefined) return undefined;
  }
  return result;
}

/** 1/t as a term: every exponent and the coefficient inverted. */
export function inverseTerm(t: Term): Term | undefined {
  const q = Q.inverse(t.coefficient);
  if (q === undefined) return undefined;
  const powers = t.powers.map((p) => ({ base: p.base, exponent: Q.negate(p.exponent) }));
  return tidyTerm(q, powers);
}

/** x = content·monomial·rest: rest has integer coefficients without common factor. */
export interface Primitive {
  /** Positive. */
  readonly content: Rational;
  readonly monomial: readonly Power[];
  readonly rest: Exact;
}

/** Takes the rational content and the greatest common monomial out of x ≠ 0. */
export function primitive(x: Exact): Primitive | undefined {
  let [n, d] = [0n, 1n];
  for (const t of x.terms) {
    n = gcdInteger(n, t.coefficient.n);
    d = lcm(d, t.coefficient.d);
  }
  const content = { n, d };
  const monomial: Power[] = [];
  for (const base of basesOf(x)) {
    let least = exponentIn(x.terms[0]!, base.key);
    for (const t of x.terms) {
      const e = exponentIn(t, base.key);
      if (Q.compare(e, least) < 0) least = e;
    }
    if (least.n !== 0n) monomial.push({ base, exponent: least });
  }
  // x/(content·monomial), term by term.
  const inverse = monomial.map((p) => ({ base: p.base, exponent: Q.negate(p.exponent) }));
  const q = Q.inverse(content)!;
  const rest = fromTerms(
    x.terms.map((t) => term(Q.multiply(t.coefficient, q), mergePowers(t.powers, inverse))),
  );
  return rest === undefined ? undefined : { content, monomial, rest };
}

/** Are all exponents ≥ 0, so that the term stays within the polynomial ring? */
function isPolynomialTerm(t: Term): boolean {
  return t.powers.every((p) => p.exponent.n > 0n);
}

/**
 * n/g when it comes out without remainder, else undefined. g must be primitive with a leading
 * term free of radicals, as denominators are; negative exponents of n are shifted away first.
 */
export function divideExactly(n: Exact, g: Exact): Maybe {
  const lead = g.terms[0];
  if (n.terms.length === 0 || lead === undefined) return n;
  if (g.terms.length === 1) return undefined;
  if (lead.powers.some((p) => p.base.kind === "prime")) return undefined;
  const parts = primitive(n);
  const leadInverse = inverseTerm(lead);
  if (parts === undefined || leadInverse === undefined) return undefined;
  const quotient: Term[] = [];
  let rest = parts.rest;
  for (let steps = 0; rest.terms.length > 0; steps++) {
    if (steps > budget.terms) return undefined;
    const t = timesTerm(rest.terms[0]!, leadInverse);
    if (t === undefined || !isPolynomialTerm(t)) return undefined;
    quotient.push(t);
    const step = timesMonomial(g, { ...t, coefficient: Q.negate(t.coefficient) });
    const next = plus(rest, step);
    // The leading term must go: it cannot when g has two with the same non-radical part.
    if (next === undefined || next.terms.length > budget.terms) return undefined;
    if (next.terms.length > 0 && compareTerms(next.terms[0]!, rest.terms[0]!) <= 0) {
      return undefined;
    }
    rest = next;
  }
  const sum = fromTerms(quotient);
  return sum && timesMonomial(sum, term(parts.content, parts.monomial));
}

/** x as Σ cᵢ·vⁱ: exponent of v (an integer multiple of `unit`) → coefficient. */
function inVariable(x: Exact, v: Base, unit: Rational): Map<number, Exact> | undefined {
  const groups = new Map<number, Term[]>();
  for (const t of x.terms) {
    const i = Q.toDouble(Q.multiply(exponentIn(t, v.key), unit));
    const rest = term(
      t.coefficient,
      t.powers.filter((p) => p.base.key !== v.key),
    );
    const group = groups.get(i);
    if (group === undefined) groups.set(i, [rest]);
    else group.push(rest);
  }
  const result = new Map<number, Exact>();
  for (const [i, terms] of groups) {
    const c = fromTerms(terms);
    if (c === undefined || i > 500) return undefined;
    result.set(i, c);
  }
  return result;
}

/** Products of terms that a gcd may still cost. */
interface Work {
  left: number;
}

/** The gcd of the coefficients of x in v. */
function contentIn(x: Exact, v: Base, work: Work): Maybe {
  let g: Maybe;
  for (const c of inVariable(x, v, Q.one)?.values() ?? []) {
    const parts = primitive(c);
    if (parts === undefined) return undefined;
    g = g === undefined ? parts.rest : commonDivisor(g, parts.rest, work);
    if (g === undefined || g.terms.length === 1) return g && one;
  }
  return g;
}

/** Pseudo-remainder of a by b in v: lc(b)^k·a − q·b with a smaller degree than b's. */
function pseudoRemainder(a: Exact, b: Exact, v: Base, unit: Rational, work: Work): Maybe {
  const divisor = inVariable(b, v, unit);
  if (divisor === undefined) return undefined;
  const degree = Math.max(...divisor.keys());
  const lead = divisor.get(degree)!;
  let rest: Maybe = a;
  for (;;) {
    const now: Map<number, Exact> | undefined = rest && inVariable(rest, v, unit);
    if (rest === undefined || now === undefined) return undefined;
    const top = Math.max(...now.keys(), -1);
    if (top < degree) return rest;
    const c = now.get(top)!;
    work.left -= rest.terms.length * lead.terms.length + b.terms.length * c.terms.length;
    if (work.left < 0) return undefined;
    const shift = Q.multiply(Q.fromInteger(top - degree), Q.inverse(unit)!);
    const power = shift.n === 0n ? one : fromTerm(term(Q.one, [{ base: v, exponent: shift }]));
    const first: Maybe = times(rest, lead);
    const second: Maybe = times(times(b, c), power);
    rest = second && plus(first, scale(second, Q.minusOne));
  }
}

/**
 * The greatest common divisor of two primitive polynomials without radicals, itself primitive
 * with a positive leading coefficient; 1 when they are coprime, undefined when over the budget.
 */
export function commonDivisor(a: Exact, b: Exact, work: Work = { left: 20_000 }): Maybe {
  if (a.terms.length === 1 || b.terms.length === 1 || certainlyCoprime(a, b)) return one;
  work.left -= a.terms.length + b.terms.length;
  if (work.left < 0) return undefined;
  const variables = basesOf(a);
  const shared = new Set(basesOf(b).map((v) => v.key));
  const missing = variables.find((v) => !shared.has(v.key));
  if (missing !== undefined) {
    // A divisor of b is free of this variable: it divides every coefficient of a.
    const c = contentIn(a, missing, work);
    return c && commonDivisor(c, b, work);
  }
  const v = variables[0]!;
  if (variables.length < shared.size) return commonDivisor(b, a, work);
  let unit = 1n;
  for (const t of [...a.terms, ...b.terms]) unit = lcm(unit, exponentIn(t, v.key).d);
  const contents = [contentIn(a, v, work), contentIn(b, v, work)] as const;
  if (contents[0] === undefined || contents[1] === undefined) return undefined;
  const common = commonDivisor(contents[0], contents[1], work);
  let p = withoutContent(a, contents[0]);
  let q = withoutContent(b, contents[1]);
  const scaleBy = Q.fromInteger(unit);
  const degree = (x: Exact) => Math.max(...(inVariable(x, v, scaleBy)?.keys() ?? [0]), 0);
  if (p !== undefined && q !== undefined && degree(p) < degree(q)) [p, q] = [q, p];
  while (p !== undefined && q !== undefined && q.terms.length > 0) {
    if (degree(q) === 0) {
      p = one;
      break;
    }
    const r: Maybe = pseudoRemainder(p, q, v, scaleBy, work);
    p = q;
    if (r === undefined) return undefined;
    if (r.terms.length === 0) break;
    const parts = primitive(r);
    const c: Maybe = parts && contentIn(parts.rest, v, work);
    q = parts && c && withoutContent(parts.rest, c);
  }
  const product = times(common, p);
  const parts = product && primitive(product);
  if (parts === undefined) return undefined;
  return parts.rest.terms[0]!.coefficient.n < 0n ? scale(parts.rest, Q.minusOne) : parts.rest;
}

/** x/content, for a content that divides x. */
function withoutContent(x: Exact, content: Exact): Maybe {
  return content.terms.length === 1 ? x : divideExactly(x, content);
}

/** May `commonDivisor` be asked about x: no radicals and no powers of sums in it? */
export function isPlain(x: Exact): boolean {
  return x.terms.every((t) => t.powers.every((p) => !["prime", "sum"].includes(p.base.kind)));
}

/** q^{1/k} when it is rational. */
export function rationalRoot(q: Rational, k: bigint): Rational | undefined {
  const n = exactRoot(q.n, k);
  const d = exactRoot(q.d, k);
  return n === undefined || d === undefined ? undefined : { n, d };
}

/**
 * r with r^k = x for a sum x, found from the leading term down:
 * r ← r + lt(x − r^k)/(k·lt(r)^{k−1}).
 * Undefined when x is no k-th power (of a value with as many terms as x or fewer).
 */
export function rootExactly(x: Exact, k: bigint): Maybe {
  const lead = x.terms[0];
  const last = x.terms[x.terms.length - 1];
  if (lead === undefined || lead.powers.some((p) => p.base.kind === "prime")) return undefined;
  if (isRadical(x)) return undefined;
  if (isPlain(x)) {
    // The last term is a power as well (and this costs little).
    const constant = last?.powers.length === 0 ? last.coefficient : Q.one;
    if (rationalRoot(constant, k) === undefined || !mayBePower(x, k)) return undefined;
  }
  const q = rationalRoot(lead.coefficient, k);
  if (q === undefined) return undefined;
  const powers = lead.powers.map((p) => ({
    base: p.base,
    exponent: Q.multiply(p.exponent, { n: 1n, d: k }),
  }));
  // The correction divides by the derivative's leading term, k·lt(r)^{k−1}.
  let root = fromTerm(term(q, powers));
  const slope = root && raise(root, k - 1n);
  const divisor = slope && inverseTerm(slope.terms[0]!);
  if (divisor === undefined) return undefined;
  const inverse = { ...divisor, coefficient: Q.multiply(divisor.coefficient, { n: 1n, d: k }) };
  for (let count = 1; count <= x.terms.length; count++) {
    const value: Maybe = root && raise(root, k);
    const rest: Maybe = value && plus(x, scale(value, Q.minusOne));
    if (root === undefined || rest === undefined) return undefined;
    if (rest.terms.length === 0) return root;
    const next = timesTerm(rest.terms[0]!, inverse);
    if (next === undefined || !isPolynomialTerm(next)) return undefined;
    if (compareTerms(root.terms[root.terms.length - 1]!, next) >= 0) return undefined;
    root = plus(root, fromTerm(next));
  }
  return undefined;
}
