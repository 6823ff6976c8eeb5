/**
 * @file coth x = cosh x / sinh x. (coth x)' = −1/sinh² x. Source: DLMF 4.34.6.
 * Defined for x ≠ 0.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, square, where } from "./terms.ts";

export const coth: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic cotangent",
  notation: { latex: ["\\coth"], plain: ["coth"] },
  rule: "derivative of the hyperbolic cotangent",
  arity: 1,
  domain: where("!=0", (_arena, [x]) => x!),
  kinks: [],
  float: (x) => 1 / Math.tanh(x!),
  value: (field, [x]) => field.call("coth", x!),
  // (coth x)' = −1/sinh² x
  partial: (_k, [x], arena) =>
    arena.negate(reciprocal(arena, square(arena, arena.apply("sinh", x!)))),
};
