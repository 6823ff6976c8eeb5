/**
 * @file PyTorch as an oracle: the scripts of the shipped examples, of every problem in the
 * documentation and in test/problems, of every operation at its sample points, and of random
 * expressions are run, and every number that they print is held to pengrad's own.
 *
 * The scripts also hold themselves to pengrad's results; an assertion that fails ends a script.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
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
import { formulaProblem, formulas } from "./formulas.ts";
import { type Outcome, pythonWithTorch, runScripts, torchReason } from "./python.ts";
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

/** Cases of one kind, and how many numbers must at least be compared. */
interface Group {
  readonly title: string;
  readonly least: number;
  readonly cases: () => readonly Case[] | Promise<readonly Case[]>;
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

/** Whether the sheet was read. */
const isWorked = ({ solution }: Case) => {
  return !solution.diagnostics.some((found) => severityOf(found) === "error");
};

const hasValue = ({ parts }: Solution) => parts.at(-1)!.nodes.at(-1)!.value !== null;

async function problemCases(): Promise<Case[]> {
  const folder = new URL("test/problems/", root);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.ts"))) {
    await import(new URL(file, folder).href);
  }
  const { solutionOf } = await vi.importActual<typeof import("../../problems/exercise.ts")>(
    "../../problems/exercise.ts",
  );
  const rows = exercises as readonly Exercise[];
  return rows.map((row) => ({ title: row.title, solution: solutionOf(row) }));
}

/** Three steps of a method for a small network. */
function descentSheet(method: string): string {
  return `h = tanh(W x + b); L = (v^T h - t)^2
at W = [0.1, 0.2; 0.3, -0.4], x = [1; 2], b = [0; 0.1], v = [0.5; -0.5], t = 1
find dL/dW, dL/db, dL/dv
update all by ${method}, steps = 3`;
}

const methods = [
  "sgd, eta = 0.1",
  "momentum, eta = 0.1",
  "nesterov, eta = 0.1, beta = 0.8",
  "adam",
  "adamw, lr = 0.01",
];

/** Where PyTorch has a convention, and where its own function would have another than ours. */
const conventions = [
  "y = \\max(x, -1) + 2 \\max(-1, x)\nat x = -1",
  "y = \\min(x, 2)\nat x = 2",
  "y = \\min(\\max(x, -1), 1)\nat x = 1",
  "L = \\sum_i i \\max(x_i, 1)\nat x = [1; 2; 0]",
  "y = max(a, b) + 3 min(a, b)\nat a = 2, b = 2",
  "y = relu(x) + 2 |x| + sign(x)\nat x = 0",
  "y = leakyrelu(x) + 3 elu(x)\nat x = 0",
  "y = floor(x) x\nat x = 2",
  "y = x 1_{x > 1} + x^2 1_{x \\le 1}\nat x = 1",
  "y = \\max_i x_i + 2 \\min_i x_i\nat x = [3; 1; 3; 1; 1]",
  "y = \\prod_i x_i\nat x = [3; 0; 2]",
  "y = softplus(x) - x\nat x = 21",
  "y = cbrt(x) + x^{2/3} + x^{-1/5}\nat x = -8",
  "y = \\log_2 x + \\log_{10} x + \\log_3 x\nat x = 8",
  "y = \\|x\\| + \\|A\\|\nat x = [3; 4], A = [1, 2; 2, 4]",
  "y = \\begin{cases} \\sqrt{x} & x > 0 \\\\ -x & \\text{otherwise} \\end{cases}\nat x = -2",
];

/** Jacobians, Hessians, higher and mixed derivatives, single entries, products, a cut graph. */
const furthers = [
  "f = x^2 y + exp(x y)\nat x = 1, y = 3\nfind hessian(f), d^3f/dx^3, \\frac{\\partial^2 f}{\\partial x \\partial y}",
  "z = [x_1^2 x_2; \\sin x_2]\nu = z^T z\nat x = [1; 2], v = [1; 1]\nfind dz/dx, dz_2/dx_1, jvp(z, x, v), vjp(z, x, [1; 2]), hessian(u, x), hvp(u, x, v)",
  "u = x^2 y\nv = x - y\nat x = 1, y = 2\nfind jacobian((u, v), (x, y))",
  "a = W x\nh = tanh(a)\ny = V h + x\nat W = [1, 2; 3, 4], V = [1, 0; 2, 1], x = [0.1; 0.2]\nfind dy/dx, dy/da, dy/dW",
  "L = w^T A w + b^T w\nat A = [1, 2; 0, 3], w = [1; 1], b = [2; 1]\nfind \\frac{\\partial^2 L}{\\partial w \\partial b}, hessian(L, w)",
  "part A: f\nu = x^3\nat x = 2\nfind d^2u/dx^2\npart B: again\nu = [x; x^2]\nx: []\nat x = 3\nfind du/dx",
];

function operationCases(): Case[] {
  return Object.entries(samples).flatMap(([name, { inside, kink }]: [string, Sample]) => {
    return [...inside, ...(kink === undefined ? [] : [kink[0]])].map((text): Case => {
      const at = point(text);
      const { arena, node } = apply(name as keyof typeof samples, at);
      const entriesFor = (variable: string) => [at[Number(variable.slice(1))]!];
      return { title: `${name}(${text})`, solution: workedExpression(arena, node, entriesFor) };
    });
  });
}

/**
 * Σ_ik x_{p i + q k + c} w_k z_i with x of size 9: strides, dilations, and windows that reach
 * beyond x, where there is nothing to add.
 */
const windows = [
  { p: 1, q: 1, c: -1, rows: 7, width: 3 },
  { p: 2, q: 1, c: -2, rows: 4, width: 3 },
  { p: 1, q: 2, c: -2, rows: 5, width: 3 },
  { p: 3, q: 2, c: -3, rows: 2, width: 2 },
  { p: 1, q: 1, c: 1, rows: 4, width: 4 },
  { p: 1, q: 1, c: -2, rows: 9, width: 3 },
  { p: 2, q: 3, c: -4, rows: 5, width: 3 },
  { p: -1, q: 1, c: 5, rows: 5, width: 4 },
];

function windowCases(): Case[] {
  return windows.flatMap((window) => {
    const { p, q, c, rows, width } = window;
    const arena = new Arena();
    const [x, w, z] = [
      arena.variable("x", [9]),
      arena.variable("w", [width]),
      arena.variable("z", [rows]),
    ];
    const at = { coefficients: [1, -p, -q], offset: -c, sign: "=" } as const;
    const place = arena.indicator([9, rows, width], [at]);
    const shift = arena.indicator([9, rows], [{ coefficients: [1, -p], offset: -c, sign: "=" }]);
    const axes = { window: [[0], [0, 1, 2], [2], [1]], shift: [[0], [0, 1], [1]] };
    const nodes = [
      arena.contract({ operands: [x, place, w, z], axes: axes.window, output: [] }),
      arena.contract({ operands: [x, place, w], axes: axes.window.slice(0, 3), output: [1] }),
      arena.contract({ operands: [x, shift, z], axes: axes.shift, output: [] }),
    ];
    return nodes.map((node, k): Case => {
      const solution = workedExpression(arena, node, smallFractions(k + 1));
      return { title: `${JSON.stringify(window)} ${k}`, solution };
    });
  });
}

/** Random expressions at random points where they are defined; unknown functions have no value. */
function randomCases(shape: "scalar" | "vector" | "square" | "tall", numRuns: number): Case[] {
  const made = fc.sample(recipes(numeric)[shape], { numRuns, seed: 31 });
  return made.flatMap((recipe, k): Case[] => {
    // a logarithm or an arcsine may be undefined at one point and not at another
    for (const isShare of [false, true]) {
      const arena = new Arena();
      const node = recipe(arena);
      if (topological([node]).some((one) => isKind(one, "abstract"))) return [];
      const solution = workedExpression(arena, node, smallFractions(k, isShare));
      if (hasValue(solution)) return [{ title: `random ${shape} ${k}`, solution }];
    }
    return [];
  });
}

const random = (shape: Parameters<typeof randomCases>[0], numRuns: number): Group => {
  const title = `in random expressions: a ${shape}`;
  return { title, least: numRuns, cases: () => randomCases(shape, numRuns) };
};

const groups: readonly Group[] = [
  {
    title: "in the shipped examples",
    least: 100,
    cases: () => exampleNames().map(exampleText).map(fromText),
  },
  {
    title: "in the problems of the documentation",
    least: 50,
    cases: () => fenced().map(fromText).filter(isWorked),
  },
  { title: "in the problems of test/problems", least: 800, cases: problemCases },
  {
    title: "in the sheets that the renderers are tried on",
    least: 100,
    cases: () => Object.entries(examples).map(([title, { solution }]) => ({ title, solution })),
  },
  {
    title: "of every method of descent, three steps on",
    least: 5 * 3 * 9,
    cases: () => methods.map(descentSheet).map(fromText),
  },
  {
    title: "at kinks, ties and odd roots",
    least: 2 * conventions.length,
    cases: () => conventions.map(fromText),
  },
  {
    title: "of every operation at its sample points and its kink",
    least: 500,
    cases: operationCases,
  },
  {
    title: "of each formula that is compared as text",
    least: 150,
    cases: () =>
      formulas.map(([formula]) => ({ title: formula, solution: formulaProblem(formula) })),
  },
  { title: "beyond the gradient", least: 70, cases: () => furthers.map(fromText) },
  { title: "in windows and shifts", least: 300, cases: windowCases },
  random("scalar", 120),
  random("vector", 60),
  random("square", 60),
  random("tall", 40),
];

/** pengrad's own derivative multiplies by 0 what the branch not taken leaves undefined. */
const partlyDefined = `a_i = \\begin{cases} x_i \\ln x_i & x_i > 0 \\\\ 0 & \\text{otherwise} \\end{cases}
L = \\sum_i a_i
at x = [1; 0; -1; 2]`;

/** What is wrong with each case of a group, and how much was compared. */
function judged(cases: readonly Case[], outcomes: readonly Outcome[]) {
  const wrong: string[] = [];
  let count = 0;
  for (const [k, { title, solution }] of cases.entries()) {
    const { printed, error } = outcomes[k]!;
    const found = error === null ? disagreements(solution, printed) : { wrong: [error], count: 0 };
    wrong.push(...found.wrong.map((what) => `${title}: ${what}\n${renderPytorch(solution)}`));
    count += found.count;
  }
  return { wrong, count };
}

describe.skipIf(pythonWithTorch === null)(`PyTorch finds the same numbers${torchReason}`, () => {
  const made = new Map<Group, readonly Case[]>();
  let outcomes: readonly Outcome[] = [];

  // one process for all: importing torch takes seconds
  beforeAll(async () => {
    for (const group of groups) made.set(group, await group.cases());
    const solutions = [...made.values()].flat().map(({ solution }) => solution);
    outcomes = runScripts([...solutions, solve(partlyDefined)].map(renderPytorch));
  });

  test.each(groups)("$title", (group) => {
    const cases = made.get(group)!;
    const before = groups.slice(0, groups.indexOf(group));
    const start = before.reduce((sum, one) => sum + made.get(one)!.length, 0);
    const { wrong, count } = judged(cases, outcomes.slice(start, start + cases.length));
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(group.least);
  });

  test("a branch that is not taken leaves the gradient alone", () => {
    const { printed, error } = outcomes.at(-1)!;
    expect(error).toBeNull();
    const [a, total, slopes] = printed
      .trim()
      .split("\n")
      .map((line) => {
        return JSON.parse(line.slice(line.lastIndexOf(" = ") + 3)) as number | number[];
      });
    expect(a).toEqual([0, 0, 0, 2 * Math.LN2]);
    expect(total).toBe(2 * Math.LN2);
    expect(slopes).toEqual([1, 0, 0, 1 + Math.LN2]);
  });
});
