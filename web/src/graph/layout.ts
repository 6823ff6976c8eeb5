/**
 * @file Where the nodes of a graph and the labels of its edges stand. Nodes stand in columns by the
 * longest path from an input (inputs just before their first use), labels in columns of their own
 * between them, each on its own edge; an edge over several columns has a place in each of them. So
 * every label has room of its own, and no edge runs through another's label. Cells that were there
 * before keep their order, so that the picture does not jump about while its problem is typed.
 */
import type { Cell, Layer } from "./cell.ts";
import { order } from "./order.ts";
import { raise } from "./rows.ts";

/** A node, with its size in pixels. */
export interface Sized {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** An edge, with the size of its label. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** Centres. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** For each link its points from node to node, level at each of them. */
  readonly links: readonly (readonly Point[])[];
  /** Where the labels of each link stand: their centre. */
  readonly labels: readonly Point[];
  /** All of it, by which the next layout keeps the order. */
  readonly cells: ReadonlyMap<string, Point>;
  readonly width: number;
  readonly height: number;
}

const margin = 16;
/** Between two layers: as wide as the edges between them are steep. */
const gap = { least: 16, most: 56, steepness: 0.35, spare: 44 } as const;

/** Lays a graph out; `earlier` are the cells of the layout that is being replaced, and `width` is
 * what the picture may take. Links to unknown nodes and links that would close a circle are given
 * no points. */
export function layOut(
  nodes: readonly Sized[],
  links: readonly Link[],
  earlier: ReadonlyMap<string, Point> = new Map(),
  width = 0,
): Layout {
  const columnOf = columnsOf(nodes, links);
  const layers: Layer[] = [];
  const put = (layer: number, id: string, kind: Cell["kind"], size: Omit<Sized, "key">): Cell => {
    const { width: own, height } = size;
    const cell: Cell = { id, kind, width: own, height, before: [], after: [], y: 0 };
    while (layers.length <= layer) layers.push([]);
    layers[layer]!.push(cell);
    return cell;
  };
  const cells = new Map(
    nodes.map((node) => [node.key, put(2 * columnOf.get(node.key)!, node.key, "node", node)]),
  );
  const paths = links.map((link): Cell[] => {
    const [from, to] = [cells.get(link.from), cells.get(link.to)];
    const [start, end] = [link.from, link.to].map((key) => 2 * (columnOf.get(key) ?? 0));
    if (from === undefined || to === undefined || end! <= start!) return [];
    const id = `${link.from}→${link.to}`;
    const path = [from];
    for (let layer = start! + 1; layer < end! - 1; layer++) {
      path.push(put(layer, `${id}@${end! - layer}`, "passing", { width: 0, height: 6 }));
    }
    path.push(put(end! - 1, id, "label", link), to);
    for (const [k, cell] of path.slice(1).entries()) {
      cell.before.push(path[k]!);
      path[k]!.after.push(cell);
    }
    return path;
  });
  order(layers, earlier);
  raise(layers);
  return placed(layers, cells, paths, width);
}

/** Through how many columns the edges of a graph run together: how much there is to lay out. */
export function extentOf(
  nodes: readonly Pick<Sized, "key">[],
  links: readonly Pick<Link, "from" | "to">[],
): number {
  const columns = columnsOf(nodes, links);
  const across = links.map(({ from, to }) => (columns.get(to) ?? 0) - (columns.get(from) ?? 0));
  return across.reduce((sum, one) => sum + Math.max(0, one), 0);
}

/** The column of each node: behind all that it uses; an input just before its first use. */
function columnsOf(
  nodes: readonly Pick<Sized, "key">[],
  links: readonly Pick<Link, "from" | "to">[],
): Map<string, number> {
  const columns = new Map(nodes.map(({ key }) => [key, 0]));
  const into = new Map<string, string[]>();
  const out = new Map<string, string[]>();
  for (const { from, to } of links) {
    listed(into, to).push(from);
    listed(out, from).push(to);
  }
  // nodes come in the order of dependence, so one pass does for graphs that have one
  for (const { key } of nodes) {
    const before = (into.get(key) ?? []).map((from) => columns.get(from) ?? 0);
    if (before.length > 0) columns.set(key, Math.max(...before) + 1);
  }
  for (const { key } of nodes) {
    const after = (out.get(key) ?? []).map((to) => columns.get(to) ?? 1);
    if (!into.has(key) && after.length > 0) columns.set(key, Math.max(0, Math.min(...after) - 1));
  }
  return columns;
}

function listed(lists: Map<string, string[]>, key: string): string[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: string[] = [];
  lists.set(key, made);
  return made;
}

/** The left end and the width of each layer. */
interface Band {
  readonly left: number;
  readonly width: number;
}

function bandsOf(layers: readonly Layer[], wanted: number): Band[] {
  const widths = layers.map((layer) => Math.max(0, ...layer.map((cell) => cell.width)));
  const gaps = layers.slice(1).map((layer) => {
    const climbs = layer.flatMap(({ y, before }) => before.map((one) => Math.abs(one.y - y)));
    return Math.min(gap.most, Math.max(gap.least, gap.steepness * Math.max(0, ...climbs)));
  });
  const total = [...widths, ...gaps].reduce((sum, one) => sum + one, 2 * margin);
  const share = Math.max(0, wanted - total) / Math.max(1, gaps.length);
  let left = margin;
  return widths.map((width, k): Band => {
    const band = { left, width };
    left += width + (gaps[k] ?? 0) + Math.min(gap.spare, share);
    return band;
  });
}

function placed(
  layers: readonly Layer[],
  cells: ReadonlyMap<string, Cell>,
  paths: readonly (readonly Cell[])[],
  wanted: number,
): Layout {
  const bands = bandsOf(layers, wanted);
  const bandOf = new Map(layers.flatMap((layer, k) => layer.map((cell) => [cell, bands[k]!])));
  const all = layers.flat();
  const top = Math.min(...all.map(({ y, height }) => y - height / 2), Infinity);
  const down = all.length === 0 ? 0 : margin - top;
  const bottom = Math.max(...all.map(({ y, height }) => y + height / 2), 0);
  const point = (cell: Cell): Point => {
    const { left, width } = bandOf.get(cell)!;
    return { x: left + width / 2, y: cell.y + down };
  };
  const routes = paths.map((path) => {
    return path.flatMap((cell, k): Point[] => {
      const { x, y } = point(cell);
      if (k === 0) return [{ x: x + cell.width / 2, y }];
      if (k === path.length - 1) return [{ x: x - cell.width / 2, y }];
      const { left, width } = bandOf.get(cell)!;
      return [
        { x: left, y },
        { x: left + width, y },
      ];
    });
  });
  const last = bands.at(-1);
  return {
    nodes: new Map([...cells].map(([key, cell]) => [key, point(cell)])),
    links: routes,
    labels: paths.map((path) => (path.length < 2 ? { x: 0, y: 0 } : point(path.at(-2)!))),
    cells: new Map(all.map((cell) => [cell.id, point(cell)])),
    width: last === undefined ? 2 * margin : last.left + last.width + margin,
    height: bottom + down + margin,
  };
}
