/**
 * @file The arithmetic in which a graph is evaluated: doubles, intervals, big-float balls, exact
 * constants. An operation's page gives its value once, over any field; the four fields stand in
 * `fields/`. `undefined` means "not defined here, or not shown to be defined here".
 */
import type { Rational } from "../number/index.ts";
import type { Node } from "./node.ts";

export interface Field<T> {
  readonly name: "float" | "interval" | "ball" | "exact" | "symbolic";
  readonly rational: (q: Rational) => T;
  readonly integer: (n: number) => T;
  readonly pi: () => T;
  readonly e: () => T;
  readonly add: (a: T, b: T) => T | undefined;
  readonly subtract: (a: T, b: T) => T | undefined;
  readonly multiply: (a: T, b: T) => T | undefined;
  readonly negate: (a: T) => T;
  /** undefined when b is or may be 0. */
  readonly divide: (a: T, b: T) => T | undefined;
  /** a^b over the reals: any base for an integer b, odd roots of negative bases, else a ≥ 0. */
  readonly power: (a: T, b: T) => T | undefined;
  readonly max: (a: T, b: T) => T | undefined;
  readonly min: (a: T, b: T) => T | undefined;
  /** An elementary function by its name in `number/`: "exp", "ln", "sin", "erf", … */
  readonly call: (name: string, x: T) => T | undefined;
  /**
   * The branch for the sign of x. An enclosure that straddles 0 gives the hull of the branches
   * it may take; a field that cannot tell the sign gives undefined.
   */
  readonly bySign: (
    x: T,
    negative: () => T | undefined,
    zero: () => T | undefined,
    positive: () => T | undefined,
  ) => T | undefined;
  /**
   * An elementwise operation as a whole, where the field can do better than its page's formula:
   * expressions keep ReLU(x) as it is.
   */
  readonly apply?: (node: Node, args: readonly T[]) => T;
  /** Whether a is exactly 0; an enclosure wider than a point never is. */
  readonly isZero: (a: T) => boolean;
  /** How good a pivot a is: 0 when it is not shown to be different from 0. */
  readonly pivotWeight: (a: T) => number;
  /** Whether values have the exponent range of doubles, so that e^1000 is out of range. */
  readonly overflows: boolean;
  /**
   * The same value enclosed in another field, where a value that this field cannot hold within
   * its budget may still be defined: exact constants have balls.
   */
  readonly enclosure?: <R>(use: <U>(field: Field<U>, of: (a: T) => U | undefined) => R) => R;
}
