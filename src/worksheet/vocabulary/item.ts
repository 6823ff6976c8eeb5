/**
 * @file What an item of the vocabulary is: a layer or a loss under the name that people give it,
 * defined by lines of our own notation. There is no other meaning to it: a call stands for its
 * lines, and all passes, steps and checks see those.
 *
 * An item has one or more forms, told apart by what is given: a vector or a batch, a class or a
 * one-hot vector. The lines are LaTeX with names of their own. Numbers that have to be known when
 * the lines are written (a stride, the extent of an axis) are put in as text, so that they read as
 * on paper: x_{2i+j−2} and not x_{s(i−1)+j}.
 */

/** An argument that is a quantity; `shape` by letters for sizes, null for any. */
export interface TensorParameter {
  readonly kind: "tensor";
  readonly name: string;
  readonly shape: readonly string[] | null;
  /** What it is when left out; null when the lines then do without it. Absent: it is needed. */
  readonly default?: string | null;
}

/** An argument that is a whole number in the text, or a list of them: a stride, classes. */
export interface NumberParameter {
  readonly kind: "number" | "numbers";
  /** The name in the signature, by which it may be given too: `stride=2`. */
  readonly name: string;
  readonly least: number;
  /** What it is when left out; the name of an earlier parameter stands for its value. */
  readonly default?: number | string;
}

export type Parameter = TensorParameter | NumberParameter;

/** What the lines of a form may depend on. */
export interface Given {
  /** Whether an argument that may be left out is there. */
  readonly has: (parameter: string) => boolean;
  /** Whether an argument is the number 0, so that its term need not be written. */
  readonly isZero: (parameter: string) => boolean;
  readonly number: (parameter: string) => number;
  readonly numbers: (parameter: string) => readonly number[];
  /** A size as text: its number where it is known, else its symbol. */
  readonly size: (letter: string) => string;
}

/** One way in which an item is called. */
export interface Form {
  readonly parameters: readonly Parameter[];
  /** The shape of the result, for the table in the docs. */
  readonly result: readonly string[];
  /** Sizes without whose numbers the lines cannot be written. */
  readonly needs?: readonly string[];
  /** The definition: one name a line, the last is the result. */
  readonly lines: (given: Given) => readonly string[];
}

export interface Item {
  readonly title: string;
  readonly family: "layer" | "loss" | "score" | "penalty";
  /** Spellings in lower case: plain `softdice(…)`, LaTeX `\operatorname{softDice}(…)`. */
  readonly names: readonly string[];
  readonly source: string;
  readonly forms: readonly Form[];
}

/** A quantity of a given shape that is needed. */
export function tensor(name: string, ...shape: readonly string[]): TensorParameter {
  return { kind: "tensor", name, shape };
}

/** A quantity of any shape. */
export function anything(name: string): TensorParameter {
  return { kind: "tensor", name, shape: null };
}

/** A quantity that may be left out. */
export function optional(name: string, ...shape: readonly string[]): TensorParameter {
  return { kind: "tensor", name, shape, default: null };
}

/** A scalar with a default. */
export function scalar(name: string, value: string): TensorParameter {
  return { kind: "tensor", name, shape: [], default: value };
}

/** A whole number written in the text. */
export function whole(name: string, least: number, value?: number | string): NumberParameter {
  return { kind: "number", name, least, ...(value !== undefined && { default: value }) };
}
