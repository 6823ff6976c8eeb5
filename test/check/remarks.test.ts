/** @file Remarks in the text that keep findings back: how far they reach, in each kind of file. */
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";

const cell = (...source: readonly string[]) => {
  return { cell_type: "markdown", metadata: {}, source };
};

const notebook = (...cells: readonly ReturnType<typeof cell>[]) => {
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
};

const remark = "<!-- pengrad-ignore: known -->";

/** A document, and what is still said: the right sides of the steps reported. */
const rows: readonly (readonly [what: string, path: string, text: string, said: string])[] = [
  ["its own line", "a.md", `${remark} $1 = 2$ and $2 = 3$`, ""],
  ["the next line", "a.md", `${remark}\n$1 = 2$\n\n$2 = 3$`, "3"],
  ["what stands before it is not meant", "a.md", `$1 = 2$ ${remark}`, "2"],
  ["a display below it, whole", "a.md", `${remark}\n\n$$\n1 = 2\n= 3\n$$\n\n$2 = 4$`, "4"],
  ["not a formula behind words", "a.md", `${remark}\n\nSome words.\n\n$1 = 2$`, "2"],
  ["another code", "a.md", "<!-- pengrad-ignore PG4110: known --> $1 = 2$", "2"],
  ["its code", "a.md", "<!-- pengrad-ignore PG4102: known --> $1 = 2$", ""],
  ["without a reason", "a.md", "<!-- pengrad-ignore --> $1 = 2$", "2"],
  ["the file", "a.md", "$1 = 2$\n\n<!-- pengrad-ignore-file: known -->\n\n$2 = 3$", ""],
  ["in LaTeX", "a.tex", "% pengrad-ignore: known\n$1 = 2$\n\n$2 = 3$", "3"],
  [
    "an environment",
    "a.tex",
    "% pengrad-ignore: k\n\\begin{align}\n1 &= 2 \\\\\n&= 3\n\\end{align}",
    "",
  ],
  [
    "a row of a display",
    "a.tex",
    "\\begin{align}\n1 &= 1 \\\\\n% pengrad-ignore: known\n&= 2 \\\\\n2 &= 3\n\\end{align}",
    "3",
  ],
  ["a per cent sign is no remark", "a.tex", "5\\% pengrad-ignore: known $1 = 2$", "2"],
  ["in a notebook", "a.ipynb", notebook(cell(`${remark}\n`, "$1 = 2$\n", "\n", "$2 = 3$")), "3"],
  ["a cell in one string", "a.ipynb", notebook(cell(`${remark}\n$1 = 2$\n\nso\n\n$2 = 3$`)), "3"],
  ["not the next cell", "a.ipynb", notebook(cell("so", remark), cell("$1 = 2$")), "2"],
];

test.each(rows)("%s (%s): %j", (_, path, text, said) => {
  const { diagnostics, suppressed, statements, summary } = checkText(text, { path });
  expect(diagnostics.map((one) => statements[one.statement]!.right.trim()).join(" ")).toBe(said);
  // what is kept back is still counted, and listed
  expect(diagnostics.length + suppressed.length).toBe(summary.refuted);
});
