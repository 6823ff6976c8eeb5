/** LaTeX, notebooks, reStructuredText and PreTeXt → pieces. In a row ` | ` stands for a new line. */
import { describe, expect, test } from "vitest";
import { kindOf, readDocument } from "../../src/document/index.ts";
import { formulas, pieces, strayOrigins } from "./pieces.ts";

const text = (source: string) => source.replaceAll(" | ", "\n");

const latex: readonly (readonly [string, ...string[]])[] = [
  ["\\documentclass{article} $p$ \\begin{document} $x$ \\end{document}", "f: x"],
  ["$x$ % $y$ | $z$", "f: x", "f: z"],
  ["$100\\%$ $z$", "f: 100\\%", "f: z"],
  ["\\[ x % comment | = 1 \\]", "F: x = 1"],
  ["\\section{On $L$} text", "h2: On $L$", "w: On", "f: L", "w: } text"],
  ["\\subsection*{(b)} $x$", "m: b", "f: x"],
  [
    "\\begin{enumerate} | \\item[(a)] $x$ | \\item[b)] $y$",
    "w: \\begin{enumerate}",
    "m: a",
    "f: x",
    "m: b",
    "f: y",
  ],
  ["\\begin{verbatim} $x$ \\end{verbatim} $y$", "f: y"],
  ["\\begin{tikzpicture} $x$ \\end{tikzpicture} $y$", "f: y"],
  [
    "\\newcommand{\\be}{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}} \\be x = 1 \\ee",
    "F: x = 1",
  ],
  ["$a$ |  | $b$", "f: a", "/", "f: b"],
  ["\\begin{align} x &= 1 \\end{align}", "F: \\begin{align} x &= 1 \\end{align}"],
  ["$f = x | $ and $2$3", "f: f = x", "w: and", "f: 2", "w: 3"],
  [
    "$x = \\mbox{if $x > 0$} + 1$ and $\\text{for $x_{1}$}$",
    "f: x = \\mbox{if $x > 0$} + 1",
    "w: and",
    "f: \\text{for $x_{1}$}",
  ],
];

test.each(latex.map((row) => ({ row })))("LaTeX: $row.0", ({ row: [source, ...expected] }) => {
  const kept = expected.some((line) => !/^f/i.test(line)) ? pieces : formulas;
  expect(kept(text(source), "latex")).toEqual(expected);
});

const rst: readonly (readonly [string, ...string[]])[] = [
  ["the rate :math:`f(x)` of", "w: the rate", "f: f(x)", "w: of"],
  [".. math:: |  |   y = x |  |   z = 2 |  | text", "F: y = x", "F: z = 2", "w: text"],
  [".. math:: y = x |  | text", "F: y = x", "w: text"],
  [".. math:: |    :label: eq |  |    y &= x \\\\ |      &= 2", "F: y &= x \\\\ &= 2"],
  ["Title | ===== | Sub | ---", "h1: Title", "h2: Sub"],
];

test.each(rst.map((row) => ({ row })))("rst: $row.0", ({ row: [source, ...expected] }) => {
  const found = pieces(text(source), "restructured");
  expect(found.filter((line) => line !== "/")).toEqual(expected);
});

const pretext: readonly (readonly [string, ...string[]])[] = [
  ["<p>Let <m>y = x</m> be</p>", "f: y = x"],
  ["<me permid='a'>x &lt; 1</me>", "F: x < 1"],
  ["<md><mrow>y \\amp = x</mrow><mrow>\\amp = 2</mrow></md>", "F: y & = x \\\\ & = 2"],
  ["<!-- <m>x</m> --><m>y</m>", "f: y"],
  ["<latex-image><m>x</m></latex-image>"],
];

test.each(pretext.map((row) => ({ row })))("PreTeXt: $row.0", ({ row: [source, ...expected] }) => {
  expect(formulas(source, "pretext")).toEqual(expected);
});

describe("notebooks", () => {
  const cells = [
    { cell_type: "code", source: ["$c$"] },
    {
      cell_type: "markdown",
      source: ["# A\n", 'Let $y = \\cos(s)$ and "$u$".\n', "$$\n", "v\n", "$$"],
    },
    { cell_type: "markdown", source: "\u03b1 $w$" },
  ];
  const file = JSON.stringify({ cells, nbformat: 4 }, null, 1);

  test("the Markdown cells in order", () => {
    expect(formulas(file, "notebook")).toEqual(["f: y = \\cos(s)", "f: u", "F: v", "f: w"]);
  });

  test("a formula's first character is at its place in the JSON", () => {
    const found = readDocument(file, "notebook").pieces.filter((piece) => piece.kind === "formula");
    const starts = found.map(({ formula }) => file[formula.origin(0)]);
    expect(starts).toEqual(["y", "u", "\\", "w"]);
  });

  test("what is no notebook is read as Markdown", () => {
    expect(formulas("{ $x$", "notebook")).toEqual(["f: x"]);
  });
});

test.each([
  ["a.md", "markdown"],
  ["a.tex", "latex"],
  ["a.ipynb", "notebook"],
  ["a.rst", "restructured"],
  ["a.xml", "pretext"],
  ["a.txt", "markdown"],
  ["README", "markdown"],
])("%s is read as %s", (path, kind) => expect(kindOf(path)).toBe(kind));

test("every character of a formula is the file's own at its place", () => {
  for (const [source] of latex)
    expect(strayOrigins(text(source), "latex").filter((s) => !s.startsWith(" "))).toEqual([]);
  for (const [source] of rst) expect(strayOrigins(text(source), "restructured")).toEqual([]);
});
