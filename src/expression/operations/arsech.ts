/**
 * @file arsech x = arcosh(1/x), with values ≥ 0. (arsech x)' = −1/(x √(1 − x²)).
 * Source: DLMF 4.38.13. Defined for 0 < x ≤ 1; the derivative has no value at 1.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { oneMinus, oneMinusSquare, reciprocal } from "./terms.ts";

export const arsech: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic secant",
  notation: { latex: [], plain: ["arsech", "asech", "arcsech"] },
  rule: "derivative of the inverse hyperbolic secant",
  arity: 1,
  domain: {
    kind: "conditions",
    // 0 < x ≤ 1
    conditions: ([x], arena) => [
      { node: x!, sign: ">0" },
      { node: oneMinus(arena, x!), sign: ">=0" },
    ],
  },
  kinks: [],
  float: (x) => Math.acosh(1 / x!),
  value: (field, [x]) => lift(field).call("arcosh", field.divide(field.integer(1), x!)),
  // (arsech x)' = −1/(x √(1 − x²))
  partial: (_k, [x], arena) =>
    arena.negate(
      reciprocal(arena, arena.multiply(x!, arena.apply("sqrt", oneMinusSquare(arena, x!)))),
    ),
};
