/**
 * @file csch x = 1/sinh x. (csch x)' = −csch x coth x. Source: DLMF 4.34.4.
 * Defined for x ≠ 0.
 */
import type { Elementwise } from "../operation.ts";
import { where } from "./terms.ts";

export const csch: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic cosecant",
  notation: { latex: [], plain: ["csch"] },
  rule: "derivative of the hyperbolic cosecant",
  arity: 1,
  domain: where("!=0", (_arena, [x]) => x!),
  kinks: [],
  float: (x) => 1 / Math.sinh(x!),
  value: (field, [x]) => field.call("csch", x!),
  // (csch x)' = −csch x coth x
  partial: (_k, [x], arena, node) => arena.negate(arena.multiply(node, arena.apply("coth", x!))),
};
