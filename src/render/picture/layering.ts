/**
 * @file What both layouts produce: columns. Nodes stand in even columns, and a link has a stop in
 * every column between its ends; at one of its stops stands its label.
 *
 * `along` is the direction of the computation (left to right, or top to bottom) and `across` the
 * other one. A layering only says which column and where across; the widths of the columns and
 * the gaps between them are the plan's affair (`plan.ts`).
 */
import type { Graph } from "./graph.ts";

export interface Extent {
  readonly along: number;
  readonly across: number;
}

/** What a layout is asked to arrange: a graph, the room of each node and of each link's label. */
export interface Task {
  readonly graph: Graph;
  readonly nodes: readonly Extent[];
  readonly labels: readonly Extent[];
  readonly spacing: Spacing;
}

/** Half the space to keep across around a node, a label, a passing line. */
export interface Spacing {
  readonly node: number;
  readonly label: number;
  readonly line: number;
}

export interface Spot {
  readonly column: number;
  readonly across: number;
}

export interface Stop extends Spot {
  /** Whether the link's label stands here. Every link has one such stop. */
  readonly label: boolean;
}

export interface Layering {
  readonly nodes: readonly Spot[];
  /** For each link the columns it passes strictly between its ends, in order. */
  readonly links: readonly (readonly Stop[])[];
}

/**
 * The places nearest to `targets` (least squares, weighted) that keep the order and at least
 * gaps[i] between i and i + 1: isotonic regression by pooling adjacent violators (Barlow et al.,
 * *Statistical Inference under Order Restrictions*, 1972) of targets − Σ gaps. Linear time.
 */
export function settle(
  targets: readonly number[],
  gaps: readonly number[],
  weights: readonly number[] = targets.map(() => 1),
): number[] {
  const pools: { mean: number; weight: number; count: number }[] = [];
  let offset = 0;
  targets.forEach((target, i) => {
    let pool = { mean: target - offset, weight: weights[i] ?? 1, count: 1 };
    for (let last = pools.at(-1); last && last.mean > pool.mean; last = pools.at(-1)) {
      pools.pop();
      const weight = last.weight + pool.weight;
      const mean = (last.mean * last.weight + pool.mean * pool.weight) / weight;
      pool = { mean, weight, count: last.count + pool.count };
    }
    pools.push(pool);
    offset += gaps[i] ?? 0;
  });
  const settled: number[] = [];
  offset = 0;
  for (const pool of pools) {
    for (let k = 0; k < pool.count; k++) {
      settled.push(pool.mean + offset);
      offset += gaps[settled.length - 1] ?? 0;
    }
  }
  return settled;
}
