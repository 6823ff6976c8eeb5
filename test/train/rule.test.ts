/**
 * @file Methods of descent on flat vectors against the worked updates of the same lines, which
 * are exact: after two steps the parameters are those numbers. Schedules by their formulas.
 */
import { describe, expect, test } from "vitest";
import { Arena } from "../../src/expression/index.ts";
import { messageOf } from "../../src/source/index.ts";
import { readOptimiser, readSchedule, updateRule } from "../../src/train/index.ts";
import { flatProgram } from "../../src/train/optimiser/flat.ts";
import { numericOf, solve } from "../../src/work/index.ts";
import { optimisers } from "../../src/worksheet/index.ts";
import { networkIn, prepared, runOf, scheduleOf, toTheEnd } from "./runs.ts";

const problem = `z = W x + b
a = tanh(z)
L = \\|a - t\\|^2
at W = [0.5, -0.25; 1, 0.75], b = [0.1; -0.2]
find dL/dW, dL/db`;
const row = "at x = [1.5; -0.5], t = [0.25; 0.5]";
const csv = "x1,x2,t1,t2\n1.5,-0.5,0.25,0.5";

const methods = [
  "gradient descent, eta = 0.5",
  "momentum, eta = 0.1, beta = 0.8",
  "nesterov, eta = 0.1",
  "adam, eta = 0.01",
  "adam",
  "adamw, eta = 0.01, decay = 0.1",
];

describe("two steps are those that are worked by hand", () => {
  test.each(methods)("%s", (method) => {
    const worked = solve(`${problem}\n${row}`, { update: `W, b by ${method}, steps = 2` });
    const { steps } = worked.parts[0]!.updates[0]!;
    const run = runOf(prepared(problem, [], csv), { optimiser: method, validation: 0, epochs: 2 });
    for (const { parameters } of steps) {
      toTheEnd(run, (event) => event.kind === "batch");
      const wanted = parameters.flatMap(({ value }) => [numericOf(value!)].flat(3) as number[]);
      expect(wanted.length).toBe(run.state.parameters.length);
      for (const [k, found] of run.state.parameters.entries()) {
        expect(Math.abs(found - wanted[k]!)).toBeLessThanOrEqual(4e-15 * Math.abs(wanted[k]!));
      }
      // the generator is begun anew for the next step, at the state where it stands
    }
  });

  test("every method of the table is among them", () => {
    const { sheet } = networkIn(prepared(problem, [], csv));
    const titles = methods.map((text) => {
      const plan = readOptimiser(text, sheet);
      return "code" in plan ? messageOf(plan) : plan.optimiser.title;
    });
    expect(new Set(titles)).toEqual(new Set(optimisers.map(({ title }) => title)));
  });
});

test.each([
  ["best", "PG2060"],
  ["adam, speed = 3", "PG2061"],
  ["adam, eta = fast", "PG2066"],
  ["", "PG6110"],
])("'%s' is refused", (text, code) => {
  const { sheet } = networkIn(prepared(problem, [], csv));
  expect(readOptimiser(text, sheet)).toMatchObject({ code });
});

test("a long vector is worked in stretches, in place", () => {
  const arena = new Arena();
  const [x, y] = [arena.variable("x"), arena.variable("y")];
  const roots = [arena.add(arena.multiply(x, x), y), arena.integer(7)];
  const program = flatProgram(roots, [x, y], new Set(["x"]), arena);
  const values = Float64Array.from({ length: 5000 }, (_, k) => k);
  const sevens = new Float64Array(5000);
  const letters = new Map<string, number | Float64Array>([
    ["x", values],
    ["y", 1],
  ]);
  program(letters, [values, sevens]);
  expect([values[0], values[1], values[2047], values[2048], values[4999]]).toEqual([
    1,
    2,
    2047 ** 2 + 1,
    2048 ** 2 + 1,
    4999 ** 2 + 1,
  ]);
  expect(new Set(sevens)).toEqual(new Set([7]));
});

test("what a method remembers begins at 0", () => {
  const { sheet } = networkIn(prepared(problem, [], csv));
  const plan = readOptimiser("adam", sheet);
  expect("code" in plan ? [] : updateRule(plan).remembered).toEqual(["m", "v"]);
});

describe("schedules", () => {
  test.each<[string, number, number]>([
    ["constant", 3, 1],
    ["step 10, 0.5", 9.99, 1],
    ["step 10, 0.5", 20, 0.25],
    ["step 10", 10, 0.1],
    ["exponential 0.9", 2, 0.81],
    ["cosine", 0, 1],
    ["cosine", 50, 0.5],
    ["linear", 25, 0.75],
    ["warmup 4", 0, 0.0625],
    ["warmup 4", 3.75, 1],
    ["warm-up 20, cosine", 60, 0.5],
    ["warmup 20, cosine", 20, 1],
  ])("%s at epoch %d of 100", (text, epoch, wanted) => {
    expect(scheduleOf(text)(epoch, 100, 0.25)).toBeCloseTo(wanted, 12);
  });

  test.each(["", "fast", "step", "step 0", "cosine 3", "warmup"])("'%s' is none", (text) => {
    expect(typeof readSchedule(text)).toBe("string");
  });
});
