/** @file The library: `parse`, `differentiate` and `work`, and what a bundle of them contains. */
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../scripts/places.js";
import { differentiate, parse, work } from "../../src/index.ts";

test.each([
  ["x^2", "x", "2*x"],
  ["3", "x", "0"],
  ["sin(x) y", "y", "sin(x)"],
  ["u = x^2; u + 1", "x", "2*x"],
  ["\\frac{1}{2} x_1", "x1", "1/2"],
  ["x^T x", "x", "2*x"],
])("d(%s)/d%s = %s", (text, variable, expected) => {
  const { plain, diagnostics } = differentiate(text, variable);
  expect(plain.replaceAll(" ", "").replace(/^2x$/, "2*x")).toBe(expected);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("an expression is written in LaTeX and in plain text that reads back", () => {
  const once = parse("cos((x1/x2)^x3)");
  expect(once.latex).toBe("\\cos\\left(\\left(\\frac{x_1}{x_2}\\right)^{x_3}\\right)");
  expect(`${once}`).toBe(once.plain);
  expect(parse(once.plain).latex).toBe(once.latex);
  expect(parse(once.latex).plain).toBe(once.plain);
});

test("a derivative can be derived again", () => {
  const y = parse("x^4");
  expect(differentiate(differentiate(y, "x"), "x").latex).toBe("12x^2");
});

test.each([
  ["x +", "x", "PG1001"],
  ["", "x", "PG3006"],
  ["x^2", "3 +", "PG2016"],
  ["[x; 2 x]", "x", "PG3003"],
])("differentiate(%j, %j) says %s and throws nothing", (text, variable, code) => {
  const { node, latex, diagnostics } = differentiate(text, variable);
  expect([node, latex]).toEqual([null, ""]);
  expect(diagnostics.map((one) => one.code)).toContain(code);
});

test("work returns the report, with places", () => {
  const { gradients } = work("y = x^2 + w", { at: "x = 3, w = 1/2", wrt: ["x"] });
  expect(gradients).toEqual({ x: { latex: "2x", shape: [], value: { exact: "6", numeric: 6 } } });
  expect(work("y = (x").diagnostics[0]).toMatchObject({ code: "PG1004", line: 1, column: 5 });
});

test("work gives new values, step by step", () => {
  const at = "w = 3, t = 1";
  const { updates } = work("L = (w - t)^2", { at, wrt: "w", update: "sgd, eta = 1/4, steps = 2" });
  const value = (exact: string, numeric: number) => ({ exact, numeric });
  expect(updates).toEqual(
    [
      [2, 4, 1],
      [3 / 2, 1, 1 / 4],
    ].map(([w, before, after], k) => ({
      method: "gradient descent",
      step: k + 1,
      settings: { "\\eta": value("\\frac{1}{4}", 1 / 4) },
      parameters: [
        {
          name: "w",
          latex: "w - \\eta \\frac{dL}{dw}",
          value: expect.objectContaining({ numeric: w }),
        },
      ],
      loss: {
        before: expect.objectContaining({ numeric: before }),
        after: expect.objectContaining({ numeric: after }),
      },
    })),
  );
});

test("work answers what lies beyond the gradient", () => {
  const { hessians } = work("L = \\|A x\\|^2; x: [2]", { hessian: "x", at: "A = [1, 2; 3, 4]" });
  expect(hessians![0]!.value!.numeric).toEqual([
    [20, 28],
    [28, 40],
  ]);
  expect(work("y = sin(x)", { wrt: "x", order: 3 }).higher![0]!.latex).toBe("-\\cos(x)");
  expect(work("z = tanh(x); x: [n]", { wrt: "x" }).jacobians![0]!.shape).toEqual(["n", "n"]);
  expect(work("f = x y", { hessian: "" }).hessians![0]!.by).toEqual([
    ["x", "y"],
    ["x", "y"],
  ]);
});

test("whatever the text, nothing is thrown", () => {
  const sign = fc.constantFrom(
    ..."xyzW123+-*/^_(){}[]=;,\\ $&#\n'|<>~",
    "\\frac",
    "at ",
    "find ",
    "d",
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
      const text = signs.join("");
      expect(() => [parse(text).latex, differentiate(text, "x"), work(text)]).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

test("who only differentiates gets no renderer, no KaTeX and no layout", async () => {
  const { metafile } = await build({
    stdin: { contents: `export { differentiate } from "./src/index.ts";`, resolveDir: at(".") },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["katex", "mathjax", "@dagrejs/dagre"],
    minify: true,
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const floors = new Set(used.map(([path]) => /^src\/(\w+)\//.exec(path)?.[1] ?? path));
  const rendered = used.map(([path]) => path).filter((path) => path.startsWith("src/render/"));
  expect(rendered).toEqual(["src/render/diagnostic-report.ts"]);
  expect(floors.has("work")).toBe(false);
  expect(output!.imports).toEqual([]);
});
