/**
 * @file Names of quantities, apart from how an author spells them. A name has a role (a weight, what
 * goes into an activation), indices, a layer or a time, or is a derivative of one name by another;
 * the spelling is a matter of style (spelling.ts).
 */

/** What a quantity is; each author has own letters for it. */
export type Role =
  | "input"
  | "weight"
  | "bias"
  | "outer"
  | "offset"
  | "before"
  | "after"
  | "output"
  | "target"
  | "loss"
  | "rate";

export interface Name {
  /** A role, or the letter itself. */
  readonly role?: Role;
  readonly letter?: string;
  /** Indices below: 1, or 2 and 1. */
  readonly index?: readonly (number | string)[];
  readonly layer?: number;
  /** The number of a step of time. */
  readonly time?: number;
  /** A vector or a matrix. */
  readonly isTensor?: boolean;
  /** The value after an update. */
  readonly isNew?: boolean;
  readonly derivative?: { readonly of: Name; readonly by: Name };
}

/** By what names are told apart. */
export const keyOf = (name: Name): string => JSON.stringify(name);

export const role = (one: Role, ...index: readonly number[]): Name => ({ role: one, index });

export const letter = (one: string, ...index: readonly (number | string)[]): Name => ({
  letter: one,
  index,
});

export const tensor = (one: Role | { letter: string }): Name => ({
  ...(typeof one === "string" ? { role: one } : one),
  isTensor: true,
});

export const timed = (one: string, time: number): Name => ({ letter: one, time });

export const renewed = (name: Name): Name => ({ ...name, isNew: true });

export const slope = (of: Name, by: Name): Name => ({ derivative: { of, by } });
