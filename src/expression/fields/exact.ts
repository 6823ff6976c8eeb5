/**
 * @file The field of exact constants. Undefined means "outside the domain" or "no closed form
 * within the budget"; the enclosing field of balls tells the two apart (`cause.ts`).
 * Signs are decided by shape first, then by enclosures up to a budget of bits.
 */
import { type Exact, X } from "../../number/index.ts";
import type { Field } from "../field.ts";
import { ballField } from "./ball.ts";

/** Precision in which a value without closed form is looked at. */
const enclosureBits = 192;

const integer = (n: number): Exact => X.fromInteger(BigInt(n));

/** Arithmetic in exact constants. */
export const exactField: Field<Exact> = {
  name: "exact",
  rational: X.fromRational,
  integer,
  pi: () => X.pi,
  e: () => X.e,
  add: X.add,
  subtract: X.subtract,
  multiply: X.multiply,
  negate: (a) => X.negate(a)!,
  divide: X.divide,
  power: X.power,
  max: (a, b) => larger(a, b, 1),
  min: (a, b) => larger(a, b, -1),
  call: (name, x) => X.exactFunctions[name]?.(x),
  bySign: (x, negative, zero, positive) => {
    const sign = X.sign(x);
    if (sign === undefined) return undefined;
    if (sign === 0) return zero();
    return sign > 0 ? positive() : negative();
  },
  isZero: X.isZero,
  // a rational pivot keeps the entries short
  pivotWeight: (a) => {
    if (X.rationalOf(a) !== undefined) return X.sign(a) === 0 ? 0 : 2;
    return X.sign(a) ? 1 : 0;
  },
  overflows: false,
  enclosure: (use) => {
    const field = ballField(enclosureBits);
    return use(field, (a) => X.toBall(a, enclosureBits));
  },
};

/** The operand that is larger (direction 1) or smaller (−1). */
function larger(a: Exact, b: Exact, direction: 1 | -1): Exact | undefined {
  const order = X.compare(a, b);
  if (order === undefined) return undefined;
  return order * direction >= 0 ? a : b;
}
