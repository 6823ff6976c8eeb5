/**
 * @file LSE(x) = ln Σ_j e^{x_j} along one axis (`data`), which it removes. Its derivative is the
 * softmax: x̄ = l̄ ⊙ softmax(x). Source: Boyd, Vandenberghe, *Convex Optimization*, section 3.1.5.
 * Where powers can overflow, all entries are shifted by the largest: m + ln Σ e^{x_j − m}.
 */
import type { Field } from "../field.ts";
import { alongAxis } from "../kernels/axis.ts";
import { balanced, lift } from "../kernels/lift.ts";
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { largest, shiftedPowers } from "./softmax.ts";
import { everywhere } from "./terms.ts";

function logOfPowers<T>(field: Field<T>, line: readonly T[]): T | undefined {
  if (line.length === 1) return line[0];
  const { add, call } = lift(field);
  const shift = field.overflows ? largest(field, line) : field.integer(0);
  const powers = shiftedPowers(field, line, shift);
  const logarithm = call("ln", powers && balanced(powers, field.add));
  return field.overflows ? add(shift, logarithm) : logarithm;
}

export const logsumexp: Structural = {
  kind: "structural",
  title: "log-sum-exp",
  notation: { latex: [], plain: ["logsumexp", "LSE"] },
  rule: "derivative of the log-sum-exp",
  domain: everywhere,
  kinks: [],
  evaluate: (field, [x], node) => {
    const { data: axis } = node as Node<"logsumexp">;
    const work = (line: readonly (typeof x & object)["entries"][number][]) => {
      const value = logOfPowers(field, line);
      return value === undefined ? undefined : [value];
    };
    return alongAxis(x!, axis, work, true);
  },
  // x̄_i = l̄ softmax(x)_i
  pullback: (_k, adjoint, node, arena) => {
    const x = node.operands[0]!;
    const axis = (node as Node<"logsumexp">).data;
    const all = x.shape.map((_, index) => index);
    const others = all.filter((index) => index !== axis);
    const shares = arena.structural("softmax", [x], x.shape, axis);
    return arena.contract({ operands: [adjoint, shares], axes: [others, all], output: all });
  },
};
