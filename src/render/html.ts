/**
 * @file A solution as a web page of its own: formulas as KaTeX's HTML with MathML beside it for
 * those who listen, the graph as inline SVG in light and dark, style and typefaces inside. The
 * page makes no request; it can be mailed, archived, printed.
 *
 * Without the typefaces (`assets`) the formulas are MathML alone, which browsers set themselves.
 * KaTeX is loaded when the first page is made.
 *
 * Reference: KaTeX, "Options" (`output`, `throwOnError`); MathML Core.
 */
import { type Syntax, writeLatex, writeUnicode } from "../notation/index.ts";
import type { Solution } from "../work/index.ts";
import { equation, equations, rowCount, rowWidth } from "./equation.ts";
import { renderSvg, type SvgOptions } from "./graph-picture.ts";
import { escaped, pageOf } from "./html-text.ts";
import { fontStyle, type PageAssets } from "./page-fonts.ts";
import { pageColours, pageStyle } from "./page-style.ts";
import { type Block, type Chain, type Given, type StoryOptions, storyOf } from "./story.ts";
import type { Inline } from "./words.ts";

export interface HtmlOptions extends StoryOptions {
  /** KaTeX's style sheet and typefaces; without them formulas are MathML alone. */
  readonly assets?: PageAssets;
  /** Whether the graph is drawn; it is, when left out. */
  readonly pictures?: boolean;
  /** Local derivatives in the picture. */
  readonly showLocal?: boolean;
}

/** What fits the column on one line, in signs. */
const rows = { width: 66, breakSums: true, leading: "0.8em" } as const;

/** What fits the line of an A4 page: the type is smaller there. */
const paperWidth = 90;

/** A picture is broken into bands when it would be wider than this many pixels. */
const pictureWidth = 1000;

/** Sets LaTeX as HTML. */
type Setter = (latex: string, display: boolean) => string;

interface Press {
  readonly set: Setter;
  /** By part: the picture for light and for dark paper. */
  readonly pictures: readonly string[];
}

/** The solution as an HTML document, ending in a newline. Formulas KaTeX cannot set show red. */
export async function renderHtml(solution: Solution, options: HtmlOptions = {}): Promise<string> {
  const { default: katex } = await import("katex");
  const { assets, pictures = true, showLocal = false, layout = "gradient" } = options;
  const output = assets === undefined ? "mathml" : "htmlAndMathml";
  const set: Setter = (latex, displayMode) => {
    return katex.renderToString(latex, {
      displayMode,
      output,
      throwOnError: false,
      strict: "ignore",
    });
  };
  const blocks = storyOf(solution, { ...options, indexForm: options.indexForm ?? "folded" });
  const drawn: string[] = [];
  for (const [part] of solution.parts.entries()) {
    drawn.push(pictures ? await figure(solution, part, { showLocal, layout }) : "");
  }
  const press: Press = { set, pictures: drawn };
  const body = blocks.map((block, k) => htmlOf(block, press, k === 1)).join("\n");
  const first = blocks[0];
  const title = first?.kind === "heading" ? plain(first.inline) : "Worked solution";
  const fonts = assets === undefined ? "" : `<style>${fontStyle(assets, body)}</style>\n`;
  const kind = solution.parts.length > 1 ? ` class="parts"` : "";
  return pageOf({ title, fonts, style: `${pageColours}${pageStyle}`, kind, body });
}

function htmlOf(block: Block, press: Press, opens: boolean): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${inlineHtml(block.inline, press)}</h${block.level}>`;
    case "paragraph":
      return `<p>${inlineHtml(block.inline, press)}</p>`;
    case "given":
      return givenHtml(block.items, press);
    case "pass":
      return passHtml(block.chains, press);
    case "display":
      return displayHtml([block.chain], press, opens ? "display problem" : "display");
    case "aside": {
      const inner = block.blocks.map((one) => htmlOf(one, press, false)).join("\n");
      const title = inlineHtml(block.title, press);
      const opening = block.isFolded ? "<details>" : "<details open>";
      return `${opening}<summary>${title}</summary>\n${inner}</details>`;
    }
    case "notes": {
      const items = block.items.map((item) => `<li>${inlineHtml(item, press)}</li>`);
      return `<ul class="notes">\n${items.join("\n")}\n</ul>`;
    }
    case "picture":
      return press.pictures[block.part] ?? "";
  }
}

function givenHtml(items: readonly Given[], { set }: Press): string {
  const cells = items.map(({ name, value, sign, shape }) => {
    const space = shape === null ? "" : `\\in \\mathbb{R}^{${shape.replaceAll("×", "\\times ")}}`;
    const right = value === null ? space : `${sign} ${writeLatex(value)}`;
    return `<span>${set(`\\displaystyle ${writeLatex(name)} ${right}`, false)}</span>`;
  });
  return `<div class="given">${cells.join("\n")}</div>`;
}

/** So many rows stand in one display: on paper it may end only between two of them. */
const mostRows = 10;

/** The lines of a pass in one display, broken where a remark stands, and where it gets long. */
function passHtml(chains: readonly Chain[], press: Press): string {
  const found: string[] = [];
  let run: Chain[] = [];
  let count = 0;
  let goesOn = false;
  const close = (): void => {
    if (run.length > 0) found.push(displayHtml(run, press, goesOn ? "display more" : "display"));
    goesOn = run.at(-1)?.remark === null && run.at(-1)?.shapes === null;
    run = [];
    count = 0;
  };
  for (const chain of chains) {
    const own = rowCount(chain, rows);
    if (count > 0 && count + own > mostRows) close();
    run.push(chain);
    count += own;
    if (chain.remark !== null) close();
  }
  close();
  return found.join("\n");
}

/** Chains of which only the last has a remark or shapes. */
function displayHtml(chains: readonly Chain[], press: Press, kind: string): string {
  const last = chains.at(-1)!;
  const latex = chains.length === 1 ? equation(last, rows) : equations(chains, rows);
  // on paper nothing scrolls: what is too wide is set smaller
  const excess = rowWidth(chains, rows) / paperWidth;
  const fit = excess > 1 ? ` style="--fit:${Math.max(0.4, 1 / excess).toFixed(2)}"` : "";
  const pieces = [`<div class="${kind}"${fit} tabindex="0">${press.set(latex, true)}</div>`];
  if (last.remark !== null) {
    pieces.push(`<p class="remark">${inlineHtml(last.remark, press)}</p>`);
  }
  if (last.shapes !== null) pieces.push(`<p class="shapes">shapes ${escaped(last.shapes)}</p>`);
  return pieces.join("\n");
}

/** The picture of a part, once for light paper and once for dark. */
async function figure(
  solution: Solution,
  part: number,
  options: Partial<SvgOptions>,
): Promise<string> {
  const drawn: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    const svg = await renderSvg(solution, { ...options, part, theme, maxWidth: pictureWidth });
    const own = distinct(svg.slice(svg.indexOf("<svg")), `-${part}-${theme}`);
    drawn.push(`<span class="${theme}">${own}</span>`);
  }
  return `<figure>\n${drawn.join("\n")}\n</figure>`;
}

/** The SVG with every identifier made its own, since several stand on one page. */
function distinct(svg: string, suffix: string): string {
  return svg
    .replace(/\bid="([^"]+)"/g, `id="$1${suffix}"`)
    .replace(/\bhref="#([^"]+)"/g, `href="#$1${suffix}"`)
    .replace(/\baria-labelledby="([^"]+)"/g, (_, ids: string) => {
      const own = ids.split(" ").map((id) => id + suffix);
      return `aria-labelledby="${own.join(" ")}"`;
    });
}

function inlineHtml(inline: readonly Inline[], { set }: Press): string {
  return inline
    .map((part) => (part.kind === "words" ? escaped(part.text) : set(latexOf(part.syntax), false)))
    .join("");
}

const latexOf = (syntax: Syntax): string => writeLatex(syntax);

function plain(inline: readonly Inline[]): string {
  return inline
    .map((part) => (part.kind === "words" ? part.text : writeUnicode(part.syntax)))
    .join("");
}
