/** @file Where the arrow keys lead in a graph: from a node to its edges, along them, and between
 * those that stand side by side. */
import type { GraphEdge, PartView } from "../model.ts";

/** The name of an edge among the places of the keyboard. */
export function edgeKey({ from, to }: Pick<GraphEdge, "from" | "to">): string {
  return `${from}→${to}`;
}

/** The place to which a key leads from another; undefined where it leads nowhere. */
export function step({ nodes, edges }: PartView, at: string, key: string): string | undefined {
  const keys = nodes.map((node) => node.key);
  const edge = edges.find((one) => edgeKey(one) === at);
  const beside = (all: readonly string[], by: number): string | undefined => {
    return all[all.indexOf(at) + by];
  };
  const found: Readonly<Record<string, () => string | undefined>> = {
    ArrowLeft: () => {
      if (edge !== undefined) return edge.from;
      const used = edges.find(({ to }) => to === at);
      return used && edgeKey(used);
    },
    ArrowRight: () => {
      if (edge !== undefined) return edge.to;
      const use = edges.find(({ from }) => from === at);
      return use && edgeKey(use);
    },
    ArrowUp: () => beside(edge === undefined ? keys : siblings(edges, edge), -1),
    ArrowDown: () => beside(edge === undefined ? keys : siblings(edges, edge), 1),
    Home: () => keys[0],
    End: () => keys.at(-1),
  };
  return found[key]?.();
}

/** The edges into the same node, and then those out of the same one. */
function siblings(edges: readonly GraphEdge[], { from, to }: GraphEdge): string[] {
  const into = edges.filter((one) => one.to === to);
  const out = edges.filter((one) => one.from === from && one.to !== to);
  return [...into, ...out].map(edgeKey);
}

/** How far a quantity is from the output, from 1. */
export function depthOf(key: string, { nodes, edges }: PartView): number {
  let depth = 1;
  let front = new Set([key]);
  while (front.size > 0 && depth <= nodes.length) {
    const next = new Set(edges.filter(({ from }) => front.has(from)).map(({ to }) => to));
    if (next.size === 0) break;
    front = next;
    depth++;
  }
  return depth;
}
