/**
 * @file arcosh x = ln(x + √(x² − 1)), with values ≥ 0. (arcosh x)' = 1/√(x² − 1).
 * Source: DLMF 4.38.10. Defined for x ≥ 1; the derivative has no value at 1.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, squareMinusOne, where } from "./terms.ts";

export const arcosh: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic cosine",
  notation: { latex: [], plain: ["arcosh", "acosh", "arccosh"] },
  rule: "derivative of the inverse hyperbolic cosine",
  arity: 1,
  domain: where(">=0", (arena, [x]) => arena.subtract(x!, arena.integer(1))),
  kinks: [],
  float: Math.acosh,
  value: (field, [x]) => field.call("arcosh", x!),
  // (arcosh x)' = 1/√(x² − 1)
  partial: (_k, [x], arena) => reciprocal(arena, arena.apply("sqrt", squareMinusOne(arena, x!))),
};
