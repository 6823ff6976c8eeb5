/**
 * @file ‖x‖ = √(Σ x_i²) over all entries: the Euclidean norm of a vector, the Frobenius norm of a
 * matrix. Pullback: x̄ = n̄ x/‖x‖. Source: Petersen, Pedersen, *The Matrix Cookbook* (2012), eq.
 * 129. At x = 0 there is a kink (a cone's tip); x/‖x‖ has no value there, and none is invented.
 */
import type { Field } from "../field.ts";
import { balanced, lift } from "../kernels/lift.ts";
import type { Structural } from "../operation.ts";
import { scalarTensor, type Tensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

/** x·y: entry by entry with itself, as a power where the field knows that x² ≥ 0. */
function squares<T>(field: Field<T>, x: Tensor<T>): T[] | undefined {
  const two = field.integer(2);
  const result: T[] = [];
  for (const entry of x.entries) {
    const made = field.power(entry, two);
    if (made === undefined) return undefined;
    result.push(made);
  }
  return result;
}

export const norm: Structural = {
  kind: "structural",
  title: "norm",
  notation: { latex: [], plain: ["norm"] },
  rule: "derivative of the norm",
  domain: everywhere,
  kinks: [
    {
      at: (_args, _arena, node) => node,
      convention: "no value",
      left: "-1",
      right: "1",
    },
  ],
  evaluate: (field, [x]) => {
    const all = squares(field, x!);
    const root = lift(field).call("sqrt", all && balanced(all, field.add));
    return root === undefined ? undefined : scalarTensor(root);
  },
  // x̄ = n̄ x/‖x‖
  pullback: (_k, adjoint, node, arena) =>
    arena.multiply(adjoint, arena.divide(node.operands[0]!, node)),
};
