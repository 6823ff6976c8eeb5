/**
 * @file arccot x = π/2 − arctan x, with values in (0, π). (arccot x)' = −1/(1 + x²).
 * Source: DLMF 4.24.12. Of the two conventions in use the continuous one is taken; DLMF 4.23.9 has
 * the other, arctan(1/x), which jumps at 0. Both have the same derivative.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { everywhere, onePlusSquare, reciprocal } from "./terms.ts";

export const arccot: Elementwise = {
  kind: "elementwise",
  title: "arccotangent",
  notation: { latex: [], plain: ["arccot", "acot", "arcctg"] },
  rule: "derivative of the arccotangent",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (x) => (x! > 0 ? Math.atan(1 / x!) : Math.PI / 2 - Math.atan(x!)),
  value: (field, [x]) => {
    const { subtract, divide, call } = lift(field);
    return subtract(divide(field.pi(), field.integer(2)), call("arctan", x!));
  },
  // (arccot x)' = −1/(1 + x²)
  partial: (_k, [x], arena) => arena.negate(reciprocal(arena, onePlusSquare(arena, x!))),
};
