/**
 * @file The picture of a solution's graph: what stands in the nodes and at the edges, taken from
 * the two passes. Above an edge the value that flows forward, below it the adjoint that flows
 * back; the drawing itself is the affair of `picture/`, which is loaded when it is first needed.
 */
import { readFormula, writeLatex, writeUnicode } from "../notation/index.ts";
import {
  decimals,
  exactSyntax,
  inLayout,
  type Layout,
  type Solution,
  type Value,
  type WorkedPart,
} from "../work/index.ts";
import { formulaWidth } from "./equation.ts";
import type { Picture, PictureOptions } from "./picture/index.ts";
import { shapeText } from "./shapes.ts";
import { shorten } from "./shorten.ts";

/** How a picture is drawn; see `PictureOptions`. */
export interface SvgOptions extends Pick<PictureOptions, "theme" | "mathematics" | "maxWidth"> {
  /** Local derivatives on the edges too; without values they are all there is to show. */
  readonly showLocal?: boolean;
  /** How derivatives are set down; in the shape of their variables when left out. */
  readonly layout?: Layout;
  /** Only the part with this number; all parts, one below the other, when left out. */
  readonly part?: number;
}

/** An exact value wider than this many signs stands at its edge as a decimal. */
const exactWidth = 12;

/** The graphs of a solution as one SVG document. Never fails. */
export async function renderSvg(given: Solution, options: SvgOptions = {}): Promise<string> {
  const { drawPicture } = await import("./picture/index.ts");
  const { part: only, layout = "gradient", ...drawing } = options;
  const solution = inLayout(given, layout);
  const parts = solution.parts.filter((_, index) => only === undefined || only === index);
  const drawn: string[] = [];
  for (const part of parts) {
    const isSymbolic = part.nodes.every(({ value }) => value === null);
    const showLocal = isSymbolic || drawing.showLocal === true;
    drawn.push(await drawPicture(pictureOf(part), { ...drawing, showLocal, plainText }));
  }
  return drawn.length === 1 ? drawn[0]! : stacked(parts, drawn, options.theme ?? "light");
}

const plainText = (latex: string): string => {
  return writeUnicode(readFormula(latex, { notation: "latex" }).syntax);
};

/** The graphs of a solution as TikZ pictures, a blank line between them. Never fails. */
export async function renderTikz(given: Solution, options: SvgOptions = {}): Promise<string> {
  const { drawTikz } = await import("./picture/index.ts");
  const { layout = "gradient", ...drawing } = options;
  const drawn = inLayout(given, layout).parts.map((part) => {
    const isSymbolic = part.nodes.every(({ value }) => value === null);
    return drawTikz(pictureOf(part), { ...drawing, showLocal: isSymbolic, plainText });
  });
  return (await Promise.all(drawn)).join("\n");
}

/** A part as data for the picture. */
export function pictureOf(part: WorkedPart): Picture {
  const { nodes, edges, output } = part;
  const ids = new Map(nodes.map(({ quantity }, k) => [quantity, `${quantity.key}#${k}`]));
  const values = new Map(nodes.map(({ quantity, value }) => [quantity, value]));
  const last = nodes.find(({ quantity }) => quantity === output);
  const what = output === null ? "the quantities" : plainText(output.key);
  return {
    title: partTitle(part) ?? `The computation graph of ${what}`,
    description: descriptionOf(part),
    nodes: nodes.map(({ quantity }) => ({
      id: ids.get(quantity)!,
      kind: quantity === output ? "output" : quantity.formula === null ? "input" : "quantity",
      label: writeLatex(quantity.name),
      formula: quantity.written === null ? null : writeLatex(quantity.written),
      shape: quantity.shape.length === 0 ? null : shapeText(quantity.shape),
    })),
    edges: edges.map(({ from, to, local, adjoint }) => ({
      from: ids.get(from) ?? from.key,
      to: ids.get(to) ?? to.key,
      value: labelOf(values.get(from) ?? null),
      adjoint: labelOf(adjoint),
      local: local === null ? null : writeLatex(local.syntax),
    })),
    ...(last === undefined
      ? {}
      : {
          output: {
            node: ids.get(last.quantity)!,
            value: labelOf(last.value),
            adjoint: last.value === null ? null : labelOf(last.adjoint?.value ?? null),
          },
        }),
  };
}

function partTitle({ name, title }: WorkedPart): string | null {
  const text = [name, title].filter((words) => words !== "").join(". ");
  return text === "" ? null : text;
}

/** The graph in a sentence, for those who do not see it. */
function descriptionOf({ nodes }: WorkedPart): string {
  const lines = nodes.slice(0, 40).flatMap(({ quantity, value }) => {
    const name = writeUnicode(quantity.name);
    if (quantity.written !== null) return [`${name} = ${writeUnicode(quantity.written)}`];
    const label = value === null ? null : labelOf(value);
    return label === null ? [] : [`${name} = ${plainText(label)}`];
  });
  const more = nodes.length > 40 ? ["and so on"] : [];
  return `From the inputs to the output: ${[...lines, ...more].join("; ")}.`;
}

/** The exact value where it is short, else its decimals. */
function labelOf(value: Value | null): string | null {
  if (value === null) return null;
  const exact = exactSyntax(value);
  const short = exact === null ? null : shorten(exact);
  if (short !== null && (formulaWidth(short) <= exactWidth || value.exact!.shape.length > 0)) {
    return writeLatex(short);
  }
  const decimal = decimals(value) ?? short;
  return decimal === null ? null : writeLatex(shorten(decimal));
}

const inks = { light: ["#ffffff", "#1b1f24"], dark: ["#12161c", "#e8ecf1"] } as const;
const titleRoom = 44;

/** Several documents below each other, each with the title of its part. */
function stacked(
  parts: readonly WorkedPart[],
  drawn: readonly string[],
  theme: keyof typeof inks,
): string {
  const [paper, ink] = inks[theme];
  let height = 0;
  let width = 320;
  const pieces = drawn.map((svg, k) => {
    const title = partTitle(parts[k]!) ?? `Part ${k + 1}`;
    const own = sizeOf(svg);
    const head = `<text x="24" y="${height + 32}" font-family="serif" font-size="20" fill="${ink}">${escaped(title)}</text>`;
    const body = svg.slice(svg.indexOf("<svg")).replace("<svg", `<svg y="${height + titleRoom}"`);
    height += titleRoom + own.height;
    width = Math.max(width, own.width, 48 + 11 * title.length);
    return head + body;
  });
  const names = `xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`;
  const size = `width="${width}" height="${height || titleRoom}"`;
  const ground = `<rect ${size} fill="${paper}"/>`;
  const box = `viewBox="0 0 ${width} ${height || titleRoom}"`;
  return `<svg ${names} ${size} ${box} role="img">${ground}${pieces.join("\n")}</svg>`;
}

function sizeOf(svg: string): { width: number; height: number } {
  const read = (name: string): number => {
    return Number(new RegExp(`<svg[^>]*\\s${name}="([\\d.]+)`).exec(svg)?.[1] ?? 0);
  };
  return { width: read("width"), height: read("height") };
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
