/** @file Names that a document says to be lists, v = (1, 2), x = [2, 4, 1], or matrices. */
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Reading } from "./chain.ts";
import { isClosed } from "./names.ts";

/** The keys of names that are said to be columns, as lists are read. */
export const listNames = (reading: Reading): ReadonlySet<string> => namesOf(reading, isColumn);

/** The keys of names that are said to be matrices of numbers, of several rows and columns. */
export const matrixNames = (reading: Reading): ReadonlySet<string> => namesOf(reading, isTable);

/** The keys of names that begin a chain in which something of a kind stands behind them. */
function namesOf({ chains }: Reading, is: (value: Syntax) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { parts, continues } of chains) {
    const key = continues ? undefined : nameKey(parts[0]!);
    if (key !== undefined && parts.slice(1).some(is)) names.add(key);
  }
  return names;
}

function isTable(syntax: Syntax): boolean {
  if (syntax.kind !== "matrix" || !isClosed(syntax)) return false;
  return syntax.rows.length > 1 && syntax.rows[0]!.length > 1;
}

function isColumn(syntax: Syntax): boolean {
  return syntax.kind === "matrix" && syntax.rows.length > 1 && syntax.rows.every((row) => !row[1]);
}
