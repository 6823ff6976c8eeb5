/**
 * @file The field of big-float balls: rigorous enclosures of any precision. `ballField(bits)`
 * rounds every operation to `bits` bits; what a result is worth is seen from its width. A choice
 * that the ball leaves open gives the hull of the branches.
 */
import { B, type Ball, Q } from "../../number/index.ts";
import type { Field } from "../field.ts";

const fields = new Map<number, Field<Ball>>();

/** How many precisions are kept ready. */
const keptFields = 16;

/** Arithmetic in balls of `bits` bits; the same field for the same precision. */
export function ballField(bits: number): Field<Ball> {
  const known = fields.get(bits);
  if (known !== undefined) return known;
  if (fields.size >= keptFields) fields.clear();
  const made = make(bits);
  fields.set(bits, made);
  return made;
}

function make(bits: number): Field<Ball> {
  const integer = (n: number | bigint) => B.fromInteger(BigInt(n));
  return {
    name: "ball",
    rational: (q) => B.fromRational(q, bits),
    integer,
    pi: () => B.pi(bits),
    e: () => B.e(bits),
    add: (a, b) => bounded(B.add(a, b, bits)),
    subtract: (a, b) => bounded(B.subtract(a, b, bits)),
    multiply: (a, b) => bounded(B.multiply(a, b, bits)),
    negate: B.negate,
    divide: (a, b) => bounded(B.divide(a, b, bits)),
    power: (a, b) => bounded(power(a, b, bits)),
    max: B.max,
    min: B.min,
    call: (name, x) => bounded(call(name, x, bits)),
    bySign,
    isZero: (a) => B.sign(a) === 0,
    pivotWeight: (a) => {
      if (!B.sign(a)) return 0;
      const [low, high] = B.toDoubles(a);
      // Beyond the range of doubles all non-zero pivots count alike.
      return Math.max(Number.MIN_VALUE, Math.min(Math.abs(low), Math.abs(high)));
    },
    overflows: false,
  };
}

/** The ball, unless it is the whole line: beyond the range of big floats. */
function bounded(a: Ball | undefined): Ball | undefined {
  return a === undefined || B.isUnbounded(a) ? undefined : a;
}

/** a^b; 0 to a positive power is 0, which the logarithm does not know. */
function power(a: Ball, b: Ball, bits: number): Ball | undefined {
  if (B.sign(a) === 0) return B.sign(b) === 1 ? a : undefined;
  return B.power(a, b, bits);
}

function call(name: string, x: Ball, bits: number): Ball | undefined {
  if (name === "abs") return B.absolute(x);
  if (name === "sign")
    return bySign(
      x,
      () => at(-1n),
      () => at(0n),
      () => at(1n),
    );
  if (name === "floor") return floor(x);
  return B.functions[name]?.(x, bits);
}

const at = (n: bigint) => B.fromInteger(n);

/** ⌊x⌋: a point when both ends have one floor, else the hull of the floors. */
function floor(x: Ball): Ball | undefined {
  const [low, high] = [B.lower(x), B.upper(x)];
  if (low === undefined || high === undefined) return undefined;
  return B.hull(at(Q.floor(low)), at(Q.floor(high)));
}

function bySign(
  x: Ball,
  negative: () => Ball | undefined,
  zero: () => Ball | undefined,
  positive: () => Ball | undefined,
): Ball | undefined {
  const sign = B.sign(x);
  if (sign === 1) return positive();
  if (sign === -1) return negative();
  if (sign === 0) return zero();
  const branches = [zero()];
  if (x.lo.m < 0n) branches.push(negative());
  if (x.hi.m > 0n) branches.push(positive());
  if (branches.some((branch) => branch === undefined)) return undefined;
  return (branches as Ball[]).reduce((a, b) => B.hull(a, b));
}
