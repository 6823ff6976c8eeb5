/** @file How each layout arranges the axes of a derivative. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrangedShape, arrangement, layouts } from "../../src/work/layout.ts";

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
