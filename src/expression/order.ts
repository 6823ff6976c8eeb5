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
  return byId(found);
}

/** Nodes in the order of their ids, which in a small arena lie close together. */
function byId(nodes: Node[]): Node[] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let k = 0; k < nodes.length; k++) {
    const { id } = nodes[k]!;
    if (id < least) least = id;
    if (id > most) most = id;
  }
  if (most - least > 4 * nodes.length) return nodes.sort((a, b) => a.id - b.id);
  const places: (Node | undefined)[] = [];
  for (let id = least; id <= most; id++) places.push(undefined);
  for (let k = 0; k < nodes.length; k++) places[nodes[k]!.id - least] = nodes[k]!;
  const sorted: Node[] = [];
  for (let k = 0; k < places.length; k++) {
    const node = places[k];
    if (node !== undefined) sorted.push(node);
  }
  return sorted;
}

/** Where a node stands in an order of `topological`; −1 when it is not in it. */
export function placeIn(order: readonly Node[], { id }: Node): number {
  const last = order.length - 1;
  if (last < 0) return -1;
  // ids ascend by 1 at least, so that in a small arena hardly anything is left to search
  let low = Math.max(0, last - (order[last]!.id - id));
  let high = Math.min(last, id - order[0]!.id);
  while (low <= high) {
    const middle = (low + high) >> 1;
    const own = order[middle]!.id;
    if (own === id) return middle;
    if (own < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
