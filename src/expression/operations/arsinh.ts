/**
 * @file arsinh x = ln(x + √(x² + 1)). (arsinh x)' = 1/√(x² + 1). Source: DLMF 4.38.9.
 * Defined for all real x.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, reciprocal, square } from "./terms.ts";

export const arsinh: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic sine",
  notation: { latex: [], plain: ["arsinh", "asinh", "arcsinh"] },
  rule: "derivative of the inverse hyperbolic sine",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.asinh,
  value: (field, [x]) => field.call("arsinh", x!),
  // (arsinh x)' = 1/√(x² + 1)
  partial: (_k, [x], arena) =>
    reciprocal(arena, arena.apply("sqrt", arena.add(square(arena, x!), arena.integer(1)))),
};
