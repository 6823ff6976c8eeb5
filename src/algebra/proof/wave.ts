/**
 * @file Numbers on the unit circle in the ring: e^{iπq} by radicals, conjugates, which elements
 * are real, and what stands beside an arc: √(1 − u²) beside arcsin u.
 */
import type { Arena, Node } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { complex, type Poly, type Ring, UNIT, zeroPoly } from "./ring.ts";

/** e^{iπq}: at multiples of π/12 by √2 and √3. */
export function turn(ring: Ring, q: Rational): Poly {
  const twelfths = Q.multiply(q, Q.fromInteger(12));
  if (twelfths.d !== 1n) {
    const doubled = { n: ((q.n % (2n * q.d)) + 2n * q.d) % (2n * q.d), d: q.d };
    const exponent = (UNIT * Number(doubled.n)) / Number(doubled.d);
    return Number.isInteger(exponent) ? ring.power(ring.turn(), exponent) : ring.give();
  }
  const a = Number(((twelfths.n % 24n) + 24n) % 24n);
  // a/12 = s/3 + t/4
  const s = a % 3;
  const t = (((a - 4 * s) / 3) % 8) + 8;
  const i = ring.power(ring.imaginary);
  const [r2, r3] = [2n, 3n].map((p) => ring.power(ring.prime(p), UNIT / 2));
  // e^{iπ/3} = (1 + i√3)/2, e^{iπ/4} = (1 + i)√2/2
  const third = ring.scale(ring.add(ring.constant(Q.one), ring.multiply(i, r3!)), Q.half);
  const fourth = ring.scale(ring.multiply(ring.add(ring.constant(Q.one), i), r2!), Q.half);
  return ring.multiply(ring.raise(third, s), ring.raise(fourth, t));
}

/** √(1 − u²) beside arcsin u, 1/√(1 + u²) beside arctan u. */
export function companion(node: Node, arena: Arena): Node | undefined {
  if (node.op !== "arcsin" && node.op !== "arctan") return undefined;
  const one = arena.integer(1);
  const half = arena.divide(one, arena.integer(2));
  const square = arena.power(node.operands[0]!, arena.integer(2));
  if (node.op === "arcsin") return arena.power(arena.subtract(one, square), half);
  return arena.divide(one, arena.power(arena.add(one, square), half));
}

/** Whether p is its own conjugate. */
export function isReal(ring: Ring, p: Poly): boolean {
  return !turns(ring, p) || ring.areEqual(p, conjugate(ring, p));
}

/** Whether i or a wave occurs in p. */
export function turns(ring: Ring, p: Poly): boolean {
  for (const m of p.keys()) {
    for (let k = 0; k < m.atoms.length; k++) {
      if (complex.has(ring.atoms[m.atoms[k]!]!.meaning.kind)) return true;
    }
  }
  return false;
}

/** p with i and every wave turned the other way. */
export function conjugate(ring: Ring, p: Poly): Poly {
  let result: Poly = zeroPoly;
  for (const [m, q] of p) {
    let product: Poly = ring.constant(q);
    for (let k = 0; k < m.atoms.length; k++) {
      const atom = ring.atoms[m.atoms[k]!]!;
      const turned = complex.has(atom.meaning.kind) ? -m.exponents[k]! : m.exponents[k]!;
      product = ring.multiply(product, ring.power(atom, turned));
    }
    result = ring.add(result, product);
  }
  return result;
}
