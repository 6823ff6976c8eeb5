/**
 * @file arcsin x, with values in [−π/2, π/2]. (arcsin x)' = 1/√(1 − x²). Source: DLMF 4.24.7.
 * Defined on [−1, 1]; the derivative has no value at the two ends.
 */
import type { Elementwise } from "../operation.ts";
import { oneMinusSquare, reciprocal, where } from "./terms.ts";

export const arcsin: Elementwise = {
  kind: "elementwise",
  title: "arcsine",
  notation: { latex: ["\\arcsin"], plain: ["arcsin", "asin"] },
  rule: "derivative of the arcsine",
  arity: 1,
  domain: where(">=0", (arena, [x]) => oneMinusSquare(arena, x!)),
  kinks: [],
  float: Math.asin,
  value: (field, [x]) => field.call("arcsin", x!),
  // (arcsin x)' = 1/√(1 − x²)
  partial: (_k, [x], arena) => reciprocal(arena, arena.apply("sqrt", oneMinusSquare(arena, x!))),
};
