/**
 * @file Data in JSON: a list of records, [{"x": [1, 2], "t": "yes"}, …], or columns by name,
 * {"x": [[1, 2], …], "t": ["yes", …]}. Nested lists are tensors; every row has the same shape.
 */
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Column, ReadTable } from "./table.ts";

/** Reads a table of either layout. */
export function readJson(text: string): ReadTable {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused("PG6010", { format: "JSON", why: (error as Error).message });
  }
  const lists = Array.isArray(data) ? turned(data) : data;
  if (typeof lists !== "object" || lists === null) return refused("PG6011", {});
  const columns: Column[] = [];
  for (const [name, rows] of Object.entries(lists)) {
    if (!Array.isArray(rows)) return refused("PG6011", {});
    const column = columnOf(name, rows);
    if ("code" in column) return { table: null, diagnostics: [column] };
    columns.push(column);
  }
  const counts = Object.values(lists).map((rows: unknown[]) => rows.length);
  const rows = counts[0] ?? 0;
  if (rows === 0) return refused("PG6001", {});
  const other = counts.findIndex((count) => count !== rows);
  if (other < 0) return { table: { rows, columns }, diagnostics: [] };
  const [name, first] = [columns[other]!.name, columns[0]!.name];
  return refused("PG6012", { name, count: `${counts[other]}`, other: first, wanted: `${rows}` });
}

function refused(code: Diagnostic["code"], args: Record<string, string>): ReadTable {
  return { table: null, diagnostics: [diagnose(code, null, args)] };
}

/** Records turned into columns; null when some record is none. */
function turned(records: readonly unknown[]): Record<string, unknown[]> | null {
  const isRecord = (one: unknown): one is Record<string, unknown> => {
    return typeof one === "object" && one !== null && !Array.isArray(one);
  };
  if (!records.every(isRecord)) return null;
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return Object.fromEntries([...names].map((name) => [name, records.map((one) => one[name])]));
}

function columnOf(name: string, rows: readonly unknown[]): Column | Diagnostic {
  if (rows.length > 0 && rows.every((row) => typeof row === "string" || typeof row === "boolean")) {
    return { kind: "texts", name, texts: rows.map(String) };
  }
  const shape = shapeOf(rows[0]);
  const values: number[] = [];
  for (const [k, row] of rows.entries()) {
    const before = values.length;
    if (flatten(row, shape, 0, values)) continue;
    values.length = before;
    return diagnose("PG6013", null, { name, row: `${k + 1}` });
  }
  return { kind: "numbers", name, shape, values: Float64Array.from(values) };
}

function shapeOf(row: unknown): number[] {
  const shape: number[] = [];
  for (let inner = row; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  return shape;
}

/** Puts a row's numbers at the end of `into`; false when it is of another shape. */
function flatten(row: unknown, shape: readonly number[], axis: number, into: number[]): boolean {
  if (axis === shape.length) {
    if (typeof row !== "number") return false;
    into.push(row);
    return true;
  }
  if (!Array.isArray(row) || row.length !== shape[axis]) return false;
  return row.every((inner) => flatten(inner, shape, axis + 1, into));
}
