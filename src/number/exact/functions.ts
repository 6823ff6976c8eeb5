/**
 * @file The functions of one exact value, by name.
 *
 * Hyperbolic functions are written in powers of e, as a person works them: tanh x =
 * (e^{2x} − 1)/(e^{2x} + 1), so that sinh(ln 2) = 3/4. Their inverses go through the logarithm
 * (Abramowitz & Stegun, §4.6) where that comes out no longer than the call: arsinh(3/4) = ln 2,
 * artanh(1/2) = ½ ln 3, but arsinh π stays. erf has no special value but 0.
 */

import { fromInteger as rationalInteger } from "../rational.ts";
import { arccos, arcsin, arctan, cos, cot, csc, sec, sin, tan } from "./circular.ts";
import { floorOf, sign } from "./enclosure.ts";
import {
  absolute,
  add,
  divide,
  exp,
  half,
  inverse,
  multiply,
  negate,
  sqrt,
  subtract,
  two,
} from "./field.ts";
import { ln, sigmoid } from "./logarithm.ts";
import {
  argumentOf,
  call,
  type Exact,
  fromInteger,
  fromRational,
  isRadical,
  isZero,
  type Maybe,
  one,
  zero,
} from "./term.ts";

/** An odd function without special form: f(0) = 0, f(−x) = −f(x), else the call. */
function oddCall(name: string, x: Maybe): Maybe {
  if (x === undefined || isZero(x)) return x;
  return x.terms[0]!.coefficient.n < 0n ? negate(call(name, negate(x))) : call(name, x);
}

/** (eˣ + s·e^{−x})/2. */
function halfSum(x: Exact, s: 1 | -1): Maybe {
  const e = exp(x);
  const back = exp(negate(x));
  return multiply(half, s === 1 ? add(e, back) : subtract(e, back));
}

/** 2/(eˣ + s·e^{−x}) = 2eˣ/(e^{2x} + s). */
function twiceOverSum(x: Exact, s: 1 | -1): Maybe {
  const e = exp(x);
  return divide(multiply(two, e), add(multiply(e, e), fromInteger(s)));
}

/** (e^{2x} − 1)/(e^{2x} + 1). */
function tanh(x: Exact): Maybe {
  const square = exp(multiply(two, x));
  return divide(subtract(square, one), add(square, one));
}

/** The logarithmic form when it is short, else the odd or plain call. */
function short(x: Exact, form: Maybe, otherwise: () => Maybe): Maybe {
  const simple = form !== undefined && (isRadical(x) || form.weight <= x.weight + 4);
  return simple ? form : otherwise();
}

/** arsinh x, odd. */
function arsinh(x: Exact): Maybe {
  if (isZero(x)) return zero;
  if (sign(x) === -1) return negate(arsinhPositive(negate(x)));
  return arsinhPositive(x);
}

/** arsinh x for x > 0. */
function arsinhPositive(x: Maybe): Maybe {
  if (x === undefined) return undefined;
  // ln(x + √(x² + 1))
  const root = sqrt(add(multiply(x, x), one));
  return short(x, ln(add(x, root)), () => oddCall("arsinh", x));
}

/** arcosh x for x ≥ 1. */
function arcosh(x: Exact): Maybe {
  const above = sign(subtract(x, one) ?? fromInteger(-1));
  if (above === undefined || above < 0) return undefined;
  // ln(x + √(x² − 1))
  const root = sqrt(subtract(multiply(x, x), one));
  return short(x, ln(add(x, root)), () => call("arcosh", x));
}

/** artanh x for −1 < x < 1. */
function artanh(x: Exact): Maybe {
  const inside = sign(subtract(one, multiply(x, x)) ?? fromInteger(-1));
  if (inside !== 1) return undefined;
  if (isZero(x)) return zero;
  // ½ ln((1 + x)/(1 − x))
  const form = multiply(half, ln(divide(add(one, x), subtract(one, x))));
  return short(x, form, () => oddCall("artanh", x));
}

/** ⌊x⌋, once an enclosure lies between two integers. */
function floor(x: Exact): Maybe {
  const n = floorOf(x);
  return n === undefined ? undefined : fromRational(rationalInteger(n));
}

/** The sign as a value. */
function signum(x: Exact): Maybe {
  const s = sign(x);
  return s === undefined ? undefined : fromInteger(s);
}

/** sinh(arsinh y) = y and the like, before anything is written in powers of e. */
function through(inverseName: string, f: (x: Exact) => Maybe): (x: Exact) => Maybe {
  return (x) => argumentOf(x, inverseName) ?? f(x);
}

/**
 * Function name → f. A result of undefined means: outside the domain, not decidable within the
 * precision budget, or too large.
 */
export const exactFunctions: Readonly<Record<string, (x: Exact) => Exact | undefined>> = {
  exp,
  ln,
  sqrt,
  sin,
  cos,
  tan,
  cot,
  sec,
  csc,
  arcsin,
  arccos,
  arctan,
  sinh: through("arsinh", (x) => halfSum(x, -1)),
  cosh: through("arcosh", (x) => halfSum(x, 1)),
  tanh: through("artanh", tanh),
  coth: (x) => inverse(tanh(x)),
  sech: (x) => twiceOverSum(x, 1),
  csch: (x) => twiceOverSum(x, -1),
  arsinh,
  arcosh,
  artanh,
  erf: (x) => oddCall("erf", x),
  expm1: (x) => subtract(exp(x), one),
  log1p: (x) => ln(add(one, x)),
  sigmoid,
  softplus: (x) => ln(add(one, exp(x))),
  abs: absolute,
  sign: signum,
  floor,
};
