/** @file Curves as the worker samples them, and as they are said in words. */
import { expect, test } from "vitest";
import { sample } from "../../web/src/plot/sample.ts";
import { around, covering, rounded, ticksIn } from "../../web/src/plot/scale.ts";
import { numeral, saidOfNone } from "../../web/src/plot/words.ts";

const hole = (x: number): number | undefined => (x === 0 ? undefined : Math.sin(x) / x);

/** Along a function: how many connected runs, where it is not defined, and single holes. */
test.each([
  ["a parabola", (x: number) => x * x, [-1, 5], 1, [], []],
  ["a kink", Math.abs, [-3, 3], 1, [], []],
  [
    "ln, defined on one side",
    (x: number) => (x > 0 ? Math.log(x) : undefined),
    [-2, 2],
    1,
    [[-2, 0]],
    [],
  ],
  [
    "a root between",
    (x: number) => (Math.abs(x) > 1 ? Math.sqrt(x * x - 1) : undefined),
    [-3, 3],
    2,
    [[-1, 1]],
    [],
  ],
  ["a pole met by a point", (x: number) => (x === 0 ? undefined : 1 / x), [-3, 3], 2, [[0, 0]], []],
  ["a pole between points", (x: number) => 1 / (x - 0.3141), [-3, 3], 2, [], []],
  ["a jump", (x: number) => (x < 0.1234 ? -1 : 1), [-3, 3], 2, [], []],
  ["a hole", hole, [-3, 3], 1, [], [0]],
  ["defined nowhere", () => undefined, [0, 1], 0, [[0, 1]], []],
  ["one height", () => 7, [0, 1], 1, [], []],
  ["tan", Math.tan, [-5, 5], 5, [], []],
] as const)("%s", (_, along, stretch, runs, gaps, holes) => {
  const found = sample(along as (x: number) => number | undefined, stretch);
  expect(found.runs.length).toBe(runs);
  expect(found.gaps.flat().map((x) => Number(x.toFixed(6)) + 0)).toEqual(gaps.flat());
  expect(found.holes.map(([x]) => Number(x.toFixed(6)) + 0)).toEqual(holes);
});

/** The farthest that the drawn line is from the function, as a part of the picture's height. */
test.each([
  ["sin 5x", (x: number) => Math.sin(5 * x), [-3, 3]],
  ["a kink between points", (x: number) => Math.max(0, x - 0.3337), [-3, 3]],
  ["a narrow bell", (x: number) => Math.exp(-200 * (x - 0.51) ** 2), [-3, 3]],
  ["exp", Math.exp, [-3, 8]],
] as const)("the line is the curve, by the eye: %s", (_, along, stretch) => {
  const { runs, range } = sample(along, stretch);
  let worst = 0;
  for (const run of runs) {
    for (let k = 2; k < run.length; k += 2) {
      const [x0, y0, x1, y1] = run.slice(k - 2, k + 2) as [number, number, number, number];
      for (const part of [0.2, 0.5, 0.8]) {
        const chord = y0 + (y1 - y0) * part;
        worst = Math.max(worst, Math.abs(along(x0 + (x1 - x0) * part) - chord));
      }
    }
  }
  expect(worst / (range[1] - range[0])).toBeLessThan(0.004);
});

test("what oscillates without end leaves points for the rest", () => {
  const { runs } = sample((x) => Math.cos(Math.PI / x), [-2, 6]);
  const right = runs.at(-1)!.filter((x, k) => k % 2 === 0 && x > 1);
  const widest = right.slice(1).map((x, k) => x - right[k]!);
  expect(Math.max(...widest)).toBeLessThan(0.1);
});

test("the heights of a pole are cut, those of a parabola are not", () => {
  expect(sample((x) => 1 / x, [-3, 3]).range[1]).toBeLessThan(20);
  expect(sample((x) => x * x, [-3, 3]).range[1]).toBeGreaterThanOrEqual(9);
});

test.each([
  [[0, 1], 6, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[-2, 6], 6, [-2, 0, 2, 4, 6]],
  [[-0.03, 0.03], 6, [-0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03]],
  [[990, 1010], 4, [990, 995, 1000, 1005, 1010]],
] as const)("ticks in %j", (stretch, count, expected) => {
  expect(ticksIn(stretch, count)).toEqual(expected);
});

test("a stretch holds the number, and stays while it does", () => {
  const stretch = around(2);
  expect(stretch[0]).toBeLessThan(2);
  expect(covering(stretch, 3)).toBe(stretch);
  const [from, to] = covering(stretch, stretch[1]);
  expect(to).toBeGreaterThan(stretch[1]);
  expect(from).toBeLessThanOrEqual(stretch[0]);
  expect(rounded([0.1, 4.9], 5)).toEqual([0, 5]);
});

test.each([
  [0, "0"],
  [-0.25, "−0.25"],
  [Math.PI, "3.142"],
  [1234567, "1.235·10⁶"],
  [-0.000032, "−3.2·10⁻⁵"],
  [150, "150"],
] as const)("%d is said as %s", (x, said) => {
  expect(numeral(x)).toBe(said);
});

test("of very many names without values a few are said", () => {
  const names = Array.from({ length: 40 }, (_, k) => `x${k}`);
  expect(saidOfNone({ why: "open", names })).toBe(
    "The curve appears when x0, x1, x2, x3, x4, x5 and 34 more have values.",
  );
  expect(saidOfNone({ why: "open", names: ["a", "b"] })).toBe(
    "The curve appears when a and b have values.",
  );
});
