/**
 * @file A formula as SVG: LaTeX in, a group of shared outlines out.
 *
 * `openFormulas` gives a setter: MathJax's outlines when the package can be loaded, else plain
 * text (`textset.ts`); a formula that MathJax cannot read falls back by itself. MathJax is loaded
 * at the first use, once; settings are kept by their LaTeX, and since a setting has neither size
 * nor colour, a label in red reuses the one in green.
 *
 * The writing is separate from the setting: `paint` places a setting at a point, `definitions`
 * writes the outlines that a set of settings shares. `xlink:href` is used and not SVG 2's `href`,
 * because every viewer in use knows it.
 */
import { type Attributes, element, numeral, textElement } from "./markup.ts";
import { openMathJax, type PathSetter } from "./mathjax.ts";
import type { Mark, Setting, Words } from "./setting.ts";
import { setAsText } from "./textset.ts";

/** Sets formulas, inline (`x`) or displayed, with the fractions large. */
export interface Formulas {
  readonly kind: "outlines" | "text";
  readonly set: (latex: string, display?: boolean) => Promise<Setting>;
}

export interface FormulasOptions {
  /** `"text"` does without MathJax even when it is there. */
  readonly mathematics?: "outlines" | "text";
  /** Writes LaTeX as a line of text; used for what cannot be set. */
  readonly plainText?: (latex: string) => string;
}

/** So many settings are kept; then the memory is emptied and starts again. */
const REMEMBERED = 4096;

let engine: Promise<PathSetter | null> | undefined;
let settled = new Map<string, Setting | null>();

/** MathJax's setting, remembered; null when MathJax cannot read the formula. */
async function remembered(set: PathSetter, latex: string, display: boolean) {
  const key = `${display ? "d" : "i"}${latex}`;
  const known = settled.get(key);
  if (known !== undefined) return known;
  const setting = await set(latex, display);
  if (settled.size >= REMEMBERED) settled = new Map();
  settled.set(key, setting);
  return setting;
}

/** A setter of formulas. The first call loads MathJax (about 0.2 s); later ones are immediate. */
export async function openFormulas(options: FormulasOptions = {}): Promise<Formulas> {
  const { mathematics = "outlines", plainText = (latex: string) => latex } = options;
  if (mathematics === "outlines") engine ??= openMathJax();
  const paths = mathematics === "outlines" ? await engine : null;
  if (!paths) return { kind: "text", set: async (latex) => setAsText(latex, plainText) };
  return {
    kind: "outlines",
    set: async (latex, display = false) =>
      (await remembered(paths, latex, display)) ?? setAsText(latex, plainText),
  };
}

/** A setting at a point: its baseline starts at (x, y), its em is `size` pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
}

/** The marks of a setting, placed: one `<g>`, whose outlines `definitions` must define. */
export function paint(setting: Setting, { x, y, size, color }: Place): string {
  if (setting.marks.length === 0) return "";
  const k = numeral(size / 1000, 5);
  const transform = `translate(${numeral(x)} ${numeral(y)}) scale(${k} -${k})`;
  return element("g", { transform, fill: color }, setting.marks.map(markText).join(""));
}

const markTexts: { readonly [K in Mark["kind"]]: (mark: Extract<Mark, { kind: K }>) => string } = {
  outline: ({ id, x, y, sx, sy }) => {
    const href = { "xlink:href": `#${id}` };
    if (sx === 1 && sy === 1) {
      const place = { x: x === 0 ? null : numeral(x, 0), y: y === 0 ? null : numeral(y, 0) };
      return element("use", { ...href, ...place });
    }
    const scale = sx === sy ? numeral(sx, 3) : `${numeral(sx, 3)} ${numeral(sy, 3)}`;
    const transform = `translate(${numeral(x, 0)} ${numeral(y, 0)}) scale(${scale})`;
    return element("use", { ...href, transform });
  },
  rule: ({ x, y, width, height }) => element("rect", { x, y, width, height }),
  words: (mark) => wordsText(mark),
};

function markText(mark: Mark): string {
  return (markTexts[mark.kind] as (mark: Mark) => string)(mark);
}

function wordsText({ text, x, y, size, width, italic, bold }: Words): string {
  const attributes: Attributes = {
    transform: `translate(${numeral(x, 0)} ${numeral(y, 0)}) scale(1 -1)`,
    "font-family": "Latin Modern Math, STIX Two Text, Times New Roman, serif",
    "font-size": numeral(size, 0),
    "font-style": italic ? "italic" : null,
    "font-weight": bold ? "bold" : null,
    textLength: numeral(width, 0),
    lengthAdjust: "spacingAndGlyphs",
  };
  return textElement("text", attributes, text);
}

/** Outlines → the content of a `<defs>`, in the order of their names. */
export function definitions(outlines: ReadonlyMap<string, string>): string {
  const names = [...outlines.keys()].sort();
  return names.map((id) => element("path", { id, d: outlines.get(id)! })).join("");
}

/** A formula ready to stand in an SVG document, in pixels. */
export interface FormulaSvg {
  /** A `<g>` with its baseline's left end at the origin. */
  readonly svg: string;
  readonly width: number;
  /** Above and below the baseline. */
  readonly height: number;
  readonly depth: number;
  /** Outline id → path data, to be defined once in the document (`definitions`). */
  readonly defs: ReadonlyMap<string, string>;
}

export interface FormulaStyle extends FormulasOptions {
  /** Any SVG paint; `currentColor` by default. */
  readonly color?: string;
  /** The em in pixels; 16 by default. */
  readonly size?: number;
  readonly display?: boolean;
}

/** A LaTeX formula as an SVG group with its extents. Never fails: see `openFormulas`. */
export async function formulaToSvg(latex: string, style: FormulaStyle = {}): Promise<FormulaSvg> {
  const { color = "currentColor", size = 16, display = false } = style;
  const setting = await (await openFormulas(style)).set(latex, display);
  const px = (thousandths: number) => (thousandths * size) / 1000;
  return {
    svg: paint(setting, { x: 0, y: 0, size, color }),
    width: px(setting.width),
    height: px(setting.height),
    depth: px(setting.depth),
    defs: setting.outlines,
  };
}

/**
 * A formula as an inline `<svg>` for HTML, on the line's baseline. With `shared` the outlines are
 * left out, for a page that defines them once itself.
 */
export function inlineSvg(formula: FormulaSvg, alternative: string, shared = false): string {
  const { svg, width, height, depth, defs } = formula;
  const tall = height + depth;
  const attributes: Attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    width,
    height: tall,
    viewBox: `0 ${numeral(-height)} ${numeral(width)} ${numeral(tall)}`,
    style: `vertical-align:${numeral(-depth)}px`,
    role: "img",
    "aria-label": alternative,
  };
  const outlines = shared ? "" : element("defs", {}, definitions(defs));
  return element("svg", attributes, outlines + svg);
}
