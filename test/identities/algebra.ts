/** @file What the oracles are written in beside test/problems/oracle.ts: matrices in decimal.js. */
import { type D, dot, type M, matmul, num, turned, type V } from "../problems/oracle.ts";

const map2 = (a: M, b: M, f: (x: D, y: D) => D): M =>
  a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));

export const add = (a: M, b: M): M => map2(a, b, (x, y) => x.plus(y));
export const subtract = (a: M, b: M): M => map2(a, b, (x, y) => x.minus(y));
export const times = (a: M, b: M): M => map2(a, b, (x, y) => x.times(y));
export const scale = (c: D, a: M): M => a.map((row) => row.map((x) => x.times(c)));
export const product = (...factors: M[]): M => factors.reduce(matmul);
export const eye = (n: number): M =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => num(i === j ? 1 : 0)));
export const power = (a: M, k: D): M =>
  Array.from({ length: k.toNumber() }, () => a).reduce(matmul, eye(a.length));
export const sumOf = (a: M): D => a.flat().reduce((sum, x) => sum.plus(x), num(0));
/** ⟨W, A⟩ = tr(Wᵀ A). */
export const inner = (w: M, a: M): D => sumOf(times(w, a));
/** aᵀ M b. */
export const form = (a: V, m: M, b: V): D =>
  dot(
    a,
    m.map((row) => dot(row, b)),
  );
export const gram = (x: M, c: M): M => product(turned(x), c, x);
export const diagonalOf = (a: M): M => times(a, eye(a.length));
/** S + Sᵀ − S ⊙ I. */
export const symmetrized = (s: M): M => subtract(add(s, turned(s)), diagonalOf(s));
