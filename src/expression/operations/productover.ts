/**
 * @file Π_i x_i along one axis (`data`), which it removes. x̄_i = p̄ Π_{j≠i} x_j. The shorter
 * p̄ p/x_i is wrong where an entry is 0, so the product of the others is built as what it is: the
 * product over j of a tensor that is 1 at j = i and x_j elsewhere. It holds at symbolic sizes.
 */

import { alongAxis } from "../kernels/axis.ts";
import { balanced } from "../kernels/lift.ts";
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const productover: Structural = {
  kind: "structural",
  title: "product over an axis",
  notation: null,
  rule: "product rule",
  domain: everywhere,
  kinks: [],
  evaluate: (field, [x], node) =>
    alongAxis(
      x!,
      (node as Node<"productover">).data,
      (line) => {
        const value = balanced(line, field.multiply);
        return value === undefined ? undefined : [value];
      },
      true,
    ),
  pullback: (_k, adjoint, node, arena) => {
    const x = node.operands[0]!;
    const axis = (node as Node<"productover">).data;
    const all = x.shape.map((_, index) => index);
    const others = all.filter((index) => index !== axis);
    // i takes the axis' place in the result, j is the axis multiplied over
    const [i, j, n] = [all.length, axis, x.shape[axis]!];
    const output = [...all.slice(0, axis), i, ...all.slice(axis)];
    const pair = (sign: "=" | "!=") =>
      arena.indicator([n, n], [{ coefficients: [1, -1], offset: 0, sign }]);
    // x_j [i ≠ j] + [i = j]
    const kept = arena.contract({ operands: [x, pair("!=")], axes: [all, [i, j]], output });
    const sizes = new Map(x.shape.map((size, index) => [index, size]));
    const ones = arena.contract({ operands: [pair("=")], axes: [[i, j]], output, sizes });
    const filled = arena.add(kept, ones);
    const rest = arena.structural("productover", [filled], x.shape, axis + 1);
    return arena.contract({ operands: [adjoint, rest], axes: [others, all], output: all });
  },
};
