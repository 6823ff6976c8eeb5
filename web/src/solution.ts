/**
 * @file A solution as it comes in: pasted, dropped or opened. Its kind is told by its name and by
 * its text; a notebook is shown as the text of its cells, each under a line that names it, and is
 * put together again when it is taken away.
 *
 * Reference: nbformat 4.5, "Cell types".
 */

export type SolutionKind = "markdown" | "latex" | "notebook";

/** A solution in the editor. */
export interface Solution {
  readonly kind: SolutionKind;
  readonly text: string;
  /** The notebook that the cells are of. */
  readonly notebook: Notebook | null;
}

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

interface Notebook {
  readonly cells: readonly Cell[];
}

/** A text that cannot be a solution, and why, in a sentence. */
export class Unreadable extends Error {}

/** No solution is longer; what is longer is a file of another kind. */
const longest = 2_000_000;

/** The solution in a file. */
export async function solutionIn(file: File): Promise<Solution> {
  if (file.size > longest) {
    throw new Unreadable(`${file.name} is longer than 2 MB: open a part of it.`);
  }
  const text = await file.text();
  if (/\0|\ufffd{3}/.test(text)) {
    throw new Unreadable(
      `${file.name} is no text: open the Markdown, LaTeX or notebook that it was made from.`,
    );
  }
  const found = solutionOf(text);
  if (/\.ipynb$/i.test(file.name) && found.kind !== "notebook") {
    throw new Unreadable(`${file.name} is no Jupyter notebook: its cells cannot be found.`);
  }
  return /\.(tex|ltx|latex)$/i.test(file.name) ? { ...found, kind: "latex" } : found;
}

/** The solution in a text of which nothing else is known. */
export function solutionOf(text: string): Solution {
  const plain = text.replace(/\r\n?/g, "\n");
  const notebook = notebookIn(plain);
  if (notebook !== null) return { kind: "notebook", text: cellsOf(notebook), notebook };
  const isLatex = /^[ \t]*\\(documentclass|begin\{document\}|(sub)*section\*?\{)/m.test(plain);
  return { kind: isLatex ? "latex" : "markdown", text: plain, notebook: null };
}

function notebookIn(text: string): Notebook | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const parsed = JSON.parse(text) as Partial<Notebook> | null;
    return Array.isArray(parsed?.cells) ? (parsed as Notebook) : null;
  } catch {
    return null;
  }
}

/** The line above a cell. */
const heading = /^<!-- cell (\d+|new): (\w+) -->$/gm;

function cellsOf({ cells }: Notebook): string {
  const said = cells.map(({ cell_type, source }, k) => {
    const text = typeof source === "string" ? source : (source ?? []).join("");
    const own = text.replace(/\n+$/, "");
    const shown = cell_type === "markdown" ? own : `\`\`\`\n${own}\n\`\`\``;
    return `<!-- cell ${k + 1}: ${cell_type} -->\n\n${shown}\n`;
  });
  return said.join("\n");
}

/** The notebook with the cells as they stand in the text, as a file. */
export function notebookOf(notebook: Notebook, text: string): string {
  const headings = [...text.matchAll(heading)];
  const cells = headings.map(({ 0: line, 1: number, 2: type = "markdown", index }, k) => {
    const said = text.slice(index + line.length, headings[k + 1]?.index ?? text.length).trim();
    const own = type === "markdown" ? said : said.replace(/^```.*\n?|\n?```$/g, "");
    const source = own.split(/(?<=\n)/);
    const before = notebook.cells[Number(number) - 1];
    return { ...(before ?? { cell_type: type, metadata: {} }), source };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}
