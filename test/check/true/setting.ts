/** @file How parts of a document are set in Markdown and in LaTeX. */
import type { Style } from "./style.ts";
import type { Chain } from "./worked.ts";

/** A chain in one line. */
export const inline = ({ left, links }: Chain): string =>
  [left, ...links.map(([sign, right]) => `${sign} ${right}`)].join(" ");

/** The lines of an aligned display: a chain a line, or a link a line. */
export const alignedLines = ({ left, links }: Chain, isByLinks: boolean): string[] => {
  const [[sign, right] = ["=", ""], ...others] = links;
  if (isByLinks) {
    return [`${left} &${sign} ${right}`, ...others.map(([next, text]) => `&${next} ${text}`)];
  }
  return [`${left} &${inline({ left: sign, links: [["", right], ...others] })}`];
};

/** A chain to whose end something is done. */
export function withEnd(chain: Chain, change: (right: string) => string): Chain {
  const [sign, right] = chain.links.at(-1)!;
  return { ...chain, links: [...chain.links.slice(0, -1), [sign, change(right)]] };
}

/** The ways to set things, one for each format. */
export interface Setting {
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly display: (text: string) => string;
  readonly environment: (name: string, lines: readonly string[]) => string;
  readonly list: (items: readonly string[], isNumbered: boolean) => string;
  readonly table: (rows: readonly (readonly string[])[]) => string;
  readonly whole: (title: string, blocks: readonly string[]) => string;
}

const body = (lines: readonly string[]) => lines.join(" \\\\\n");

/** Markdown, with displays as the style has them. */
const markdown = (style: Style): Setting => {
  const display = (text: string) => {
    if (style.display === "lines") return `$$\n${text}\n$$`;
    return style.display === "$$" ? `$$${text}$$` : `\\[${text}\\]`;
  };
  return {
    heading: (text) => `## ${text}`,
    strong: (text) => `**${text}**`,
    display,
    environment: (name, lines) => {
      const text = `\\begin{${name}}\n${body(lines)}\n\\end{${name}}`;
      return name.startsWith("align*") ? text : display(text);
    },
    list: (items, isNumbered) =>
      items.map((item, k) => `${isNumbered ? `${k + 1}.` : "-"} ${item}`).join("\n"),
    table: ([head, ...rows]) => {
      const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
      return [row(head!), row(head!.map(() => "---")), ...rows.map(row)].join("\n");
    },
    whole: (title, blocks) => `${[`# ${title}`, ...blocks].join("\n\n")}\n`,
  };
};

const latex = (style: Style): Setting => {
  const display = (text: string) => {
    if (style.display === "lines") return `\\begin{equation*}\n${text}\n\\end{equation*}`;
    return style.display === "$$" ? `$$${text}$$` : `\\[\n${text}\n\\]`;
  };
  return {
    heading: (text) => `\\subsection*{${text}}`,
    strong: (text) => `\\textbf{${text}}`,
    display,
    environment: (name, lines) => {
      const text = `\\begin{${name}}\n${body(lines)}\n\\end{${name}}`;
      return name.startsWith("align*") ? text : display(text);
    },
    list: (items, isNumbered) => {
      const name = isNumbered ? "enumerate" : "itemize";
      const lines = items.map((item) => `  \\item ${item}`);
      return [`\\begin{${name}}`, ...lines, `\\end{${name}}`].join("\n");
    },
    table: (rows) => {
      const lines = rows.map((cells) => `${cells.join(" & ")} \\\\`);
      const columns = rows[0]!.map(() => "c").join("");
      return [`\\begin{tabular}{${columns}}`, ...lines, "\\end{tabular}"].join("\n");
    },
    whole: (title, blocks) => {
      const head = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}";
      const text = [`\\section*{${title}}`, ...blocks].join("\n\n");
      return `${head}\n\n${text}\n\n\\end{document}\n`;
    },
  };
};

export const settingOf = (style: Style): Setting =>
  style.format === "markdown" ? markdown(style) : latex(style);
