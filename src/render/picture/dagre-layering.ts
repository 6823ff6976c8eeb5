/**
 * @file Columns by dagre (network simplex for the columns, median sweeps for the order, Brandes
 * and Köpf for straight lines): the layout of choice for pictures a person reads at a glance.
 *
 * dagre gives a link's label a place of its own, between two ranks, and sends long links through
 * every rank they pass; we keep its ranks and its coordinates across, and lay out the other
 * direction ourselves. Its searches are recursive and its cost grows with the square of the
 * width, so bigger pictures take the plain layering.
 *
 * Reference: Gansner et al., *A Technique for Drawing Directed Graphs*, IEEE TSE 19 (1993).
 */
import { Graph as DagreGraph, layout } from "@dagrejs/dagre";
import type { Layering, Stop, Task } from "./layering.ts";

const key = (along: number): string => along.toFixed(3);

/** The layering of a task by dagre. Same task, same result. */
export function layerWithDagre({ graph, nodes, labels, spacing }: Task): Layering {
  const dagre = new DagreGraph({ multigraph: true });
  const edgesep = 2 * Math.max(spacing.line, spacing.label);
  const separation = { nodesep: 2 * spacing.node, edgesep, ranksep: 100 };
  dagre.setGraph({ rankdir: "TB", ...separation });
  // In dagre's own direction (top to bottom) x is across and y is along.
  nodes.forEach(({ across }, i) => {
    dagre.setNode(`${i}`, { width: across, height: 1 });
  });
  graph.links.forEach(({ from, to }, i) => {
    // dagre gives an edge without a label no middle; ours always has one
    const label = { width: Math.max(1, labels[i]!.across), height: 1, labelpos: "c" };
    dagre.setEdge(`${from}`, `${to}`, label, `${i}`);
  });
  layout(dagre);
  const alongs = new Set<number>();
  const placed = nodes.map((_, i) => dagre.node(`${i}`) as { x: number; y: number });
  for (const { y } of placed) alongs.add(y);
  const edges = graph.links.map(({ from, to }, i) => {
    const edge = dagre.edge({ v: `${from}`, w: `${to}`, name: `${i}` });
    const { points, x, y } = edge as { points: { x: number; y: number }[]; x: number; y: number };
    const inner = points.slice(1, -1);
    for (const point of inner) alongs.add(point.y);
    return { inner, x, y };
  });
  const columns = new Map<string, number>();
  for (const along of [...alongs].sort((a, b) => a - b)) {
    if (!columns.has(key(along))) columns.set(key(along), columns.size);
  }
  const columnAt = (along: number) => columns.get(key(along)) ?? 0;
  return {
    nodes: placed.map(({ x, y }) => ({ column: columnAt(y), across: x })),
    links: edges.map(({ inner, x, y }) =>
      inner.map((point): Stop => {
        const label = key(point.y) === key(y) && Math.abs(point.x - x) < 1e-3;
        return { column: columnAt(point.y), across: point.x, label };
      }),
    ),
  };
}
