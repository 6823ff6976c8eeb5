/** @file Macros: those that a document defines, and those that many preambles define. */
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { macrosIn } from "../../src/document/index.ts";

describe("definitions", () => {
  const pd = "\\frac{\\partial #2}{\\partial #1}";
  test.each([
    ["\\newcommand{\\R}{\\mathbb{R}}", "R", { arity: 0, body: "\\mathbb{R}" }],
    ["\\newcommand\\half[1]{\\frac{#1}{2}}", "half", { arity: 1, body: "\\frac{#1}{2}" }],
    [`\\newcommand{\\pd}[2][x]{${pd}}`, "pd", { arity: 2, body: pd, preset: "x" }],
    ["\\def\\vec#1#2{#1_{#2}}", "vec", { arity: 2, body: "#1_{#2}" }],
    [
      "\\DeclareMathOperator*{\\argmin}{arg\\,min}",
      "argmin",
      { arity: 0, body: "\\operatorname{arg\\,min}" },
    ],
    ["\\renewcommand*{\\b}[1]{\\mathbf{#1}}", "b", { arity: 1, body: "\\mathbf{#1}" }],
    ["\\let\\vv\\mathbf", "vv", { arity: 0, body: "\\mathbf" }],
    ["\\let\\vv=\\mathbf", "vv", { arity: 0, body: "\\mathbf" }],
    [
      "\\DeclarePairedDelimiter\\up{\\lceil}{\\rceil}",
      "up",
      { arity: 2, body: "\\lceil #2 \\rceil", preset: "" },
    ],
    [
      "\\NewDocumentCommand{\\s}{O{2} m m}{#1 #2 #3}",
      "s",
      { arity: 3, body: "#1 #2 #3", preset: "2" },
    ],
    ["\\NewDocumentCommand\\s{m}{#1}", "s", { arity: 1, body: "#1" }],
    ["\\NewDocumentCommand\\s{r()}{#1}", "s", undefined],
    ["\\let\\old\\sqrt \\renewcommand{\\sqrt}[1]{\\old{#1}\\,}", "sqrt", undefined],
  ])("%s", (source, name, macro) => {
    expect(macrosIn(source).get(name)).toEqual(macro);
  });
});

/** What is found of a LaTeX document with such a preamble: its verdicts. */
function found(preamble: string, body: string): string {
  const { statements } = checkText(`${preamble}\n\\begin{document}\n${body}\n\\end{document}`, {
    path: "a.tex",
  });
  return statements.map(({ verdict, kind }) => verdict ?? kind).join(" ");
}

describe("calls", () => {
  const pd = "\\newcommand{\\pd}[2][x^2]{\\frac{\\partial #1}{\\partial #2}}";
  const up = "\\DeclarePairedDelimiter{\\up}{\\lceil}{\\rceil}";
  test.each([
    [pd, "$\\pd{x} = 2x$, $\\pd [x^3]{x} = 3x^2$", "proved proved"],
    [pd, "$\\pd{x} = 3x$, $\\pd[x^3]{x} = 2x$", "refuted refuted"],
    [up, "$\\up{2.5} = 3$, $\\up*{2.5} = 3$, $\\up[\\big]{2.5} = 3$", "proved proved proved"],
    [up, "$\\up{2.5} = 2$", "refuted"],
    ["\\let\\old\\sqrt \\renewcommand{\\sqrt}[1]{\\old{#1}\\,}", "$\\sqrt{16} = 4$", "proved"],
  ])("%s: %s", (preamble, body, verdicts) => expect(found(preamble, body)).toBe(verdicts));
});

describe("what is usual, where nobody defines it", () => {
  test.each([
    ["$\\dv{x^2}{x} = 2x$, $\\dv{x} x^2 = 2x$", "proved proved"],
    ["$\\dv[2]{x^3}{x} = 6x$, $\\dv[2]{x} x^3 = 3x$", "proved refuted"],
    ["$\\dv{x^2}{x} = 2x$ and $\\dv{x^3}{x} = 2x^2$", "proved refuted"],
    ["$\\frac{\\p x^2}{\\p x} = 2x$, $\\frac{\\p}{\\p x} x^3 = 3x$", "proved refuted"],
    ["$\\frac{\\Delta a}{\\Delta b} = \\frac{2 \\Delta a}{2 \\Delta b}$", "proved"],
    ["$\\bmat{1 & 2 \\\\ 3 & 4} \\pmat{1 \\\\ 1} = \\pmat{3 \\\\ 7}$", "proved"],
    ["$\\bmat{1 & 2 \\\\ 3 & 4} \\pmat{1 \\\\ 1} = \\pmat{3 \\\\ 8}$", "refuted"],
    ["$\\vmat{1 & 2 \\\\ 3 & 4} = -2$", "proved"],
    ["$\\eval{x^2}_0^2 = 4$, $\\flatfrac{1}{2} + \\half = 1$", "proved proved"],
    ["$\\vx^\\T \\vx = \\norm{\\vx}^2$, $(\\mA \\mB)^\\T = \\mB^\\T \\mA^\\T$", "proved proved"],
    [
      "$\\E[\\rvx + 1] = \\E[\\rvx] + 1$, $\\va{x} \\cdot \\va{x} = \\norm{\\va{x}}^2$",
      "proved proved",
    ],
    ["$\\inner{2x}{y} = 2 \\inner{x}{y}$", "proved"],
    ["$\\EXP{x} \\EXP{y} = \\EXP{x + y}$", "proved"],
    ["so $\\ddx\\br{x^2} = 2x$, $\\ddx \\paren{x^2} = 3x$", "proved refuted"],
    ["$\\SI{3}{m} + \\SI{4}{m} = \\SI{7}{m}$, $\\num{2} + \\num{2} = 5$", "proved refuted"],
    // a size of physics; numbers and units that are more than plain are not read
    ["$\\qty(x + 1)^2 = x^2 + 2x + 1$", "proved"],
    ["$\\qty{3}{m} + \\qty{4}{m} = \\qty{7}{m}$", "proved"],
    ["$\\SI{3e2}{m} = \\SI{300}{\\metre}$, $\\num{1e2} = 100$", "unread unread"],
  ])("%s", (body, verdicts) => expect(found("", body)).toBe(verdicts));
});
