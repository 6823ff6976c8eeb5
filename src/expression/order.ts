/**
 * @file The walk over a graph. Operands have smaller ids than their node, so the nodes that the
 * roots need, sorted by id, are in topological order: each node after its operands. Nothing here
 * recurses; a chain of a million nodes is as good as any other graph.
 */
import type { Node } from "./node.ts";

/** Every node that the roots need, the roots among them, each once and after its operands. */
export function topological(roots: readonly Node[]): Node[] {
  const seen = new Set<Node>(roots);
  const found = [...seen];
  for (let k = 0; k < found.length; k++) {
    const { operands } = found[k]!;
    for (let j = 0; j < operands.length; j++) {
      const operand = operands[j]!;
      if (seen.has(operand)) continue;
      seen.add(operand);
      found.push(operand);
    }
  }
  return found.sort((a, b) => a.id - b.id);
}

/** Where a node stands in an order of `topological`; −1 when it is not in it. */
export function placeIn(order: readonly Node[], { id }: Node): number {
  let [low, high] = [0, order.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const own = order[middle]!.id;
    if (own === id) return middle;
    if (own < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
