/**
 * @file Looking for factors: exact division and square roots of the ring's polynomials. What is
 * found is only a proposal; the kernel multiplies it out again.
 *
 * Monomials are ordered lexicographically by their exponents, and division is that of leading
 * terms (Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, section 2.3). Exponents may be
 * negative, as in e^{ix} + e^{−ix}, so the range of each quotient exponent is bounded beforehand.
 */
import { Q, type Rational } from "../../number/index.ts";
import { type Monomial, type Poly, type Ring, UNIT, zeroPoly } from "../proof/ring.ts";

/** The most terms of a quotient or a root. */
const termLimit = 60;

/** The exponent of an atom in a monomial. */
export function exponentOf(m: Monomial, atom: number): number {
  const k = m.atoms.indexOf(atom);
  return k < 0 ? 0 : m.exponents[k]!;
}

/** The order of monomials: larger exponents of earlier atoms first. */
export function compareMonomials(a: Monomial, b: Monomial): number {
  let i = 0;
  let j = 0;
  for (;;) {
    const p = i < a.atoms.length ? a.atoms[i]! : Infinity;
    const q = j < b.atoms.length ? b.atoms[j]! : Infinity;
    const atom = p < q ? p : q;
    if (atom === Infinity) return 0;
    const x = p === atom ? a.exponents[i++]! : 0;
    const y = q === atom ? b.exponents[j++]! : 0;
    if (x !== y) return x - y;
  }
}

/** The leading term. */
export function leading(p: Poly): readonly [Monomial, Rational] | undefined {
  let best: Monomial | undefined;
  for (const m of p.keys()) if (best === undefined || compareMonomials(m, best) > 0) best = m;
  return best && [best, p.get(best)!];
}

/** Least and largest exponent of an atom over all terms, and how many terms have it. */
interface Range {
  least: number;
  most: number;
  count: number;
}

/** The range of each atom that occurs. */
export function ranges(p: Poly): ReadonlyMap<number, Readonly<Range>> {
  const found = new Map<number, Range>();
  for (const m of p.keys()) {
    for (let k = 0; k < m.atoms.length; k++) {
      const e = m.exponents[k]!;
      const range = found.get(m.atoms[k]!);
      if (range === undefined) found.set(m.atoms[k]!, { least: e, most: e, count: 1 });
      else {
        if (e < range.least) range.least = e;
        if (e > range.most) range.most = e;
        range.count++;
      }
    }
  }
  for (const range of found.values()) {
    if (range.count === p.size) continue;
    if (range.least > 0) range.least = 0;
    if (range.most < 0) range.most = 0;
  }
  return found;
}

/** The monomial m/n as it stands, unreduced kinds only; undefined when it is not one monomial. */
function quotientOf(ring: Ring, m: Monomial, n: Monomial): Monomial | undefined {
  const inverse = ring.reciprocal(n);
  if (inverse.size !== 1) return undefined;
  const [[other, q]] = inverse as unknown as [[Monomial, Rational]];
  if (!Q.equal(q, Q.one)) return undefined;
  const product = ring.product(m, other);
  return product instanceof Map ? undefined : (product as Monomial);
}

/** p/f when the division leaves nothing. */
export function exactQuotient(ring: Ring, p: Poly, f: Poly): Poly | undefined {
  const head = leading(f)!;
  const own = ranges(p);
  const others = ranges(f);
  for (const id of others.keys()) if (!own.has(id)) return undefined;
  let rest = p;
  let quotient: Poly = zeroPoly;
  for (let step = 0; step < termLimit && !ring.isSpent; step++) {
    const lead = leading(rest);
    if (lead === undefined) return quotient;
    const m = quotientOf(ring, lead[0], head[0]);
    if (m === undefined) return undefined;
    for (const [id, { least, most }] of own) {
      const other = others.get(id);
      const e = exponentOf(m, id);
      if (e < least - (other?.least ?? 0) || e > most - (other?.most ?? 0)) return undefined;
    }
    const term: Poly = new Map([[m, Q.divide(lead[1], head[1])!]]);
    quotient = ring.add(quotient, term);
    rest = ring.subtract(rest, ring.multiply(term, f));
  }
  return undefined;
}

/** √p when p is the square of a polynomial. */
export function exactRoot(ring: Ring, p: Poly): Poly | undefined {
  // a square has three terms or more, unless powers reduce as S² = 1 does
  if (p.size === 2 && !ring.reduces(p)) return undefined;
  const head = leading(p);
  if (head === undefined) return undefined;
  const size = rationalRoot(head[1]);
  const first = halved(ring, head[0]);
  if (size === undefined || first === undefined) return undefined;
  let root: Poly = new Map([[first, size]]);
  let rest = ring.subtract(p, ring.multiply(root, root));
  const twice = Q.multiply(size, Q.fromInteger(2));
  for (let step = 0; step < termLimit && !ring.isSpent; step++) {
    const lead = leading(rest);
    if (lead === undefined) return root;
    const m = quotientOf(ring, lead[0], first);
    if (m === undefined || root.has(m) || compareMonomials(m, first) >= 0) return undefined;
    const term: Poly = new Map([[m, Q.divide(lead[1], twice)!]]);
    // (r + t)² = r² + 2rt + t²
    const cross = ring.scale(ring.multiply(root, term), Q.fromInteger(2));
    rest = ring.subtract(rest, ring.add(cross, ring.multiply(term, term)));
    root = ring.add(root, term);
    if (root.size > p.size) return undefined;
  }
  return undefined;
}

/** The monomial whose square is m, for whole exponents of what is not a family. */
function halved(ring: Ring, m: Monomial): Monomial | undefined {
  const exponents: number[] = [];
  for (let k = 0; k < m.atoms.length; k++) {
    const e = m.exponents[k]!;
    const { kind } = ring.atoms[m.atoms[k]!]!.meaning;
    const isFamily = kind === "exponential" || kind === "circular";
    if (kind === "sign" || kind === "imaginary" || (!isFamily && e % (2 * UNIT) !== 0))
      return undefined;
    exponents.push(e / 2);
  }
  return exponents.every(Number.isInteger) ? ring.intern(m.atoms, exponents) : undefined;
}

function rationalRoot({ n, d }: Rational): Rational | undefined {
  const above = wholeRoot(n);
  const below = d === 1n ? 1n : wholeRoot(d);
  return above === undefined || below === undefined ? undefined : Q.rational(above, below);
}

function wholeRoot(n: bigint): bigint | undefined {
  if (n < 0n) return undefined;
  if (n < 1n << 52n) {
    const root = Math.round(Math.sqrt(Number(n)));
    return root * root === Number(n) ? BigInt(root) : undefined;
  }
  if (n > 1n << 1000n) return undefined;
  let x = BigInt(Math.floor(Math.sqrt(Number(n))));
  for (let k = 0; k < 12 && x > 0n; k++) {
    const next = (x + n / x) / 2n;
    if (next === x) break;
    x = next;
  }
  for (const y of [x - 1n, x, x + 1n]) if (y >= 0n && y * y === n) return y;
  return undefined;
}
