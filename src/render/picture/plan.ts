/**
 * @file The plan of a picture: where everything stands, in pixels, before it is drawn.
 *
 * Small graphs are laid out by dagre, bigger ones plainly; which one depends only on counts, so
 * the same graph always takes the same way. Beyond the limits below nothing is laid out at all.
 */

import { type Arrangement, arrange } from "./columns.ts";
import type { Contents } from "./content.ts";
import { layerWithDagre } from "./dagre-layering.ts";
import { type Graph, graphOf, linksBy, longestPaths } from "./graph.ts";
import { type Label, type LabelLine, labelExtent, SIDE, STACK, stackHeight } from "./label.ts";
import type { Extent, Task } from "./layering.ts";
import { type Point, pathText, traceOf } from "./path.ts";
import type { Picture } from "./picture.ts";
import { layerPlainly, stopsOf } from "./plain-layering.ts";
import type { Measures } from "./theme.ts";

/** What is laid out at most: nodes, edges, and places where edges pass a column. */
export const LIMITS = { nodes: 5_000, edges: 15_000, stops: 60_000 } as const;

/** What dagre is given at most; its searches are recursive in the depth. */
export const DAGRE_LIMITS = { nodes: 220, edges: 420, depth: 220 } as const;

/** The limit that a picture exceeds, as a phrase; null when it can be drawn. */
export function tooBig(picture: Picture): string | null {
  const { nodes, edges } = picture;
  if (nodes.length > LIMITS.nodes) return `the limit is ${LIMITS.nodes} nodes`;
  if (edges.length > LIMITS.edges) return `the limit is ${LIMITS.edges} edges`;
  const small = nodes.length <= DAGRE_LIMITS.nodes && edges.length <= DAGRE_LIMITS.edges;
  if (!small && stopsOf(graphOf(picture)) > LIMITS.stops) return "its edges reach too far";
  return null;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: LabelLine;
  /** With cue and frame. */
  readonly box: Box;
  readonly baseline: number;
}

export interface PlacedLink {
  readonly path: string;
  /** Points along the path, close enough to measure distances to it. */
  readonly trace: readonly XY[];
  readonly tip: XY;
  readonly lines: readonly PlacedLine[];
}

export interface XY {
  readonly x: number;
  readonly y: number;
}

export interface Plan {
  readonly vertical: boolean;
  /** One for each node of the picture. */
  readonly nodes: readonly Box[];
  /** Where the links of a node used more than once part; null for other nodes. */
  readonly forks: readonly (XY | null)[];
  readonly links: readonly PlacedLink[];
  /** Without margins. */
  readonly width: number;
  readonly height: number;
}

export interface PlanOptions {
  readonly direction: "LR" | "TB";
  readonly maxWidth: number;
}

/** Places the contents of a graph. */
export function planOf(
  graph: Graph,
  contents: Contents,
  measures: Measures,
  { direction, maxWidth }: PlanOptions,
): Plan {
  const vertical = direction === "TB";
  const sizes = nodeSizes(graph, contents, vertical, measures);
  const task: Task = {
    graph,
    nodes: sizes.map(({ width, height }) =>
      vertical ? { along: height, across: width } : { along: width, across: height },
    ),
    labels: contents.labels.map((label) => labelExtent(label, vertical, measures.clearance)),
    spacing: {
      node: measures.nodeMargin,
      label: measures.labelMargin,
      line: measures.lineMargin,
    },
  };
  const layering = isSmall(graph) ? layerWithDagre(task) : layerPlainly(task);
  const { leastGap, mostGap, arrow, corner } = measures;
  const maxAlong = vertical ? Infinity : maxWidth - 2 * measures.margin;
  const arranged = arrange(task, layering, { leastGap, mostGap, arrow, corner, maxAlong });
  const { least, most } = boundsOf(task, arranged);
  const xy = (point: Point): XY => {
    const [along, across] = [point.along - least.along, point.across - least.across];
    return vertical ? { x: across, y: along } : { x: along, y: across };
  };
  const nodes = contents.nodes.map((_, i): Box => {
    const { x, y } = xy(arranged.nodes[i]!);
    const { width, height } = sizes[i]!;
    return { x: x - width / 2, y: y - height / 2, width, height };
  });
  const leaving = linksBy(graph.size, graph.links, "from");
  const forks = nodes.map((_, i) =>
    leaving[i]!.length > 1 ? xy(arranged.routes[leaving[i]![0]!]!.start) : null,
  );
  const links = arranged.routes.map((route, i): PlacedLink => {
    const label = contents.labels[i]!;
    return {
      path: pathText(route.start, route.parts, xy),
      trace: traceOf(route.start, route.parts).map(xy),
      tip: xy(route.tip),
      lines: placeLines(label, xy(route.label), vertical, measures.clearance),
    };
  });
  const { x: width, y: height } = xy(most);
  return { vertical, nodes, forks, links, width, height };
}

function isSmall(graph: Graph): boolean {
  const { nodes, edges, depth } = DAGRE_LIMITS;
  if (graph.size > nodes + 1 || graph.links.length > edges + 1) return false;
  return longestPaths(graph).every((rank) => rank <= depth);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for the text, and enough of a side for the edges that arrive there. */
function nodeSizes(
  graph: Graph,
  contents: Contents,
  vertical: boolean,
  measures: Measures,
): Size[] {
  const reaching = linksBy(graph.size, graph.links, "to");
  return reaching.map((links, i) => {
    const content = contents.nodes[i];
    if (!content) return { width: 1, height: 1 };
    const side = Math.max(0, links.length - 1) * PORT_STEP + 2 * measures.corner;
    const { width, height } = content;
    return vertical
      ? { width: Math.max(width, side), height }
      : { width, height: Math.max(height, side) };
  });
}

/** Edges that arrive at one node keep at least this distance. */
const PORT_STEP = 6;

/** The lines of a label around a point of its edge. */
function placeLines(label: Label, at: XY, vertical: boolean, clear: number): PlacedLine[] {
  const placed: PlacedLine[] = [];
  const stack = (lines: readonly LabelLine[], top: number, x: (line: LabelLine) => number) => {
    let y = top;
    for (const line of lines) {
      const height = line.ascent + line.descent;
      const box = { x: x(line), y, width: line.outerWidth, height };
      placed.push({ line, box, baseline: y + line.ascent });
      y += height + STACK;
    }
  };
  const { above, below } = label;
  if (vertical) {
    stack(above, at.y - stackHeight(above) / 2, (line) => at.x - SIDE - line.outerWidth);
    stack(below, at.y - stackHeight(below) / 2, () => at.x + SIDE);
  } else {
    const centred = (line: LabelLine) => at.x - line.outerWidth / 2;
    stack(above, at.y - clear - stackHeight(above), centred);
    stack(below, at.y + clear, centred);
  }
  return placed;
}

/** The corners of everything arranged. */
function boundsOf(task: Task, { nodes, routes }: Arrangement): { least: Point; most: Point } {
  const least = { along: Infinity, across: Infinity };
  const most = { along: -Infinity, across: -Infinity };
  const cover = (at: Point, extent: Extent) => {
    for (const key of ["along", "across"] as const) {
      least[key] = Math.min(least[key], at[key] - extent[key] / 2);
      most[key] = Math.max(most[key], at[key] + extent[key] / 2);
    }
  };
  nodes.forEach((at, i) => {
    cover(at, task.nodes[i]!);
  });
  routes.forEach((route, i) => {
    cover(route.label, task.labels[i]!);
    for (const at of traceOf(route.start, route.parts)) cover(at, { along: 0, across: 0 });
  });
  const nothing = { along: 0, across: 0 };
  return least.along > most.along ? { least: nothing, most: nothing } : { least, most };
}
