/**
 * @file Formulas as HTML: KaTeX's, with MathML inside for screen readers. A page shows the same
 * formulas again and again while its text changes, so what was set is kept.
 */
import katex from "katex";
import { type Syntax, writeLatex } from "pengrad/notation";
import type { Formula } from "../model.ts";

/** So many formulas are kept; then all are forgotten. */
const kept = 4_000;
const known = new Map<string, string>();

/** The HTML of LaTeX; what KaTeX cannot set stands as it is written. */
export function htmlOf(latex: string, display = false): string {
  const key = display ? `d${latex}` : `i${latex}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let html: string;
  try {
    html = katex.renderToString(display ? `\\displaystyle ${latex}` : latex, {
      output: "htmlAndMathml",
      strict: "ignore",
      throwOnError: true,
    });
  } catch {
    html = `<code>${escaped(latex)}</code>`;
  }
  if (known.size >= kept) known.clear();
  known.set(key, html);
  return html;
}

/** A formula of the sheet. */
export function formulaOf(syntax: Syntax, display = false): Formula {
  const latex = writeLatex(syntax);
  return { latex, html: htmlOf(latex, display) };
}

/** A text with formulas between dollar signs, as a note of the sheet has it. */
export function proseOf(text: string): string {
  return text
    .split("$")
    .map((piece, k) => (k % 2 === 1 ? htmlOf(piece) : escaped(piece)))
    .join("");
}

export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
