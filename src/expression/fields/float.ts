/**
 * @file The field of doubles (IEEE 754 binary64). A result that is not finite is undefined: it
 * left the domain or the range, and nothing sensible follows from it. Elementwise operations are
 * evaluated by their page's own `float`, which is stable; these functions serve the others.
 */

import { Q, type Rational } from "../../number/index.ts";
import type { Field } from "../field.ts";
import { erfDouble } from "../operations/erf.ts";
import { realPower } from "../operations/power.ts";
import { logistic } from "../operations/sigmoid.ts";

const finite = (x: number): number | undefined => (Number.isFinite(x) ? x : undefined);

const functions: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  ln: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  cot: (x) => Math.cos(x) / Math.sin(x),
  sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x),
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  coth: (x) => 1 / Math.tanh(x),
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  arsinh: Math.asinh,
  arcosh: Math.acosh,
  artanh: Math.atanh,
  erf: erfDouble,
  sigmoid: logistic,
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

/** Arithmetic in doubles. */
export const floatField: Field<number> = {
  name: "float",
  rational: (q: Rational) => Q.toDouble(q),
  integer: (n) => n,
  pi: () => Math.PI,
  e: () => Math.E,
  add: (a, b) => finite(a + b),
  subtract: (a, b) => finite(a - b),
  multiply: (a, b) => finite(a * b),
  negate: (a) => -a,
  divide: (a, b) => finite(a / b),
  power: (a, b) => finite(realPower(a, b)),
  max: Math.max,
  min: Math.min,
  call: (name, x) => {
    const known = functions[name];
    return known === undefined ? undefined : finite(known(x));
  },
  bySign: (x, negative, zero, positive) => {
    if (x > 0) return positive();
    return x < 0 ? negative() : zero();
  },
  isZero: (a) => a === 0,
  pivotWeight: Math.abs,
  overflows: true,
};
