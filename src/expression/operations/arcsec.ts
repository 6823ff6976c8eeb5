/**
 * @file arcsec x = arccos(1/x), with values in [0, π]. (arcsec x)' = 1/(|x| √(x² − 1)).
 * Source: DLMF 4.24.11, with |x| for both branches. Defined where |x| ≥ 1.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { reciprocal, squareMinusOne, where } from "./terms.ts";

export const arcsec: Elementwise = {
  kind: "elementwise",
  title: "arcsecant",
  notation: { latex: [], plain: ["arcsec", "asec"] },
  rule: "derivative of the arcsecant",
  arity: 1,
  domain: where(">=0", (arena, [x]) => squareMinusOne(arena, x!)),
  kinks: [],
  float: (x) => Math.acos(1 / x!),
  value: (field, [x]) => lift(field).call("arccos", field.divide(field.integer(1), x!)),
  // (arcsec x)' = 1/(|x| √(x² − 1))
  partial: (_k, [x], arena) =>
    reciprocal(
      arena,
      arena.multiply(arena.apply("abs", x!), arena.apply("sqrt", squareMinusOne(arena, x!))),
    ),
};
