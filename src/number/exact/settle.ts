/**
 * @file Settling: the form of a sum over one denominator, as every field operation leaves it.
 *
 * A sum of terms becomes N/Π c^k, with c sums such as 1 + e: N is multiplied out, what N and a
 * c have in common is cancelled, and the c are refined into coprime factors (Bach, Driscoll &
 * Shallit, "Factor refinement", J. Algorithms 15, 1993). They stay factored, as a person leaves
 * (1 + e)². Denominators of radicals only go into the numerator as their inverses.
 *
 * Where the budget forbids a gcd or a division the form is less tidy but its worth the same.
 */

import * as Q from "../rational.ts";
import { sign } from "./enclosure.ts";
import {
  commonDivisor,
  divideExactly,
  inverseTerm,
  isPlain,
  plus,
  primitive,
  raise,
  scale,
  times,
} from "./polynomial.ts";
import { inverseRadical } from "./radical.ts";
import {
  type Base,
  basesOf,
  type Exact,
  exponentIn,
  fromPower,
  fromTerm,
  fromTerms,
  isRadical,
  isZero,
  type Maybe,
  mergePowers,
  one,
  type Power,
  type SumBase,
  sumBase,
  type Term,
  term,
} from "./term.ts";

/** A denominator: sums by key with their exponents (negative). */
type Denominator = Map<string, { base: SumBase; exponent: bigint }>;

/** Brings any sum of terms into its settled form; undefined when over the budget. */
export function settleDenominator(x: Exact): Maybe {
  const denominator: Denominator = new Map();
  let numerator: Maybe = x;
  // Expanding may bring new whole powers of sums, of sums inside sums; each pass goes deeper.
  for (let pass = 0; numerator !== undefined && pass < 24; pass++) {
    const next: Maybe = splitDenominator(numerator, denominator);
    if (next === numerator) break;
    numerator = next;
  }
  if (numerator === undefined || isZero(numerator)) return numerator;
  refineDenominator(denominator);
  const cancelled = cancel(numerator, denominator);
  if (cancelled === undefined) return undefined;
  const powers = [...denominator.values()]
    .filter((d) => d.exponent !== 0n)
    .sort((a, b) => (a.base.key < b.base.key ? -1 : 1))
    .map((d) => ({ base: d.base, exponent: Q.fromInteger(d.exponent) }));
  return fromTerms(cancelled.terms.map((t) => term(t.coefficient, mergePowers(t.powers, powers))));
}

/** Does a sum occur as a base (they come first among the powers)? */
export function hasSums(x: Exact): boolean {
  return x.terms.some((t) => t.powers[0]?.base.kind === "sum");
}

/** Is x a settled sum over a denominator? All its terms have it, or none. */
export function hasDenominator(x: Exact): boolean {
  return x.terms.some((t) => t.powers.some((p) => p.base.kind === "sum" && p.exponent.n < 0n));
}

/**
 * Moves the least whole power of each sum into `denominator` and multiplies out what is above
 * it. Returns x itself when there was nothing to do.
 */
function splitDenominator(x: Exact, denominator: Denominator): Maybe {
  // For each sum the least whole exponent over all terms, absent being 0.
  const least = new Map<string, bigint>();
  let todo = false;
  for (const base of basesOf(x)) {
    if (base.kind !== "sum") continue;
    let k = 0n;
    for (const t of x.terms) {
      const f = Q.floor(exponentIn(t, base.key));
      if (f !== 0n) todo = true;
      if (f < k) k = f;
    }
    least.set(base.key, k);
    const old = denominator.get(base.key)?.exponent ?? 0n;
    if (k !== 0n) denominator.set(base.key, { base, exponent: old + k });
  }
  if (!todo) return x;
  const terms: Term[] = [];
  for (const t of x.terms) {
    // c^e with e = least + up + fraction: `up` is multiplied out, the fraction stays a root.
    const rest: Power[] = [];
    let factor: Maybe = one;
    const present = new Map(t.powers.map((p) => [p.base.key, p]));
    for (const [key, k] of least) if (!present.has(key)) factor = expand(factor, key, -k);
    for (const p of t.powers) {
      if (p.base.kind !== "sum") {
        rest.push(p);
        continue;
      }
      const whole = Q.floor(p.exponent);
      const exponent = Q.subtract(p.exponent, Q.fromInteger(whole));
      if (exponent.n !== 0n) rest.push({ base: p.base, exponent });
      const up = whole - least.get(p.base.key)!;
      if (up > 0n) factor = times(factor, raise(p.base.sum, up));
    }
    const product = times(fromTerm(term(t.coefficient, rest)), factor);
    if (product === undefined) return undefined;
    terms.push(...product.terms);
  }
  return rationalise(fromTerms(terms), denominator);

  function expand(factor: Maybe, key: string, k: bigint): Maybe {
    const base = denominator.get(key)?.base;
    return base === undefined || k === 0n ? factor : times(factor, raise(base.sum, k));
  }
}

/** Replaces denominators made of radicals by their inverses in the numerator. */
function rationalise(numerator: Maybe, denominator: Denominator): Maybe {
  let result = numerator;
  for (const [key, { base, exponent }] of denominator) {
    const inverse = directInverse(base.sum);
    if (inverse === undefined) continue;
    result = times(result, raise(inverse, -exponent));
    denominator.delete(key);
  }
  return result;
}

/** 1/c where that needs no denominator: c a sum of radicals, or one term such as −cos 2. */
function directInverse(c: Exact): Maybe {
  if (isRadical(c)) return inverseRadical(c);
  const t = c.terms.length === 1 ? inverseTerm(c.terms[0]!) : undefined;
  return t && fromTerm(t);
}

/** Splits denominators that share a factor, so that all are coprime: c₁ = ga, c₂ = gb. */
function refineDenominator(denominator: Denominator): void {
  for (let round = 0; round < 16; round++) {
    const plain = [...denominator.values()].filter((d) => isPlain(d.base.sum));
    const pair = plain.flatMap((a, i) => plain.slice(i + 1).map((b) => [a, b] as const));
    const split = pair.some(([a, b]) => {
      const g = commonDivisor(a.base.sum, b.base.sum);
      if (g === undefined || g.terms.length < 2) return false;
      return splitFactor(denominator, a.base, g) && splitFactor(denominator, b.base, g);
    });
    if (!split) return;
  }
}

/** Replaces base^k by g^k·(base/g)^k; false, and nothing changed, when g does not divide it. */
function splitFactor(denominator: Denominator, base: SumBase, g: Exact): boolean {
  const entry = denominator.get(base.key);
  const cofactor = divideExactly(base.sum, g);
  if (entry === undefined || cofactor === undefined) return false;
  const factors = [g, cofactor].filter((f) => f.terms.length > 1).map(positiveBase);
  if (factors.some((f) => f === undefined)) return false;
  denominator.delete(base.key);
  for (const f of factors) {
    const old = denominator.get(f!.key)?.exponent ?? 0n;
    denominator.set(f!.key, { base: f!, exponent: old + entry.exponent });
  }
  return true;
}

/** x or −x, whichever is positive, as a base. */
function positiveBase(x: Exact): SumBase | undefined {
  const s = sign(x);
  const positive = s === -1 ? scale(x, Q.minusOne) : s === 1 ? x : undefined;
  return positive && sumBase(positive);
}

/**
 * Divides numerator and denominator by what they have in common: whole factors first, by exact
 * division, then proper divisors of a factor, by the gcd.
 */
function cancel(numerator: Exact, denominator: Denominator): Maybe {
  let n = numerator;
  const pending = [...denominator.keys()];
  for (let count = 0; pending.length > 0 && count < 64; count++) {
    const key = pending.pop()!;
    const entry = denominator.get(key);
    if (entry === undefined || entry.exponent >= 0n) continue;
    const quotient = n.terms.length > 1 ? divideExactly(n, entry.base.sum) : undefined;
    if (quotient !== undefined) {
      n = quotient;
      denominator.set(key, { base: entry.base, exponent: entry.exponent + 1n });
      pending.push(key);
      continue;
    }
    if (n.terms.length < 2 || !isPlain(n) || !isPlain(entry.base.sum)) continue;
    const parts = primitive(n);
    const g = parts && commonDivisor(parts.rest, entry.base.sum);
    if (g === undefined || g.terms.length < 2) continue;
    if (!splitFactor(denominator, entry.base, g)) continue;
    // g is a factor of its own now, and divides n.
    pending.push(...denominator.keys());
  }
  return n;
}

/** cos²a = 1 − sin²a where that makes the sum shorter: sin²1 + cos²1 = 1. */
export function withoutSquaredCosines(x: Exact): Maybe {
  if (x.terms.length < 2) return x;
  let shorter = x;
  for (const base of basesOf(x)) {
    if (base.kind !== "call" || base.function !== "cos") continue;
    const reduced = expandCosine(shorter, base);
    if (reduced !== undefined && reduced.terms.length < shorter.terms.length) shorter = reduced;
  }
  return shorter;
}

/** x with cos²a replaced by 1 − sin²a throughout, if sin a occurs in it, too. */
function expandCosine(x: Exact, base: Base & { kind: "call" }): Maybe {
  const sineKey = `1sin${base.key.slice(4)}`;
  const sine = basesOf(x).find((b) => b.key === sineKey);
  const sineSquared = sine && fromPower(sine, Q.fromInteger(2));
  const replacement = sineSquared && plus(one, scale(sineSquared, Q.minusOne));
  if (replacement === undefined) return undefined;
  const terms: Term[] = [];
  for (const t of x.terms) {
    const e = exponentIn(t, base.key);
    const k = e.d === 1n && e.n > 1n ? e.n / 2n : 0n;
    const down = [{ base, exponent: Q.fromInteger(-2n * k) }];
    const rest = k === 0n ? t : term(t.coefficient, mergePowers(t.powers, down));
    const product = times(fromTerm(rest), raise(replacement, k));
    if (product === undefined) return undefined;
    terms.push(...product.terms);
  }
  return fromTerms(terms);
}
