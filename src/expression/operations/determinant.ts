/**
 * @file det X of the matrix on the last two axes. Pullback: X̄ = d̄ det(X) X^{−T}, Jacobi's
 * formula for a regular X. Source: Petersen, Pedersen, *The Matrix Cookbook* (2012), eq. 49.
 * Where X is singular the adjugate would still give a value; this page's formula does not.
 */

import { determinantOf, eachMatrix } from "../kernels/matrix.ts";
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const determinant: Structural = {
  kind: "structural",
  title: "determinant",
  notation: null,
  rule: "derivative of the determinant",
  domain: everywhere,
  kinks: [],
  evaluate: (field, [x], _node, shape, { budget }) => {
    const entries = eachMatrix(x!, budget, (matrix) => {
      const value = determinantOf(field, matrix);
      return value === undefined ? undefined : [value];
    });
    return entries && { shape, entries };
  },
  // X̄_{ij} = d̄ det(X) (X^{−1})_{ji}
  pullback: (_k, adjoint, node, arena) => {
    const x = node.operands[0]!;
    const batch = node.shape.map((_, axis) => axis);
    const [i, j] = [batch.length, batch.length + 1];
    return arena.contract({
      operands: [adjoint, node, arena.inverse(x)],
      axes: [batch, batch, [...batch, j, i]],
      output: [...batch, i, j],
    });
  },
};
