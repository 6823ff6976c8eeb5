/**
 * @file From a layering to places and paths.
 *
 * The picture is a row of columns with gaps between them. Inside a column every edge runs
 * straight along; it bends only in the gaps, where there is nothing else. In a column, nodes,
 * labels and passing edges keep their distance across (`settle`). So no edge can touch a node or
 * a label that is not its own, and no two labels can overlap: it needs no search, and a test
 * measures it.
 *
 * A row that is too long is broken into bands (`bands.ts`).
 */
import { type Band, bandsOf, type Item, type Pass, type Span, tracksOf, wrap } from "./bands.ts";
import { linksBy } from "./graph.ts";
import { type Layering, settle, type Task } from "./layering.ts";
import { joined, type Part, type Point } from "./path.ts";
import { inNamedOrder, mirrored } from "./reading-order.ts";

export interface Route {
  readonly start: Point;
  readonly parts: readonly Part[];
  /** Where the arrow's tip touches the node. */
  readonly tip: Point;
  /** The middle of the label, on the edge. */
  readonly label: Point;
}

export interface Arrangement {
  readonly nodes: readonly Point[];
  readonly routes: readonly Route[];
}

export interface ColumnMeasures {
  readonly leastGap: number;
  readonly mostGap: number;
  readonly arrow: number;
  readonly corner: number;
  readonly maxAlong: number;
}

/** Places every node and edge of a task. */
export function arrange(task: Task, given: Layering, measures: ColumnMeasures): Arrangement {
  const layering = inNamedOrder(task.graph, mirrored(given));
  const nodes = layering.nodes.map(
    (spot, i): Item => ({
      ...spot,
      along: task.nodes[i]!.along,
      half: task.nodes[i]!.across / 2,
      margin: task.spacing.node,
    }),
  );
  const stops = layering.links.map((link, i) =>
    link.map((stop): Item => {
      const { along, across } = stop.label ? task.labels[i]! : { along: 0, across: 0 };
      const margin = stop.label ? task.spacing.label : task.spacing.line;
      return { column: stop.column, across: stop.across, along, half: across / 2, margin };
    }),
  );
  const count = layering.nodes.reduce((most, spot) => Math.max(most, spot.column + 1), 0);
  const columns: Item[][] = Array.from({ length: count }, () => []);
  for (const item of [...nodes, ...stops.flat()]) columns[item.column]!.push(item);
  for (const column of columns) settleColumn(column);
  straighten(task, columns, nodes, stops);
  const ports = portsOf(task, nodes, stops, measures.corner);
  const ways = task.graph.links.map(({ from, to }, i): Pass[] => [
    nodes[from]!,
    ...stops[i]!,
    { column: nodes[to]!.column, across: ports[i]! },
  ]);
  const spans = spansOf(columns, ways, measures);
  const nodeColumns = new Set(nodes.map((node) => node.column));
  const bands = bandsOf(columns, nodeColumns, ways, spans, measures.maxAlong);
  const labels = layering.links.map((link, i) => stops[i]![link.findIndex((stop) => stop.label)]);
  return route({ task, nodes, labels, ways, spans, bands, arrow: measures.arrow });
}

/** Small steps on the way of one link are taken out where there is room: at most so big. */
const STEP = 16;

/** Levels the stops of each link with its label, or with the end that is nearly level. */
function straighten(
  task: Task,
  columns: readonly (readonly Item[])[],
  nodes: readonly Item[],
  stops: readonly (readonly Item[])[],
): void {
  const neighbours = new Map<Item, readonly [Item | undefined, Item | undefined]>();
  for (const column of columns) {
    column.forEach((item, i) => {
      neighbours.set(item, [column[i - 1], column[i + 1]]);
    });
  }
  const move = (item: Item, across: number) => {
    if (Math.abs(item.across - across) > STEP) return;
    const [before, after] = neighbours.get(item)!;
    const apart = (other: Item) => item.half + item.margin + other.half + other.margin;
    if (before && across - before.across < apart(before)) return;
    if (after && after.across - across < apart(after)) return;
    item.across = across;
  };
  task.graph.links.forEach(({ from }, i) => {
    let level = nodes[from]!.across;
    for (const stop of stops[i]!) {
      move(stop, level);
      level = stop.across;
    }
  });
}

/** Keeps the distance between the things in one column, and sorts it. */
function settleColumn(column: Item[]): void {
  const sorted = column.map((item, i) => ({ item, i }));
  sorted.sort((a, b) => a.item.across - b.item.across || a.i - b.i);
  const items = sorted.map(({ item }) => item);
  const gaps = items.slice(1).map((item, i) => {
    const before = items[i]!;
    return before.half + before.margin + item.half + item.margin;
  });
  const targets = items.map((item) => item.across);
  settle(targets, gaps).forEach((across, i) => {
    items[i]!.across = across;
    column[i] = items[i]!;
  });
}

/** Where each link reaches its node: spread over the node's side in the order of arrival. */
function portsOf(
  task: Task,
  nodes: readonly Item[],
  stops: readonly (readonly Item[])[],
  corner: number,
): number[] {
  const ports = task.graph.links.map((link) => nodes[link.to]!.across);
  const arrival = (link: number) =>
    (stops[link]!.at(-1) ?? nodes[task.graph.links[link]!.from]!).across;
  linksBy(task.graph.size, task.graph.links, "to").forEach((reaching, node) => {
    if (reaching.length < 2) return;
    const side = Math.max(0, 2 * nodes[node]!.half - 2 * corner);
    const step = Math.min(13, side / (reaching.length - 1));
    const sorted = [...reaching].sort((a, b) => arrival(a) - arrival(b) || a - b);
    sorted.forEach((link, k) => {
      ports[link] = nodes[node]!.across + (k - (reaching.length - 1) / 2) * step;
    });
  });
  return ports;
}

/** Column bounds: as wide as their widest thing, gaps wide enough for the steepest bend. */
function spansOf(
  columns: readonly (readonly Item[])[],
  ways: readonly (readonly Pass[])[],
  { leastGap, mostGap, arrow }: ColumnMeasures,
): Span[] {
  const steepest = new Float64Array(columns.length + 1);
  for (const way of ways) {
    for (let i = 1; i < way.length; i++) {
      const [a, b] = [way[i - 1]!, way[i]!];
      steepest[a.column] = Math.max(steepest[a.column]!, Math.abs(a.across - b.across));
    }
  }
  const spans: Span[] = [];
  let at = 0;
  columns.forEach((column, i) => {
    const width = column.reduce((most, item) => Math.max(most, item.along), 0);
    spans.push({ from: at, to: at + width });
    const gap = Math.min(mostGap, Math.max(leastGap, 10 + steepest[i]! * 0.42));
    at += width + gap + arrow;
  });
  return spans;
}

/** Everything decided, for the drawing of paths. */
interface Stage {
  readonly task: Task;
  readonly nodes: readonly Item[];
  /** The stop of each link where its label stands. */
  readonly labels: readonly (Item | undefined)[];
  readonly ways: readonly (readonly Pass[])[];
  readonly spans: readonly Span[];
  readonly bands: readonly Band[];
  readonly arrow: number;
}

/** Moves everything into its band and draws the path of every link. */
function route({ task, nodes, labels, ways, spans, bands, arrow }: Stage): Arrangement {
  const bandOf = new Int32Array(spans.length);
  bands.forEach(({ first, last }, k) => {
    bandOf.fill(k, first, last + 1);
  });
  const tracks = tracksOf(ways, bands.length, bandOf);
  const bandAt = (column: number) => bands[bandOf[column]!]!;
  /** A place in a column, `part` of the way from its start (0) to its end (1). */
  const at = ({ column, across }: Pass, part: number): Point => {
    const [span, band] = [spans[column]!, bandAt(column)];
    const along = span.from + part * (span.to - span.from) + band.along;
    return { along, across: across + band.across };
  };
  const routes = ways.map((way, link): Route => {
    const [first, last] = [way[0]!, way.at(-1)!];
    const { from, to } = task.graph.links[link]!;
    const middle = at(first, 0.5);
    const start = { ...middle, along: middle.along + nodes[from]!.along / 2 };
    const target = at(last, 0.5);
    const tip = { ...target, along: target.along - nodes[to]!.along / 2 };
    const parts: Part[] = [{ kind: "line", to: at(first, 1) }];
    for (let k = 1; k < way.length; k++) {
      const [before, pass] = [way[k - 1]!, way[k]!];
      const isLast = pass === last;
      // The last bend ends where the arrow begins, so that the arrow lies straight.
      const enter = at(pass, 0);
      const goal = { ...enter, along: enter.along - (isLast ? arrow : 0) };
      if (bandOf[before.column] === bandOf[pass.column]) parts.push({ kind: "bend", to: goal });
      else {
        const track = tracks[bandOf[before.column]!]!.get(link)!;
        parts.push(...wrap(at(before, 1), goal, bandAt(before.column), track));
      }
      const end = isLast ? { ...tip, along: tip.along - arrow * 0.8 } : at(pass, 1);
      parts.push({ kind: "line", to: end });
    }
    const label = labels[link];
    return { start, parts: joined(start, parts), tip, label: label ? at(label, 0.5) : tip };
  });
  return { nodes: nodes.map((node) => at(node, 0.5)), routes };
}
