/**
 * @file artanh x = ½ ln((1 + x)/(1 − x)). (artanh x)' = 1/(1 − x²). Source: DLMF 4.38.11.
 * Defined for −1 < x < 1.
 */
import type { Elementwise } from "../operation.ts";
import { oneMinusSquare, reciprocal, where } from "./terms.ts";

export const artanh: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic tangent",
  notation: { latex: [], plain: ["artanh", "atanh", "arctanh"] },
  rule: "derivative of the inverse hyperbolic tangent",
  arity: 1,
  domain: where(">0", (arena, [x]) => oneMinusSquare(arena, x!)),
  kinks: [],
  float: Math.atanh,
  value: (field, [x]) => field.call("artanh", x!),
  // (artanh x)' = 1/(1 − x²)
  partial: (_k, [x], arena) => reciprocal(arena, oneMinusSquare(arena, x!)),
};
