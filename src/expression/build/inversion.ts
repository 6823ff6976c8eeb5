/**
 * @file Making inverses. (X^{−1})^{−1} is X wherever the left side is defined, I^{−1} is I, and
 * the inverse of a transpose is written as the transpose of the inverse, X^{−T}, so that both are
 * one node.
 */
import type { Arena } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import { isDelta } from "./network.ts";

/** X^{−1} of the matrix on the last two axes. */
export function inverse(arena: Arena, x: Node): Node {
  if (x.op === "inverse") return x.operands[0]!;
  if (isDelta(x)) return x;
  const straight = untransposed(x);
  if (straight !== undefined) return arena.transpose(inverse(arena, straight));
  return arena.structural("inverse", [x], x.shape, null);
}

/** The X of Xᵀ, a matrix; undefined for anything else. */
export function untransposed(x: Node): Node | undefined {
  if (!isKind(x, "contraction") || x.operands.length !== 1 || x.shape.length !== 2) {
    return undefined;
  }
  const [i, j] = x.data.axes[0]!;
  return i === 1 && j === 0 ? x.operands[0] : undefined;
}
