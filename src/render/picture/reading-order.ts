/**
 * @file The order in which a person expects to read: what is named first stands first.
 *
 * A layout that minimises crossings is as good upside down, and inputs that feed the same node
 * may change places without a crossing more or less. Both freedoms are used here, after the
 * layout, to bring x₁ above x₂.
 */
import { type Graph, linksBy } from "./graph.ts";
import type { Layering } from "./layering.ts";

/**
 * The layering, mirrored if need be so that nodes named first tend to stand first: by the sign of
 * Σ (i − ī)(across − mean) over the nodes of each column.
 */
export function mirrored(layering: Layering): Layering {
  const sums = new Map<number, { n: number; i: number; a: number; ia: number }>();
  layering.nodes.forEach(({ column, across }, i) => {
    const sum = sums.get(column) ?? { n: 0, i: 0, a: 0, ia: 0 };
    sum.n += 1;
    sum.i += i;
    sum.a += across;
    sum.ia += i * across;
    sums.set(column, sum);
  });
  let covariance = 0;
  for (const { n, i, a, ia } of sums.values()) covariance += ia - (i * a) / n;
  if (covariance >= -1e-6) return layering;
  return {
    nodes: layering.nodes.map((spot) => ({ ...spot, across: -spot.across })),
    links: layering.links.map((link) => link.map((stop) => ({ ...stop, across: -stop.across }))),
  };
}

/**
 * The layering with interchangeable inputs in the order of their numbers: those in one column
 * with a single link each, to the same node.
 */
export function inNamedOrder(graph: Graph, layering: Layering): Layering {
  const leaving = linksBy(graph.size, graph.links, "from");
  const reaching = linksBy(graph.size, graph.links, "to");
  const groups = new Map<string, number[]>();
  leaving.forEach((links, node) => {
    if (links.length !== 1 || reaching[node]!.length > 0) return;
    const way = layering.links[links[0]!]!.map((stop) => `${stop.column}${stop.label ? "l" : ""}`);
    const key = `${layering.nodes[node]!.column} ${graph.links[links[0]!]!.to} ${way.join(" ")}`;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  });
  const nodes = [...layering.nodes];
  const links = [...layering.links];
  for (const members of groups.values()) {
    const slots = [...members].sort(
      (a, b) => layering.nodes[a]!.across - layering.nodes[b]!.across,
    );
    members.forEach((node, i) => {
      const slot = slots[i]!;
      nodes[node] = layering.nodes[slot]!;
      links[leaving[node]![0]!] = layering.links[leaving[slot]![0]!]!;
    });
  }
  return { nodes, links };
}
