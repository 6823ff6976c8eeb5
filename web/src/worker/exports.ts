/** @file A problem in the formats in which it can be taken away. */
import {
  renderHtml,
  renderJson,
  renderLatex,
  renderMarkdown,
  renderPytorch,
  renderSvg,
  renderText,
  renderTikz,
} from "pengrad/render";
import type { Solution } from "pengrad/work";
import type { ExportFormat } from "../model.ts";

const writers: {
  readonly [F in ExportFormat]: (solution: Solution, problem: string) => string | Promise<string>;
} = {
  text: (solution) => renderText(solution, {}),
  md: (solution) => renderMarkdown(solution, {}),
  tex: (solution) => renderLatex(solution, {}),
  html: (solution) => renderHtml(solution, {}),
  // for a document that has KaTeX's style and typefaces already
  print: (solution) => renderHtml(solution, { assets: { css: "", fonts: new Map() } }),
  tikz: (solution) => renderTikz(solution, { mathematics: "text" }),
  svg: (solution) => renderSvg(solution, { mathematics: "text" }),
  json: (solution, problem) => `${JSON.stringify(renderJson(solution, problem), null, 2)}\n`,
  pytorch: (solution) => renderPytorch(solution),
};

/** The text of the file. */
export async function exported(
  solution: Solution,
  text: string,
  format: ExportFormat,
): Promise<string> {
  return writers[format](solution, text);
}
