/**
 * @file Sample points: exact values for the variables of two expressions, small and signed, such
 * that a reader can try them on a pocket calculator. A value is a rational, or a rational times
 * π where an angle is meant. Tensors have such entries, their symbolic sizes numbers.
 */
import type { Node, Sizes, Tensor } from "../../expression/index.ts";
import { B, type Ball, type Exact, Q, type Rational, X } from "../../number/index.ts";

/** q, or qπ. */
export interface Sample {
  readonly q: Rational;
  readonly isAngle: boolean;
  /** The double nearest to it. */
  readonly float: number;
}

/** A value for every variable by name, and a number for every symbolic size. */
export interface Point {
  readonly values: ReadonlyMap<string, Tensor<Sample>>;
  readonly sizes: Sizes;
}

export const sampleOf = (q: Rational): Sample => ({ q, isAngle: false, float: Q.toDouble(q) });

/** The double nearest to a sample. */
export const toFloat = ({ float }: Sample): number => float;

/** An enclosure of a sample. */
export function toBall({ q, isAngle }: Sample, bits: number): Ball {
  const ball = B.fromRational(q, bits);
  return isAngle ? B.multiply(ball, B.pi(bits), bits) : ball;
}

/** A sample as an exact constant. */
export function toExact({ q, isAngle }: Sample): Exact {
  const exact = X.fromRational(q);
  return isAngle ? (X.multiply(exact, X.pi) ?? exact) : exact;
}

/** The inputs of an evaluation in a field. */
export function inputsOf<T>(point: Point, value: (sample: Sample) => T): Map<string, Tensor<T>> {
  const inputs = new Map<string, Tensor<T>>();
  for (const [name, { shape, entries }] of point.values) {
    inputs.set(name, { shape, entries: entries.map(value) });
  }
  return inputs;
}

/** A generator of pseudo-random whole numbers; the same seed gives the same numbers. */
export type Dice = (below: number) => number;

/** A linear congruential generator (Knuth, TAOCP vol. 2, section 3.2.1), seeded. */
export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** A seed from the expressions themselves: their kinds in order. */
export function seedOf(order: readonly Node[]): number {
  let hash = order.length;
  for (let k = 0; k < order.length; k++) {
    const { op, operands } = order[k]!;
    hash = (Math.imul(hash, 31) + op.length * 7 + operands.length) | 0;
  }
  return hash;
}

const whole = (n: number): Sample => sampleOf(Q.fromInteger(n));
const part = (n: number, d: number): Sample => sampleOf(Q.rational(n, d));

/** The first rows of values: variable j takes entry j, and past the end small shifts of it. */
const rows: readonly (readonly Sample[])[] = [
  [whole(2), whole(3), whole(5), whole(7)],
  [part(1, 2), part(1, 3), part(2, 3), part(1, 4), part(3, 4)],
  [whole(-2), whole(3), whole(-1), whole(4)],
  [part(-1, 2), part(-2, 3), part(-1, 3), part(-3, 4)],
  [part(3, 2), part(-5, 2), part(1, 4), part(-7, 3)],
  [whole(3), whole(2), whole(1), whole(5)],
  [whole(-3), whole(-2), whole(-5), whole(-1)],
  [part(1, 4), part(5, 2), part(-3, 2), part(4, 3)],
];

/** How many rows are given. */
export const rowCount = rows.length;

/** The given values as scalars, made once. */
const scalars = rows.map((row) => row.map(scalarOf));

/** A sample as the value of a scalar. */
export function scalarOf(sample: Sample): Tensor<Sample> {
  return { shape: [], entries: [sample] };
}

/** Value j of row k as a scalar. */
export function scalarAt(k: number, j: number, dice: Dice): Tensor<Sample> {
  return scalars[k]?.[j] ?? scalarOf(valueAt(k, j, dice));
}

/** Value j of row k; beyond the given rows at random, of growing size. */
export function valueAt(k: number, j: number, dice: Dice): Sample {
  const row = rows[k];
  if (row !== undefined) {
    const sample = row[j % row.length]!;
    const turns = Math.floor(j / row.length);
    return turns === 0 ? sample : sampleOf(Q.add(sample.q, Q.rational(turns, 7 + turns)));
  }
  const d = 1 + dice(6);
  const reach = k % 4 === 3 ? 60 : k % 4 === 1 ? 3 : 12;
  const n = dice(2 * reach * d + 1) - reach * d;
  return part(n === 0 ? 1 : n, d);
}
