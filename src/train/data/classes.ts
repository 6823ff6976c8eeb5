/**
 * @file A column of classes: its names in order (numbers by size, texts by alphabet), and the
 * class of each row as its place among them, as a one-hot vector or as one of two numbers.
 */
import type { Column } from "./table.ts";

export interface Classes {
  /** The names in order. */
  readonly names: readonly string[];
  /** The place of each row's class among the names. */
  readonly places: Uint32Array;
}

/** Whether a column may be one of classes: texts, or whole numbers without a shape. */
export function mayBeClasses(column: Column): boolean {
  if (column.kind === "texts") return true;
  return column.shape.length === 0 && column.values.every(Number.isInteger);
}

/**
 * The classes of a column. Where a number of them is wanted and the column has whole numbers from
 * 0 (or from 1) below it, those that do not occur are classes too.
 */
export function classesOf(column: Column, wanted: number | null = null): Classes {
  if (column.kind === "texts") {
    const names = [...new Set(column.texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const place = new Map(names.map((name, k) => [name, k]));
    return { names, places: Uint32Array.from(column.texts, (text) => place.get(text)!) };
  }
  const numbers = [...new Set(column.values)].sort((a, b) => a - b);
  const full = completed(numbers, wanted);
  const place = new Map(full.map((value, k) => [value, k]));
  return {
    names: full.map(String),
    places: Uint32Array.from(column.values, (value) => place.get(value)!),
  };
}

function completed(numbers: readonly number[], wanted: number | null): readonly number[] {
  if (wanted === null || numbers.length >= wanted) return numbers;
  const first = numbers[0] === 0 ? 0 : 1;
  const isRun = numbers[0]! >= first && numbers.at(-1)! < first + wanted;
  return isRun ? Array.from({ length: wanted }, (_, k) => first + k) : numbers;
}

/** A one-hot vector for each row. */
export function oneHot({ names, places }: Classes): Float64Array {
  const values = new Float64Array(places.length * names.length);
  for (const [row, place] of places.entries()) values[row * names.length + place] = 1;
  return values;
}

/** One of two numbers for each row. */
export function ofTwo({ places }: Classes, low: number, high: number): Float64Array {
  return Float64Array.from(places, (place) => (place === 0 ? low : high));
}
