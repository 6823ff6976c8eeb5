/**
 * @file Whether a Hessian is seen to be symmetric: as an expression, or else in its exact entries.
 * It always is where the second derivatives are continuous (Schwarz); it is said only where it is
 * seen, for that is a check of the work.
 */
import { tidy } from "../algebra/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { X } from "../number/index.ts";
import type { Value } from "./solution.ts";

/** Said of a Hessian that is seen to be so. */
export const symmetryRemark = "Symmetric, as it must be: the order of differentiation is free.";

/** Whether H[x…, x'…] is H[x'…, x…]. */
export function isSymmetric(closed: Node, value: Value | null, arena: Arena): boolean {
  const rank = closed.shape.length / 2;
  const order = closed.shape.map((_, axis) => (axis + rank) % closed.shape.length);
  const terms = closed.op === "add" ? closed.operands : [closed];
  const turned = new Set(terms.map((term) => tidy(arena.transpose(term, order), arena)));
  if (terms.every((term) => turned.has(term))) return true;
  const sizes = value?.exact?.shape ?? [];
  return isSymmetricTable(
    sizes.slice(0, rank).reduce((all, size) => all * size, 1),
    value,
  );
}

/** Whether n × n exact entries, row by row, are their own transpose. */
export function isSymmetricTable(n: number, value: Value | null): boolean {
  const entries = value?.exact?.entries;
  if (entries === undefined) return false;
  return entries.every((x, at) => X.equal(x, entries[mirrored(at, n)]!) === true);
}

/** The place of the entry across the diagonal. */
export function mirrored(at: number, n: number): number {
  return (at % n) * n + Math.floor(at / n);
}
