/**
 * @file ELU(x, a) = x for x > 0, else a (e^x − 1). Its derivative is 1 for x > 0, else a e^x.
 * Source: Clevert, Unterthiner, Hochreiter, ICLR 2016, eq. 15. At 0 the left slope a is taken;
 * for a = 1 there is no kink.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { constant, everywhere, isPositive } from "./terms.ts";

export const elu: Elementwise = {
  kind: "elementwise",
  title: "exponential linear unit (ELU)",
  notation: { latex: [], plain: ["elu", "ELU"] },
  rule: "derivative of the exponential linear unit",
  arity: 2,
  domain: everywhere,
  kinks: [{ at: ([x]) => x!, convention: "a", left: "a", right: "1" }],
  float: (x, a) => (x! > 0 ? x! : a! * Math.expm1(x!)),
  value: (field, [x, a]) =>
    field.bySign(
      x!,
      () => lift(field).multiply(a!, field.call("expm1", x!)),
      () => x,
      () => x,
    ),
  partial: (k, [x, a], arena) => {
    const positive = isPositive(arena, x!);
    const power = arena.apply("exp", x!);
    // ∂/∂x = 1 for x > 0, else a e^x
    if (k === 0) {
      const below = arena.multiply(a!, power);
      return arena.apply("piecewise", positive, constant(arena, 1, x!), below);
    }
    // ∂/∂a = 0 for x > 0, else e^x − 1
    const below = arena.subtract(power, arena.integer(1));
    return arena.apply("piecewise", positive, constant(arena, 0, x!), below);
  },
};
