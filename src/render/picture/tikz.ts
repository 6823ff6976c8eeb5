/**
 * @file A picture of a computation graph as a `tikzpicture`: the same plan as the SVG, in points,
 * with the formulas as LaTeX, for a document that sets them itself. It needs the package tikz and
 * no library of it.
 *
 * Reference: Tantau, *The TikZ and PGF Packages*, part III.
 */
import type { Cue } from "./label.ts";
import type { NodeKind, PictureEdge } from "./picture.ts";
import { type Picture, type PictureOptions, plannedPicture } from "./picture.ts";
import { type Box, type PlacedLink, type Plan, tooBig } from "./plan.ts";
import { palettes } from "./theme.ts";

/** Points in a pixel: names are set at 10pt where the picture has them at 17px. */
const scale = 0.6;

/** The picture; a comment in its place where it is too large to be laid out. */
export async function drawTikz(picture: Picture, options: PictureOptions = {}): Promise<string> {
  const excess = tooBig(picture);
  if (excess !== null) return `% The graph is not drawn: ${excess}.\n`;
  const { graph, plan } = await plannedPicture(picture, { ...options, legend: false });
  const links = plan.links.map((link, k) => {
    const { edge } = graph.links[k]!;
    return linkText(link, edge < 0 ? null : picture.edges[edge]!, picture);
  });
  const nodes = picture.nodes.map((node, k) => nodeText(node, plan, k));
  return [
    "\\begin{tikzpicture}[x=1pt, y=-1pt, line width=0.5pt,",
    "  every node/.style={inner sep=0pt, outer sep=0pt},",
    "  input/.style={draw, dashed, rounded corners=5pt},",
    "  constant/.style={draw}, quantity/.style={draw, rounded corners=3pt},",
    "  output/.style={draw, double, rounded corners=3pt},",
    `  value/.style={font=\\scriptsize, ${inkOf(palettes.light.forward)}},`,
    `  adjoint/.style={font=\\scriptsize, ${inkOf(palettes.light.backward)}},`,
    `  local/.style={font=\\scriptsize, ${inkOf(palettes.light.local)}}]`,
    ...links.flat(),
    ...nodes,
    "\\end{tikzpicture}",
    "",
  ].join("\n");
}

/** `#116329` as TikZ has it. */
function inkOf(hex: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [red, green, blue] = parts;
  return `text={rgb,255:red,${red};green,${green};blue,${blue}}`;
}

const length = (pixels: number): string => (pixels * scale).toFixed(1);
const point = (x: number, y: number): string => `(${length(x)},${length(y)})`;

function nodeText(
  { kind, label, formula, shape }: Picture["nodes"][number],
  { nodes }: Plan,
  index: number,
): string {
  const box = nodes[index]!;
  const size = `minimum width=${length(box.width)}pt, minimum height=${length(box.height)}pt`;
  const said =
    shape === null ? `$${label}$` : `$${label}$\\,{\\tiny $${shape.replace(/×/g, "\\times")}$}`;
  const written =
    formula === null ? said : `\\shortstack{${said}\\\\[2pt]{\\scriptsize $${formula}$}}`;
  return `\\node[${styleOf(kind)}, ${size}] at ${middle(box)} {${written}};`;
}

const styleOf = (kind: NodeKind): string => kind;

const middle = ({ x, y, width, height }: Box): string => point(x + width / 2, y + height / 2);

/** The values and adjoints at an edge; of the stub those of the output. */
function linkText(
  { path, lines }: PlacedLink,
  edge: PictureEdge | null,
  { output }: Picture,
): string[] {
  const texts: Readonly<Record<Cue, string | null | undefined>> = edge ?? {
    value: output?.value,
    adjoint: output?.adjoint,
    local: null,
  };
  const signs: Readonly<Record<Cue, string>> = {
    value: "\\triangleright",
    adjoint: "\\triangleleft",
    local: "\\diamond",
  };
  const labels = lines.map(({ line: { cue }, box }) => {
    return `\\node[${cue}] at ${middle(box)} {$${signs[cue]}\\,${texts[cue] ?? ""}$};`;
  });
  return [`\\draw[->] ${curve(path)};`, ...labels];
}

/** SVG path data (M, L, C, Q, H, V with absolute numbers) as TikZ writes it. */
function curve(path: string): string {
  const pieces = [...path.matchAll(/([MLCQHV])([^MLCQHVZ]*)/g)];
  let [x, y] = [0, 0];
  const written = pieces.map(([, letter, text]) => {
    const n = (text!.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
    const from = [x, y] as const;
    if (letter === "H") x = n[0]!;
    else if (letter === "V") y = n[0]!;
    else [x, y] = [n.at(-2)!, n.at(-1)!];
    const to = point(x, y);
    if (letter === "M") return to;
    if (letter === "C") {
      return `.. controls ${point(n[0]!, n[1]!)} and ${point(n[2]!, n[3]!)} .. ${to}`;
    }
    if (letter === "Q") {
      // a quadratic is a cubic whose inner points lie two thirds of the way to its own
      const inner = (end: number, at: number) => end + (2 / 3) * (at - end);
      const first = point(inner(from[0], n[0]!), inner(from[1], n[1]!));
      const second = point(inner(x, n[0]!), inner(y, n[1]!));
      return `.. controls ${first} and ${second} .. ${to}`;
    }
    return `-- ${to}`;
  });
  return written.join(" ");
}
