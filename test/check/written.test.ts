/**
 * Whatever is worked, its solution passes the check: nothing wrong, nothing open, nothing unread.
 * Examples and problems as they are, and random worksheets of scalars and of layers.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleNames } from "../../scripts/examples.js";
import { renderLatex, renderMarkdown } from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";
import { writtenSolutions } from "./solutions.ts";
import { complaints } from "./verdicts.ts";

const inputs = ["x", "k", "w"] as const;
const names = ["u", "v", "s", "y"] as const;
const values = ["1", "2", "3", "1/2", "0.3"] as const;

/** A formula of names that are known: one operation, as people write it by hand. */
const formulas: readonly ((a: string, b: string) => string)[] = [
  (a) => `sin(${a})`,
  (a) => `cos(2 ${a})`,
  (a) => `exp(-${a})`,
  (a) => `ln(1 + ${a}^2)`,
  (a, b) => `${a} ${b}`,
  (a, b) => `${a} / (1 + ${b}^2)`,
  (a, b) => `${a} - 3 ${b}`,
  (a) => `${a}^3`,
  (a, b) => `${a}^2 + ${b}`,
  (a) => `sqrt(1 + ${a}^2)`,
];

/** A step: which formula, and of which two names known before. */
const step = fc.tuple(fc.nat({ max: formulas.length - 1 }), fc.nat(), fc.nat());

/** A chain of two to four definitions, each of which uses the one before. */
const worksheets = fc
  .tuple(
    fc.array(step, { minLength: 2, maxLength: 4 }),
    fc.array(fc.constantFrom(...values), { minLength: inputs.length, maxLength: inputs.length }),
  )
  .map(([steps, given]) => {
    const own = names.slice(names.length - steps.length);
    const lines = steps.map(([which, , second], k) => {
      const known = [...inputs, ...own.slice(0, k)];
      const first = k === 0 ? inputs[0] : own[k - 1]!;
      return `${own[k]} = ${formulas[which]!(first, known[second % known.length]!)}`;
    });
    const used = inputs.filter((name) => lines.some((line) => line.includes(name, 3)));
    const at = used.map((name) => `${name} = ${given[inputs.indexOf(name)]}`);
    return `${lines.join("\n")}\nat ${at.join(", ")}`;
  });

test("the solution of a random worksheet passes in Markdown", () => {
  fc.assert(
    fc.property(worksheets, (problem) => {
      expect(complaints(renderMarkdown(solve(problem)))).toEqual([]);
    }),
    { numRuns: 25, seed: 11 },
  );
});

test("the solution of a random worksheet passes in LaTeX", () => {
  fc.assert(
    fc.property(worksheets, (problem) => {
      expect(complaints(renderLatex(solve(problem)), "", "solution.tex")).toEqual([]);
    }),
    { numRuns: 25, seed: 12 },
  );
});

/** What a reader may add, but what does not stand in a solution: a condition, such as W = W^T. */
const isOpen = (complaint: string): boolean => !complaint.includes("~");

/** Shipped solutions in which a condition is left to the reader; in the others nothing is. */
const conditional = new Set(["logistic-hessian", "convolution-2d"]);

test.each(writtenSolutions())("the solution of $title passes", ({ title, path, text }) => {
  const found = complaints(text, "", path);
  const isWhole = exampleNames().includes(title) && !conditional.has(title);
  expect(isWhole ? found : found.filter(isOpen)).toEqual([]);
});

const size = fc.constantFrom(2, 3);
const entry = fc.constantFrom("1", "2", "-1", "0", "1/2");
const rows = (height: number, width: number) =>
  fc
    .array(fc.array(entry, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    })
    .map((all) => `[${all.map((row) => row.join(", ")).join("; ")}]`);

/** A layer with an activation and a loss, its sizes and values at random. */
const layers = fc.tuple(size, size, fc.boolean(), fc.boolean()).chain(([m, n, turned, ends]) =>
  fc
    .tuple(
      turned ? rows(n, m) : rows(m, n),
      rows(n, 1),
      rows(m, 1),
      rows(m, 1),
      fc.constantFrom("relu", "tanh", "sigmoid"),
    )
    .map(([W, x, b, v, activation]) => {
      const loss = ends ? "y = v^T a\nL = (y - 1)^2" : "L = \\|a - v\\|^2";
      const z = turned ? "W^T x + b" : "W x + b";
      return `z = ${z}\na = ${activation}(z)\n${loss}\nat W = ${W}, x = ${x}, b = ${b}, v = ${v}`;
    }),
);

test("the solution of a random layer passes in Markdown and in LaTeX", () => {
  fc.assert(
    fc.property(layers, (problem) => {
      const solution = solve(problem);
      expect(complaints(renderMarkdown(solution)).filter(isOpen)).toEqual([]);
      expect(complaints(renderLatex(solution), "", "solution.tex").filter(isOpen)).toEqual([]);
    }),
    { numRuns: 10, seed: 13 },
  );
});
