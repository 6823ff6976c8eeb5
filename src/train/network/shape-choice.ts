/**
 * @file The shape that an input has in the problem, given what the data holds of it in a row. The
 * problem alone may leave it open: the width of x comes from the columns, the length of a one-hot
 * t from the number of classes, and whether t is a single number or a vector from what the loss
 * can be read with. A sheet may be written for one example (x: [4]) or for a batch with an example
 * in each row (X: [m, 4], m open); in a batch every data input has m in front.
 */
import type { Shape, Size } from "../../expression/index.ts";
import type { Column } from "../data/table.ts";
import { entriesOf } from "../data/table.ts";

/** What a row of the data holds for one input. */
export interface Held {
  readonly columns: readonly Column[];
  /** Whether it was called a class. */
  readonly isClass: boolean;
  /** Whether it may be a class. */
  readonly mayBeClass: boolean;
  /** How many classes there are, if it may be one. */
  readonly classCount: number;
}

/** How an input may be shaped. */
export interface ShapeChoice {
  readonly shape: Shape;
  /** What a row gives: a one-hot vector, one of two numbers, or the numbers as they stand. */
  readonly as: "one-hot" | "two" | "numbers";
}

/** The shape of a row as the data has it: several columns of single numbers are a vector. */
export function heldShape(columns: readonly Column[]): readonly number[] {
  const [first] = columns;
  if (columns.length === 1 && first!.kind === "numbers") return first!.shape;
  if (columns.length === 1) return [];
  const count = columns.reduce((sum, column) => {
    return sum + (column.kind === "numbers" ? entriesOf(column.shape) : 1);
  }, 0);
  return [count];
}

/** The symbol of the batch, where the sheet has one axis more than the rows of the data. */
export function batchSymbol(pairs: readonly { shape: Shape; held: Held }[]): string | null {
  for (const { shape, held } of pairs) {
    const [first] = shape;
    const inner = heldShape(held.columns);
    if (inner.length === 0 || typeof first !== "string") continue;
    const isFlat = inner.length > 1 && shape.length === 2 && shape[1] === entriesOf(inner);
    if (shape.length === inner.length + 1 || isFlat) return first;
  }
  return null;
}

/** The shapes that are possible, the likeliest first. */
export function shapeChoices(shape: Shape, held: Held, batch: string | null): ShapeChoice[] {
  const inBatch = batch !== null && shape[0] === batch;
  const front: Size[] = inBatch ? [batch] : [];
  const own = shape.slice(front.length);
  const inner = heldShape(held.columns);
  const count = entriesOf(inner);
  const shaped = (sizes: Shape, as: ShapeChoice["as"]): ShapeChoice => {
    return { shape: [...front, ...sizes], as };
  };
  const isText = held.columns.some(({ kind }) => kind === "texts");
  if (inner.length > 0) {
    if (own.length === inner.length) return [shaped(inner, "numbers")];
    // an image may be wanted as one long vector, or as it is where shapes were guessed
    const isFixed = own[0] === count || inner.length === 1;
    const long = shaped([count], "numbers");
    return isFixed ? [long] : [long, shaped(inner, "numbers")];
  }
  const scalar = shaped([], held.isClass || isText ? "two" : "numbers");
  const vector = shaped([held.classCount], "one-hot");
  if (own.length === 0) return [scalar];
  const [size] = own;
  if (size === 1) return [shaped([1], "numbers")];
  if (typeof size === "number") return [shaped([size], "one-hot")];
  const isBinary = held.classCount === 2;
  const choices: ShapeChoice[] = [];
  if (inBatch || (isText && !isBinary) || (held.isClass && !isBinary)) {
    if (held.mayBeClass) choices.push(vector);
  } else {
    choices.push(scalar);
    if (held.mayBeClass) choices.push(vector);
  }
  if (!isText && !held.isClass) choices.push(shaped([1], "numbers"));
  return choices;
}
