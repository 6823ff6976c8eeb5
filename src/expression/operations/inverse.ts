/**
 * @file X^{−1} of the matrix on the last two axes. Pullback: X̄ = −X^{−T} Ȳ X^{−T}, written with
 * the value itself. Source: Petersen, Pedersen, *The Matrix Cookbook* (2012), eq. 59; Giles,
 * *An extended collection of matrix derivative results* (2008), section 2.2.3.
 */

import { eachMatrix, inverseOf } from "../kernels/matrix.ts";
import type { Structural } from "../operation.ts";

export const inverse: Structural = {
  kind: "structural",
  title: "inverse matrix",
  notation: null,
  rule: "derivative of the inverse",
  domain: {
    kind: "conditions",
    // det X ≠ 0
    conditions: ([x], arena) => [
      {
        node: arena.structural("determinant", [x!], x!.shape.slice(0, -2), null),
        sign: "!=0",
      },
    ],
  },
  kinks: [],
  evaluate: (field, [x], _node, shape, { budget }) => {
    const entries = eachMatrix(x!, budget, (matrix) => inverseOf(field, matrix));
    return entries && { shape, entries };
  },
  // X̄_{ij} = −Σ_{kl} Y_{ki} Ȳ_{kl} Y_{jl}
  pullback: (_k, adjoint, node, arena) => {
    const rank = node.shape.length;
    const batch = Array.from({ length: rank - 2 }, (_, axis) => axis);
    const [i, j, k, l] = [rank, rank + 1, rank + 2, rank + 3];
    const product = arena.contract({
      operands: [node, adjoint, node],
      axes: [
        [...batch, k, i],
        [...batch, k, l],
        [...batch, j, l],
      ],
      output: [...batch, i, j],
    });
    return arena.negate(product);
  },
};
