/**
 * @file The field of intervals in doubles with outward rounding: quick, and rigorous. A function
 * that is not defined on the whole interval is undefined; a choice that the interval leaves open
 * gives the hull of the branches.
 */
import { I, type Interval, Q } from "../../number/index.ts";
import type { Field } from "../field.ts";

/** The distance of neighbouring doubles between 2 and 4. */
const ulp = 2 ** -51;

const point = (x: number): Interval => I.fromDouble(x);

const functions: Readonly<Record<string, (x: Interval) => Interval | undefined>> = {
  ...I.functions,
  abs: I.absolute,
  floor: (x) => ({ lo: Math.floor(x.lo), hi: Math.floor(x.hi) }),
  sign: (x) => ({ lo: Math.sign(x.lo), hi: Math.sign(x.hi) }),
};

/** The interval, unless it is empty or an end is not a number. */
function proper(x: Interval | undefined): Interval | undefined {
  return x !== undefined && x.lo <= x.hi ? x : undefined;
}

/** The interval's one value when that is an integer. */
function integerOf({ lo, hi }: Interval): number | undefined {
  return lo === hi && Number.isInteger(lo) ? lo : undefined;
}

/** Arithmetic in intervals. */
export const intervalField: Field<Interval> = {
  name: "interval",
  rational: (q) =>
    q.d === 1n && q.n === BigInt(Number(q.n)) ? point(Q.toDouble(q)) : I.fromRational(q),
  integer: point,
  // the doubles π and e lie just below the numbers
  pi: () => ({ lo: Math.PI, hi: Math.PI + ulp }),
  e: () => ({ lo: Math.E, hi: Math.E + ulp }),
  add: (a, b) => proper(I.add(a, b)),
  subtract: (a, b) => proper(I.subtract(a, b)),
  multiply: (a, b) => proper(I.multiply(a, b)),
  negate: I.negate,
  divide: (a, b) => (b.lo <= 0 && b.hi >= 0 ? undefined : proper(I.divide(a, b))),
  power: (a, b) => {
    const n = integerOf(b);
    if (n === undefined) return a.lo < 0 ? undefined : proper(I.power(a, b));
    if (n <= 0 && a.lo <= 0 && a.hi >= 0) return undefined;
    return proper(I.powerInteger(a, n));
  },
  max: (a, b) => I.max(a, b),
  min: (a, b) => I.min(a, b),
  call: (name, x) => proper(functions[name]?.(x)),
  bySign: (x, negative, zero, positive) => {
    const branches = [
      x.lo < 0 ? [negative()] : [],
      x.lo <= 0 && x.hi >= 0 ? [zero()] : [],
      x.hi > 0 ? [positive()] : [],
    ].flat();
    if (branches.some((branch) => branch === undefined)) return undefined;
    return (branches as Interval[]).reduce((a, b) => I.hull(a, b));
  },
  isZero: ({ lo, hi }) => lo === 0 && hi === 0,
  pivotWeight: ({ lo, hi }) => (lo <= 0 && hi >= 0 ? 0 : Math.min(Math.abs(lo), Math.abs(hi))),
  overflows: true,
};
