/**
 * @file Computing with elements that come as factors, q m Π f^k: their reciprocals, logarithms,
 * moduli, signs and powers. Each formula holds factor by factor; what a factor's sign is, the ring
 * knows or carries along as an atom.
 */
import { factorise, Q, type Rational } from "../../number/index.ts";
import type { Factors } from "./proof.ts";
import { complex, type Monomial, type Poly, type Ring, UNIT, zeroPoly } from "./ring.ts";
import {
  anySign,
  isWithin,
  notNegative,
  notPositive,
  type SignSet,
  signOfBigint,
  timesSign,
} from "./sign.ts";

/** (q m Π f^j)^{−k}. */
export function reciprocal(ring: Ring, { coefficient, monomial, bases }: Factors, k: number): Poly {
  const size = Q.power(coefficient, -k);
  if (size === undefined) return ring.give();
  const own = adopt(ring, monomial);
  let result =
    own === ring.one ? ring.constant(size) : ring.scale(ring.raise(ring.reciprocal(own), k), size);
  for (const [f, j] of bases) {
    const atom = ring.base(adoptPoly(ring, f));
    result = ring.multiply(result, ring.power(atom, -j * k * UNIT));
  }
  return result;
}

/** ln|q m Π f^k|. */
export function logarithm(ring: Ring, factors: Factors): Poly | undefined {
  let result: Poly = zeroPoly;
  const add = (id: number, q: Rational): void => {
    const log = ring.power(ring.logarithm(id));
    result = ring.add(result, ring.scale(log, q));
  };
  for (const [p, k] of primesOf(factors.coefficient)) add(ring.prime(p).id, Q.fromInteger(k));
  const monomial = adopt(ring, factors.monomial);
  for (const [k, id] of monomial.atoms.entries()) {
    const { meaning } = ring.atoms[id]!;
    const exponent = monomial.exponents[k]!;
    const q = exponent === UNIT ? Q.one : Q.rational(exponent, UNIT);
    // |e^{ix}| = |S| = 1
    if (complex.has(meaning.kind) || meaning.kind === "sign") continue;
    if (meaning.kind === "exponential") {
      const inner = unpaired(ring, meaning.of);
      result = ring.add(result, ring.scale(inner, Q.multiply(q, meaning.scale)));
    } else add(meaning.kind === "modulus" ? meaning.of : id, q);
  }
  for (const [f, k] of factors.bases) {
    add(ring.base(adoptPoly(ring, f)).id, Q.fromInteger(k));
  }
  return result;
}

/** A monomial with the pairs of conjugates in it written out. */
function unpaired(ring: Ring, m: Monomial): Poly {
  let result: Poly = ring.constant(Q.one);
  for (const [k, id] of m.atoms.entries()) {
    const { meaning } = ring.atoms[id]!;
    const isPair = meaning.kind === "opaque" && meaning.name === "pair";
    const exponent = m.exponents[k]!;
    const whole = exponent / UNIT;
    if (isPair && Number.isInteger(whole) && whole > 0 && whole < 8) {
      result = ring.multiply(result, ring.raise(meaning.args[0]!, whole));
    } else result = ring.multiply(result, ring.power(ring.atoms[id]!, exponent));
  }
  return result;
}

/** |q| = Π p^k. */
function primesOf(q: Rational): readonly (readonly [bigint, bigint])[] {
  if (q.d === 1n && (q.n === 1n || q.n === -1n)) return [];
  return [...primePowers(q.n < 0n ? -q.n : q.n, 1n), ...primePowers(q.d, -1n)];
}

/** (q m Π f^k)^n for a large n, the polynomials not multiplied out but named. */
export function highPower(
  ring: Ring,
  { coefficient, monomial, bases }: Factors,
  n: bigint,
): Poly | undefined {
  const size = Q.power(coefficient, n);
  if (size === undefined || n < 1n || n > 100_000n) return undefined;
  let result = ring.scale(ring.raise(new Map([[adopt(ring, monomial), Q.one]]), Number(n)), size);
  for (const [f, k] of bases) {
    const [[name]] = ring.power(ring.opaque("named", [adoptPoly(ring, f)], anySign)) as unknown as [
      [Monomial],
    ];
    const atom = ring.atoms[name.atoms[0]!]!;
    result = ring.multiply(result, ring.power(atom, k * Number(n) * UNIT));
  }
  return result;
}

/** |q m Π f^k|^r. */
export function modulusPower(ring: Ring, factors: Factors, r: Rational): Poly | undefined {
  const primes = primesOf(factors.coefficient);
  let result = ring.constant(Q.one);
  const times = (id: number, exponent: number): boolean => {
    const part = modulus(ring, id, exponent, r);
    if (part === undefined) return false;
    result = ring.multiply(result, part);
    return true;
  };
  for (const [p, k] of primes) if (!times(ring.prime(p).id, Number(k) * UNIT)) return undefined;
  const monomial = adopt(ring, factors.monomial);
  for (const [k, id] of monomial.atoms.entries()) {
    if (!times(id, monomial.exponents[k]!)) return undefined;
  }
  for (const [f, k] of factors.bases) {
    if (!times(ring.base(adoptPoly(ring, f)).id, k * UNIT)) return undefined;
  }
  return result;
}

/** |atom|^{exponent · r}. */
export function modulus(ring: Ring, id: number, exponent: number, r: Rational): Poly | undefined {
  const atom = ring.atoms[id]!;
  const { kind } = atom.meaning;
  if (complex.has(kind) || kind === "sign") return ring.constant(Q.one);
  const above = Number(r.n);
  const below = Number(r.d);
  if (Math.abs(above) > 1_000_000 || below > 1_000_000) return undefined;
  const scaled = exponent * above;
  const power = scaled / below;
  if (!Number.isSafeInteger(scaled) || !Number.isInteger(power)) return undefined;
  if (kind === "modulus" || isWithin(ring.signs[id]!, notNegative)) return ring.power(atom, power);
  return ring.power(ring.modulus(id), power);
}

/** The sign of q m Π f^k, where it is not 0. */
export function signFactor(ring: Ring, factors: Factors): Poly | undefined {
  let result = ring.constant(Q.fromInteger(Q.sign(factors.coefficient)));
  for (const [id, exponent] of powersOf(ring, factors)) {
    const sign = ring.signs[id]!;
    const { kind } = ring.atoms[id]!.meaning;
    if (complex.has(kind)) return undefined;
    if (exponent % (2 * UNIT) === 0 || isWithin(sign, notNegative)) continue;
    if (exponent % UNIT !== 0) return undefined;
    if (isWithin(sign, notPositive)) result = ring.scale(result, Q.minusOne);
    else result = ring.multiply(result, ring.plusMinus(id));
  }
  return result;
}

/** The possible signs of a factorisation. */
export function signOf(ring: Ring, factors: Factors): SignSet {
  let sign: SignSet = signOfBigint(factors.coefficient.n);
  for (const [id, exponent] of powersOf(ring, factors)) {
    sign = timesSign(sign, ring.signOfMonomial(ring.intern([id], [exponent])));
  }
  return sign;
}

/** The atoms of a factorisation with their exponents. */
export function powersOf(
  ring: Ring,
  { monomial, bases }: Factors,
): (readonly [id: number, exponent: number])[] {
  const own = adopt(ring, monomial);
  return [
    ...own.atoms.map((id, k) => [id, own.exponents[k]!] as const),
    ...bases.map(([f, k]) => [ring.base(adoptPoly(ring, f)).id, k * UNIT] as const),
  ];
}

/** A monomial of a proof in this ring; one with atoms that are not there gives up. */
export function adopt(ring: Ring, m: Monomial): Monomial {
  if (m === ring.one) return m;
  if (m.atoms.every((id) => id < ring.atoms.length)) {
    return ring.has(m) ? m : ring.intern(m.atoms, m.exponents);
  }
  ring.give();
  return ring.one;
}

/** A polynomial of a proof in this ring. */
export function adoptPoly(ring: Ring, p: Poly): Poly {
  let isOwn = true;
  for (const m of p.keys()) if (adopt(ring, m) !== m) isOwn = false;
  return isOwn ? p : new Map([...p].map(([m, q]) => [adopt(ring, m), q]));
}

/** An element that is one monomial, as its factors. */
export function factorsOfMonomial(p: Poly): Factors | undefined {
  if (p.size !== 1) return undefined;
  const [[monomial, coefficient]] = p as unknown as [[Monomial, Rational]];
  return { coefficient, monomial, bases: [] };
}

/** Numbers beyond this are not split. */
const hugeNumber = 1n << 2048n;

/** n = Π p^k; what cannot be split within reason counts as a prime, which is just as true. */
function primePowers(n: bigint, direction: bigint): (readonly [bigint, bigint])[] {
  if (n === 1n) return [];
  if (n > hugeNumber) return [[n, direction]];
  const { primes, cofactor } = factorise(n, 2_000);
  const rest = cofactor === 1n ? [] : [[cofactor, direction] as const];
  return [...primes.map(([p, k]) => [p, k * direction] as const), ...rest];
}
