/** @file Roots that use other roots: a step of gradient descent in one kernel. */
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena } from "../../src/expression/index.ts";
import { type BackEnd, compileRoots } from "../../src/kernel/index.ts";

/** A step of descent on Σ_p (w·x_p − t_p)², and the same by hand. */
function descent(backEnd: BackEnd, takeApart: boolean): { found: number[]; wanted: number[] } {
  const arena = new Arena();
  const [w, x] = ["w", "x"].map((name) => arena.variable(name, [2])) as [
    ReturnType<Arena["variable"]>,
    ReturnType<Arena["variable"]>,
  ];
  const t = arena.variable("t");
  const bar = arena.variable("bar w", [2]);
  const off = arena.subtract(arena.total(arena.multiply(w, x)), t);
  const loss = arena.power(off, arena.integer(2));
  const [gradient] = differentiate(loss, [w], arena);
  const next = arena.subtract(w, arena.divide(bar, arena.integer(10)));
  const compiled = compileRoots({
    arena,
    roots: [
      { node: loss, isTotal: true },
      { node: gradient!, isTotal: true, as: bar },
      { node: next },
    ],
    inputs: [w, x, t],
    varying: new Set(["x", "t"]),
    points: 3,
    backEnd,
    takeApart,
  });
  if ("reason" in compiled) throw new Error(compiled.what);
  const samples = [
    [1, 2, 3],
    [0, -1, 2],
    [2, 2, 1],
  ];
  const start = [0.5, -0.25];
  compiled.arrays[1]!.set(start);
  compiled.arrays[3]!.set(samples.flatMap(([a, b]) => [a!, b!]));
  compiled.arrays[4]!.set(samples.map(([, , c]) => c!));
  compiled.run(3, compiled.arrays);
  const slope = [0, 0];
  let sum = 0;
  for (const [a, b, c] of samples) {
    const d = start[0]! * a! + start[1]! * b! - c!;
    sum += d * d;
    slope[0]! += 2 * d * a!;
    slope[1]! += 2 * d * b!;
  }
  const wanted = [sum, ...slope, ...start.map((at, k) => at - slope[k]! / 10)];
  return { found: [...compiled.arrays[2]!], wanted };
}

describe("a root in the place of a variable", () => {
  for (const backEnd of ["script", "interpreter", "wasm"] as const) {
    test.each([true, false])(`${backEnd}, taken apart: %s`, (takeApart) => {
      const { found, wanted } = descent(backEnd, takeApart);
      expect(found).toEqual(wanted.map((at) => expect.closeTo(at, 10)));
    });
  }
});
