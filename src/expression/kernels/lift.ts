/**
 * @file A field's arithmetic extended to "undefined", so that a page can write a longer formula
 * without asking after each step: an undefined operand makes the result undefined (strictness).
 */
import type { Field } from "../field.ts";

type Maybe<T> = T | undefined;

export interface Lifted<T> {
  readonly add: (a: Maybe<T>, b: Maybe<T>) => Maybe<T>;
  readonly subtract: (a: Maybe<T>, b: Maybe<T>) => Maybe<T>;
  readonly multiply: (a: Maybe<T>, b: Maybe<T>) => Maybe<T>;
  readonly divide: (a: Maybe<T>, b: Maybe<T>) => Maybe<T>;
  readonly power: (a: Maybe<T>, b: Maybe<T>) => Maybe<T>;
  readonly negate: (a: Maybe<T>) => Maybe<T>;
  readonly call: (name: string, a: Maybe<T>) => Maybe<T>;
}

const known = new WeakMap<object, unknown>();

/** The strict extension of `field`, made once for each field. */
export function lift<T>(field: Field<T>): Lifted<T> {
  const found = known.get(field) as Lifted<T> | undefined;
  if (found !== undefined) return found;
  const two = (op: (a: T, b: T) => Maybe<T>) => (a: Maybe<T>, b: Maybe<T>) =>
    a === undefined || b === undefined ? undefined : op(a, b);
  const made: Lifted<T> = {
    add: two(field.add),
    subtract: two(field.subtract),
    multiply: two(field.multiply),
    divide: two(field.divide),
    power: two(field.power),
    negate: (a) => (a === undefined ? undefined : field.negate(a)),
    call: (name, a) => (a === undefined ? undefined : field.call(name, a)),
  };
  known.set(field, made);
  return made;
}

/**
 * values[0] ∘ values[1] ∘ … for an associative operation, in rounds of neighbours: the operands
 * stay of like size, so that long exact products cost O(n log n) digits and not n².
 */
export function balanced<T>(values: readonly T[], op: (a: T, b: T) => Maybe<T>): Maybe<T> {
  if (values.length === 2) return op(values[0]!, values[1]!);
  let round: readonly T[] = values;
  while (round.length > 1) {
    const next: T[] = [];
    for (let k = 0; k < round.length; k += 2) {
      if (k + 1 === round.length) next.push(round[k]!);
      else {
        const made = op(round[k]!, round[k + 1]!);
        if (made === undefined) return undefined;
        next.push(made);
      }
    }
    round = next;
  }
  return round[0];
}
