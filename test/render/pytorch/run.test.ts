/**
 * @file PyTorch as an oracle: the scripts of the shipped examples, of every problem in the
 * documentation and in test/problems, of every operation at its sample points, and of random
 * expressions are run, and every number that they print is held to pengrad's own.
 *
 * The scripts also hold themselves to pengrad's results; an assertion that fails ends a script.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { exampleNames, exampleText } from "../../../scripts/examples.js";
import { Arena, isKind, topological } from "../../../src/expression/index.ts";
import { renderPytorch } from "../../../src/render/index.ts";
import { severityOf } from "../../../src/source/index.ts";
import { type Solution, solve } from "../../../src/work/index.ts";
import { apply, point } from "../../expression/points.ts";
import { type Sample, samples } from "../../expression/samples.ts";
import { numeric, recipes } from "../../notation/typed.ts";
import type { Exercise } from "../../problems/exercise.ts";
import { examples } from "../solutions.ts";
import { disagreements } from "./comparison.ts";
import { pythonWithTorch, runScripts, torchReason } from "./python.ts";
import { smallFractions, workedExpression } from "./sheet.ts";

const root = new URL("../../../", import.meta.url);

/** The rows of test/problems, taken from the files that work them. */
const exercises = vi.hoisted(() => [] as unknown[]);

vi.mock("../../problems/exercise.ts", () => ({
  workAll: (_family: string, rows: readonly unknown[]) => exercises.push(...rows),
}));

interface Case {
  readonly title: string;
  readonly solution: Solution;
}

/** Runs the scripts of all cases; says what is wrong with each, and how much was compared. */
function held(cases: readonly Case[]): { readonly wrong: string[]; readonly count: number } {
  const outcomes = runScripts(cases.map(({ solution }) => renderPytorch(solution)));
  const wrong: string[] = [];
  let count = 0;
  for (const [k, { title, solution }] of cases.entries()) {
    const { printed, error } = outcomes[k]!;
    if (error !== null) wrong.push(`${title}\n${error}\n${renderPytorch(solution)}`);
    if (error !== null) continue;
    const found = disagreements(solution, printed);
    wrong.push(...found.wrong.map((what) => `${title}: ${what}\n${renderPytorch(solution)}`));
    count += found.count;
  }
  return { wrong, count };
}

const fromText = (text: string): Case => ({ title: text, solution: solve(text) });

/** Texts of problems in ```pengrad fences of the documentation. */
function fenced(): string[] {
  const pages = readdirSync(new URL("docs/", root)).filter((name) => name.endsWith(".md"));
  return ["README.md", ...pages.map((name) => `docs/${name}`)].flatMap((path) => {
    const page = readFileSync(new URL(path, root), "utf8");
    return [...page.matchAll(/```pengrad\n([\s\S]*?)```/g)].map(([, text]) => text!);
  });
}

const hasValue = ({ parts }: Solution) => parts.at(-1)!.nodes.at(-1)!.value !== null;

/** Whether the sheet was read. */
const isWorked = ({ solution }: Case) => {
  return !solution.diagnostics.some((found) => severityOf(found) === "error");
};

describe.skipIf(pythonWithTorch === null)(`PyTorch finds the same numbers${torchReason}`, () => {
  test("in the shipped examples", () => {
    const { wrong, count } = held(exampleNames().map(exampleText).map(fromText));
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  test("in the problems of the documentation", () => {
    const { wrong, count } = held(fenced().map(fromText).filter(isWorked));
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(50);
  });

  test("in the problems of test/problems", async () => {
    const folder = new URL("test/problems/", root);
    const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
    for (const file of files) await import(new URL(file, folder).href);
    const { solutionOf } = await vi.importActual<typeof import("../../problems/exercise.ts")>(
      "../../problems/exercise.ts",
    );
    const rows = exercises as readonly Exercise[];
    const { wrong, count } = held(
      rows.map((row) => ({ title: row.title, solution: solutionOf(row) })),
    );
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
    expect(count).toBeGreaterThan(800);
  });

  test("in the sheets that the renderers are tried on", () => {
    const { wrong } = held(
      Object.entries(examples).map(([title, { solution }]) => ({ title, solution })),
    );
    expect(wrong).toEqual([]);
  });

  test("of every method of descent, three steps on", () => {
    const settings = ["sgd, eta = 0.1", "momentum, eta = 0.1", "nesterov, eta = 0.1, beta = 0.8"];
    const texts = [...settings, "adam", "adamw, lr = 0.01"].map((method) => {
      return `h = tanh(W x + b); L = (v^T h - t)^2
at W = [0.1, 0.2; 0.3, -0.4], x = [1; 2], b = [0; 0.1], v = [0.5; -0.5], t = 1
find dL/dW, dL/db, dL/dv
update all by ${method}, steps = 3`;
    });
    const { wrong, count } = held(texts.map(fromText));
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(5 * 3 * 9);
  });

  // pengrad's own derivative multiplies by 0 what the branch not taken leaves undefined
  test("a branch that is not taken leaves the gradient alone", () => {
    const sheet = `a_i = \\begin{cases} x_i \\ln x_i & x_i > 0 \\\\ 0 & \\text{otherwise} \\end{cases}
L = \\sum_i a_i
at x = [1; 0; -1; 2]`;
    const [outcome] = runScripts([renderPytorch(solve(sheet))]);
    expect(outcome!.error).toBeNull();
    const [a, total, slopes] = outcome!.printed
      .trim()
      .split("\n")
      .map((line) => {
        return JSON.parse(line.slice(line.lastIndexOf(" = ") + 3)) as number | number[];
      });
    expect(a).toEqual([0, 0, 0, 2 * Math.LN2]);
    expect(total).toBe(2 * Math.LN2);
    expect(slopes).toEqual([1, 0, 0, 1 + Math.LN2]);
  });

  test("for every operation at its sample points, and at its kink", () => {
    const cases = Object.entries(samples).flatMap(([name, { inside, kink }]: [string, Sample]) => {
      return [...inside, ...(kink === undefined ? [] : [kink[0]])].map((text): Case => {
        const at = point(text);
        const { arena, node } = apply(name as keyof typeof samples, at);
        const entriesFor = (variable: string) => [at[Number(variable.slice(1))]!];
        return { title: `${name}(${text})`, solution: workedExpression(arena, node, entriesFor) };
      });
    });
    const { wrong, count } = held(cases);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  test.each([
    ["scalar", 120],
    ["vector", 60],
    ["square", 60],
    ["tall", 40],
  ] as const)("in random expressions: a %s", (shape, numRuns) => {
    const made = fc.sample(recipes(numeric)[shape], { numRuns, seed: 31 });
    const cases = made.flatMap((recipe, k): Case[] => {
      const arena = new Arena();
      const node = recipe(arena);
      if (topological([node]).some((one) => isKind(one, "abstract"))) return [];
      const solution = workedExpression(arena, node, smallFractions(k));
      return [{ title: `random ${k}`, solution }];
    });
    // a matrix may be singular, a logarithm undefined
    const { wrong, count } = held(cases.filter(({ solution }) => hasValue(solution)));
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(numRuns);
  });
});
