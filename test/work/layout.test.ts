/** @file How each layout arranges the axes of a derivative. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { severityOf } from "../../src/source/index.ts";
import { solve } from "../../src/work/index.ts";
import { arrangedShape, arrangement, layouts } from "../../src/work/layout.ts";
import { readLayout } from "./layout-lines.ts";

describe("shapes by layout", () => {
  test.each([
    // output, variable: gradient, numerator, denominator
    [[], [], [], [], []],
    [[], ["n"], ["n"], [1, "n"], ["n"]],
    [[], ["m", "n"], ["m", "n"], ["n", "m"], ["m", "n"]],
    [["m"], [], ["m"], ["m"], [1, "m"]],
    [["m", "p"], [], ["m", "p"], ["m", "p"], ["p", "m"]],
    [["m"], ["n"], ["m", "n"], ["m", "n"], ["n", "m"]],
    [["k"], ["m", "n"], ["k", "m", "n"], ["k", "n", "m"], ["m", "n", "k"]],
  ])("%j by %j", (output, variable, gradient, numerator, denominator) => {
    expect(arrangedShape("gradient", output, variable)).toEqual(gradient);
    expect(arrangedShape("differential", output, variable)).toEqual(gradient);
    expect(arrangedShape("numerator", output, variable)).toEqual(numerator);
    expect(arrangedShape("denominator", output, variable)).toEqual(denominator);
  });

  test("denominator layout is numerator layout transposed; all use every axis once", () => {
    const shape = fc.array(fc.constantFrom("m", "n", 2, 3), { maxLength: 3 });
    fc.assert(
      fc.property(shape, shape, (output, variable) => {
        const numerator = arrangement("numerator", output, variable);
        const denominator = arrangement("denominator", output, variable);
        expect([...denominator.order].reverse()).toEqual(numerator.order);
        const all = [...output, ...variable].map((_, axis) => axis);
        for (const layout of layouts) {
          expect([...arrangement(layout, output, variable).order].sort()).toEqual(all);
        }
      }),
      { seed: 11 },
    );
  });
});

const values = {
  W: "W = [1, 2; 0, -1; 1, 1]",
  x: "x = [1/2; -1]",
  b: "b = [1; 1/3; 0]",
  A: "A = [1, 2; 3, -1; 0, 1]",
  X: "X = [1, -1; 2, 1/2]",
  S: "S = [2, 1; 0, 3]",
  B: "B = [1, 0, 2; -1, 1, 1]",
} as const;

describe("every line of every layout comes to the derivative as the layout has it", () => {
  test.each([
    ["a layer", "z = W x + b; h = tanh(z); y = v^T h; L = (y - t)^2", "v = [1; 2; 3], t = 1"],
    ["used twice", "z = W x + b; L = z^T z + \\lambda x^T x", "\\lambda = 1/2"],
    ["a quadratic form", "L = x^T S x", ""],
    ["three matrices", "Y = A X B; L = tr(Y^T Y)", ""],
    ["entry by entry", "Y = A X .* W; L = tr(Y^T A)", ""],
    ["softmax", "s = W x; p = softmax(s); L = -t^T ln(p)", "t = [0; 1; 0]"],
    ["softmax of a product", "p = softmax(W x); L = -t^T ln(p)", "t = [0; 1; 0]"],
    ["an inverse", "Y = S^{-1}; L = tr(Y X)", ""],
    ["a determinant", "u = det(S); L = ln(u)", ""],
    ["a scalar that scales", "z = c x; u = c z; L = u^T S u", "c = 2"],
    ["a batch", "Z = X B + b; L = tr(Z^T Z)", ""],
    ["a chain of vectors", "u = S x; w = u .* u; q = W w; L = q^T b", ""],
    ["a transposed product", "Y = X^T A^T; L = tr(Y B^T)", ""],
  ])("%s", (_, text, more) => {
    const given = Object.entries(values).flatMap(([name, value]) => {
      return new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`).test(text) ? [value] : [];
    });
    const solution = solve(`${text}\nat ${[...given, ...(more === "" ? [] : [more])].join(", ")}`);
    expect(solution.diagnostics.filter((one) => severityOf(one) === "error")).toEqual([]);
    for (const layout of layouts) {
      const read: string[] = [];
      expect(readLayout(solution, layout, (rule) => read.push(rule))).toEqual([]);
      expect(read.length).toBeGreaterThan(5);
      if (layout === "differential") expect(read).toContain("differentials put in");
    }
  });
});
