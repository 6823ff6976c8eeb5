/**
 * @file The derivative that `maximum` and `minimum` over an axis share: the adjoint goes to the
 * entry that attains the value. Convention at a tie: the entries that attain it share the
 * adjoint equally, as JAX's `reduce_max` has it; any point of the convex hull is a subgradient.
 */
import type { Arena } from "../arena.ts";
import type { Field } from "../field.ts";
import { alongAxis } from "../kernels/axis.ts";
import { balanced } from "../kernels/lift.ts";
import type { Node } from "../node.ts";
import type { Kink, Structural } from "../operation.ts";

/** Evaluation along the axis by the field's binary operation. */
export function evaluateExtremum(
  choose: <T>(field: Field<T>) => (a: T, b: T) => T | undefined,
): Structural["evaluate"] {
  return (field, [x], node) => {
    const axis = node.data as number;
    return alongAxis(
      x!,
      axis,
      (line) => {
        const value = balanced(line, choose(field));
        return value === undefined ? undefined : [value];
      },
      true,
    );
  };
}

/** How many entries of each line attain the value; 1 where there is no tie. */
function attaining(node: Node, arena: Arena): { readonly where: Node; readonly count: Node } {
  const x = node.operands[0]!;
  const all = x.shape.map((_, index) => index);
  const others = all.filter((index) => index !== node.data);
  const sizes = new Map(x.shape.map((size, index) => [index, size]));
  const spread = arena.contract({ operands: [node], axes: [others], output: all, sizes });
  const where = arena.apply("equal", x, spread);
  return { where, count: arena.contract({ operands: [where], axes: [all], output: others }) };
}

/** x̄_i = m̄ · 1[x_i = m] / (how many attain m). */
export function pullbackExtremum(_k: number, adjoint: Node, node: Node, arena: Arena): Node {
  const x = node.operands[0]!;
  const all = x.shape.map((_, index) => index);
  const others = all.filter((index) => index !== node.data);
  if (x.shape[node.data as number] === 1) {
    return arena.contract({
      operands: [adjoint],
      axes: [others],
      output: all,
      sizes: x.shape,
    });
  }
  const { where, count } = attaining(node, arena);
  const operands = [arena.divide(adjoint, count), where];
  return arena.contract({ operands, axes: [others, all], output: all });
}

/** Where two entries attain the value: 1[how many = 1] is 0 there. */
export const tie: Kink = {
  at: (_args, arena, node) => arena.apply("equal", attaining(node, arena).count, arena.integer(1)),
  convention: "the entries that attain it share the adjoint equally",
  left: "0",
  right: "1",
};
