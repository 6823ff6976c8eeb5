/**
 * @file What stands in the nodes, at the edges and in the legend: every formula of a picture, set
 * and measured, before anything has a place.
 */
import type { Formulas } from "../formula/index.ts";
import type { Graph } from "./graph.ts";
import { type Cue, type Fitted, fitFormula, type Label, labelTexts, setLabel } from "./label.ts";
import type { NodeKind, Picture, PictureNode, PictureWords } from "./picture.ts";
import type { Measures } from "./theme.ts";

export interface NodeContent {
  readonly kind: NodeKind;
  readonly name: Fitted;
  /** The shape, right of the name. */
  readonly shape: Fitted | null;
  /** The formula, below the name. */
  readonly formula: Fitted | null;
  readonly width: number;
  readonly height: number;
  /** The node in plain text: name, shape, formula. */
  readonly tooltip: string;
}

export interface LegendEntry {
  readonly cue: Cue;
  readonly words: Fitted;
}

export interface Contents {
  readonly nodes: readonly NodeContent[];
  /** One for each link of the graph. */
  readonly labels: readonly Label[];
  readonly linkTooltips: readonly string[];
  readonly legend: readonly LegendEntry[];
  readonly plainText: (latex: string) => string;
}

export interface ContentSetting {
  readonly formulas: Formulas;
  readonly measures: Measures;
  readonly plainText: (latex: string) => string;
  readonly showLocal: boolean;
  readonly words: PictureWords;
  readonly legend: boolean;
}

/** Sets everything a picture says. */
export async function setContents(
  picture: Picture,
  graph: Graph,
  setting: ContentSetting,
): Promise<Contents> {
  const { formulas, measures, plainText, showLocal } = setting;
  const nodes: NodeContent[] = [];
  for (const node of picture.nodes) nodes.push(await setNode(node, setting));
  const labels: Label[] = [];
  const linkTooltips: string[] = [];
  for (const link of graph.links) {
    const edge = picture.edges[link.edge];
    const texts = edge
      ? labelTexts(edge, showLocal)
      : { value: null, adjoint: null, ...picture.output, local: null };
    const label = await setLabel(formulas, texts, measures, plainText);
    const [from, to] = [link.from, link.to].map((i) => plainText(picture.nodes[i]?.label ?? ""));
    const lines = [...label.above, ...label.below].map((l) => `${setting.words[l.cue]}: ${l.text}`);
    labels.push(label);
    linkTooltips.push([edge ? `${from} → ${to}` : `${from}`, ...lines].join("\n"));
  }
  const used = new Set(labels.flatMap((l) => [...l.above, ...l.below]).map((line) => line.cue));
  const legend: LegendEntry[] = [];
  for (const cue of ["value", "adjoint", "local"] as const) {
    if (!setting.legend || !used.has(cue)) continue;
    legend.push({ cue, words: await setWords(setting, setting.words[cue], measures.legend) });
  }
  return { nodes, labels, linkTooltips, legend, plainText };
}

const texSpecial: Readonly<Record<string, string>> = {
  "\\": "\\backslash ",
  "{": "\\{",
  "}": "\\}",
  "×": "\\times ",
  " ": "\\ ",
};

/** Plain words in the typeface of the formulas. */
async function setWords({ formulas }: ContentSetting, words: string, size: number) {
  const safe = words.replace(/[\\{}$]/g, (c) => texSpecial[c] ?? "\\$");
  return fitFormula(formulas, `\\text{${safe}}`, size, { width: Infinity, height: Infinity });
}

/** A shape such as "2 × 3", as the space its values lie in: ∈ ℝ^{2×3}. */
async function setShape({ formulas, measures }: ContentSetting, shape: string): Promise<Fitted> {
  const size = shape.replace(/[\\{}$&#%_^~]/g, "").replace(/\s*×\s*/g, "\\times ");
  const room = { width: 90, height: 30 };
  return fitFormula(formulas, `{\\in}\\,\\mathbb{R}^{${size}}`, measures.shape, room);
}

async function setNode(node: PictureNode, setting: ContentSetting): Promise<NodeContent> {
  const { formulas, measures, plainText } = setting;
  const { padAlong, padAcross, leading } = measures;
  const name = await fitFormula(formulas, node.label, measures.name, measures.formulaRoom);
  const shape = node.shape ? await setShape(setting, node.shape) : null;
  const wanted = node.formula !== null && node.formula.trim() !== "" && measures.formulas;
  const formula = wanted
    ? await fitFormula(formulas, node.formula ?? "", measures.formula, measures.formulaRoom, true)
    : null;
  const first = name.width + (shape ? shape.width + SHAPE_SPACE : 0);
  const nameHeight = lineHeight(name, measures.name);
  const formulaHeight = formula ? leading + formula.height + formula.depth : 0;
  const height = nameHeight + formulaHeight + 2 * padAcross;
  const written = Math.max(first, formula?.width ?? 0) + 2 * padAlong;
  const definition = node.formula ? ` = ${plainText(node.formula)}` : "";
  const dimension = node.shape ? ` (${node.shape})` : "";
  return {
    kind: node.kind,
    name,
    shape,
    formula,
    width: Math.max(written, height * 1.08, measures.name * 2.2),
    height,
    tooltip: `${plainText(node.label)}${definition}${dimension}`,
  };
}

/** Between a name and its shape. */
export const SHAPE_SPACE = 5;

/** The line of a name has the height of a letter with ascender, the depth of an index. */
export const nameHeightOf = (name: Fitted, em: number): number => Math.max(name.height, 0.62 * em);
const lineHeight = (name: Fitted, em: number): number =>
  nameHeightOf(name, em) + Math.max(name.depth, 0.16 * em);
