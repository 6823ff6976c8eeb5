/**
 * @file The factors of a ring element, as far as they are wanted: ln, powers, |·|, comparisons and
 * quotients look at them. A product of powers of atoms and of polynomials that have been seen
 * before is recognised; perfect squares are; a full factorisation over ℚ is not attempted.
 *
 * A polynomial is brought into one form: primitive, no atom common to all terms, its leading
 * coefficient positive, and balanced in the waves (e^{ix} + e^{−ix}, not e^{2ix} + 1), so that a
 * real value has a real polynomial.
 */
import { gcd, Q, type Rational } from "../../number/index.ts";
import type { Factors } from "../proof/proof.ts";
import { type Monomial, type Poly, type Ring, sameTerms, UNIT } from "../proof/ring.ts";
import { conjugate, turns } from "../proof/wave.ts";
import { exactQuotient, exactRoot, leading, ranges } from "./division.ts";

/** The most polynomials that are tried as divisors. */
const trialLimit = 24;

/** Of what an element was made as a product: parts and their powers. */
export type Recipes = ReadonlyMap<Poly, readonly (readonly [part: Poly, power: number])[]>;

/** How deep recipes are followed. */
const recipeDepth = 6;

/**
 * The factors of p, which is real and not 0; undefined when it has no real form. What is known to
 * have been made as a product is taken apart again.
 */
export function factorsOf(
  ring: Ring,
  p: Poly,
  recipes: Recipes,
  depth = recipeDepth,
): Factors | undefined {
  const recipe = p.size > 1 && depth > 0 ? recipes.get(p) : undefined;
  const parts = recipe?.map(([part, power]) => ({
    factors: part.size === 0 ? undefined : factorsOf(ring, part, recipes, depth - 1),
    power,
  }));
  const joined = parts === undefined ? undefined : product(ring, parts);
  return joined ?? factorsApart(ring, p);
}

/** The factors of a product of factorisations; undefined when its monomial is no monomial. */
function product(
  ring: Ring,
  parts: readonly { readonly factors: Factors | undefined; readonly power: number }[],
): Factors | undefined {
  let coefficient = Q.one;
  let monomial: Poly = ring.constant(Q.one);
  const bases = new Map<Poly, number>();
  for (const { factors, power } of parts) {
    const size = factors && Q.power(factors.coefficient, power);
    if (factors === undefined || size === undefined) return undefined;
    coefficient = Q.multiply(coefficient, size);
    const one =
      power < 0 ? ring.reciprocal(factors.monomial) : new Map([[factors.monomial, Q.one]]);
    monomial = ring.multiply(monomial, ring.raise(one, Math.abs(power)));
    for (const [f, k] of factors.bases) {
      const known = [...bases.keys()].find((other) => sameTerms(other, f)) ?? f;
      bases.set(known, (bases.get(known) ?? 0) + k * power);
    }
  }
  for (const [f, k] of bases) {
    if (k > 0) continue;
    const atom = k === 0 ? undefined : ring.baseAt(f);
    if (k < 0 && atom === undefined) return undefined;
    if (atom !== undefined) monomial = ring.multiply(monomial, ring.power(atom, k * UNIT));
    bases.delete(f);
  }
  if (monomial.size !== 1) return undefined;
  const [[whole, q]] = monomial as unknown as [[Monomial, Rational]];
  return { coefficient: Q.multiply(coefficient, q), monomial: whole, bases: [...bases] };
}

function factorsApart(ring: Ring, p: Poly): Factors | undefined {
  if (p.size === 1) {
    const [[monomial, coefficient]] = p as unknown as [[Monomial, Rational]];
    return { coefficient, monomial, bases: [] };
  }
  const cleared = ring.cleared(p);
  if (cleared.size === 0 || ring.isSpent) return undefined;
  const denominator = denominatorsOf(ring, p, cleared);
  if (denominator === undefined) return undefined;
  const { content, rest: balanced } = takeContent(ring, cleared);
  const real = made(ring, balanced);
  if (real === undefined) return undefined;
  const scale = contentOf(real.poly);
  const rest = ring.scale(real.poly, Q.inverse(scale)!);
  const monomial = whole(ring, [content, denominator, real.monomial]);
  if (monomial === undefined) return undefined;
  const bases = split(ring, rest);
  // the leading coefficients of the parts are positive, and so is that of their product
  let coefficient = Q.multiply(scale, monomial[1]);
  if (rest.size === 1) {
    const [[last, q]] = rest as unknown as [[Monomial, Rational]];
    const all = whole(ring, [monomial[0], last]);
    if (all === undefined) return undefined;
    coefficient = Q.multiply(Q.multiply(scale, q), all[1]);
    return { coefficient, monomial: all[0], bases: [] };
  }
  return { coefficient, monomial: monomial[0], bases };
}

/** The product of monomials, when it is one. */
function whole(ring: Ring, parts: readonly Monomial[]): readonly [Monomial, Rational] | undefined {
  const others = parts.filter((part) => part !== ring.one);
  if (others.length < 2) return [others[0] ?? ring.one, Q.one];
  let product: Poly = ring.constant(Q.one);
  for (const part of others) product = ring.multiply(product, new Map([[part, Q.one]]));
  return product.size === 1 ? [...product][0]! : undefined;
}

/** The monomial d with p = d · cleared, made of negative powers of polynomials. */
function denominatorsOf(ring: Ring, p: Poly, cleared: Poly): Monomial | undefined {
  if (cleared === p) return ring.one;
  const least = new Map<number, number>();
  for (const [id, { least: low }] of ranges(p)) {
    if (low < 0 && ring.atoms[id]!.meaning.kind === "base") least.set(id, low);
  }
  const ids = [...least.keys()].sort((a, b) => a - b);
  const d = ring.intern(
    ids,
    ids.map((id) => least.get(id)!),
  );
  const product = ring.multiply(new Map([[d, Q.one]]), cleared);
  return ring.areEqual(product, p) ? d : undefined;
}

/** The atoms common to all terms, waves counted from the middle of their range. */
function takeContent(ring: Ring, p: Poly): { content: Monomial; rest: Poly } {
  const ids: number[] = [];
  const exponents: number[] = [];
  for (const [id, { least, most }] of ranges(p)) {
    const { kind } = ring.atoms[id]!.meaning;
    const isWave = kind === "circular";
    if (
      kind === "imaginary" ||
      kind === "turn" ||
      (!isWave && kind !== "leaf" && least !== most && fixed.has(kind))
    )
      continue;
    const exponent = isWave ? (least + most) / 2 : least;
    if (exponent === 0 || !Number.isInteger(exponent)) continue;
    ids.push(id);
    exponents.push(exponent);
  }
  if (ids.length === 0) return { content: ring.one, rest: p };
  const order = ids.map((_, k) => k).sort((a, b) => ids[a]! - ids[b]!);
  const sorted = order.map((k) => ids[k]!);
  const content = ring.intern(
    sorted,
    order.map((k) => exponents[k]!),
  );
  const back = ring.intern(
    sorted,
    order.map((k) => -exponents[k]!),
  );
  const rest = new Map<Monomial, Rational>();
  for (const [m, q] of p) {
    const quotient = ring.product(m, back);
    if (quotient instanceof Map) return { content: ring.one, rest: p };
    rest.set(quotient as Monomial, q);
  }
  return { content, rest };
}

/** Kinds of which only a power that all terms share is taken out. */
const fixed: ReadonlySet<string> = new Set(["prime", "modulus", "sign"]);

/** p as a real polynomial times 1 or i. */
function made(ring: Ring, p: Poly): { poly: Poly; monomial: Monomial } | undefined {
  if (!turns(ring, p)) return { poly: p, monomial: ring.one };
  const turned = conjugate(ring, p);
  if (ring.areEqual(p, turned)) return { poly: p, monomial: ring.one };
  if (!ring.isZero(ring.add(p, turned))) return undefined;
  const i = ring.power(ring.imaginary);
  const [[monomial]] = i as unknown as [[Monomial, Rational]];
  // p = i · (−i p)
  return { poly: ring.scale(ring.multiply(p, i), Q.minusOne), monomial };
}

/** The rational content, with the sign of the leading coefficient. */
function contentOf(p: Poly): Rational {
  let [n, d] = [0n, 1n];
  for (const q of p.values()) {
    n = gcd(n, q.n);
    if (q.d !== d) d = (d / gcd(d, q.d)) * q.d;
  }
  const content = Q.rational(n, d);
  return leading(p)![1].n < 0n ? Q.negate(content) : content;
}

/** A primitive polynomial as powers of polynomials, those seen before first. */
function split(ring: Ring, p: Poly): (readonly [Poly, number])[] {
  const found: (readonly [Poly, number])[] = [];
  let rest = p;
  let tried = 0;
  for (const { meaning } of [...ring.bases]) {
    if (rest.size < 2 || tried++ > trialLimit) break;
    if (sameTerms(rest, meaning.of)) return [...found, [meaning.of, 1]];
    let count = 0;
    for (;;) {
      const quotient = exactQuotient(ring, rest, meaning.of);
      if (quotient === undefined) break;
      rest = quotient;
      count++;
    }
    if (count > 0) found.push([meaning.of, count]);
  }
  if (rest.size < 2) return found;
  const root = exactRoot(ring, rest);
  if (root === undefined || made(ring, root)?.monomial !== ring.one) return [...found, [rest, 1]];
  return [...found, ...split(ring, root).map(([f, k]) => [f, 2 * k] as const)];
}
