/** @file TikZ pictures: everything of the graph is in them, and LaTeX can set it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import katex from "katex";
import { expect, test } from "vitest";
import { renderTikz } from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";
import { examples } from "./solutions.ts";

const pictures = await Promise.all(
  Object.entries(examples).map(async ([name, { solution }]) => {
    return { name, solution, text: await renderTikz(solution) };
  }),
);

test.each(pictures)("$name: one picture a part, its nodes and its edges", ({ solution, text }) => {
  const all = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  expect(all(/\\begin\{tikzpicture\}/g)).toBe(solution.parts.length);
  expect(all(/\\end\{tikzpicture\}/g)).toBe(solution.parts.length);
  const nodes = solution.parts.flatMap((part) => part.nodes).length;
  expect(all(/^\\node\[(?:input|constant|quantity|output),/gm)).toBe(nodes);
  // the output has an edge of its own
  const edges = solution.parts.flatMap((part) => part.edges).length;
  const outputs = solution.parts.filter(({ output }) => output !== null).length;
  expect(all(/^\\draw/gm)).toBe(edges + outputs);
});

test.each(pictures)("$name: every line is a command, and its formulas are LaTeX", ({ text }) => {
  for (const line of text.split("\n").filter((one) => /^\\(node|draw)/.test(one))) {
    expect(line).toMatch(/;$/);
    expect(line).not.toMatch(/undefined|null|NaN/);
    for (const [, formula] of line.matchAll(/\$([^$]+)\$/g)) {
      expect(() => katex.renderToString(formula!)).not.toThrow();
    }
  }
});

test("a graph as it is written", async () => {
  const text = await renderTikz(solve("y = x^2", { at: "x = 3" }), { mathematics: "text" });
  expect(text.split("\n").slice(8)).toMatchInlineSnapshot(`
    [
      "\\draw[->] (26.4,17.0) -- (79.0,17.0);",
      "\\node[value] at (54.6,9.8) {$\\triangleright\\,3$};",
      "\\node[adjoint] at (54.6,26.0) {$\\triangleleft\\,6$};",
      "\\draw[->] (119.5,17.0) -- (172.1,17.0);",
      "\\node[value] at (147.7,9.8) {$\\triangleright\\,9$};",
      "\\node[adjoint] at (147.7,26.0) {$\\triangleleft\\,1$};",
      "\\node[input, minimum width=26.4pt, minimum height=20.2pt] at (13.2,17.0) {$x$};",
      "\\node[output, minimum width=36.6pt, minimum height=33.9pt] at (101.2,17.0) {\\shortstack{$y$\\\\[2pt]{\\scriptsize $x^2$}}};",
      "\\end{tikzpicture}",
      "",
    ]
  `);
});

test("a graph beyond the limits is a comment", async () => {
  const lines = Array.from({ length: 5_001 }, (_, k) => `x_{${k + 1}} = x_{${k}} + 1`);
  expect(await renderTikz(solve(lines.join("\n")))).toMatch(/^% The graph is not drawn/);
});

const isThere = spawnSync("pdflatex", ["--version"]).status === 0;

test.skipIf(!isThere).each(pictures)("$name: pdflatex compiles it", ({ text }) => {
  const folder = mkdtempSync(join(tmpdir(), "pengrad-"));
  try {
    const page = `\\documentclass{article}\\usepackage{amsmath,tikz}\\begin{document}\n${text}\\end{document}\n`;
    writeFileSync(join(folder, "a.tex"), page);
    const words = ["-interaction=nonstopmode", "-halt-on-error", "a.tex"];
    expect(spawnSync("pdflatex", words, { cwd: folder }).status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
