/** @file Markdown: a page to read, and every formula of every page read by KaTeX and by us. */
import katex from "katex";
import { expect, test } from "vitest";
import { readFormula } from "../../src/notation/index.ts";
import { renderMarkdown } from "../../src/render/index.ts";
import { examples, quotient } from "./solutions.ts";

/** The formulas of a document: what stands in `$$` and in `$`. */
function formulas(markdown: string): string[] {
  const displays = [...markdown.matchAll(/^\$\$\n([\s\S]*?)\n\$\$$/gm)].map(([, body]) => body!);
  const rest = markdown.replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, "");
  return [...displays, ...[...rest.matchAll(/\$([^$\n]+)\$/g)].map(([, body]) => body!)];
}

test("the quotient and power as Markdown", () => {
  expect(renderMarkdown(quotient.solution)).toMatchInlineSnapshot(`
    "# The forward and the backward pass of $y$

    $$
    y = \\cos\\left(\\left(\\frac{x_1}{x_2}\\right)^{x_3}\\right)
    $$

    Given $x_1 = \\pi$, $x_2 = 2$, $x_3 = 1$.

    ## Forward pass

    $$
    u = \\frac{x_1}{x_2} = \\frac{\\pi}{2} \\approx 1.5708
    $$

    $$
    s = u^{x_3} = \\left(\\frac{\\pi}{2}\\right)^1 = \\frac{\\pi}{2} \\approx 1.5708
    $$

    $$
    y = \\cos(s) = \\cos\\left(\\frac{\\pi}{2}\\right) = 0
    $$

    ## Backward pass

    $$
    \\frac{dy}{dy} = 1
    $$

    $$
    \\frac{dy}{ds} = -\\sin(s) = -1
    $$

    $$
    \\frac{dy}{du} = \\frac{dy}{ds} \\cdot x_3 u^{x_3 - 1} = -1
    $$

    $$
    \\frac{dy}{dx_3} = \\frac{dy}{ds} \\cdot s \\ln u = -\\frac{\\pi}{2} \\ln \\frac{\\pi}{2} \\approx -0.709344
    $$

    $$
    \\frac{dy}{dx_2} = -\\frac{dy}{du} \\cdot \\frac{x_1}{x_2^2} = \\frac{\\pi}{4} \\approx 0.785398
    $$

    $$
    \\frac{dy}{dx_1} = \\frac{dy}{du} \\cdot \\frac{1}{x_2} = -\\frac{1}{2}
    $$

    ## Chain rule

    ### With respect to $x_1$

    $$
    \\begin{aligned}
    \\frac{dy}{dx_1} &= \\frac{dy}{ds} \\cdot \\frac{ds}{du} \\cdot \\frac{du}{dx_1} \\\\
    &= -\\sin(s) \\cdot x_3 u^{x_3 - 1} \\cdot \\frac{1}{x_2} \\\\
    &= -1 \\cdot 1 \\cdot \\frac{1}{2} \\\\
    &= -\\frac{1}{2}
    \\end{aligned}
    $$

    ### With respect to $x_2$

    $$
    \\begin{aligned}
    \\frac{dy}{dx_2} &= \\frac{dy}{ds} \\cdot \\frac{ds}{du} \\cdot \\frac{du}{dx_2} \\\\
    &= -\\sin(s) \\cdot x_3 u^{x_3 - 1} \\cdot \\left(-\\frac{x_1}{x_2^2}\\right) \\\\
    &= -1 \\cdot 1 \\cdot \\left(-\\frac{\\pi}{4}\\right) \\\\
    &= \\frac{\\pi}{4} \\\\
    &\\approx 0.785398
    \\end{aligned}
    $$

    ### With respect to $x_3$

    $$
    \\begin{aligned}
    \\frac{dy}{dx_3} &= \\frac{dy}{ds} \\cdot \\frac{ds}{dx_3} \\\\
    &= -\\sin(s) \\cdot s \\ln u \\\\
    &= -1 \\cdot \\frac{\\pi}{2} \\ln \\frac{\\pi}{2} \\\\
    &= -\\frac{\\pi}{2} \\ln \\frac{\\pi}{2} \\\\
    &\\approx -0.709344
    \\end{aligned}
    $$

    ## Closed forms

    $$
    \\frac{dy}{dx_1} = -\\sin\\left(\\left(\\frac{x_1}{x_2}\\right)^{x_3}\\right) x_3 \\cdot \\left(\\frac{x_1}{x_2}\\right)^{x_3 - 1} \\frac{1}{x_2}
    $$

    $$
    \\frac{dy}{dx_2} = \\sin\\left(\\left(\\frac{x_1}{x_2}\\right)^{x_3}\\right) x_3 \\cdot \\left(\\frac{x_1}{x_2}\\right)^{x_3 - 1} \\frac{x_1}{x_2^2}
    $$

    $$
    \\frac{dy}{dx_3} = -\\sin\\left(\\left(\\frac{x_1}{x_2}\\right)^{x_3}\\right) \\left(\\frac{x_1}{x_2}\\right)^{x_3} \\ln \\frac{x_1}{x_2}
    $$
    "
  `);
});

const pages = Object.entries(examples).map(
  ([name, { solution }]) => [name, renderMarkdown(solution, { indexForm: true })] as const,
);

test.each(pages)("%s: KaTeX sets every formula", (_, page) => {
  const all = formulas(page);
  expect(all.length).toBeGreaterThan(5);
  for (const latex of all) {
    expect(() => katex.renderToString(latex, { displayMode: true })).not.toThrow();
  }
});

test.each(pages)("%s: our own reader reads every formula without a complaint", (_, page) => {
  for (const latex of formulas(page).filter((text) => !text.includes("dots"))) {
    const { diagnostics } = readFormula(latex, { notation: "latex" });
    expect([latex, diagnostics.map(({ code }) => code)]).toEqual([latex, []]);
  }
});

test.each(pages)(
  "%s: displays stand alone, and outside of formulas nothing is LaTeX",
  (_, page) => {
    const prose = page.replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, "").replace(/\$[^$\n]+\$/g, "");
    expect(prose).not.toMatch(/\$|\\[a-z]/);
    const blocks = page.split("\n\n").filter((block) => block.includes("$$"));
    expect(blocks.filter((block) => !/^\$\$\n[^$]+\n\$\$\n?$/.test(block))).toEqual([]);
    expect(page).toMatch(/^# .*\n/);
    expect(page.endsWith("\n")).toBe(true);
  },
);
