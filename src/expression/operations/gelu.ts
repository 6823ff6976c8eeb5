/**
 * @file GELU(x) = x Φ(x), Φ(x) = ½ (1 + erf(x/√2)): the exact form, not the one by tanh.
 * GELU'(x) = Φ(x) + x φ(x), φ(x) = e^{−x²/2}/√(2π). Source: Hendrycks, Gimpel, arXiv:1606.08415.
 * In doubles Φ(x) = ½ erfc(−x/√2), which does not cancel far to the left.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { erfcDouble } from "./erf.ts";
import { everywhere, square } from "./terms.ts";

export const gelu: Elementwise = {
  kind: "elementwise",
  title: "Gaussian error linear unit (GELU)",
  notation: { latex: [], plain: ["gelu", "GELU"] },
  rule: "derivative of the GELU",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (x) => (x! * erfcDouble(-x! * Math.SQRT1_2)) / 2,
  value: (field, [x]) => {
    const { add, multiply, divide, call } = lift(field);
    const [one, two] = [field.integer(1), field.integer(2)];
    const error = call("erf", divide(x!, call("sqrt", two)));
    return divide(multiply(x!, add(one, error)), two);
  },
  partial: (_k, [x], arena) => {
    const [one, two] = [arena.integer(1), arena.integer(2)];
    const error = arena.apply("erf", arena.divide(x!, arena.apply("sqrt", two)));
    // Φ(x) = ½ (1 + erf(x/√2))
    const below = arena.multiply(arena.divide(one, two), arena.add(one, error));
    // φ(x) = e^{−x²/2}/√(2π)
    const power = arena.apply("exp", arena.negate(arena.divide(square(arena, x!), two)));
    const root = arena.apply("sqrt", arena.multiply(two, arena.pi()));
    return arena.add(below, arena.multiply(x!, arena.divide(power, root)));
  },
};
