/** @file LaTeX: documents that compile, and where no TeX is installed, at least look as if. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import katex from "katex";
import { expect, test } from "vitest";
import { renderLatex } from "../../src/render/index.ts";
import { examples, parts } from "./solutions.ts";

const pages = Object.entries(examples).map(
  ([name, { solution }]) => [name, renderLatex(solution, { indexForm: true })] as const,
);

/** The commands that article, amsmath, amssymb, graphicx and geometry define, of those we use. */
const known = new Set(
  (
    "documentclass usepackage setlength parindent parskip baselineskip allowdisplaybreaks " +
    "setcounter begin end Large bfseries par section subsection subsubsection paragraph hspace " +
    "textit item resizebox linewidth displaystyle quad frac sqrt left right sin cos tan ln log " +
    "exp cdot odot mathbf mathbb operatorname sum pi theta cdots vdots ddots top times approx in " +
    "partial text mathrm hat bar tilde le ge ne nabla eta beta epsilon delta"
  ).split(" "),
);

test.each(pages)("%s: only commands that these packages define", (_, page) => {
  const used = [...page.matchAll(/\\([A-Za-z]+)/g)].map(([, name]) => name!);
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
});

test.each(pages)("%s: KaTeX sets every display", (_, page) => {
  const displays = [...page.matchAll(/^\\\[\n([\s\S]*?)\n\\\]$/gm)].map(([, body]) => body!);
  expect(displays.length).toBeGreaterThan(4);
  for (const display of displays) {
    const latex = display.replace(/^\\resizebox\{\\linewidth\}\{!\}\{\$([\s\S]*)\$\}$/, "$1");
    expect(() => katex.renderToString(latex, { displayMode: true })).not.toThrow();
  }
});

test.each(pages)("%s: environments close, and running text is ASCII", (_, page) => {
  const open: string[] = [];
  for (const [, word, name] of page.matchAll(/\\(begin|end)\{(\w+)\*?\}/g)) {
    if (word === "begin") open.push(name!);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  expect(page).toMatch(/^[\x20-\x7e\n]*$/);
});

test("signs of TeX in a title are escaped", () => {
  expect(renderLatex(parts.solution)).toContain("A quotient \\& a power");
});

const isThere = spawnSync("pdflatex", ["--version"]).status === 0;
if (!isThere) console.log("pdflatex is not installed: documents are not compiled here");

test.skipIf(!isThere).each(pages)(
  "%s: pdflatex compiles it without an overfull line",
  (name, page) => {
    const folder = mkdtempSync(join(tmpdir(), "pengrad-"));
    try {
      writeFileSync(join(folder, `${name}.tex`), page);
      const words = ["-interaction=nonstopmode", "-halt-on-error", `${name}.tex`];
      const { status } = spawnSync("pdflatex", words, { cwd: folder });
      const log = readFileSync(join(folder, `${name}.log`), "utf8");
      expect([status, /^!.*/m.exec(log)?.[0] ?? "no error"]).toEqual([0, "no error"]);
      const overfull = [...log.matchAll(/Overfull \\hbox \(([\d.]+)pt/g)].map(([, pt]) =>
        Number(pt),
      );
      expect(overfull.filter((pt) => pt > 12)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
