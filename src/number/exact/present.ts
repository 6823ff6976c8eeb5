/**
 * @file The textbook form of an exact value, as a small tree for printers.
 *
 * A canonical sum becomes what a person would write: one fraction where there is a common
 * denominator, (√6 + √2)/4; denominators left as powers, 2e/(1 + e)²; rational factors before
 * calls, −(π/2)·ln(π/2); one root per degree, √(2/π); sums with a positive term first and in
 * rising degree when linear (1 + e), falling otherwise (e² − 1).
 *
 * The tree knows nothing of a notation: brackets, juxtaposition and the choice of √ or a power
 * are the printer's business.
 */

import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { absolute, add, wholeRoot } from "./field.ts";
import { primitive, scale } from "./polynomial.ts";
import { recombine } from "./recombine.ts";
import {
  argumentOf,
  type Base,
  type Exact,
  exponentIn,
  fromRational,
  fromTerms,
  isRadical,
  isZero,
  mergePowers,
  type Power,
  rationalOf,
  type Term,
  term,
  zero,
} from "./term.ts";

/** A number as it is written. Integers are ≥ 0: a sign is a `negate`. */
export type Presentation =
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "pi" }
  | { readonly kind: "e" }
  | { readonly kind: "negate"; readonly operand: Presentation }
  | { readonly kind: "sum"; readonly terms: readonly Presentation[] }
  | { readonly kind: "product"; readonly factors: readonly Presentation[] }
  | {
      readonly kind: "fraction";
      readonly numerator: Presentation;
      readonly denominator: Presentation;
    }
  | { readonly kind: "power"; readonly base: Presentation; readonly exponent: Presentation }
  | { readonly kind: "root"; readonly degree: bigint; readonly radicand: Presentation }
  | {
      readonly kind: "call";
      readonly function: string;
      readonly arguments: readonly Presentation[];
    };

const unit: Presentation = { kind: "integer", value: 1n };

/** Forms that were found before: a value is measured, and then written. */
const known = new WeakMap<Exact, Presentation>();

/** The textbook form of x. */
export function present(x: Exact): Presentation {
  const before = known.get(x);
  if (before !== undefined) return before;
  const found = formOf(x);
  known.set(x, found);
  return found;
}

function formOf(x: Exact): Presentation {
  const q = rationalOf(x);
  if (q !== undefined) return signed(Q.sign(q), presentRational(Q.absolute(q)));
  const shown = recombine(x);
  return shown.terms.length === 1 ? presentTerm(shown.terms[0]!) : presentSum(shown);
}

/** n/d for q ≥ 0. */
function presentRational(q: Rational): Presentation {
  return fraction(integer(q.n), q.d === 1n ? [] : [integer(q.d)]);
}

/** A leaf; the sign is put around it by `signed`. */
function integer(value: bigint): Presentation {
  return { kind: "integer", value };
}

/** p, or −p when s < 0. */
function signed(s: number, p: Presentation): Presentation {
  return s < 0 ? { kind: "negate", operand: p } : p;
}

/** The product of the factors; one factor is itself, none is 1. */
function product(factors: readonly Presentation[]): Presentation {
  if (factors.length === 0) return unit;
  return factors.length === 1 ? factors[0]! : { kind: "product", factors };
}

/** numerator/Π denominator; no denominators, no fraction. */
function fraction(numerator: Presentation, denominator: readonly Presentation[]): Presentation {
  if (denominator.length === 0) return numerator;
  return { kind: "fraction", numerator, denominator: product(denominator) };
}

/** base^exponent, with the exponent 1 left out. */
function powered(base: Presentation, exponent: Presentation): Presentation {
  const plain = exponent.kind === "integer" && exponent.value === 1n;
  return plain ? base : { kind: "power", base, exponent };
}

/** One term q·Π bᵉ, the sign in front. */
function presentTerm(t: Term): Presentation {
  const p = presentProduct(Q.absolute(t.coefficient), t.powers);
  return signed(Q.sign(t.coefficient), p);
}

/** A sum: over its common denominator if there is one, else term by term. */
function presentSum(x: Exact): Presentation {
  const parts = primitive(x);
  if (parts === undefined) return plainSum(ordered(x));
  const d = x.terms[0]!.coefficient.d;
  const shared = d > 1n && x.terms.every((t) => t.coefficient.d === d);
  const outer = parts.monomial.filter((p) => belongsOutside(p, x, shared));
  if (outer.length === 0 && !shared) return plainSum(ordered(x));
  // Inside stays x/(content·outer), whose terms have integer coefficients.
  const inverse = outer.map((p) => ({ base: p.base, exponent: Q.negate(p.exponent) }));
  const q = Q.inverse(parts.content)!;
  const inner = fromTerms(
    x.terms.map((t) => term(Q.multiply(t.coefficient, q), mergePowers(t.powers, inverse))),
  );
  if (inner === undefined) return plainSum(ordered(x));
  const flip = isInverted(inner);
  const upright = flip ? scale(inner, Q.minusOne)! : inner;
  // (e − 1)² rather than e² − 2e + 1.
  const root = upright.terms.length < 3 ? undefined : wholeRoot(upright);
  const numerator =
    root !== undefined && root.exponent > 1n
      ? powered(present(root.root), integer(root.exponent))
      : plainSum(ordered(upright));
  return signed(flip ? -1 : 1, presentProduct(parts.content, outer, numerator));
}

/** Is this common factor of a sum written outside of it? */
function belongsOutside(p: Power, x: Exact, shared: boolean): boolean {
  if (p.base.kind === "prime") return false;
  const exponential = isExponential(p.base);
  if (p.base.kind === "sum" || (p.base.kind === "call" && !exponential)) return true;
  if (p.exponent.n > 0n) return false;
  // 1/π common to all, or e⁻¹ beside e in (e² − 1)/(2e); but π + 1/π and e^π + e^{−π} stay.
  const highest = x.terms
    .map((t) => exponentIn(t, p.base.key))
    .reduce((a, b) => (Q.compare(a, b) > 0 ? a : b));
  const below = x.terms.some((t) => t.powers.some((q) => isDenominator(q)));
  return below || highest.n < 0n || (shared && !exponential && highest.n > 0n);
}

/** Is this power a factor 1/(1 + e)ᵏ? */
function isDenominator(p: Power): boolean {
  return p.base.kind === "sum" && p.exponent.n < 0n;
}

/** The terms in writing order: a positive one first. */
function ordered(x: Exact): readonly Term[] {
  const terms = byDegree(x);
  const first = terms.findIndex((t) => t.coefficient.n > 0n);
  if (first > 0) terms.unshift(...terms.splice(first, 1));
  return terms;
}

/** Would a person write −(e² − 1), that is, is the highest term negative, or every term? */
function isInverted(x: Exact): boolean {
  const terms = byDegree(x);
  if (terms[0]!.coefficient.n > 0n) return false;
  const negative = terms.filter((t) => t.coefficient.n < 0n).length;
  const falling = degreeOf(terms[0]!) > 1;
  return negative === terms.length || (falling && 2 * negative >= terms.length);
}

/** Terms by rising degree if all are linear, else by falling degree. */
function byDegree(x: Exact): Term[] {
  const rank = new Map(x.terms.map((t) => [t, [degreeOf(t), isOpaque(t) ? 1 : 0] as const]));
  const falling = x.terms.some((t) => degreeOf(t) > 1);
  return [...x.terms].sort((a, b) => {
    const [[p, u], [q, v]] = [rank.get(a)!, rank.get(b)!];
    if (u !== v && p !== 0 && q !== 0) return u - v;
    if (p !== q) return falling ? q - p : p - q;
    // Radicals after rationals, larger ones first.
    if (p !== 0) return 0;
    if (a.key === "" || b.key === "") return a.key === "" ? -1 : 1;
    return radicalSize(b) - radicalSize(a);
  });
}

/** Does the term contain anything but numbers, π and e? */
function isOpaque(t: Term): boolean {
  return t.powers.some((p) => p.base.kind === "call" || p.base.kind === "sum");
}

/** Total degree in everything but radicals: 2 for π·e and for e⁻², ½ for √π. */
function degreeOf(t: Term): number {
  let degree = 0;
  for (const p of t.powers) {
    if (p.base.kind !== "prime") degree += Math.abs(Q.toDouble(p.exponent));
  }
  return degree;
}

/** ln of the product of the radicals in t, to order √6 before √2. */
function radicalSize(t: Term): number {
  let size = 0;
  for (const p of t.powers) {
    if (p.base.kind === "prime") {
      size += Math.log(Number(p.base.value)) * Q.toDouble(p.exponent);
    }
  }
  return size;
}

/** The terms as they stand, in the given order. */
function plainSum(terms: readonly Term[]): Presentation {
  if (terms.length === 1) return presentTerm(terms[0]!);
  return { kind: "sum", terms: terms.map(presentTerm) };
}

/** The factors of a product as they are collected. */
interface Factors {
  coefficient: Rational;
  /** Roots, π and powers, in front; then the sum, if any. */
  readonly simple: Presentation[];
  /** Calls, which follow the fraction. */
  readonly calls: Presentation[];
  /** What is in the denominator. */
  readonly below: Presentation[];
}

/**
 * c·Π bᵉ·extra for c > 0, as one fraction; calls follow a denominator that is a number only.
 * The order of factors is: integer, numeric roots, π, other powers, roots, powers of e, the sum.
 */
function presentProduct(
  coefficient: Rational,
  powers: readonly Power[],
  extra?: Presentation,
): Presentation {
  const into: Factors = { coefficient, simple: [], calls: [], below: [] };
  const rest = powers.filter((p) => p.base.kind !== "e" && !isExponential(p.base));
  const symbolicRoots = presentRoots(rest, into);
  for (const p of rest) presentWholePower(p, into);
  into.simple.push(...symbolicRoots);
  presentExponential(
    powers.filter((p) => !rest.includes(p)),
    into,
  );
  if (extra !== undefined) into.simple.push(extra);
  const { n, d } = into.coefficient;
  if (n !== 1n) into.simple.unshift(integer(n));
  // Only now the rational factor: roots may have taken a part of it below.
  const symbolic = into.below.length > 0;
  if (d !== 1n) into.below.unshift(integer(d));
  if (into.below.length === 0) return product([...into.simple, ...into.calls]);
  // cos 1/sin 1, but ½ ln 2 and (π/2) ln 2.
  if (symbolic) return fraction(product([...into.simple, ...into.calls]), into.below);
  return product([fraction(product(into.simple), into.below), ...into.calls]);
}

/** exp(m), which is written as a power of e (or of another base). */
function isExponential(base: Base): boolean {
  return base.kind === "call" && base.function === "exp";
}

/** A base by itself, to the power 1. */
function presentBase(base: Base): Presentation {
  switch (base.kind) {
    case "prime":
      return integer(base.value);
    case "pi":
    case "e":
      return { kind: base.kind };
    case "sum":
      return present(base.sum);
    case "call":
      return { kind: "call", function: base.function, arguments: [present(base.argument)] };
  }
}

/** The whole part of the exponent, towards zero: π^{3/2} = π·√π. */
function presentWholePower(p: Power, into: Factors): void {
  const k = p.exponent.n / p.exponent.d;
  if (k === 0n) return;
  const factor = powered(presentBase(p.base), integer(k < 0n ? -k : k));
  if (k < 0n) into.below.push(factor);
  else if (p.base.kind === "call") into.calls.push(factor);
  else into.simple.push(factor);
}

/**
 * The fractional parts of the exponents, one root for each degree, towards zero: √2 to the front,
 * √(2/π) returned for the place behind π, 1/√(2π) below. Numbers under the root are multiplied
 * out, other factors stay apart.
 */
function presentRoots(powers: readonly Power[], into: Factors): readonly Presentation[] {
  const symbolic: Presentation[] = [];
  const degrees = new Set(powers.map((p) => p.exponent.d).filter((d) => d !== 1n));
  for (const degree of degrees) {
    if (degree > largestDegree) {
      presentFractionalPowers(powers, degree, into);
      continue;
    }
    let radicand = 1n;
    const above: Presentation[] = [];
    const below: Presentation[] = [];
    const sums: Exact[] = [];
    for (const p of powers) {
      const n = p.exponent.n % p.exponent.d;
      if (p.exponent.d !== degree || n === 0n) continue;
      if (p.base.kind === "prime") radicand *= p.base.value ** n;
      else if (p.base.kind === "sum" && isRadical(p.base.sum) && n === 1n) sums.push(p.base.sum);
      else (n > 0n ? above : below).push(powered(presentBase(p.base), integer(n > 0n ? n : -n)));
    }
    // √2·√(5 + √5) = √(10 + 2√5).
    const [nested] = sums;
    if (nested !== undefined) {
      above.push(...sums.slice(1).map((s) => present(s)));
      const scaled = scale(nested, Q.fromInteger(radicand));
      above.unshift(present(scaled ?? nested));
      if (scaled !== undefined) radicand = 1n;
    }
    // √2/(2√π) = 1/√(2π).
    const { n, d } = into.coefficient;
    const sinks = degree === 2n && below.length > 0 && above.length === 0 && d % radicand === 0n;
    const number = radicand === 1n ? [] : [integer(radicand)];
    if (sinks) {
      into.coefficient = { n, d: d / radicand };
      into.below.push(root(degree, product([...number, ...below])));
    } else {
      const whole = root(degree, fraction(product([...number, ...above]), below));
      (above.length + below.length === 0 ? into.simple : symbolic).push(whole);
    }
  }
  return symbolic;
}

/** Roots of a higher degree are written as powers: nobody writes a root of degree 1000. */
const largestDegree = 64n;

/** 10^{123/1000}: multiplied out under a root, the power could have any number of digits. */
function presentFractionalPowers(powers: readonly Power[], degree: bigint, into: Factors): void {
  for (const { base, exponent } of powers) {
    const n = exponent.n % exponent.d;
    if (exponent.d !== degree || n === 0n) continue;
    const [size, place] = n < 0n ? [-n, into.below] : [n, into.simple];
    place.push(powered(presentBase(base), fraction(integer(size), [integer(degree)])));
  }
}

/** The root of this degree. */
function root(degree: bigint, radicand: Presentation): Presentation {
  return { kind: "root", degree, radicand };
}

/** e^q·Π exp(m)ᶜ as one power of e; exp(m·ln a) as a power of a. */
function presentExponential(powers: readonly Power[], into: Factors): void {
  let exponent: Exact = zero;
  const separate: Presentation[] = [];
  for (const { base, exponent: c } of powers) {
    if (base.kind !== "call") exponent = add(exponent, fromRational(c)) ?? exponent;
    else {
      const scaled = scale(base.argument, c);
      const ofOther = scaled && otherBase(scaled);
      const next = scaled && add(exponent, scaled);
      if (ofOther !== undefined) into.simple.push(ofOther);
      else if (next !== undefined) exponent = next;
      else separate.push(powered({ kind: "e" }, present(scaled ?? base.argument)));
    }
  }
  into.simple.push(...separate);
  if (isZero(exponent)) return;
  const q = rationalOf(exponent);
  const fractional = into.coefficient.d !== 1n || into.below.length > 0;
  // e⁻¹ alone and e^{−1/2} stay powers; beside another denominator it is 1/(2e).
  const denominators = powers.length > 0 && q !== undefined && q.n < 0n && q.d === 1n;
  if (denominators && fractional) {
    into.below.push(powered({ kind: "e" }, present(absolute(exponent) ?? exponent)));
  } else into.simple.push(powered({ kind: "e" }, present(exponent)));
}

/** exp(c·m·ln a) as a^{c·m}. */
function otherBase(x: Exact): Presentation | undefined {
  const t = x.terms[0];
  if (x.terms.length !== 1 || t === undefined) return undefined;
  for (const p of t.powers) {
    const single = fromTerms([term(Q.one, [p])]);
    const argument = single && argumentOf(single, "ln");
    if (argument === undefined) continue;
    const rest = fromTerms([
      term(
        t.coefficient,
        t.powers.filter((o) => o !== p),
      ),
    ]);
    return rest && powered(present(argument), present(rest));
  }
  return undefined;
}
