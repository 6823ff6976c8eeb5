/**
 * @file arcsch x = arsinh(1/x). (arcsch x)' = −1/(|x| √(1 + x²)). Source: DLMF 4.38.12.
 * Defined for x ≠ 0.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { onePlusSquare, reciprocal, where } from "./terms.ts";

export const arcsch: Elementwise = {
  kind: "elementwise",
  title: "inverse hyperbolic cosecant",
  notation: { latex: [], plain: ["arcsch", "acsch", "arccsch"] },
  rule: "derivative of the inverse hyperbolic cosecant",
  arity: 1,
  domain: where("!=0", (_arena, [x]) => x!),
  kinks: [],
  float: (x) => Math.asinh(1 / x!),
  value: (field, [x]) => lift(field).call("arsinh", field.divide(field.integer(1), x!)),
  // (arcsch x)' = −1/(|x| √(1 + x²))
  partial: (_k, [x], arena) =>
    arena.negate(
      reciprocal(
        arena,
        arena.multiply(arena.apply("abs", x!), arena.apply("sqrt", onePlusSquare(arena, x!))),
      ),
    ),
};
