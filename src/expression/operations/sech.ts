/**
 * @file sech x = 1/cosh x. (sech x)' = −sech x tanh x. Source: DLMF 4.34.5.
 * Defined for all real x.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const sech: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic secant",
  notation: { latex: [], plain: ["sech"] },
  rule: "derivative of the hyperbolic secant",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (x) => 1 / Math.cosh(x!),
  value: (field, [x]) => field.call("sech", x!),
  // (sech x)' = −sech x tanh x
  partial: (_k, [x], arena, node) => arena.negate(arena.multiply(node, arena.apply("tanh", x!))),
};
