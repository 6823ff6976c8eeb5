/**
 * @file Points at which each elementwise operation is tried: inside its domain, on both sides of
 * its kinks, and points outside its domain. One row an operation; the table test fails when an
 * operation is in neither this table nor that of the structural ones.
 */
import type { OperationName } from "../../src/expression/operations/names.ts";

type Method =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "pow"
  | "sqrt"
  | "nthRoot"
  | "floor"
  | "exp"
  | "ln"
  | "sin"
  | "cos"
  | "tan"
  | "cot"
  | "sec"
  | "csc"
  | "asin"
  | "acos"
  | "atan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "coth"
  | "sech"
  | "csch"
  | "asinh"
  | "acosh"
  | "atanh"
  | "erf"
  | "erfc";

/** A number of MPFR, as far as it is used here. */
export type Float = { readonly [K in Method]: (x?: Float | number) => Float } & {
  readonly greaterThan: (x: Float | number) => boolean;
  readonly toNumber: () => number;
  readonly toFixed: (digits: number) => string;
};

/** The operands and some constants as MPFR floats. */
export interface Given {
  readonly a: Float;
  readonly b: Float;
  readonly c: Float;
  readonly zero: Float;
  readonly one: Float;
  readonly two: Float;
  readonly pi: Float;
}

export interface Sample {
  /** Arguments inside the domain, at no kink, as decimals or fractions; one string a point. */
  readonly inside: readonly string[];
  /** Arguments outside the domain. */
  readonly outside?: readonly string[];
  /** Which operands are constants of the formula (the degree of a root); by place. */
  readonly constants?: readonly number[];
  /** The function in MPFR; null where there is none. */
  readonly oracle: ((given: Given) => Float) | null;
  /** At a kink: arguments, and the derivative for operand 0 that the convention gives. */
  readonly kink?: readonly [string, string];
}

const line = ["-2", "-1/3", "1/7", "0.8", "3", "1"];
const positive = ["1/9", "1/2", "1", "2", "7.25"];
const small = ["-0.9", "-1/2", "0.1", "1/3", "0.99"];
const large = ["-3", "-1.01", "1.5", "2", "10"];
const nonzero = ["-2", "-1/3", "1/7", "0.8", "3"];

const structural = [
  "number",
  "variable",
  "size",
  "pi",
  "e",
  "indicator",
  "iota",
  "contraction",
  "stack",
  "inverse",
  "matrixpower",
  "determinant",
  "norm",
  "softmax",
  "logsumexp",
  "maximum",
  "minimum",
  "productover",
] as const;

/** The operations that are tried on whole tensors, in the tests beside this one. */
export const structuralNames: readonly OperationName[] = structural;

type Rest = Exclude<OperationName, (typeof structural)[number]>;

export const samples: Readonly<Record<Rest, Sample>> = {
  add: { inside: ["1 2", "-1 1/3", "0 0", "5 -5", "1/7 2/7"], oracle: ({ a, b }) => a.add(b) },
  negate: { inside: line, oracle: ({ a }) => a.neg() },
  divide: {
    inside: ["1 2", "-1 1/3", "0 3", "5 -5", "1/7 0.9"],
    outside: ["1 0", "0 0"],
    oracle: ({ a, b }) => a.div(b),
  },
  power: {
    inside: ["2 1/3", "0.5 -2", "3 2.5", "1/7 0.9", "7 1/2"],
    outside: ["-2 1/2", "0 -1", "0 0"],
    oracle: ({ a, b }) => a.pow(b),
  },
  sqrt: { inside: positive, outside: ["-1", "-1/9"], oracle: ({ a }) => a.sqrt() },
  root: {
    inside: ["8 3", "-8 3", "-1/7 5", "2 3", "0.3 3"],
    constants: [1],
    oracle: ({ a, b }) => a.nthRoot(b.toNumber()),
  },
  abs: { inside: nonzero, oracle: ({ a }) => a.abs(), kink: ["0", "0"] },
  sign: {
    inside: nonzero,
    oracle: ({ a, one }) => (a.greaterThan(0) ? one : one.neg()),
    kink: ["0", "0"],
  },
  floor: {
    inside: ["-2.5", "-1/3", "1/7", "0.8", "3.5"],
    oracle: ({ a }) => a.floor(),
    kink: ["2", "0"],
  },
  exp: { inside: [...line, "0"], oracle: ({ a }) => a.exp() },
  ln: { inside: positive, outside: ["0", "-1"], oracle: ({ a }) => a.ln() },
  log: {
    inside: ["8 2", "1/9 3", "7 10", "0.3 0.5", "5 1/7"],
    outside: ["0 2", "2 -1", "2 1"],
    oracle: ({ a, b }) => a.ln().div(b.ln()),
  },
  sin: { inside: [...line, "100"], oracle: ({ a }) => a.sin() },
  cos: { inside: [...line, "100"], oracle: ({ a }) => a.cos() },
  tan: { inside: [...line, "100"], oracle: ({ a }) => a.tan() },
  cot: { inside: nonzero, outside: ["0"], oracle: ({ a }) => a.cot() },
  sec: { inside: line, oracle: ({ a }) => a.sec() },
  csc: { inside: nonzero, outside: ["0"], oracle: ({ a }) => a.csc() },
  arcsin: { inside: small, outside: ["1.5", "-2"], oracle: ({ a }) => a.asin() },
  arccos: { inside: small, outside: ["1.5", "-2"], oracle: ({ a }) => a.acos() },
  arctan: { inside: line, oracle: ({ a }) => a.atan() },
  arccot: { inside: [...line, "0"], oracle: ({ a, pi }) => pi.div(2).sub(a.atan()) },
  arcsec: { inside: large, outside: ["0.5", "0"], oracle: ({ a, one }) => one.div(a).acos() },
  arccsc: { inside: large, outside: ["0.5", "0"], oracle: ({ a, one }) => one.div(a).asin() },
  sinh: { inside: line, oracle: ({ a }) => a.sinh() },
  cosh: { inside: line, oracle: ({ a }) => a.cosh() },
  tanh: { inside: line, oracle: ({ a }) => a.tanh() },
  coth: { inside: nonzero, outside: ["0"], oracle: ({ a }) => a.coth() },
  sech: { inside: line, oracle: ({ a }) => a.sech() },
  csch: { inside: nonzero, outside: ["0"], oracle: ({ a }) => a.csch() },
  arsinh: { inside: line, oracle: ({ a }) => a.asinh() },
  arcosh: {
    inside: ["1.01", "1.5", "2", "3", "10"],
    outside: ["0.9", "-2"],
    oracle: ({ a }) => a.acosh(),
  },
  artanh: { inside: small, outside: ["1", "-1", "2"], oracle: ({ a }) => a.atanh() },
  arcoth: { inside: large, outside: ["1", "0", "0.5"], oracle: ({ a, one }) => one.div(a).atanh() },
  arsech: {
    inside: ["0.1", "1/3", "1/2", "0.9", "0.99"],
    outside: ["-1/2", "0", "1.1"],
    oracle: ({ a, one }) => one.div(a).acosh(),
  },
  arcsch: { inside: nonzero, outside: ["0"], oracle: ({ a, one }) => one.div(a).asinh() },
  erf: { inside: [...line, "0.49", "1.3", "5"], oracle: ({ a }) => a.erf() },
  sigmoid: {
    inside: [...line, "-30", "30"],
    oracle: ({ a, one }) => one.div(one.add(a.neg().exp())),
  },
  softplus: { inside: [...line, "-30", "30"], oracle: ({ a, one }) => one.add(a.exp()).ln() },
  relu: {
    inside: nonzero,
    oracle: ({ a, zero }) => (a.greaterThan(0) ? a : zero),
    kink: ["0", "0"],
  },
  leakyrelu: {
    inside: ["-2 0.1", "-1/3 1/5", "1/7 0.1", "3 0.2", "-1 2"],
    oracle: ({ a, b }) => (a.greaterThan(0) ? a : a.mul(b)),
    kink: ["0 1/10", "1/10"],
  },
  elu: {
    inside: ["-2 1", "-1/3 1/5", "1/7 1", "3 2", "-1 2"],
    oracle: ({ a, b }) => (a.greaterThan(0) ? a : b.mul(a.exp().sub(1))),
    kink: ["0 2", "2"],
  },
  silu: { inside: line, oracle: ({ a, one }) => a.div(one.add(a.neg().exp())) },
  gelu: {
    inside: [...line, "-6"],
    oracle: ({ a, two }) => a.mul(a.neg().div(two.sqrt()).erfc()).div(2),
  },
  max: {
    inside: ["1 2", "2 1", "-1/3 -1/2", "0 5", "3 -3"],
    oracle: ({ a, b }) => (a.greaterThan(b) ? a : b),
    kink: ["1 1", "1/2"],
  },
  min: {
    inside: ["1 2", "2 1", "-1/3 -1/2", "0 5", "3 -3"],
    oracle: ({ a, b }) => (a.greaterThan(b) ? b : a),
    kink: ["1 1", "1/2"],
  },
  less: {
    inside: ["1 2", "2 1", "-1/3 -1/2", "0 5", "3 -3"],
    oracle: ({ a, b, zero, one }) => (b.greaterThan(a) ? one : zero),
    kink: ["1 1", "0"],
  },
  lessequal: {
    inside: ["1 2", "2 1", "-1/3 -1/2", "0 5", "3 -3"],
    oracle: ({ a, b, zero, one }) => (a.greaterThan(b) ? zero : one),
    kink: ["1 1", "0"],
  },
  equal: {
    inside: ["1 2", "2 1", "-1/3 -1/2", "0 5", "3 -3"],
    oracle: ({ zero }) => zero,
    kink: ["1 1", "0"],
  },
  piecewise: {
    inside: ["1 2 3", "0 2 3", "1 -1/3 5", "0 -1/3 5", "1 0 0"],
    constants: [0],
    oracle: ({ a, b, c }) => (a.greaterThan(0) ? b : c),
  },
  abstract: { inside: [], oracle: null },
};
