/**
 * @file A picture of a computation graph: what is to be seen, as data, and the function that
 * draws it as one self-contained SVG.
 *
 * The conventions are those of the course notes on backpropagation (Stanford CS231n,
 * "Backpropagation, Intuitions"): nodes from the inputs to the output, on every edge the value
 * that flows forward above it in green and the adjoint that flows back below it in red. Here
 * neither depends on colour: ▸ marks a value, ◂ and a frame mark an adjoint.
 *
 * The SVG refers to nothing outside itself: no fonts, no style sheets, no scripts, no HTML. The
 * formulas are outlines (or, without MathJax, text). The same picture gives the same bytes.
 *
 * Deliberately not done: interaction. Every node and edge carries `data-` attributes and a
 * `<title>`, on which a page can build it.
 */
import { openFormulas } from "../formula/index.ts";
import { setContents } from "./content.ts";
import { drawPlan } from "./drawing.ts";
import { graphOf } from "./graph.ts";
import { drawNotice } from "./notice.ts";
import { planOf, tooBig } from "./plan.ts";
import { compact, palettes, ROOMY_NODES, roomy, type ThemeName } from "./theme.ts";

export type NodeKind = "input" | "constant" | "quantity" | "output";

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** LaTeX of the name. */
  readonly label: string;
  /** LaTeX of its formula in its parents; null for inputs and constants. */
  readonly formula: string | null;
  /** Such as "2 × 3"; null for a scalar. */
  readonly shape: string | null;
}

/** An edge from a quantity to one of its uses. A quantity used twice has two edges. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** LaTeX of the value that flows forward, above the edge. */
  readonly value: string | null;
  /** LaTeX of the adjoint that flows back along this edge, below it. */
  readonly adjoint: string | null;
  /** LaTeX of the local derivative, shown on request. */
  readonly local: string | null;
}

/** What stands on the stub that leaves the output. */
export interface PictureOutput {
  readonly value: string | null;
  readonly adjoint: string | null;
  /** The node it leaves; without it, the last node of kind `output`. */
  readonly node?: string;
}

export interface Picture {
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly output?: PictureOutput;
}

/** The few words a picture contains, for other languages. */
export interface PictureWords {
  readonly value: string;
  readonly adjoint: string;
  readonly local: string;
}

export interface PictureOptions {
  readonly showLocal?: boolean;
  readonly theme?: ThemeName;
  /** Left to right, or top to bottom. */
  readonly direction?: "LR" | "TB";
  /**
   * From left to right, a picture wider than about this many pixels is broken into bands, one
   * below the other, where few edges cross the break. 1800 by default; Infinity never breaks.
   */
  readonly maxWidth?: number;
  /** Writes LaTeX as a line of text, for tooltips and for what cannot be set. */
  readonly plainText?: (latex: string) => string;
  /** `"text"` sets formulas as text even when MathJax is there. */
  readonly mathematics?: "outlines" | "text";
  readonly legend?: boolean;
  readonly words?: PictureWords;
}

const english: PictureWords = {
  value: "value, forward",
  adjoint: "adjoint, backward",
  local: "local derivative",
};

/**
 * Draws a picture as an SVG document. It never fails: an edge that names a missing node or closes
 * a circle is left out and `<desc>` says so, and a graph beyond the limits in `plan.ts` becomes a
 * notice that gives its size.
 */
export async function drawPicture(picture: Picture, options: PictureOptions = {}): Promise<string> {
  const palette = palettes[options.theme ?? "light"] ?? palettes.light;
  const excess = tooBig(picture);
  if (excess !== null) return drawNotice(picture, excess, palette);
  const { graph, plan, contents, measures } = await plannedPicture(picture, options);
  return drawPlan(picture, graph, plan, contents, measures, palette);
}

/** Everything about a picture that can be laid out, but its drawing. */
export async function plannedPicture(picture: Picture, options: PictureOptions = {}) {
  const { direction = "LR", maxWidth = 1800, legend = true } = options;
  const { plainText = (latex: string) => latex, showLocal = false, words = english } = options;
  const formulas = await openFormulas(options);
  const measures = picture.nodes.length > ROOMY_NODES ? compact : roomy;
  const graph = graphOf(picture);
  const setting = { formulas, measures, plainText, showLocal, words, legend };
  const contents = await setContents(picture, graph, setting);
  const plan = planOf(graph, contents, measures, { direction, maxWidth });
  return { graph, plan, contents, measures };
}
