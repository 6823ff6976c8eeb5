/**
 * @file A plan, drawn: edges below, nodes and labels above, the legend at the foot.
 *
 * Groups carry `data-node`, `data-edge` (the edge's number in the picture), `data-from` and
 * `data-to`, and a `<title>` that viewers show as a tooltip with the whole text, also of what was
 * shortened.
 */

import { paint } from "../formula/formula.ts";
import { definitions, type Setting } from "../formula/index.ts";
import { type Attributes, element, numeral, textElement } from "../formula/markup.ts";
import { fingerprint } from "../formula/setting.ts";
import { type Contents, type NodeContent, nameHeightOf, SHAPE_SPACE } from "./content.ts";
import { cueMark, frameOf } from "./cue.ts";
import type { Graph } from "./graph.ts";
import { CUE_SPACE, CUE_WIDTH, type Fitted, FRAME_X } from "./label.ts";
import type { Picture } from "./picture.ts";
import type { Box, PlacedLine, PlacedLink, Plan, XY } from "./plan.ts";
import type { Measures, Palette } from "./theme.ts";

/** Everything that the drawing functions need, once. */
interface Sheet {
  readonly measures: Measures;
  readonly palette: Palette;
  readonly outlines: Map<string, string>;
}

/** Writes the SVG document of a plan. */
export function drawPlan(
  picture: Picture,
  graph: Graph,
  plan: Plan,
  contents: Contents,
  measures: Measures,
  palette: Palette,
): string {
  const sheet: Sheet = { measures, palette, outlines: new Map() };
  const { margin } = measures;
  const links = plan.links.map((placed, i) => drawLink(sheet, picture, graph, contents, placed, i));
  const nodes = plan.nodes.map((box, i) =>
    drawNode(sheet, picture.nodes[i]!.id, contents.nodes[i]!, box, plan.forks[i] ?? null),
  );
  const legend = drawLegend(sheet, contents, plan.height + 0.9 * margin);
  const width = Math.ceil(Math.max(plan.width, legend.width) + 2 * margin);
  const height = Math.ceil(Math.max(plan.height, 1) + 2 * margin + legend.height);
  const left = margin + Math.max(0, (legend.width - plan.width) / 2);
  const body =
    element(
      "g",
      { transform: `translate(${numeral(left)} ${margin})` },
      [...links, ...nodes].join(""),
    ) + element("g", { transform: `translate(${margin} ${margin})` }, legend.markup);
  return documentOf(picture, graph, sheet, { width, height }, body);
}

function documentOf(
  picture: Picture,
  graph: Graph,
  { palette, outlines }: Sheet,
  { width, height }: { readonly width: number; readonly height: number },
  body: string,
): string {
  const id = `p${fingerprint(JSON.stringify(picture))}`;
  const dropped =
    graph.dropped > 0
      ? ` Edges that name a missing node or close a circle, not drawn: ${graph.dropped}.`
      : "";
  const attributes: Attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
  };
  const content = [
    textElement("title", { id: `${id}-title` }, picture.title),
    textElement("desc", { id: `${id}-desc` }, picture.description + dropped),
    element("defs", {}, definitions(outlines)),
    element("rect", { width, height, fill: palette.paper }),
    body,
  ];
  return element("svg", attributes, content.join("\n"));
}

/** A formula at a point, its outlines noted for the definitions. */
function write(sheet: Sheet, fitted: Fitted, at: XY, color: string): string {
  note(sheet, fitted.setting);
  return paint(fitted.setting, { x: at.x, y: at.y, size: fitted.size, color });
}

function note({ outlines }: Sheet, setting: Setting): void {
  for (const [id, path] of setting.outlines) outlines.set(id, path);
}

function drawLink(
  sheet: Sheet,
  picture: Picture,
  graph: Graph,
  contents: Contents,
  placed: PlacedLink,
  index: number,
): string {
  const { measures, palette } = sheet;
  const link = graph.links[index]!;
  const edge = picture.edges[link.edge];
  const line = element("path", {
    d: placed.path,
    fill: "none",
    stroke: palette.line,
    "stroke-width": measures.stroke,
    "stroke-linejoin": "round",
  });
  const output = picture.nodes[link.from]!.id;
  const data: Attributes = edge
    ? { "data-edge": `${link.edge}`, "data-from": edge.from, "data-to": edge.to }
    : { "data-output": output };
  const lines = placed.lines.map((line) => drawLine(sheet, line));
  const title = textElement("title", {}, contents.linkTooltips[index] ?? "");
  return element("g", data, title + line + arrowHead(sheet, placed) + lines.join(""));
}

/** A slim triangle with its tip on the node, in the direction in which the edge arrives. */
function arrowHead({ measures, palette }: Sheet, { tip, trace }: PlacedLink): string {
  const before = trace.at(-1) ?? tip;
  const upright = Math.abs(tip.y - before.y) > Math.abs(tip.x - before.x);
  const [long, half] = [measures.arrow, measures.arrow * 0.4];
  const { x, y } = tip;
  const points = upright
    ? [x, y, x - half, y - long, x + half, y - long]
    : [x, y, x - long, y - half, x - long, y + half];
  return element("path", { d: triangle(points), fill: palette.line });
}

const triangle = (p: readonly number[]): string => {
  const [a, b, c, d, e, f] = p.map((value) => numeral(value, 1));
  return `M${a} ${b}L${c} ${d}L${e} ${f}Z`;
};

/** A value, adjoint or local derivative with its cue. */
function drawLine(sheet: Sheet, { line, box, baseline }: PlacedLine): string {
  const { measures, palette } = sheet;
  const em = measures.label;
  const color = inkOf(line.cue, palette);
  const inset = line.cue === "adjoint" ? FRAME_X * em : 0;
  const frame = line.cue === "adjoint" ? frameOf(box, palette) : "";
  const mark = cueMark(line.cue, { x: box.x + inset, y: baseline }, em, color);
  const x = box.x + inset + (CUE_WIDTH + CUE_SPACE) * em;
  const formula = write(sheet, line, { x, y: baseline }, color);
  const title = line.shortened ? textElement("title", {}, line.text) : "";
  return element("g", { "data-cue": line.cue }, title + frame + mark + formula);
}

const inkOf = (cue: PlacedLine["line"]["cue"], palette: Palette): string =>
  ({ value: palette.forward, adjoint: palette.backward, local: palette.local })[cue];

function drawNode(
  sheet: Sheet,
  id: string,
  content: NodeContent,
  box: Box,
  fork: XY | null,
): string {
  const { measures, palette } = sheet;
  const skin = palette[content.kind] ?? palette.quantity;
  const radius = radiusOf(content, box, measures);
  const outline = outlineOf(box, radius, 0, skin.fill, skin.line, measures.stroke);
  // The output is drawn with a double line.
  const inner =
    content.kind === "output"
      ? outlineOf(box, radius, 3, "none", skin.line, measures.stroke * 0.7)
      : "";
  const dot = fork
    ? element("circle", { cx: fork.x, cy: fork.y, r: measures.stroke * 2, fill: palette.line })
    : "";
  const title = textElement("title", {}, content.tooltip);
  const data = { "data-node": id, "data-kind": content.kind };
  return element("g", data, title + outline + inner + nodeText(sheet, content, box) + dot);
}

/** Pills for inputs, sharp corners for constants, rounded ones for what is computed. */
function radiusOf({ kind }: NodeContent, box: Box, measures: Measures): number {
  if (kind === "input") return Math.min(box.height, box.width) / 2;
  return kind === "constant" ? 2 : measures.corner;
}

function outlineOf(
  box: Box,
  radius: number,
  inset: number,
  fill: string,
  stroke: string,
  width: number,
): string {
  return element("rect", {
    x: box.x + inset,
    y: box.y + inset,
    width: box.width - 2 * inset,
    height: box.height - 2 * inset,
    rx: Math.max(0, radius - inset),
    fill,
    stroke,
    "stroke-width": width,
  });
}

function nodeText(sheet: Sheet, content: NodeContent, box: Box): string {
  const { measures, palette } = sheet;
  const { name, shape, formula } = content;
  const middle = box.x + box.width / 2;
  const top = box.y + (box.height - content.height) / 2;
  const baseline = top + measures.padAcross + nameHeightOf(name, measures.name);
  const first = name.width + (shape ? SHAPE_SPACE + shape.width : 0);
  let text = write(sheet, name, { x: middle - first / 2, y: baseline }, palette.ink);
  if (shape) {
    const x = middle - first / 2 + name.width + SHAPE_SPACE;
    text += write(sheet, shape, { x, y: baseline }, palette.muted);
  }
  if (formula) {
    const y = top + content.height - measures.padAcross - formula.depth;
    text += write(sheet, formula, { x: middle - formula.width / 2, y }, palette.muted);
  }
  return text;
}

/** The legend: the cue of each kind of label with its meaning, in one row. */
function drawLegend(sheet: Sheet, { legend }: Contents, y: number) {
  const { measures, palette } = sheet;
  const em = measures.legend;
  const baseline = y + em;
  let x = 0;
  let markup = "";
  for (const { cue, words } of legend) {
    const inset = cue === "adjoint" ? FRAME_X * em : 0;
    const wide = CUE_WIDTH * em + 2 * inset;
    const box = { x, y: baseline - 0.85 * em, width: wide, height: 1.2 * em };
    if (cue === "adjoint") markup += frameOf(box, palette);
    markup += cueMark(cue, { x: x + inset, y: baseline }, em, inkOf(cue, palette));
    x += wide + 0.5 * em;
    markup += write(sheet, words, { x, y: baseline }, palette.muted);
    x += words.width + 2 * em;
  }
  if (legend.length === 0) return { markup: "", width: 0, height: 0 };
  return {
    markup: element("g", { "data-legend": "yes" }, markup),
    width: x - 2 * em,
    height: 1.25 * em + 0.7 * measures.margin,
  };
}
