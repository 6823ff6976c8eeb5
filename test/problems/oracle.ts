/**
 * @file The independent side of a worked problem: the output as a function of the inputs, written
 * directly in decimal.js at 90 digits, and its derivatives by central differences with one step
 * of Richardson extrapolation:
 *
 *     D(h) = (f(x + h) − f(x − h)) / 2h,   f′(x) = (4 D(h/2) − D(h)) / 3 + O(h⁴)
 *
 * With h = 10⁻²⁰ the error of the formula is near 10⁻⁸⁰ and that of rounding near 10⁻⁷⁰.
 * Nothing here knows of pengrad: no graph, no rule of differentiation.
 */
import { Decimal } from "decimal.js";

export const Dec = Decimal.clone({ precision: 90, toExpNeg: -9e15, toExpPos: 9e15 });

/** A scalar, a vector and a matrix of an oracle. */
export type D = Decimal;
export type V = readonly D[];
export type M = readonly V[];
export type Given = D | V | M | readonly Given[];

export const num = (x: number | string): D => new Dec(x);
export const one = num(1);
export const pi = Dec.acos(-1);

/** A value as it stands in a row: "3", "-1/2", "2*pi/3", "ln 2", "sqrt 2", "e". */
export function scalarOf(text: string): D {
  const [first, ...rest] = text.trim().split(/(?=[*/])/);
  return rest.reduce((value, part) => {
    const factor = atom(part.slice(1));
    return part[0] === "*" ? value.times(factor) : value.div(factor);
  }, atom(first!));
}

function atom(text: string): D {
  const word = text.trim();
  if (word.startsWith("-")) return atom(word.slice(1)).neg();
  if (word.startsWith("ln ")) return Dec.ln(atom(word.slice(3)));
  if (word.startsWith("sqrt ")) return Dec.sqrt(atom(word.slice(5)));
  if (word === "pi") return pi;
  if (word === "e") return Dec.exp(1);
  return num(word);
}

/** A given value: a scalar, "[1; 2]" a vector, "[1, 2; 3, 4]" a matrix, "[[…], […]]" slices. */
export function givenOf(text: string): Given {
  if (!text.startsWith("[")) return scalarOf(text);
  if (text.startsWith("[[")) return slices(text.slice(1, -1)).map(givenOf);
  const rows = text
    .slice(1, -1)
    .split(";")
    .map((row) => row.split(",").map(scalarOf));
  return rows.every(({ length }) => length === 1) ? rows.flat() : rows;
}

/** What stands between the commas outside of brackets. */
function slices(text: string): string[] {
  const found: string[] = [""];
  let depth = 0;
  for (const sign of text) {
    if (sign === "[") depth++;
    else if (sign === "]") depth--;
    if (sign === "," && depth === 0) found.push("");
    else found[found.length - 1] += sign;
  }
  return found.map((part) => part.trim());
}

/** The entries row by row. */
export function entriesOf(given: Given): D[] {
  return Array.isArray(given) ? (given as Given[]).flatMap(entriesOf) : [given as D];
}

/** The same tensor with its entry at `place` moved by `by`. */
function moved(given: Given, place: number, by: D): Given {
  let at = 0;
  const visit = (part: Given): Given => {
    if (Array.isArray(part)) return (part as Given[]).map(visit) as Given;
    return at++ === place ? (part as D).plus(by) : part;
  };
  return visit(given);
}

const step = num("1e-20");

/** ∂f/∂(entry `place` of input `which`) at `inputs`. */
export function slope(
  f: (...inputs: Given[]) => D,
  inputs: Given[],
  which: number,
  place: number,
): D {
  const difference = (h: D): D => {
    const at = (by: D): D => f(...inputs.map((x, k) => (k === which ? moved(x, place, by) : x)));
    return at(h).minus(at(h.neg())).div(h.times(2));
  };
  return difference(step.div(2)).times(4).minus(difference(step)).div(3);
}

// What the oracles of the rows are written in: numbers, then vectors and matrices.

export const sigmoid = (x: D): D => one.div(Dec.exp(x.neg()).plus(1));
export const square = (x: D): D => x.times(x);
export const relu = (x: D): D => (x.gt(0) ? x : num(0));

/** erf x = 2/√π Σ (−1)ᵏ x^{2k+1} / (k! (2k + 1)), for small x. */
export function erf(x: D): D {
  let term = x;
  let sum = x;
  for (let k = 1; term.abs().gt("1e-95"); k++) {
    term = term.times(square(x)).neg().div(k);
    sum = sum.plus(term.div(2 * k + 1));
  }
  return sum.times(2).div(Dec.sqrt(pi));
}

/** Entry k of a vector, counted from 1. */
export const at = (v: V, k: number): D => v[k - 1]!;
export const cell = (m: M, i: number, j: number): D => m[i - 1]![j - 1]!;
export const total = (v: V): D => v.reduce((sum, x) => sum.plus(x), num(0));
export const mean = (v: V): D => total(v).div(v.length);
export const zip = (a: V, b: V, f: (x: D, y: D) => D): V => a.map((x, k) => f(x, b[k]!));
export const plus = (a: V, b: V): V => zip(a, b, (x, y) => x.plus(y));
export const minus = (a: V, b: V): V => zip(a, b, (x, y) => x.minus(y));
export const dot = (a: V, b: V): D => total(zip(a, b, (x, y) => x.times(y)));
export const apply = (m: M, v: V): V => m.map((row) => dot(row, v));
export const turned = (m: M): M => m[0]!.map((_, j) => m.map((row) => row[j]!));
export const matmul = (a: M, b: M): M =>
  a.map((row) => turned(b).map((column) => dot(row, column)));
export const trace = (m: M): D => total(m.map((row, k) => row[k]!));
export const softmax = (v: V): V => {
  const raised = v.map((x) => Dec.exp(x));
  return raised.map((x) => x.div(total(raised)));
};

/** det by the first row's cofactors. */
export function det(m: M): D {
  if (m.length === 1) return cell(m, 1, 1);
  return m[0]!.reduce((sum, x, j) => {
    const minor = m.slice(1).map((row) => row.filter((_, k) => k !== j));
    return j % 2 === 0 ? sum.plus(x.times(det(minor))) : sum.minus(x.times(det(minor)));
  }, num(0));
}

/** A⁻¹ by cofactors. */
export function inverse(m: M): M {
  const d = det(m);
  const minor = (i: number, j: number): M =>
    m.filter((_, r) => r !== i).map((row) => row.filter((_, c) => c !== j));
  return m.map((row, i) =>
    row.map((_, j) => {
      const cofactor = m.length === 1 ? one : det(minor(j, i));
      return ((i + j) % 2 === 0 ? cofactor : cofactor.neg()).div(d);
    }),
  );
}
