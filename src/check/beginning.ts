/** @file With what a chain begins: the name or the derivative that it is all about. */
import { isKind, type Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import { placeOf } from "./classify.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/**
 * The variable with which the chain of a statement begins, or the one that its display goes on
 * with; null when it begins otherwise.
 */
export function beginningOf(
  { id, at, chain }: Statement,
  statements: readonly Statement[],
  sheet: DocumentSheet,
): Node<"variable"> | null {
  const first = statements[id - at];
  if (first === undefined || first.chain !== chain || first.at !== 0) return null;
  const before = chain.continues ? statements[first.id - 1] : undefined;
  if (before !== undefined && placeOf(before.right) === placeOf(first.left)) {
    return beginningOf(before, statements, sheet);
  }
  const node = first.kind === "definition" ? definedBy(first, sheet) : sheet.left(first).node;
  return node !== null && isKind(node, "variable") ? node : null;
}

/** The version of a name that a definition makes. */
function definedBy({ left, span, chain }: Statement, sheet: DocumentSheet): Node | null {
  const key = nameKey(left);
  const { quantities } = sheet.worksheet;
  const own = quantities.find((one) => one.span?.from === span.from && one.key === key);
  return (own ?? sheet.named(key ?? "", chain.part))?.variable ?? null;
}
