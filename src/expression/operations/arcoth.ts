/**
 * @file arcoth x = artanh(1/x). (arcoth x)' = 1/(1 − x²): the same formula as for artanh, on the
 * other side of ±1. Source: DLMF 4.38.14. Defined where |x| > 1.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { oneMinusSquare, reciprocal, squareMinusOne, where } from "./terms.ts";

export const arcoth: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic cotangent",
  notation: { latex: [], plain: ["arcoth", "acoth", "arccoth"] },
  rule: "derivative of the inverse hyperbolic cotangent",
  arity: 1,
  domain: where(">0", (arena, [x]) => squareMinusOne(arena, x!)),
  kinks: [],
  float: (x) => Math.atanh(1 / x!),
  value: (field, [x]) => lift(field).call("artanh", field.divide(field.integer(1), x!)),
  // (arcoth x)' = 1/(1 − x²)
  partial: (_k, [x], arena) => reciprocal(arena, oneMinusSquare(arena, x!)),
};
