/**
 * @file Exact real constants in textbook form: −(π/2) ln(π/2), 2e/(1 + e)², (√6 + √2)/4.
 *
 * A value is a sum of terms q·Π bᵉ over primes, π, e, calls such as ln 2, and sums such as 1 + e
 * (see exact/term.ts); operations keep it canonical, so that algebraically equal values are
 * equal objects as far as algebra alone goes. Where a decision needs the size of a number, ball
 * arithmetic decides, or the answer is undefined: no operation guesses, throws, or runs without
 * a budget. Rational values take a short path through everything.
 *
 * Every operation takes undefined operands and returns undefined for them, so that a chain needs
 * one test at its end.
 */

export {
  floorOf,
  precisionBudget,
  radicalGap,
  sign,
  toBall,
  toDouble,
} from "./exact/enclosure.ts";
export {
  absolute,
  add,
  compare,
  divide,
  equal,
  exp,
  half,
  inverse,
  multiply,
  negate,
  powerInteger,
  rationalPower,
  sqrt,
  subtract,
  two,
} from "./exact/field.ts";
export { exactFunctions } from "./exact/functions.ts";
export { ln, power } from "./exact/logarithm.ts";
export { type Presentation, present } from "./exact/present.ts";
export {
  type Base,
  budget,
  type Exact,
  fromInteger,
  fromRational,
  isZero,
  keyOf,
  type Maybe,
  minusOne,
  one,
  type Power,
  rationalOf,
  type Term,
  zero,
} from "./exact/term.ts";
export { presentationText, toText } from "./exact/text.ts";

import { type Exact, eBase, fromPower, piBase } from "./exact/term.ts";

/** π */
export const pi: Exact = fromPower(piBase)!;

/** e = exp 1 */
export const e: Exact = fromPower(eBase)!;
