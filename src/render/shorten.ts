/**
 * @file Large vectors and matrices as a person writes them: the corners, and dots between.
 *
 * A page has room for a matrix of about eight by eight; a weight matrix of 128 × 64 is shown by
 * its first rows and columns and its last ones. Only what is printed is shortened: the JSON
 * carries every entry.
 */
import { nowhere, S, type Syntax } from "../notation/index.ts";

/** More rows (or columns) than this are shortened … */
const limit = 8;
/** … to so many first ones, dots, and the last. */
const kept = 4;

/** The tree with every large matrix in it shortened. */
export function shorten(syntax: Syntax): Syntax {
  return copy(syntax) as Syntax;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(copy);
    return items.every((item, k) => item === value[k]) ? value : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const node = value as Syntax;
  const short = node.kind === "matrix" ? { ...node, rows: shortRows(node.rows) } : node;
  let changed = short !== node;
  const fields = Object.entries(short).map(([name, part]) => {
    const made = copy(part);
    changed ||= made !== part;
    return [name, made];
  });
  return changed ? Object.fromEntries(fields) : value;
}

const across: Syntax = { kind: "dots", ...nowhere };
const down: Syntax = S.name("\\vdots");
const aslant: Syntax = S.name("\\ddots");

function shortRows(rows: readonly (readonly Syntax[])[]): readonly (readonly Syntax[])[] {
  const short = rows.map((row) => shortList(row, across));
  const gap = (short[0] ?? []).map((entry) => (entry === across ? aslant : down));
  return shortList(short, gap);
}

function shortList<T>(list: readonly T[], gap: T): readonly T[] {
  return list.length <= limit ? list : [...list.slice(0, kept), gap, list[list.length - 1]!];
}
