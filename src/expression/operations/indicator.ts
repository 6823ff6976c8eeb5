/**
 * @file The tensor of 0 and 1 that is 1 where all its conditions on the indices hold: δ_ij,
 * masks j ≤ i, basis vectors, windows. Inside a contraction it is never made dense; this page
 * is asked only where the tensor itself is wanted.
 */

import { holds } from "../kernels/conditions.ts";
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { entryCount } from "../shape.ts";
import { everywhere } from "./terms.ts";

export const indicator: Structural = {
  kind: "leaf",
  title: "indicator",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field, _args, node, shape) => {
    const [zero, one] = [field.integer(0), field.integer(1)];
    const index = shape.map(() => 1);
    const entries = Array.from({ length: entryCount(shape) }, () => {
      const inside = (node as Node<"indicator">).data.every(({ coefficients, offset, sign }) => {
        const left = coefficients.reduce((sum, c, axis) => sum + c * index[axis]!, offset);
        return holds(left, sign);
      });
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        if (++index[axis]! <= shape[axis]!) break;
        index[axis] = 1;
      }
      return inside ? one : zero;
    });
    return { shape, entries };
  },
  // a leaf has no operands
  pullback: () => null,
};
