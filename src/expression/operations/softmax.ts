/**
 * @file softmax(x)_i = e^{x_i} / Σ_j e^{x_j} along one axis (`data`).
 * Pullback: x̄ = s ⊙ s̄ − s (sᵀ s̄). Source: Bishop, *Pattern Recognition and Machine Learning*,
 * eq. 4.106: ∂s_i/∂x_j = s_i (δ_ij − s_j).
 *
 * Evaluated as 1/Σ_j e^{x_j − x_i}: no power of a large number stands above another, and an
 * interval x_i enters only through differences, so the enclosure is as tight as it can be. Long
 * lines, where that would cost n² powers, are shifted by their maximum instead.
 */
import type { Field } from "../field.ts";
import { alongAxis } from "../kernels/axis.ts";
import { balanced, lift } from "../kernels/lift.ts";
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

/** Lines up to this length are worked entry by entry. */
const shortLine = 64;

/** The value for entries x_i − shift: e^{x_i − shift} each; undefined when one is. */
export function shiftedPowers<T>(
  field: Field<T>,
  line: readonly T[],
  shift: T | undefined,
): T[] | undefined {
  const { call, subtract } = lift(field);
  const powers: T[] = [];
  for (const entry of line) {
    const power = call("exp", subtract(entry, shift));
    if (power === undefined) return undefined;
    powers.push(power);
  }
  return powers;
}

/** The largest of the entries. */
export function largest<T>(field: Field<T>, line: readonly T[]): T | undefined {
  return balanced(line, field.max);
}

function shares<T>(field: Field<T>, line: readonly T[]): T[] | undefined {
  const { divide } = lift(field);
  // a double cannot hold e^{1000}, where an interval still has a lower end
  const short = line.length <= shortLine && field.name !== "float";
  const all = short ? undefined : shiftedPowers(field, line, largest(field, line));
  if (!short && all === undefined) return undefined;
  const total = all && balanced(all, field.add);
  const result: T[] = [];
  for (const [i, entry] of line.entries()) {
    const powers = all ?? shiftedPowers(field, line, entry);
    const below = total ?? (powers && balanced(powers, field.add));
    const share = divide(all?.[i] ?? field.integer(1), below);
    if (share === undefined) return undefined;
    result.push(share);
  }
  return result;
}

export const softmax: Structural = {
  kind: "structural",
  title: "softmax",
  notation: { latex: [], plain: ["softmax"] },
  rule: "derivative of the softmax",
  domain: everywhere,
  kinks: [],
  evaluate: (field, [x], node) =>
    alongAxis(x!, (node as Node<"softmax">).data, (line) => shares(field, line)),
  pullback: (_k, adjoint, node, arena) => {
    const axis = (node as Node<"softmax">).data;
    const all = node.shape.map((_, index) => index);
    const others = all.filter((index) => index !== axis);
    // sᵀ s̄: one number for each line along the axis
    const along = arena.contract({ operands: [node, adjoint], axes: [all, all], output: others });
    const pulled = arena.contract({ operands: [node, along], axes: [all, others], output: all });
    return arena.subtract(arena.multiply(node, adjoint), pulled);
  },
};
