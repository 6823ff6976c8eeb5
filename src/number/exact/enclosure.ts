/**
 * @file Exact values in ball arithmetic: enclosures, signs, correctly rounded doubles.
 *
 * A value is enclosed term by term at a working precision. Questions of sign are asked first of
 * the shape (no terms: zero), then of enclosures at 64, 128, … bits until 0 lies outside; the
 * doubling stops at a budget, and the answer is then undefined, never a guess. A sum of radicals
 * cannot stay undecided for ever: a non-zero algebraic number of known size and degree keeps its
 * distance from 0 (`radicalGap`; Burnikel, Fleischer, Mehlhorn & Schirra, "A strong and easily
 * computable separation bound for arithmetic expressions involving radicals", Algorithmica 27,
 * 2000).
 */

import type { Ball } from "../ball.ts";
import * as B from "../ball.ts";
import { bitLength, lcm } from "../integer.ts";
import * as Q from "../rational.ts";
import { type Base, type Exact, isZero, type Power, rationalOf } from "./term.ts";

/** The most bits a question of sign or rounding may cost. */
export const precisionBudget = 2_048;

/** A ball around x computed with `bits` of working precision; undefined when over the budget. */
export function toBall(x: Exact, bits: number): Ball | undefined {
  let sum: Ball | undefined;
  for (const t of x.terms) {
    let product: Ball | undefined = B.fromRational(t.coefficient, bits);
    for (const p of t.powers) {
      const factor = powerBall(p, bits);
      if (factor === undefined) return undefined;
      product = B.multiply(product, factor, bits);
    }
    sum = sum === undefined ? product : B.add(sum, product, bits);
  }
  return sum ?? B.fromRational(Q.zero, bits);
}

/** A base by itself; undefined where its function is not defined on the whole ball. */
function baseBall(base: Base, bits: number): Ball | undefined {
  switch (base.kind) {
    case "prime":
      return B.fromRational(Q.fromInteger(base.value), bits);
    case "pi":
      return B.pi(bits);
    case "e":
      return B.e(bits);
    case "sum":
      return toBall(base.sum, bits);
    case "call": {
      const argument = toBall(base.argument, bits);
      return argument && B.functions[base.function]?.(argument, bits);
    }
  }
}

/** bᵉ: whole powers by squaring, halves by √, the rest (b > 0) as exp(e·ln b). */
function powerBall(p: Power, bits: number): Ball | undefined {
  const { n, d } = p.exponent;
  if (p.base.kind === "e") {
    return B.functions["exp"]?.(B.fromRational(p.exponent, bits + bitLength(n)), bits);
  }
  const base = baseBall(p.base, bits);
  if (base === undefined || (n === 1n && d === 1n)) return base;
  if (d <= 2n && n > -1024n && n < 1024n) {
    const root = d === 1n ? base : B.sqrt(base, bits);
    if (root === undefined || n === 1n) return root;
    const whole = B.powerInteger(root, n < 0n ? -n : n, bits);
    if (n > 0n || whole === undefined) return whole;
    return B.divide(B.fromRational(Q.one, bits), whole, bits);
  }
  const logarithm = B.functions["ln"]?.(base, bits + bitLength(n));
  if (logarithm === undefined) {
    // A negative call to a whole power: (−a)ᵏ = ±aᵏ.
    if (d !== 1n) return undefined;
    return B.powerInteger(base, n, bits);
  }
  const scaled = B.multiply(B.fromRational(p.exponent, bits), logarithm, bits);
  return B.functions["exp"]?.(scaled, bits);
}

/**
 * Tries precisions 64, 128, … up to the budget (and `least` at least) until `settled` answers.
 */
export function refine<T>(
  x: Exact,
  settled: (ball: Ball, bits: number) => T | undefined,
  least = 0,
): T | undefined {
  const last = Math.max(precisionBudget, least);
  for (let bits = 64; ; bits *= 2) {
    const used = Math.min(bits, last);
    const ball = toBall(x, used);
    const answer = ball && settled(ball, used);
    if (answer !== undefined || bits >= last) return answer;
  }
}

/** −1, 0 or 1; undefined when the budget does not decide (perhaps 0 in an unseen form). */
export function sign(x: Exact): -1 | 0 | 1 | undefined {
  if (isZero(x)) return 0;
  const q = rationalOf(x);
  if (q !== undefined) return Q.sign(q);
  if (x.terms.length === 1) {
    // Every base but a call is positive; so is anything to a fractional power.
    let s = Q.sign(x.terms[0]!.coefficient) as -1 | 0 | 1;
    for (const p of x.terms[0]!.powers) {
      if (p.base.kind !== "call" || p.exponent.n % 2n === 0n || p.exponent.d !== 1n) continue;
      const b = signOfCall(p.base.function) ?? refine(p.base.argument, signThrough(p.base));
      if (b === undefined) return undefined;
      s = (s * b) as -1 | 0 | 1;
    }
    return s;
  }
  const gap = radicalGap(x);
  return refine(
    x,
    (ball, bits) => {
      const s = B.sign(ball);
      if (s !== undefined || gap === undefined || bits < gap + 32) return s;
      // Closer to 0 than any non-zero number of this shape can be.
      const [low, high] = [B.lower(ball), B.upper(ball)];
      if (low === undefined || high === undefined) return undefined;
      const bound = { n: 1n, d: 1n << BigInt(gap) };
      return Q.compare(Q.absolute(low), bound) < 0 && Q.compare(Q.absolute(high), bound) < 0
        ? 0
        : undefined;
    },
    gap === undefined ? 0 : gap + 128,
  );
}

/** Functions that are never negative on their domain. */
function signOfCall(name: string): 1 | undefined {
  return name === "exp" ? 1 : undefined;
}

/** The sign of f(argument), asked of the argument's ball. */
function signThrough(base: Base & { kind: "call" }) {
  return (argument: Ball, bits: number) => {
    const value = B.functions[base.function]?.(argument, bits);
    return value && B.sign(value);
  };
}

/** The largest gap, in bits, that is worth reaching for. */
const GAP_BUDGET = 8_192;

/**
 * g such that a non-zero x satisfies |x| > 2^{−g}, for x built from rationals by +, −, · and
 * roots; undefined when x is not, or when g is over the budget.
 *
 * BFMSS for m·x, where m clears the denominators: a non-zero expression E in integers with
 * +, −, · and roots has |E| ≥ u^{1−D}, where u bounds it with every minus read as plus (n: |n|,
 * sum: u₁ + u₂, product: u₁u₂, k-th root: u^{1/k}) and D is the product of the degrees of the
 * distinct roots in it.
 */
export function radicalGap(x: Exact): number | undefined {
  const degrees = new Map<string, bigint>();
  let m = 1n;
  for (const t of x.terms) m = lcm(m, t.coefficient.d);
  const u = logarithmicBound(x, bitLength(m), degrees);
  let degree = 1n;
  for (const d of degrees.values()) degree *= d;
  if (u === undefined || degree > 4096n) return undefined;
  const gap = Math.ceil((Number(degree) - 1) * u) + bitLength(m);
  return gap <= GAP_BUDGET ? gap : undefined;
}

/** log₂ u for 2^scale·x, rounded up; notes the degree of the root taken of each base. */
function logarithmicBound(
  x: Exact,
  scale: number,
  degrees: Map<string, bigint>,
): number | undefined {
  let largest = 0;
  for (const t of x.terms) {
    if (scale === 0 && t.coefficient.d !== 1n) return undefined;
    let u = bitLength(t.coefficient.n) + scale;
    for (const { base, exponent } of t.powers) {
      if (exponent.n < 0n || (base.kind !== "prime" && base.kind !== "sum")) return undefined;
      const inner =
        base.kind === "sum" ? logarithmicBound(base.sum, 0, degrees) : bitLength(base.value);
      if (inner === undefined) return undefined;
      degrees.set(base.key, lcm(degrees.get(base.key) ?? 1n, exponent.d));
      u += Q.toDouble(exponent) * inner;
    }
    largest = Math.max(largest, u);
  }
  // Σ over n terms ≤ n·2^largest.
  return largest + bitLength(BigInt(x.terms.length));
}

/** The double nearest to x (±Infinity beyond the range); undefined when the budget ends first. */
export function toDouble(x: Exact): number | undefined {
  const q = rationalOf(x);
  return q === undefined ? refine(x, B.toDouble) : Q.toDouble(q);
}

/** The largest integer ≤ x. */
export function floorOf(x: Exact): bigint | undefined {
  const q = rationalOf(x);
  if (q !== undefined) return Q.floor(q);
  return refine(x, (ball) => {
    const [low, high] = [B.lower(ball), B.upper(ball)];
    if (low === undefined || high === undefined) return undefined;
    const n = Q.floor(low);
    return n === Q.floor(high) ? n : undefined;
  });
}
