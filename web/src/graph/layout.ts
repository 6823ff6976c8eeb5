/**
 * @file Where the nodes of a graph stand: columns by the longest path from an input (inputs stand
 * just before their first use), rows by the mean row of the neighbours, in a few sweeps (Sugiyama,
 * Tagawa & Toda, IEEE Transactions on Systems, Man, and Cybernetics 1981). An edge over several
 * columns has a place in each of them. Nodes that were there before keep their order, so that the
 * picture does not jump about while its problem is being typed.
 */

/** A node, with its size in pixels. */
export interface Sized {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  /** The room its labels want between the columns. */
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
  /** For each link its points from node to node. */
  readonly links: readonly (readonly Point[])[];
  /** Where the labels of each link stand: their centre. */
  readonly labels: readonly Point[];
  readonly width: number;
  readonly height: number;
}

/** A node, or a place that an edge passes. */
interface Cell {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly before: Cell[];
  readonly after: Cell[];
  y: number;
}

const gap = { row: 22, column: 36, margin: 16 } as const;
const sweeps = 6;

/** Lays a graph out; `earlier` is the layout that is being replaced. Links to unknown nodes and
 * links that would close a circle are given no points. */
export function layOut(
  nodes: readonly Sized[],
  links: readonly Link[],
  earlier: ReadonlyMap<string, Point> = new Map(),
): Layout {
  const columnOf = columnsOf(nodes, links);
  const cells = new Map(nodes.map((node) => [node.key, cellOf(node.key, node)]));
  const columns: Cell[][] = [];
  const put = (cell: Cell, column: number) => {
    columns[column] ??= [];
    columns[column]!.push(cell);
  };
  for (const [key, cell] of cells) put(cell, columnOf.get(key)!);
  const paths = links.map((link): Cell[] => {
    const [from, to] = [cells.get(link.from), cells.get(link.to)];
    const [start, end] = [columnOf.get(link.from) ?? 0, columnOf.get(link.to) ?? 0];
    if (from === undefined || to === undefined || end <= start) return [];
    const path = [from];
    for (let column = start + 1; column < end; column++) {
      const passing = cellOf(`${link.from}→${link.to}@${column}`, { width: 0, height: 26 });
      put(passing, column);
      path.push(passing);
    }
    path.push(to);
    for (const [k, cell] of path.slice(1).entries()) {
      cell.before.push(path[k]!);
      path[k]!.after.push(cell);
    }
    return path;
  });
  order(columns, earlier);
  return placed(columns, cells, links, paths);
}

function cellOf(id: string, { width, height }: { width: number; height: number }): Cell {
  return { id, width, height, before: [], after: [], y: 0 };
}

/** The column of each node: behind all that it uses; an input just before its first use. */
function columnsOf(nodes: readonly Sized[], links: readonly Link[]): Map<string, number> {
  const columns = new Map(nodes.map(({ key }) => [key, 0]));
  // nodes come in the order of dependence, so one pass does for graphs that have one
  const into = new Map<string, string[]>();
  const out = new Map<string, string[]>();
  for (const { from, to } of links) {
    into.set(to, [...(into.get(to) ?? []), from]);
    out.set(from, [...(out.get(from) ?? []), to]);
  }
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

/** Orders each column. */
function order(columns: readonly Cell[][], earlier: ReadonlyMap<string, Point>): void {
  for (const column of columns) {
    for (const [k, cell] of column.entries()) cell.y = earlier.get(cell.id)?.y ?? k * 1e-3;
    settle(column, earlier);
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forward = sweep % 2 === 0;
    const sequence = forward ? columns : [...columns].reverse();
    for (const column of sequence) {
      for (const cell of column) {
        const near = forward ? cell.before : cell.after;
        if (near.length > 0) cell.y = near.reduce((sum, one) => sum + one.y, 0) / near.length;
      }
      settle(column, earlier);
    }
  }
}

/** Sorts a column by what its cells want, those that were there before among themselves as they
 * were, and spaces them around the middle of what they want. */
function settle(column: Cell[], earlier: ReadonlyMap<string, Point>): void {
  const known = column.filter(({ id }) => earlier.has(id));
  known.sort((a, b) => earlier.get(a.id)!.y - earlier.get(b.id)!.y);
  const wanted = known.map(({ y }) => y).sort((a, b) => a - b);
  for (const [k, cell] of known.entries()) cell.y = wanted[k]!;
  column.sort((a, b) => a.y - b.y);
  const mean = column.reduce((sum, { y }) => sum + y, 0) / Math.max(1, column.length);
  let at = 0;
  for (const cell of column) {
    cell.y = at + cell.height / 2;
    at += cell.height + gap.row;
  }
  const middle = (at - gap.row) / 2;
  for (const cell of column) cell.y += mean - middle;
}

function placed(
  columns: readonly Cell[][],
  cells: ReadonlyMap<string, Cell>,
  links: readonly Link[],
  paths: readonly Cell[][],
): Layout {
  const x = new Map<Cell, number>();
  let at = gap.margin;
  const ends: number[] = [];
  for (const [index, column] of columns.entries()) {
    const width = Math.max(0, ...column.map((cell) => cell.width));
    for (const cell of column) x.set(cell, at + width / 2);
    const room = links.filter((_, k) => {
      const path = paths[k]!;
      return path.length > 1 && column.includes(path.at(-2)!);
    });
    ends[index] = at + width;
    at += width + gap.column + Math.max(0, ...room.map((link) => link.width));
  }
  const last = columns.at(-1) ?? [];
  const width = (ends.at(-1) ?? 0) + gap.margin + (last.length > 0 ? 0 : gap.margin);
  const all = columns.flat();
  const top = Math.min(...all.map(({ y, height }) => y - height / 2), 0);
  const down = gap.margin - top;
  const bottom = Math.max(...all.map(({ y, height }) => y + height / 2), 0);
  const point = (cell: Cell): Point => ({ x: x.get(cell)!, y: cell.y + down });
  const labels = paths.map((path): Point => {
    if (path.length < 2) return { x: 0, y: 0 };
    const [from, to] = [path.at(-2)!, path.at(-1)!];
    const [a, b] = [point(from), point(to)];
    const left = a.x + from.width / 2;
    const right = b.x - to.width / 2;
    // nearer to where it comes from, where edges that meet are still apart
    return { x: left + 0.42 * (right - left), y: a.y + 0.42 * (b.y - a.y) };
  });
  const routes = paths.map((path): Point[] => {
    return path.flatMap((cell, k): Point[] => {
      const { x: centre, y } = point(cell);
      if (k === 0) return [{ x: centre + cell.width / 2, y }];
      if (k === path.length - 1) return [{ x: centre - cell.width / 2, y }];
      return [{ x: centre, y }];
    });
  });
  return {
    nodes: new Map([...cells].map(([key, cell]) => [key, point(cell)])),
    links: routes,
    labels,
    width,
    height: bottom + down + gap.margin,
  };
}
