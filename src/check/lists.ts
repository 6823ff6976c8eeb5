/** @file Names that a document says to be lists: v = (1, 2), x = [2, 4, 1]. */
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Reading } from "./chain.ts";

/** The keys of names that are said to be columns, as lists are read. */
export function listNames({ chains }: Reading): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { parts, continues } of chains) {
    const key = continues ? undefined : nameKey(parts[0]!);
    if (key !== undefined && parts.slice(1).some(isColumn)) names.add(key);
  }
  return names;
}

function isColumn(syntax: Syntax): boolean {
  return syntax.kind === "matrix" && syntax.rows.length > 1 && syntax.rows.every((row) => !row[1]);
}
