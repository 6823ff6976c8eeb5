/**
 * @file The same operation on other operands, through the arena's tidying constructors. Every
 * pass that maps a graph to a graph goes through here.
 */
import type { Arena } from "./arena.ts";
import { isKind, type Node } from "./node.ts";

/** `node`'s operation applied to `operands`, which have the shapes of its own operands. */
export function rebuild(node: Node, operands: readonly Node[], arena: Arena): Node {
  if (node.operands.length === 0) return node;
  if (isKind(node, "contraction")) {
    const { axes, sizes } = node.data;
    return arena.contract({
      operands,
      axes,
      output: node.shape.map((_, index) => index),
      sizes,
    });
  }
  if (node.op === "inverse") return arena.inverse(operands[0]!);
  if (node.op === "matrixpower") {
    return arena.matrixPower(operands[0]!, operands.slice(1, -1), operands.at(-1)!);
  }
  if (node.op === "stack") return arena.stack(operands, node.shape);
  if (node.data !== null || structuralKinds.has(node.op)) {
    return arena.structural(node.op, operands, node.shape, node.data);
  }
  return arena.apply(node.op, ...operands);
}

/** Operations on whole tensors that carry no data. */
const structuralKinds: ReadonlySet<string> = new Set(["determinant", "norm"]);
