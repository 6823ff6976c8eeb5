/**
 * @file Data as training reads it: columns of equal length, one row an example. A column holds
 * numbers, a tensor of fixed shape in each row (28×28 pixels, or a single number), or texts.
 *
 * Readers are pure: they take text or bytes and give a table, or a diagnostic with its place.
 * Whoever opens the file is on the floor of the command.
 */
import type { Diagnostic } from "../../source/index.ts";

/** Numbers: `values` holds a tensor of `shape` for each row, one after the other. */
export interface NumberColumn {
  readonly kind: "numbers";
  readonly name: string;
  /** The shape of one row; [] for a single number. */
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Texts, one for each row: the names of classes. */
export interface TextColumn {
  readonly kind: "texts";
  readonly name: string;
  readonly texts: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** What a reader gives; the table is null when the data cannot be used. */
export interface ReadTable {
  readonly table: Table | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many numbers a tensor of this shape has. */
export function entriesOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** A table of one column that has a tensor for each of its first axis's places. */
export function tableOfTensor(name: string, shape: readonly number[], values: Float64Array): Table {
  const [rows = 1, ...inner] = shape;
  return { rows, columns: [{ kind: "numbers", name, shape: inner, values }] };
}

/** Tables side by side; null when they differ in their number of rows. */
export function joined(tables: readonly Table[]): Table | null {
  const rows = tables[0]?.rows ?? 0;
  if (tables.some((table) => table.rows !== rows)) return null;
  return { rows, columns: tables.flatMap(({ columns }) => columns) };
}
