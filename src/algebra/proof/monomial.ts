/**
 * @file Looking at monomials: the atom that one is alone, an order of them that does not depend on
 * when they were made, and the number that an element is where its denominators hide one.
 */
import { Q, type Rational } from "../../number/index.ts";
import { type Atom, type Monomial, type Poly, type Ring, UNIT } from "./ring.ts";

/** The atom that a monomial is, when it is just one. */
export function single(ring: Ring, m: Monomial): Atom | undefined {
  return m.atoms.length === 1 && m.exponents[0] === UNIT ? ring.atoms[m.atoms[0]!] : undefined;
}

/** The atom f when the monomial is ln|f|. */
export function logarithmOf(ring: Ring, m: Monomial): number | undefined {
  const meaning = single(ring, m)?.meaning;
  return meaning?.kind === "logarithm" ? meaning.of : undefined;
}

/** An order of monomials that does not depend on when they were made. */
export function isBefore(m: Monomial, n: Monomial): boolean {
  for (const [k, id] of m.atoms.entries()) {
    if (id !== n.atoms[k]) return id < (n.atoms[k] ?? -1);
    if (m.exponents[k] !== n.exponents[k]) return m.exponents[k]! < n.exponents[k]!;
  }
  return m.atoms.length < n.atoms.length;
}

/** The number that p is, where its denominators hide one. */
export function constantOf(ring: Ring, p: Poly): Rational | undefined {
  if (p.size > 8 || !hasDenominator(ring, p)) return undefined;
  // p = q exactly when p − q is 0; q is read off one term of both
  for (const q of ratios(ring, p)) {
    if (ring.isZero(ring.subtract(p, ring.constant(q)))) return q;
  }
  return undefined;
}

function hasDenominator(ring: Ring, p: Poly): boolean {
  return [...p.keys()].some((m) => {
    return m.atoms.some((id, k) => m.exponents[k]! < 0 && ring.atoms[id]!.meaning.kind === "base");
  });
}

/** What number p can only be, by one term of it over its denominator. */
function ratios(ring: Ring, p: Poly): Rational[] {
  const found: Rational[] = [];
  for (const [m, q] of p) {
    for (const [k, id] of m.atoms.entries()) {
      const { meaning } = ring.atoms[id]!;
      if (meaning.kind !== "base" || m.exponents[k] !== -UNIT) continue;
      const above = ring.intern(
        m.atoms.filter((_, j) => j !== k),
        m.exponents.filter((_, j) => j !== k),
      );
      const below = meaning.of.get(above);
      if (below !== undefined) found.push(Q.divide(q, below)!);
    }
  }
  return found.slice(0, 4);
}
