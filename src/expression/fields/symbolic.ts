/**
 * @file The field whose values are scalar expressions. Evaluating a formula over it takes vectors
 * and matrices apart: z = Wᵀx + b becomes one expression for each entry of z.
 */
import type { Arena } from "../arena.ts";
import type { Field } from "../field.ts";
import { isKind, isZero, type Node } from "../node.ts";
import type { OperationName } from "../operations/index.ts";

/** Expressions in `arena`. Whether an expression is 0 is known only where it is the number 0. */
export function symbolicField(arena: Arena): Field<Node> {
  const zero = arena.integer(0);
  return {
    name: "symbolic",
    rational: (q) => arena.number(q),
    integer: (n) => arena.integer(n),
    pi: () => arena.pi(),
    e: () => arena.e(),
    add: (a, b) => arena.add(a, b),
    subtract: (a, b) => arena.subtract(a, b),
    multiply: (a, b) => arena.multiply(a, b),
    negate: (a) => arena.negate(a),
    divide: (a, b) => arena.divide(a, b),
    power: (a, b) => arena.power(a, b),
    max: (a, b) => arena.apply("max", a, b),
    min: (a, b) => arena.apply("min", a, b),
    call: (name, x) => arena.apply(name as OperationName, x),
    bySign: (x, negative, atZero, positive) => {
      const [below, at, above] = [negative(), atZero(), positive()];
      if (below === undefined || at === undefined || above === undefined) return undefined;
      const nonNegative =
        at === above ? above : arena.apply("piecewise", arena.apply("less", zero, x), above, at);
      return arena.apply("piecewise", arena.apply("less", x, zero), below, nonNegative);
    },
    apply: (node, args) => applied(arena, node, args),
    isZero,
    pivotWeight: (a) => (isZero(a) ? 0 : isKind(a, "number") ? 2 : 1),
    overflows: false,
  };
}

/** The operation of `node` on scalars. */
function applied(arena: Arena, node: Node, args: readonly Node[]): Node {
  if (isKind(node, "abstract")) return arena.structural("abstract", args, [], node.data);
  return arena.apply(node.op, ...args);
}
