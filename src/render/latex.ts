/**
 * @file A solution as a LaTeX document: `article` with amsmath, amssymb and the standard
 * graphics package, so that every installation compiles it. One source serves pdfTeX, XeTeX and
 * LuaTeX: it is ASCII but for letters with accents; signs in running text are commands.
 *
 * Not done: the picture of the graph, which `--format svg` and `--format tikz` give.
 */
import { writeLatex } from "../notation/index.ts";
import type { Solution } from "../work/index.ts";
import { equation, equations, formulaWidth, rowWidth } from "./equation.ts";
import { type Block, type Chain, type Given, type StoryOptions, storyOf } from "./story.ts";
import type { Inline } from "./words.ts";

/** What fits the text block of `article` at 11pt with these margins, in signs. */
const lineWidth = 72;
const rows = { width: lineWidth, breakSums: true, leading: "0.6ex" } as const;

const preamble = String.raw`\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[margin=27mm]{geometry}
\usepackage{amsmath,amssymb,graphicx}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6\baselineskip}
\allowdisplaybreaks
\setcounter{MaxMatrixCols}{20}
\begin{document}`;

const sections = ["section*", "section*", "subsection*", "subsubsection*"] as const;

/** The solution as a whole LaTeX document, ending in a newline. */
export function renderLatex(solution: Solution, options: StoryOptions = {}): string {
  const body = storyOf(solution, options).flatMap(latexOf);
  return `${[preamble, ...body, "\\end{document}"].join("\n\n")}\n`;
}

function latexOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      if (block.level === 1) return [`{\\Large\\bfseries ${inlineText(block.inline)}\\par}`];
      return [`\\${sections[block.level - 1]}{${inlineText(block.inline)}}`];
    case "paragraph":
      return [inlineText(block.inline)];
    case "given":
      return givenText(block.items);
    case "pass":
      return passText(block.chains);
    case "display":
      return displayText(block.chain);
    case "aside":
      return [`\\paragraph{${inlineText(block.title)}.}`, ...block.blocks.flatMap(latexOf)];
    case "notes": {
      const items = block.items.map((item) => `\\item ${inlineText(item)}`);
      return [`\\begin{itemize}\n${items.join("\n")}\n\\end{itemize}`];
    }
    case "picture":
      return [];
  }
}

const display = (latex: string): string => `\\[\n${latex}\n\\]`;

/** Chains in one display; what no break makes fit is set smaller. */
function displayed(chains: readonly Chain[]): string {
  const [only] = chains;
  const isOne = chains.length === 1 && only !== undefined;
  const latex = isOne ? equation(only, rows) : equations(chains, rows);
  if (rowWidth(chains, rows) <= lineWidth * 1.15) return display(latex);
  return display(`\\resizebox{\\linewidth}{!}{$\\displaystyle ${latex}$}`);
}

/** The givens in rows that fit the line, one display for each row. */
function givenText(items: readonly Given[]): string[] {
  const rows: string[][] = [[]];
  let room = lineWidth;
  for (const { name, value, sign, shape } of items) {
    const space = `\\in \\mathbb{R}^{${shape?.replaceAll("×", "\\times") ?? ""}}`;
    const right = value === null ? (shape === null ? "" : space) : `${sign} ${writeLatex(value)}`;
    const width = formulaWidth(name) + (value === null ? 6 : formulaWidth(value)) + 7;
    if (width > room && rows.at(-1)!.length > 0) {
      rows.push([]);
      room = lineWidth;
    }
    room -= width;
    rows.at(-1)!.push(`${writeLatex(name)} ${right}`.trim());
  }
  return ["Given", ...rows.map((row) => display(row.join(", \\quad ")))];
}

/** Lines of a pass in one display, broken where a remark follows. */
function passText(chains: readonly Chain[]): string[] {
  const found: string[] = [];
  let run: Chain[] = [];
  for (const chain of chains) {
    run.push(chain);
    if (chain.remark === null) continue;
    found.push(displayed(run), remarkText(chain.remark));
    run = [];
  }
  if (run.length > 0) found.push(displayed(run));
  return found;
}

function displayText(chain: Chain): string[] {
  const remark = chain.remark === null ? [] : [remarkText(chain.remark)];
  const shapes = chain.shapes === null ? [] : [`Shapes: ${escaped(chain.shapes)}.`];
  return [displayed([chain]), ...remark, ...shapes];
}

function remarkText(remark: readonly Inline[]): string {
  return `\\hspace*{2em}\\textit{(${inlineText(remark)})}`;
}

function inlineText(inline: readonly Inline[]): string {
  return inline
    .map((part) => (part.kind === "words" ? escaped(part.text) : `$${writeLatex(part.syntax)}$`))
    .join("");
}

/** Signs of running text that need a command; what else is not ASCII becomes a question mark. */
const commands: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "×": "$\\times$",
  "·": "$\\cdot$",
  "⊙": "$\\odot$",
  ᵀ: "$^{\\top}$",
  "−": "$-$",
  "≈": "$\\approx$",
  "≤": "$\\le$",
  "≥": "$\\ge$",
  "’": "'",
  "′": "$'$",
  "–": "--",
  "—": "---",
  "…": "\\dots{}",
};

function escaped(text: string): string {
  return text.replace(/[\\{}$&#%_^~<>|]|[^\x20-\x7e]/gu, (sign) => commands[sign] ?? latin(sign));
}

/** Letters with accents are read by `inputenc`; anything beyond them is not certain to be. */
function latin(sign: string): string {
  if (/\s/.test(sign)) return " ";
  return /[\u00c0-\u017f]/.test(sign) ? sign : "?";
}
