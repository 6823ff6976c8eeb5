/**
 * @file Putting expressions in place of leaves (or of any nodes), each node rebuilt once. This is
 * how a closed form in the inputs is made from the formulas of the quantities between.
 */
import { type Arena, isKind, type Node, rebuild, topological } from "../expression/index.ts";

/** `root` with every node of `replacements` replaced, shared parts staying shared. */
export function substitute(root: Node, replacements: ReadonlyMap<Node, Node>, arena: Arena): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const replacement = replacements.get(node);
    if (replacement !== undefined) {
      made.set(node, replacement);
      continue;
    }
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    made.set(node, same || isKind(node, "number") ? node : rebuild(node, operands, arena));
  }
  return made.get(root)!;
}
