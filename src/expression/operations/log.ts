/**
 * @file log_b x (operands x, b). ∂/∂x = 1/(x ln b), ∂/∂b = −ln x/(b (ln b)²).
 * Source: DLMF 4.2.25 for log_b x = ln x / ln b. Defined for x > 0, b > 0, b ≠ 1.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { reciprocal, square } from "./terms.ts";

/** log_b x in doubles, correct at the powers of 2 and 10. */
function logDouble(x: number, b: number): number {
  if (b === 2) return Math.log2(x);
  return b === 10 ? Math.log10(x) : Math.log(x) / Math.log(b);
}

export const log: Elementwise = {
  kind: "elementwise",
  title: "logarithm",
  notation: { latex: ["\\log"], plain: ["log"] },
  rule: "derivative of the logarithm",
  arity: 2,
  domain: {
    kind: "conditions",
    conditions: ([x, b], arena) => [
      { node: x!, sign: ">0" },
      { node: b!, sign: ">0" },
      { node: arena.subtract(b!, arena.integer(1)), sign: "!=0" },
    ],
  },
  kinks: [],
  float: (x, b) => logDouble(x!, b!),
  value: (field, [x, b]) => {
    const { divide, call } = lift(field);
    return divide(call("ln", x!), call("ln", b!));
  },
  partial: (k, [x, b], arena) => {
    const below = arena.apply("ln", b!);
    // ∂/∂x = 1/(x ln b)
    if (k === 0) return reciprocal(arena, arena.multiply(x!, below));
    // ∂/∂b = −ln x/(b (ln b)²)
    const bottom = arena.multiply(b!, square(arena, below));
    return arena.negate(arena.divide(arena.apply("ln", x!), bottom));
  },
};
