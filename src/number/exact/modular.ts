/**
 * @file Quick proofs that polynomials have no common factor, or no root: images modulo a prime.
 *
 * A factor that a and b share and that contains the variable v survives when the other variables
 * are set to numbers and coefficients are taken mod p, unless the leading coefficient in v
 * vanishes (Geddes, Czapor & Labahn, "Algorithms for Computer Algebra", §7.4). So when the
 * images in v are coprime, and that for every common variable, a and b are. The images are dense
 * arrays of numbers below 2²⁶, so that products stay exact in doubles.
 *
 * A k-th power of a polynomial takes k-th powers as values, which (v^{(p−1)/k} = 1) few numbers
 * mod p are.
 *
 * Only "coprime" and "no power" are proofs; else the work is left to exact/polynomial.ts.
 */

import { lcm } from "../integer.ts";
import type { Rational } from "../rational.ts";
import * as Q from "../rational.ts";
import { type Base, basesOf, type Exact, exponentIn } from "./term.ts";

/** The largest prime below 2²⁶ with 2·3·5·7 dividing p − 1. */
const P = 67_106_761;

/** The highest degree of an image. */
const DEGREE = 2_000;

/** The numbers put for the variables, in turn. */
const POINTS = [7_919, 104_729, 611_953, 1_299_709, 15_485_863];

/** base^exponent mod p. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base % P;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** The unit 1/u of the exponents of this variable in a and b. */
function unitOf(key: string, a: Exact, b: Exact): bigint {
  let unit = 1n;
  for (const t of [...a.terms, ...b.terms]) unit = lcm(unit, exponentIn(t, key).d);
  return unit;
}

/** The integer q mod p. */
function residue(q: Rational): number {
  const p = BigInt(P);
  return Number(((q.n % p) + p) % p);
}

/** The coefficients of x in v mod p, the other variables set to numbers; undefined if too high. */
function image(
  x: Exact,
  v: Base,
  units: ReadonlyMap<string, bigint>,
): readonly number[] | undefined {
  const keys = [...units.keys()];
  const coefficients: number[] = [];
  for (const t of x.terms) {
    let value = residue(t.coefficient);
    let degree = 0;
    for (const { base, exponent } of t.powers) {
      const e = Q.toDouble(Q.multiply(exponent, Q.fromInteger(units.get(base.key) ?? 1n)));
      if (base.key === v.key) degree = e;
      else value = (value * power(POINTS[keys.indexOf(base.key) % POINTS.length]!, e)) % P;
    }
    if (!(degree >= 0 && degree <= DEGREE) || t.coefficient.d !== 1n) return undefined;
    while (coefficients.length <= degree) coefficients.push(0);
    coefficients[degree] = (coefficients[degree]! + value) % P;
  }
  return coefficients;
}

/** Degree of the gcd of two images over the field of p elements (Euclid). */
function gcdDegree(a: readonly number[], b: readonly number[]): number {
  let f = [...a];
  let g = [...b];
  for (;;) {
    while (g.length > 0 && g[g.length - 1] === 0) g.pop();
    if (g.length === 0) return f.length - 1;
    const inverse = power(g[g.length - 1]!, P - 2);
    while (f.length >= g.length) {
      const q = (f[f.length - 1]! * inverse) % P;
      const shift = f.length - g.length;
      if (q !== 0) {
        for (let i = 0; i < g.length; i++) {
          f[shift + i] = (f[shift + i]! + P - ((q * g[i]!) % P)) % P;
        }
      }
      f.pop();
    }
    [f, g] = [g, f];
  }
}

/**
 * Are a and b, polynomials with integer coefficients and without radicals, certainly coprime (up
 * to monomials)? False when they are not, or when the images do not tell.
 */
export function certainlyCoprime(a: Exact, b: Exact): boolean {
  const inB = new Map(basesOf(b).map((v) => [v.key, v]));
  const units = new Map<string, bigint>();
  for (const v of [...basesOf(a), ...inB.values()]) units.set(v.key, unitOf(v.key, a, b));
  return basesOf(a)
    .filter((v) => inB.has(v.key))
    .every((v) => {
      const [f, g] = [image(a, v, units), image(b, v, units)];
      if (f === undefined || g === undefined) return false;
      if (f[f.length - 1] === 0 || g[g.length - 1] === 0) return false;
      return gcdDegree(f, g) === 0;
    });
}

/**
 * May x, with integer coefficients and without radicals, be the k-th power of a polynomial with
 * rational coefficients, for k = 2, 3, 5 or 7? A wrong "yes" has odds of k⁻⁸; "no" is certain.
 */
export function mayBePower(x: Exact, k: bigint): boolean {
  const variables = basesOf(x);
  const units = variables.map((v) => unitOf(v.key, x, x));
  for (let round = 1; round <= 8; round++) {
    let sum = 0;
    for (const t of x.terms) {
      let value = residue(t.coefficient);
      for (const [i, v] of variables.entries()) {
        // v^{1/unit} is given k-th powers as values, so that roots of monomials exist.
        const e = Q.toDouble(Q.multiply(exponentIn(t, v.key), Q.fromInteger(units[i]! * k)));
        if (e > Number.MAX_SAFE_INTEGER) return true;
        value = (value * power(POINTS[i % POINTS.length]! + round * (i + 1), e)) % P;
      }
      sum = (sum + value) % P;
    }
    if (sum !== 0 && power(sum, (P - 1) / Number(k)) !== 1) return false;
  }
  return true;
}
