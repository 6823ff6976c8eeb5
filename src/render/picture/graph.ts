/**
 * @file The bare graph behind a picture: nodes by number, links without names that lead nowhere
 * and without circles, in an order in which every node follows its parents.
 *
 * A computation graph has no circles, and the worksheet refuses them; a picture may come from
 * elsewhere, so links that close one are left out here, as are links to nodes that do not exist,
 * and the drawing says how many. Everything is iterative: a chain of any length is fine.
 */
import type { Picture } from "./picture.ts";

export interface Link {
  readonly from: number;
  readonly to: number;
  /** The number of the edge in the picture; −1 for the stub that leaves the output. */
  readonly edge: number;
}

export interface Graph {
  /** The nodes of the picture, and after them the end of the output's stub when there is one. */
  readonly size: number;
  readonly links: readonly Link[];
  /** The node that the stub leaves; −1 when there is no stub. */
  readonly stubFrom: number;
  /** Nodes in an order that follows the links. */
  readonly order: readonly number[];
  /** Edges of the picture that are not drawn. */
  readonly dropped: number;
}

/** Numbers the nodes of a picture and keeps the edges that can be drawn. */
export function graphOf(picture: Picture): Graph {
  const numbers = new Map<string, number>();
  picture.nodes.forEach((node, i) => {
    if (!numbers.has(node.id)) numbers.set(node.id, i);
  });
  const named: Link[] = [];
  picture.edges.forEach(({ from, to }, edge) => {
    const [a, b] = [numbers.get(from), numbers.get(to)];
    if (a !== undefined && b !== undefined && a !== b) named.push({ from: a, to: b, edge });
  });
  const count = picture.nodes.length;
  const closing = closingLinks(count, named);
  const links = named.filter((_, i) => !closing.has(i));
  const dropped = picture.edges.length - links.length;
  const stubFrom = picture.output ? outputOf(picture, numbers) : -1;
  if (stubFrom >= 0) links.push({ from: stubFrom, to: count, edge: -1 });
  const size = stubFrom >= 0 ? count + 1 : count;
  return { size, links, stubFrom, order: topological(size, links), dropped };
}

/** The node that the output's stub leaves: the one named, else the last of kind `output`. */
function outputOf(picture: Picture, numbers: ReadonlyMap<string, number>): number {
  const named = picture.output?.node;
  if (named !== undefined) return numbers.get(named) ?? -1;
  return picture.nodes.findLastIndex((node) => node.kind === "output");
}

/** For each node, the links that leave it (or, with `key` = "to", that reach it). */
export function linksBy(size: number, links: readonly Link[], key: "from" | "to"): number[][] {
  const lists: number[][] = Array.from({ length: size }, () => []);
  links.forEach((link, i) => {
    lists[link[key]]!.push(i);
  });
  return lists;
}

/** The links that close a circle: those found to lead back while walking in depth. */
function closingLinks(size: number, links: readonly Link[]): Set<number> {
  const leaving = linksBy(size, links, "from");
  const state = new Uint8Array(size); // 0 not seen, 1 on the walk, 2 left
  const next = new Int32Array(size);
  const closing = new Set<number>();
  for (let root = 0; root < size; root++) {
    const walk = state[root] === 0 ? [root] : [];
    while (walk.length > 0) {
      const node = walk.at(-1)!;
      state[node] = 1;
      const index = leaving[node]![next[node]!++];
      if (index === undefined) {
        state[node] = 2;
        walk.pop();
        continue;
      }
      const to = links[index]!.to;
      if (state[to] === 1) closing.add(index);
      else if (state[to] === 0) walk.push(to);
    }
  }
  return closing;
}

/** Kahn's order; among nodes that are free, the one named first. */
function topological(size: number, links: readonly Link[]): number[] {
  const leaving = linksBy(size, links, "from");
  const waiting = new Int32Array(size);
  for (const link of links) waiting[link.to] = waiting[link.to]! + 1;
  const order: number[] = [];
  for (let node = 0; node < size; node++) if (waiting[node] === 0) order.push(node);
  for (let i = 0; i < order.length; i++) {
    for (const index of leaving[order[i]!]!) {
      const to = links[index]!.to;
      waiting[to] = waiting[to]! - 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  return order;
}

/** The length of the longest path to each node. */
export function longestPaths({ size, links, order }: Graph): Int32Array {
  const leaving = linksBy(size, links, "from");
  const ranks = new Int32Array(size);
  for (const node of order) {
    for (const index of leaving[node]!) {
      const to = links[index]!.to;
      ranks[to] = Math.max(ranks[to]!, ranks[node]! + 1);
    }
  }
  return ranks;
}
