/**
 * @file arccsc x = arcsin(1/x), with values in [−π/2, π/2]. (arccsc x)' = −1/(|x| √(x² − 1)).
 * Source: DLMF 4.24.10, with |x| for both branches. Defined where |x| ≥ 1.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { reciprocal, squareMinusOne, where } from "./terms.ts";

export const arccsc: Elementwise = {
  kind: "elementwise",
  title: "arccosecant",
  notation: { latex: [], plain: ["arccsc", "acsc"] },
  rule: "derivative of the arccosecant",
  arity: 1,
  domain: where(">=0", (arena, [x]) => squareMinusOne(arena, x!)),
  kinks: [],
  float: (x) => Math.asin(1 / x!),
  value: (field, [x]) => lift(field).call("arcsin", field.divide(field.integer(1), x!)),
  // (arccsc x)' = −1/(|x| √(x² − 1))
  partial: (_k, [x], arena) =>
    arena.negate(
      reciprocal(
        arena,
        arena.multiply(arena.apply("abs", x!), arena.apply("sqrt", squareMinusOne(arena, x!))),
      ),
    ),
};
