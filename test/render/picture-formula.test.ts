/** @file Formulas as SVG: MathJax's outlines, the text setter, abbreviations. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  abridgements,
  formulaToSvg,
  inlineSvg,
  openFormulas,
} from "../../src/render/formula/index.ts";
import { escapeXml, numeral } from "../../src/render/formula/markup.ts";
import { outlineId } from "../../src/render/formula/setting.ts";
import { setAsText } from "../../src/render/formula/textset.ts";
import { cutsOf, matrixOf } from "../../src/render/formula/tokens.ts";
import { faultOf } from "./well-formed.ts";

const readable = [
  "x_1",
  "\\frac{x_1}{x_2}",
  "-\\frac{\\pi}{2}\\ln\\frac{\\pi}{2}",
  "W^\\top x+b",
  "\\operatorname{ReLU}(z)",
  "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}",
  "\\begin{bmatrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\end{bmatrix}",
  "\\sqrt[3]{x^2+1}",
  "\\mathbb{R}^{2\\times 3}",
  "\\begin{cases}x & x>0\\\\0 & \\text{otherwise}\\end{cases}",
  "\\sum_{i=1}^n x_i^2",
  "\\frac{\\partial L}{\\partial W}",
  "\\boldsymbol{x}\\odot\\bar{y}",
  "\\overbrace{a+b}^{c}",
];

describe("formulas as outlines", () => {
  it.each(readable)("sets %s without any font", async (latex) => {
    const { svg, width, height, depth, defs } = await formulaToSvg(latex, { size: 20 });
    expect(svg).not.toContain("<text");
    expect(faultOf(`<g xmlns:xlink="x">${svg}</g>`)).toBeNull();
    for (const [, id] of svg.matchAll(/xlink:href="#([^"]+)"/g)) expect(defs.has(id!)).toBe(true);
    expect(width).toBeGreaterThan(5);
    expect(height + depth).toBeGreaterThan(5);
  });

  it("scales with its size and takes its colour", async () => {
    const [small, big] = await Promise.all(
      [10, 30].map((size) => formulaToSvg("\\frac12", { size, color: "#123456" })),
    );
    expect(big!.width).toBeCloseTo(3 * small!.width, 9);
    expect(big!.depth).toBeCloseTo(3 * small!.depth, 9);
    expect(big!.svg).toContain('fill="#123456"');
    expect(big!.defs).toEqual(small!.defs);
  });

  it.each([
    ["an unknown command", "\\nonsense x"],
    ["a missing argument", "\\frac{1}"],
    ["a link", "\\href{javascript:alert(1)}{x}"],
    ["a definition", "\\def\\x{1}\\x"],
    ["nesting beyond MathJax", `${"{".repeat(4000)}x${"}".repeat(4000)}`],
    ["a formula without end", "x+".repeat(20_000)],
  ])("sets %s as text", async (_, latex) => {
    const { svg } = await formulaToSvg(latex, { plainText: () => "plain" });
    expect(svg).toContain("<text");
    expect(svg).not.toMatch(/javascript:alert\(1\)"/);
  });

  it("keeps no macro from one formula to the next", async () => {
    await formulaToSvg("\\newcommand{\\leak}{x}\\leak");
    expect((await formulaToSvg("\\leak")).svg).toContain(">leak<");
  });

  it("leaves no `require` behind", () => {
    expect((globalThis as Record<string, unknown>)["require"]).toBeUndefined();
  });

  it("names an outline by its shape", () => {
    expect(outlineId("31", "M0 0Z")).toBe(outlineId("31", "M0 0Z"));
    expect(outlineId("31", "M0 0Z")).not.toBe(outlineId("31", "M0 1Z"));
    expect(outlineId('3"1<', "M0 0Z")).toMatch(/^g31-[0-9a-z]+$/);
  });

  it("stands on the line of an HTML text", async () => {
    const formula = await formulaToSvg("\\frac12");
    const html = inlineSvg(formula, 'a "half" < 1');
    expect(faultOf(html)).toBeNull();
    expect(html).toContain(`vertical-align:${numeral(-formula.depth)}px`);
    expect(inlineSvg(formula, "x", true)).not.toContain("<defs");
  });
});

describe("formulas as text", () => {
  const set = (latex: string) => setAsText(latex, (text) => `plain ${text}`);
  const wordsOf = (latex: string) =>
    set(latex).marks.flatMap((mark) => (mark.kind === "words" ? [mark.text] : []));

  it.each([
    ["x_1^2", ["x", "2", "1"]],
    ["\\alpha+\\beta", ["α", "+", "β"]],
    ["\\operatorname{ReLU}(z)", ["ReLU", "(", "z", ")"]],
    ["\\text{if } x", ["if ", "x"]],
    ["\\mathbb{R}", ["ℝ"]],
    ["\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", ["1", "2", "3", "4"]],
    ["\\frac{a}{b}", ["a", "b"]],
    ["\\strange{x}", ["strange", "x"]],
    ["x'", ["x", "′"]],
    ["}a{b", ["a", "b"]],
    ["", []],
  ])("writes every letter of %s", (latex, words) => {
    expect(wordsOf(latex)).toEqual(words);
  });

  it("is used when asked for, and is total and finite for any text", async () => {
    expect((await openFormulas({ mathematics: "text" })).kind).toBe("text");
    const pieces = fc.constantFrom(
      ..."\\frac \\sqrt \\left( \\right) \\begin{bmatrix} \\end{bmatrix} { } [ ] ^ _ & \\\\ x 1 \\bar \\text{ \\mathbf".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(pieces, { maxLength: 40 })), (input) => {
        const latex = typeof input === "string" ? input : input.join(" ");
        const { width, height, depth, marks } = set(latex);
        for (const value of [width, height, depth]) expect(Number.isFinite(value)).toBe(true);
        for (const mark of marks) expect(Number.isFinite(mark.x + mark.y)).toBe(true);
      }),
    );
  });

  it("keeps marks between its width, height and depth", () => {
    for (const latex of readable) {
      const { width, height, depth, marks } = set(latex);
      for (const mark of marks) {
        expect(mark.x).toBeGreaterThanOrEqual(-1);
        const right = mark.kind === "outline" ? mark.x : mark.x + mark.width;
        expect(right).toBeLessThanOrEqual(width + 1);
        expect(mark.y).toBeGreaterThanOrEqual(-depth - 1);
        expect(mark.y).toBeLessThanOrEqual(height + 1);
      }
    }
  });

  it("writes plainly what nests too deeply", () => {
    const deep = `${"\\sqrt{".repeat(500)}x${"}".repeat(500)}`;
    expect(wordsOf(deep)).toEqual([`plain ${deep}`]);
    expect(wordsOf("\\bar".repeat(5000))[0]).toMatch(/^plain/);
  });
});

describe("abbreviations", () => {
  const corners = (s: string) => `\\begin{bmatrix}${s}\\end{bmatrix}`;
  it.each([
    [corners("1&2&3&4\\\\5&6&7&8"), corners("1&\\cdots&4\\\\5&\\cdots&8")],
    [corners("1\\\\2\\\\3\\\\4\\\\"), corners("1\\\\\\vdots\\\\4")],
    [corners("1&2"), corners("\\cdots")],
    ["a+b-(c+d)", "a+b-\\cdots"],
    ["3.14159", "3.1415\\ldots"],
    ["\\frac{1}{2}", "\\cdots"],
    ["-x", "\\cdots"],
  ])("shortens %s first to %s", (latex, first) => {
    expect(abridgements(latex)[0]).toBe(first);
    expect(abridgements(latex).at(-1)).toBe("\\cdots");
  });

  it("cuts outside brackets only, and not in exponents", () => {
    expect(cutsOf("f(a+b)+\\frac{c+d}{2}-x^-1").map((cut) => cut.at)).toEqual([6, 20]);
    expect(cutsOf("x^12")).toEqual([]);
  });

  it("reads nested matrices as cells, and nothing else as a matrix", () => {
    const inner = corners("1&2\\\\3&4");
    expect(matrixOf(corners(`${inner}&5\\\\{6&7}&8`))?.cells).toEqual([
      [inner, "5"],
      ["{6&7}", "8"],
    ]);
    expect(matrixOf(`${inner}+${inner}`)).toBeNull();
    expect(matrixOf("x")).toBeNull();
  });
});

describe("markup", () => {
  it("escapes every text into well-formed XML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(faultOf(`<t a="${escapeXml(text)}">${escapeXml(text)}</t>`)).toBeNull();
      }),
    );
    expect(escapeXml("a\u0000\ud800<\uffff")).toBe("a\ufffd\ufffd&lt;\ufffd");
  });

  it.each([
    [1.005, "1"],
    [-0.001, "0"],
    [1e21, "0"],
    [120, "120"],
    [0.5, "0.5"],
    [Number.NaN, "0"],
  ])("writes %d as %s", (value, text) => {
    expect(numeral(value)).toBe(text);
  });
});
