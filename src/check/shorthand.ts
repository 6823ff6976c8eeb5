/**
 * @file Jacobians that are written without the identity that belongs to them, as people do who have
 * one entry in mind:
 *
 *     a = σ(z):   ∂a/∂z = σ'(z)     for the matrix with σ'(z) on its diagonal
 *     z = W x:    ∂z/∂W = xᵀ        for δ_ij x_k
 */
import { type Arena, type Node, sameShape } from "../expression/index.ts";

/** What is written for a Jacobian, with its identity; null where no identity can be missing. */
export function withIdentity(jacobian: Node, written: Node, arena: Arena): Node | null {
  const [rows, columns, ...rest] = jacobian.shape;
  if (rows === undefined || rows !== columns) return null;
  const identity = arena.identity(rows);
  const isDiagonal = sameShape(written.shape, [rows, ...rest]);
  if (!isDiagonal && !sameShape(written.shape, rest)) return null;
  const others = rest.map((_, k) => k + 2);
  const own = isDiagonal ? [1, ...others] : others;
  return arena.contract({
    operands: [identity, written],
    axes: [[0, 1], own],
    output: [0, 1, ...others],
  });
}
