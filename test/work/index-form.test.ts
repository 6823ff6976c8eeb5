/** @file The index form and the matrix form are one node seen in two spellings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { severityOf } from "../../src/source/index.ts";
import { solve } from "../../src/work/index.ts";
import { readIndexForms } from "./index-forms.ts";

const declared = "A: [m, n]; X: [n, p]; B: [p, m]; C: [m, m]; S: [n, n]; x: [n]; y: [n]; z: [m]";

describe("every contraction pullback", () => {
  test.each([
    "L = z^T A x",
    "u = A x; L = u^T u",
    "u = A^T z; L = u^T S u",
    "Y = A X; L = tr(Y^T Y)",
    "Y = A X B; L = tr(Y^T C)",
    "L = x^T S x",
    "L = tr(A X B)",
    "L = tr(X^T S X)",
    "L = tr(A S^{-1} A^T)",
    "u = det(S); L = ln(u)",
    "u = x .* y; L = u^T S u",
    "Y = A .* B^T X^T; L = tr(Y C Y^T .* C)",
    "Y = A X B; L = sum(Y)",
    "p = softmax(A x); L = z^T ln(p)",
    "u = tanh(A x); v = A^T u; L = v^T v",
    "u_j = \\sum_i A_{ij} z_i + x_j; L = \\sum_j u_j^3",
    "U = X B + x z^T; L = tr(U A)",
    "L = \\sum_i (A x - z)_i^2 + x^T S y",
    "u = diag(x) y; L = u^T S u",
    "\\delta = A x; L = \\delta^T C \\delta",
  ])("%s", (text) => {
    const solution = solve(`${declared}\n${text}`);
    expect(solution.diagnostics.filter((one) => severityOf(one) === "error")).toEqual([]);
    let lines = 0;
    const complaints = readIndexForms(solution, solution.parts[0]!, () => lines++);
    expect(complaints).toEqual([]);
    expect(lines).toBeGreaterThan(3);
  });
});

/** Factors by the sizes of their axes. */
const factors = { x: "n", y: "n", z: "m", A: "mn", B: "nm", S: "nn", C: "mm" } as const;
const letters = { n: ["i", "k", "r"], m: ["j", "l", "q"] } as const;

/**
 * A product of some factors, each axis with a letter of its size. A letter that one factor alone
 * has and that is summed is left to the table above: its pullback is a broadcast, and an entry
 * that lacks a letter reads back as any of several nodes with the same entries.
 */
const product = fc
  .array(
    fc
      .constantFrom(...(Object.keys(factors) as (keyof typeof factors)[]))
      .chain((name) =>
        fc.tuple(
          fc.constant(name),
          fc.tuple(
            ...[...factors[name]].map((size) => fc.constantFrom(...letters[size as "n" | "m"])),
          ),
        ),
      ),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => ({
    text: list.map(([name, own]) => `${name}_{${own.join("")}}`).join(" "),
    used: [...new Set(list.flatMap(([, own]) => own))],
  }));

/** Y = Σ (products with the letters of `output`), letters that a product lacks left out. */
const contraction = fc
  .tuple(product, fc.option(product), fc.nat({ max: 2 }))
  .map(([first, second, rank]) => {
    const shared = first.used.filter((letter) => second?.used.includes(letter) ?? true);
    const output = shared.slice(0, rank);
    const lone = [first, ...(second === null ? [] : [second])].some(({ used, text }) => {
      return used.some((letter) => !output.includes(letter) && text.split(letter).length < 3);
    });
    if (lone) return null;
    const term = ({ text, used }: typeof first): string => {
      const bound = used.filter((letter) => !output.includes(letter));
      return bound.length === 0 ? text : `(\\sum_{${bound.join()}} ${text})`;
    };
    const terms = [first, ...(second === null ? [] : [second])].map(term);
    const left = output.length === 0 ? "Y" : `Y_{${output.join("")}}`;
    const loss = output.length === 0 ? "Y^2" : `\\sum_{${output.join()}} ${left}^2`;
    return `${left} = ${terms.join(" + ")}\nL = ${loss}`;
  })
  .filter((text) => text !== null);

describe("random contractions", () => {
  test.each([
    ["symbols", "x: [n]; y: [n]; z: [m]; A: [m, n]; B: [n, m]; S: [n, n]; C: [m, m]"],
    ["numbers", "x: [3]; y: [3]; z: [2]; A: [2, 3]; B: [3, 2]; S: [3, 3]; C: [2, 2]"],
  ])("sizes as %s", (_, shapes) => {
    const read = new Map<string, number>();
    fc.assert(
      fc.property(contraction, (text) => {
        const problem = `${shapes}\n${text}`;
        const solution = solve(problem);
        const errors = solution.diagnostics.filter((one) => severityOf(one) === "error");
        const complaints = readIndexForms(solution, solution.parts[0]!, (rule) => {
          read.set(rule, (read.get(rule) ?? 0) + 1);
        });
        expect([problem, ...errors.map(({ code }) => code), ...complaints]).toEqual([problem]);
      }),
      { numRuns: 60, seed: 5 },
    );
    for (const rule of [
      "entry by entry",
      "neighbouring indices meet",
      "folded back",
      "local derivative",
    ]) {
      expect([rule, (read.get(rule) ?? 0) > 10]).toEqual([rule, true]);
    }
  });
});
