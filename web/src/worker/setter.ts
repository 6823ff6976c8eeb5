/**
 * @file Formulas as HTML: KaTeX's, with MathML inside for screen readers. A page shows the same
 * formulas again and again while its text changes, so what was set is kept.
 */
import katex from "katex";
import { nameKey, type Syntax, writeLatex } from "pengrad/notation";
import { type Inline, sentence } from "pengrad/render";
import { escaped } from "../escaped.ts";
import type { Html } from "../model.ts";

/** So many formulas are kept; then all are forgotten. */
const kept = 4_000;
const known = new Map<string, string>();

/** How a formula is set: within a line, by itself, or as a label whose element is named in words. */
type Setting = "inline" | "display" | "label";

/** The HTML of LaTeX; what KaTeX cannot set stands as it is written. */
export function htmlOf(latex: string, setting: Setting = "inline"): Html {
  const key = `${setting} ${latex}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let html: string;
  try {
    const shown = roomy(latex);
    html = katex.renderToString(setting === "display" ? `\\displaystyle ${shown}` : shown, {
      // MathML that nobody reads would cost as much again
      output: setting === "label" ? "html" : "htmlAndMathml",
      strict: "ignore",
      throwOnError: true,
      trust: ({ command }) => command === "\\htmlData",
    });
    if (latex.includes("\\htmlData")) html = withKeys(html);
  } catch {
    html = `<code>${escaped(latex)}</code>`;
  }
  if (known.size >= kept) known.clear();
  known.set(key, html);
  return html;
}

/** Fractions in rows below each other are set with room between them. */
function roomy(latex: string): string {
  const isTight = latex.includes("\\begin{bmatrix}") && latex.includes("\\frac");
  return isTight ? latex.replaceAll(" \\\\ ", " \\\\[0.4em] ") : latex;
}

/** The quantities whose names carry their keys. */
let quantities: ReadonlySet<string> = new Set();

/** Marks the names of a part's quantities in the formulas that are set from now on. */
export function markNames(part: {
  readonly nodes: readonly { readonly quantity: { readonly key: string } }[];
}): void {
  quantities = new Set(part.nodes.map(({ quantity }) => quantity.key));
}

/** A formula of the sheet; the names of quantities in it carry their keys as `data-key`. */
export function formulaOf(syntax: Syntax, setting: Setting = "inline"): Html {
  return htmlOf(writeLatex(syntax, { mark: markOf }), setting);
}

function markOf(node: Syntax): string | undefined {
  if (node.kind !== "name" && node.kind !== "subscript" && node.kind !== "family") return undefined;
  const key = nameKey(node);
  if (key === undefined || !quantities.has(key)) return undefined;
  // signs that mean something to TeX are written as numbers
  const code = key.replace(/[^A-Za-z0-9]/g, (sign) => `-${sign.codePointAt(0)!.toString(16)}-`);
  return `\\htmlData{key=${code}}`;
}

/** Keys as they are; without the LaTeX that made them, which is kept apart. */
function withKeys(html: string): string {
  return html
    .replace(/<annotation.*?<\/annotation>/g, "")
    .replace(/data-key="([^"]*)"/g, (_, code: string) => {
      const key = code.replace(/-([0-9a-f]+)-/g, (_, sign: string) => {
        return String.fromCodePoint(Number.parseInt(sign, 16));
      });
      return `data-key="${escaped(key)}"`;
    });
}

/** Words of the sheet, the names of its quantities set as formulas. */
export function proseOf(text: string): Html {
  return inlineOf(sentence(text, [...quantities]));
}

/** Words with formulas between them. */
export function inlineOf(pieces: readonly Inline[]): Html {
  const set = pieces.map((piece) => {
    return piece.kind === "words" ? escaped(piece.text) : formulaOf(piece.syntax);
  });
  return set.join("");
}
