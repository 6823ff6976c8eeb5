/**
 * @file The walk over a graph. Operands have smaller ids than their node, so the nodes that the
 * roots need, sorted by id, are in topological order: each node after its operands. Nothing here
 * recurses; a chain of a million nodes is as good as any other graph.
 */
import type { Node } from "./node.ts";

/** Every node that the roots need, the roots among them, each once and after its operands. */
export function topological(roots: readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const open: Node[] = [...new Set(roots)];
  for (const root of open) seen.add(root);
  while (open.length > 0) {
    for (const operand of open.pop()!.operands) {
      if (seen.has(operand)) continue;
      seen.add(operand);
      open.push(operand);
    }
  }
  return [...seen].sort((a, b) => a.id - b.id);
}
