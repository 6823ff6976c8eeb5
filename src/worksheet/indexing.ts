/**
 * @file How many axes a name has at least, by the way in which it is indexed: v_{il} has two, and
 * so has v where v_i stands as a vector, as in v_i^T v_j, w^T v_i and between ⟨ ⟩ or ‖ ‖.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { isUpper } from "./form.ts";

/** An indexed name, and the axes that it must have. */
export interface Indexing {
  readonly key: string;
  readonly rank: number;
}

/** The names that are indexed by letters in a formula. */
export function indexings(syntax: Syntax): readonly Indexing[] {
  const found: Indexing[] = [];
  const visit = (part: Syntax, isVector: boolean): void => {
    const key = part.kind === "subscript" ? nameKey(part.base) : undefined;
    if (part.kind === "subscript" && key !== undefined && part.indices.every(isIndex)) {
      const isWord = part.indices.every(({ kind }) => kind === "number");
      if (!isWord) found.push({ key, rank: part.indices.length + (isVector ? 1 : 0) });
    }
    for (const child of children(part)) visit(child, holdsVectors(part, child));
  };
  visit(syntax, false);
  return found;
}

/** Whether a part of a formula stands where vectors stand. */
function holdsVectors(whole: Syntax, part: Syntax): boolean {
  if (whole.kind === "transpose") return true;
  if (whole.kind === "product") {
    const before = whole.factors[whole.factors.indexOf(part) - 1];
    const row = before?.kind === "transpose" ? nameKey(before.base) : undefined;
    return row !== undefined && !isUpper(row);
  }
  if (whole.kind === "group") {
    return whole.delimiter === "\\|" || (whole.delimiter === "\\langle" && part.kind !== "list");
  }
  return false;
}

function isIndex(index: Syntax): boolean {
  return index.kind === "number" || (index.kind === "name" && /^[a-z:]$/.test(index.text));
}
