/**
 * @file Formulas as the problems make them, and their values in doubles. Every value is a matrix;
 * a scalar is one by one and meets every entry.
 */
import { keyOf, type Name } from "./name.ts";

export type Matrix = readonly (readonly number[])[];

export type Call =
  | "sigmoid"
  | "tanh"
  | "relu"
  | "leaky"
  | "softplus"
  | "exp"
  | "ln"
  | "log2"
  | "sqrt"
  | "sin"
  | "cos"
  | "softmax";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "sum"; readonly terms: readonly Expression[] }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "product"; readonly factors: readonly Expression[] }
  | { readonly kind: "entrywise"; readonly factors: readonly Expression[] }
  | { readonly kind: "quotient"; readonly over: Expression; readonly under: Expression }
  | { readonly kind: "power"; readonly base: Expression; readonly exponent: number }
  | { readonly kind: "call"; readonly call: Call; readonly of: Expression }
  | { readonly kind: "transpose"; readonly of: Expression }
  | { readonly kind: "table"; readonly rows: readonly (readonly Expression[])[] }
  /** Letters for a formula: `f'(x)` for what it is. */
  | { readonly kind: "spelt"; readonly text: string; readonly as: Expression };

export const num = (value: number): Expression => ({ kind: "number", value });
export const ref = (name: Name): Expression => ({ kind: "name", name });
export const add = (...terms: Expression[]): Expression =>
  terms.length === 1 ? terms[0]! : { kind: "sum", terms };
export const neg = (of: Expression): Expression => ({ kind: "negative", of });
export const sub = (a: Expression, b: Expression): Expression => add(a, neg(b));
export const mul = (...factors: Expression[]): Expression =>
  factors.length === 1 ? factors[0]! : { kind: "product", factors };
export const odot = (...factors: Expression[]): Expression => ({ kind: "entrywise", factors });
export const div = (over: Expression, under: Expression): Expression => ({
  kind: "quotient",
  over,
  under,
});
export const pow = (base: Expression, exponent: number): Expression => ({
  kind: "power",
  base,
  exponent,
});
export const call = (one: Call, of: Expression): Expression => ({ kind: "call", call: one, of });
export const exp = (of: Expression): Expression => call("exp", of);
export const transpose = (of: Expression): Expression => ({ kind: "transpose", of });
export const table = (rows: readonly (readonly Expression[])[]): Expression => ({
  kind: "table",
  rows,
});
export const column = (...entries: Expression[]): Expression => table(entries.map((one) => [one]));
export const spelt = (text: string, as: Expression): Expression => ({ kind: "spelt", text, as });

export const leak = 0.1;
const functions: Readonly<Record<Exclude<Call, "softmax">, (x: number) => number>> = {
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
  leaky: (x) => (x > 0 ? x : leak * x),
  softplus: (x) => Math.log1p(Math.exp(x)),
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
};

const each = (m: Matrix, f: (x: number) => number): Matrix => m.map((row) => row.map(f));
export const isScalar = (m: Matrix): boolean => m.length === 1 && m[0]!.length === 1;

function both(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  if (isScalar(a)) return each(b, (y) => f(a[0]![0]!, y));
  if (isScalar(b)) return each(a, (x) => f(x, b[0]![0]!));
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) throw new Error("shapes differ");
  return a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));
}

export const transposed = (m: Matrix): Matrix => m[0]!.map((_, j) => m.map((row) => row[j]!));

function times(a: Matrix, b: Matrix): Matrix {
  if (isScalar(a) || isScalar(b)) return both(a, b, (x, y) => x * y);
  if (a[0]!.length !== b.length) throw new Error("shapes do not fit");
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

function softmax(m: Matrix): Matrix {
  const powers = each(m, Math.exp);
  const total = powers.flat().reduce((sum, x) => sum + x, 0);
  return each(powers, (x) => x / total);
}

/** What a formula is made of. */
export function partsOf(of: Expression): readonly Expression[] {
  switch (of.kind) {
    case "number":
    case "name":
      return [];
    case "sum":
      return of.terms;
    case "product":
    case "entrywise":
      return of.factors;
    case "quotient":
      return [of.over, of.under];
    case "power":
      return [of.base];
    case "table":
      return of.rows.flat();
    case "spelt":
      return [of.as];
    default:
      return [of.of];
  }
}

/** What is known of names: values by key. */
export type Values = ReadonlyMap<string, Matrix>;

/** The value of a formula. */
export function valueIn(of: Expression, values: Values): Matrix {
  const value = (one: Expression): Matrix => valueIn(one, values);
  switch (of.kind) {
    case "number":
      return [[of.value]];
    case "name": {
      const known = values.get(keyOf(of.name));
      if (known === undefined) throw new Error(`no value of ${keyOf(of.name)}`);
      return known;
    }
    case "sum":
      return of.terms.map(value).reduce((a, b) => both(a, b, (x, y) => x + y));
    case "negative":
      return each(value(of.of), (x) => -x);
    case "product":
      return of.factors.map(value).reduce(times);
    case "entrywise":
      return of.factors.map(value).reduce((a, b) => both(a, b, (x, y) => x * y));
    case "quotient":
      return both(value(of.over), value(of.under), (x, y) => x / y);
    case "power":
      return each(value(of.base), (x) => x ** of.exponent);
    case "call":
      return of.call === "softmax" ? softmax(value(of.of)) : each(value(of.of), functions[of.call]);
    case "transpose":
      return transposed(value(of.of));
    case "table":
      return of.rows.map((row) => row.map((one) => value(one)[0]![0]!));
    case "spelt":
      return value(of.as);
  }
}
