/**
 * @file Problems: what is given, and lines that say what each quantity is. Whether a line is worked
 * in letters, numbers or both is a matter of the author's style; its value is not.
 */
import type { Expression } from "./expression.ts";
import type { Name } from "./name.ts";
import type { Style } from "./style.ts";
import type { Phrase } from "./words.ts";

export interface Line {
  /** What is said; a name, or letters for a value that no later line uses. */
  readonly name?: Name;
  readonly letters?: string;
  readonly formula: Expression;
  /** Only letters: a definition or a rule, without values. */
  readonly isRule?: boolean;
  /** Formulas in letters between the first and the numbers. */
  readonly between?: readonly Expression[];
  /** A line that gives its name a new value. */
  readonly isUpdate?: boolean;
  /** No letters: the left side says at which place. */
  readonly onlyNumbers?: boolean;
  /** What stands behind the left side, for `=`. */
  readonly sign?: string;
}

export interface Section {
  readonly title: Phrase;
  readonly lines: readonly Line[];
}

export interface Given {
  readonly name: Name;
  readonly value: readonly (readonly number[])[];
  /** Known from what the text says elsewhere. */
  readonly isSilent?: boolean;
}

export interface Problem {
  readonly title: string;
  /** A sentence of the problem: names of activations and the like. */
  readonly words?: string;
  readonly givens: readonly Given[];
  readonly sections: readonly Section[];
}

/** Numbers for a problem, from a tape of random ones. */
export class Draw {
  private readonly tape: readonly number[];
  private at = 0;
  readonly style: Style;

  constructor(tape: readonly number[], style: Style) {
    this.tape = tape;
    this.style = style;
  }

  private next(below: number): number {
    const one = this.tape[this.at++ % this.tape.length]!;
    return one % below;
  }

  /** A whole number. */
  whole(from: number, to: number): number {
    return from + this.next(to - from + 1);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.next(items.length)]!;
  }

  /** A number with the digits of the style, no 0, of either sign. */
  number(): number {
    const { given } = this.style;
    const size = given === 0 ? 4 : given === 1 ? 12 : given === 2 ? 120 : 1200;
    const digits = 1 + this.next(size);
    return ((this.next(3) === 2 ? -1 : 1) * digits) / 10 ** given;
  }

  positive(): number {
    return Math.abs(this.number());
  }

  /** Between 0 and 1. */
  share(): number {
    const places = Math.max(1, this.style.given);
    return (1 + this.next(10 ** places - 1)) / 10 ** places;
  }

  vector(size: number): number[][] {
    return Array.from({ length: size }, () => [this.number()]);
  }

  matrix(rows: number, columns: number): number[][] {
    return Array.from({ length: rows }, () => Array.from({ length: columns }, () => this.number()));
  }
}

/** How a problem is made. */
export type Maker = (draw: Draw) => Problem;

export const scalar = (name: Name, value: number): Given => ({ name, value: [[value]] });
export const line = (name: Name, formula: Expression, ...between: Expression[]): Line => ({
  name,
  formula,
  ...(between.length > 0 && { between }),
});
export const rule = (left: Name | string, formula: Expression): Line => ({
  ...(typeof left === "string" ? { letters: left } : { name: left }),
  formula,
  isRule: true,
});
export const said = (letters: string, formula: Expression, ...between: Expression[]): Line => ({
  letters,
  formula,
  ...(between.length > 0 && { between }),
});
export const update = (name: Name, formula: Expression): Line => ({
  name,
  formula,
  isUpdate: true,
});

/** A value at a place that the left side names. */
export const at = (letters: string, formula: Expression): Line => ({
  letters,
  formula,
  onlyNumbers: true,
});
export const silent = (name: Name, value: number): Given => ({
  name,
  value: [[value]],
  isSilent: true,
});
