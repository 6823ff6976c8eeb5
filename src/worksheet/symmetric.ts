/**
 * @file Declarations of symmetry: the line `W = W^T` (or `W^T = W`) defines nothing, it says that
 * W is symmetric. W is then square, and W^T is W wherever it occurs; its value must be symmetric
 * too. In its own gradient the entries of W count as independent.
 */
import { isKind, type Node } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import { afterAll, type Drafts } from "./draft.ts";

/** What a part says to be symmetric. */
export interface Symmetry {
  readonly key: string;
  readonly part: number;
  readonly span: Span;
}

/** The W of `W = W^T`; undefined for any other equation. */
export function declaredSymmetric(left: Syntax, right: Syntax): string | undefined {
  const [name, turned] = left.kind === "transpose" ? [right, left] : [left, right];
  if (turned.kind !== "transpose") return undefined;
  const key = nameKey(name);
  return key !== undefined && nameKey(turned.base) === key ? key : undefined;
}

/** Marks the inputs that are declared symmetric; says which values are not. */
export function markSymmetric(declared: readonly Symmetry[], drafts: Drafts): Diagnostic[] {
  return declared.flatMap(({ key, part, span }) => {
    const draft = drafts.resolve(key, part, afterAll);
    if (draft === undefined) return [diagnose("PG2014", span, { name: key })];
    // of what has a formula it is a claim
    if (draft.right !== null) return [];
    draft.symmetric = true;
    const node = draft.value?.node;
    return node === undefined || isSymmetricValue(node)
      ? []
      : [diagnose("PG2031", span, { name: key })];
  });
}

/** Whether a literal matrix is its own transpose: equal constants are one node. */
function isSymmetricValue(node: Node): boolean {
  const [rows, columns] = node.shape;
  if (rows !== columns || typeof rows !== "number") return false;
  if (!isKind(node, "stack")) return true;
  return node.operands.every((entry, at) => {
    return entry === node.operands[(at % rows) * rows + Math.floor(at / rows)];
  });
}
