/**
 * @file Monomials and polynomials as data. Monomials are made once, so that equal ones of a ring
 * are the same object; they are found by a number made of their powers, without a text.
 */
import { Q, type Rational } from "../../number/index.ts";

/** A product of powers of atoms, ids ascending. */
export interface Monomial {
  readonly id: number;
  readonly atoms: readonly number[];
  readonly exponents: readonly number[];
}

/** A sum of monomials with coefficients ≠ 0. */
export type Poly = ReadonlyMap<Monomial, Rational>;

export const zeroPoly: Poly = new Map();

/** Whether two polynomials of one ring have the same terms. */
export function sameTerms(a: Poly, b: Poly): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [m, q] of a) {
    const other = b.get(m);
    if (other === undefined || !Q.equal(q, other)) return false;
  }
  return true;
}

/** The monomials of a ring. */
export class Monomials {
  private readonly all: Monomial[] = [];
  /** By their hash; where that is taken, by the next free number. */
  private readonly table = new Map<number, Monomial>();

  /** The monomial of these powers, which must be reduced and sorted. */
  of(atoms: readonly number[], exponents: readonly number[]): Monomial {
    let hash = hashOf(atoms, exponents);
    for (;;) {
      const known = this.table.get(hash);
      if (known === undefined) break;
      if (sameNumbers(known.atoms, atoms) && sameNumbers(known.exponents, exponents)) return known;
      hash = (hash + 1) | 0;
    }
    const made: Monomial = { id: this.all.length, atoms, exponents };
    this.all.push(made);
    this.table.set(hash, made);
    return made;
  }

  /** Whether a monomial was made here. */
  has(m: Monomial): boolean {
    return this.all[m.id] === m;
  }
}

/** A number of 32 bits; multiplication by an odd constant spreads what differs. */
function hashOf(atoms: readonly number[], exponents: readonly number[]): number {
  let hash = atoms.length;
  for (let k = 0; k < atoms.length; k++) {
    hash = Math.imul(hash ^ atoms[k]!, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ (exponents[k]! | 0), 0x85ebca6b);
  }
  return (hash ^ (hash >>> 13)) | 0;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}
