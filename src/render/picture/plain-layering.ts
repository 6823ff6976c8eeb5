/**
 * @file Columns for big graphs: the layered method of Sugiyama, Tagawa and Toda (IEEE Trans. SMC
 * 11, 1981) in its plainest form, without recursion and with a counted amount of work.
 *
 * Columns by longest path, with nodes pulled up to their uses where that shortens edges; the
 * order in each column by barycentre sweeps, keeping the order with the fewest crossings (counted
 * with a Fenwick tree, Barth, Jünger and Mutzel 2002); places across by letting each thing follow
 * the mean of its neighbours, with `settle` keeping order and distance.
 */
import { type Graph, linksBy, longestPaths } from "./graph.ts";
import { type Layering, type Spot, type Stop, settle, type Task } from "./layering.ts";

/** Sweeps over the columns for the order and for the places. */
const ORDER_SWEEPS = 6;
const PLACE_SWEEPS = 6;

/** A thing in a column: a node, or a link on its way. Edges join items in adjacent columns. */
interface Item {
  readonly column: number;
  readonly half: number;
  readonly margin: number;
  readonly weight: number;
  readonly before: number[];
  readonly after: number[];
}

/**
 * The even column of each node: by longest path, then as far to the right as its uses allow when
 * that makes the edges no longer. What it costs to move node n to the right is
 *
 *     cost(n) = Σ over its parents p of  1 if p has other uses, else min(1, cost(p)),
 *
 * for a parent with no other use can come along; n moves when cost(n) ≤ the number of its uses.
 */
export function columnsOf(graph: Graph): number[] {
  const { size, links, order } = graph;
  const ranks = longestPaths(graph);
  const reaching = linksBy(size, links, "to");
  const leaving = linksBy(size, links, "from");
  const cost = new Int32Array(size);
  for (const node of order) {
    for (const { from } of reaching[node]!.map((i) => links[i]!)) {
      const alone = leaving[from]!.length === 1;
      cost[node] = cost[node]! + (alone ? Math.min(1, cost[from]!) : 1);
    }
  }
  for (const node of [...order].reverse()) {
    const uses = leaving[node]!;
    if (uses.length === 0 || cost[node]! > uses.length) continue;
    ranks[node] = uses.reduce((least, i) => Math.min(least, ranks[links[i]!.to]! - 1), Infinity);
  }
  return Array.from(ranks, (rank) => 2 * rank);
}

/** How many stops a plain layering of this graph makes; it tells whether one is affordable. */
export function stopsOf(graph: Graph): number {
  const columns = columnsOf(graph);
  return graph.links.reduce((sum, { from, to }) => sum + columns[to]! - columns[from]! - 1, 0);
}

/** The layering of a task. Same task, same result. */
export function layerPlainly(task: Task): Layering {
  const { graph, spacing } = task;
  const columns = columnsOf(graph);
  const items: Item[] = task.nodes.map(({ across }, i) => ({
    column: columns[i]!,
    half: across / 2,
    margin: spacing.node,
    weight: 2,
    before: [],
    after: [],
  }));
  const join = (a: number, b: number) => {
    items[a]!.after.push(b);
    items[b]!.before.push(a);
  };
  const routes = graph.links.map(({ from, to }, i) => {
    const route: number[] = [];
    let last = from;
    for (let column = columns[from]! + 1; column < columns[to]!; column++) {
      const label = column === columns[from]! + 1;
      const half = label ? task.labels[i]!.across / 2 : 0;
      const margin = label ? spacing.label : spacing.line;
      const weight = label ? 1 : 3;
      const item = items.push({ column, half, margin, weight, before: [], after: [] }) - 1;
      join(last, item);
      route.push(item);
      last = item;
    }
    join(last, to);
    return route;
  });
  const layers = bestOrder(items, initialLayers(items, graph));
  const across = places(items, layers);
  const spot = (item: number): Spot => ({ column: items[item]!.column, across: across[item]! });
  return {
    nodes: task.nodes.map((_, i) => spot(i)),
    links: routes.map((route) => route.map((item, k): Stop => ({ ...spot(item), label: k === 0 }))),
  };
}

/** Items by column, in the order in which a walk from the last nodes backwards meets them. */
function initialLayers(items: readonly Item[], graph: Graph): number[][] {
  const count = items.reduce((most, item) => Math.max(most, item.column + 1), 0);
  const layers: number[][] = Array.from({ length: count }, () => []);
  const seen = new Uint8Array(items.length);
  const roots = [...graph.order].reverse();
  for (const root of roots) {
    const walk = [root];
    for (let item = walk.pop(); item !== undefined; item = walk.pop()) {
      if (seen[item]) continue;
      seen[item] = 1;
      layers[items[item]!.column]!.push(item);
      const { before } = items[item]!;
      for (let i = before.length - 1; i >= 0; i--) walk.push(before[i]!);
    }
  }
  return layers;
}

type Side = "before" | "after";

/** Barycentre sweeps, forth and back; the layers with the fewest crossings of all tried. */
function bestOrder(items: readonly Item[], start: number[][]): number[][] {
  let layers = start;
  let best = start;
  let least = crossings(items, start);
  for (let sweep = 0; sweep < ORDER_SWEEPS && least > 0; sweep++) {
    layers = swept(items, layers, sweep % 2 === 0 ? "before" : "after");
    const count = crossings(items, layers);
    if (count < least) [least, best] = [count, layers];
  }
  return best;
}

function swept(items: readonly Item[], layers: readonly number[][], side: Side): number[][] {
  const position = new Float64Array(items.length);
  const result = layers.map((layer) => [...layer]);
  const columns = result.map((_, i) => i);
  if (side === "after") columns.reverse();
  for (const column of columns) {
    const layer = result[column]!;
    const wish = new Map<number, number>();
    layer.forEach((item, i) => {
      const near = items[item]![side];
      const sum = near.reduce((total, other) => total + position[other]!, 0);
      wish.set(item, near.length > 0 ? sum / near.length : i / Math.max(1, layer.length));
    });
    layer.sort((a, b) => wish.get(a)! - wish.get(b)!);
    // Positions from 0 to 1, so that columns of different height can be compared.
    layer.forEach((item, i) => {
      position[item] = (i + 0.5) / layer.length;
    });
  }
  return result;
}

/** Crossings between adjacent columns: inversions, counted with a Fenwick tree. */
function crossings(items: readonly Item[], layers: readonly number[][]): number {
  let total = 0;
  const position = new Int32Array(items.length);
  for (const layer of layers) {
    layer.forEach((item, i) => {
      position[item] = i;
    });
  }
  layers.forEach((layer, column) => {
    const size = layers[column + 1]?.length ?? 0;
    const tree = new Int32Array(size + 1);
    let entered = 0;
    for (const item of layer) {
      const ends = items[item]!.after.map((other) => position[other]!).sort((a, b) => a - b);
      for (const end of ends) {
        let notBeyond = 0;
        for (let i = end + 1; i > 0; i -= i & -i) notBeyond += tree[i]!;
        total += entered - notBeyond;
      }
      for (const end of ends) {
        for (let i = end + 1; i <= size; i += i & -i) tree[i] = tree[i]! + 1;
        entered++;
      }
    }
  });
  return total;
}

/** Places across: each thing follows the mean of its neighbours, in order and at a distance. */
function places(items: readonly Item[], layers: readonly number[][]): Float64Array {
  const across = new Float64Array(items.length);
  const gaps = layers.map((layer) =>
    layer.slice(1).map((item, i) => {
      const [a, b] = [items[layer[i]!]!, items[item]!];
      return a.half + a.margin + b.half + b.margin;
    }),
  );
  layers.forEach((layer, column) => {
    let at = -gaps[column]!.reduce((sum, gap) => sum + gap, 0) / 2;
    layer.forEach((item, i) => {
      across[item] = at;
      at += gaps[column]![i] ?? 0;
    });
  });
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
    const sides: readonly Side[] =
      sweep < PLACE_SWEEPS - 2 ? [sweep % 2 === 0 ? "before" : "after"] : ["before", "after"];
    const columns = layers.map((_, i) => i);
    if (sweep % 2 === 1) columns.reverse();
    for (const column of columns) {
      const layer = layers[column]!;
      const targets = layer.map((item) => {
        const near = sides.flatMap((side) => items[item]![side]);
        if (near.length === 0) return across[item]!;
        return near.reduce((sum, other) => sum + across[other]!, 0) / near.length;
      });
      const weights = layer.map((item) => items[item]!.weight);
      settle(targets, gaps[column]!, weights).forEach((value, i) => {
        across[layer[i]!] = value;
      });
    }
  }
  return across;
}
