/**
 * @file arccos x, with values in [0, π]. (arccos x)' = −1/√(1 − x²). Source: DLMF 4.24.8.
 * Defined on [−1, 1]; the derivative has no value at the two ends.
 */
import type { Elementwise } from "../operation.ts";
import { oneMinusSquare, reciprocal, where } from "./terms.ts";

export const arccos: Elementwise = {
  kind: "elementwise",
  title: "arccosine",
  notation: { latex: ["\\arccos"], plain: ["arccos", "acos"] },
  rule: "derivative of the arccosine",
  arity: 1,
  domain: where(">=0", (arena, [x]) => oneMinusSquare(arena, x!)),
  kinks: [],
  float: Math.acos,
  value: (field, [x]) => field.call("arccos", x!),
  // (arccos x)' = −1/√(1 − x²)
  partial: (_k, [x], arena) =>
    arena.negate(reciprocal(arena, arena.apply("sqrt", oneMinusSquare(arena, x!)))),
};
