/**
 * @file LeakyReLU(x, a) = x for x > 0, else a x. Its derivative is 1 for x > 0, else a.
 * Source: Maas, Hannun, Ng, *Rectifier Nonlinearities*, ICML 2013. At the kink the left slope a
 * is taken, as in the frameworks.
 */
import type { Elementwise } from "../operation.ts";
import { constant, everywhere, isPositive } from "./terms.ts";

export const leakyrelu: Elementwise = {
  kind: "elementwise",
  title: "leaky rectifier",
  notation: { latex: [], plain: ["leakyrelu", "LeakyReLU", "leaky_relu", "lrelu"] },
  rule: "derivative of the leaky rectifier",
  arity: 2,
  domain: everywhere,
  kinks: [{ at: ([x]) => x!, convention: "a", left: "a", right: "1" }],
  float: (x, a) => (x! > 0 ? x! : a! * x!),
  value: (field, [x, a]) =>
    field.bySign(
      x!,
      () => field.multiply(a!, x!),
      () => x,
      () => x,
    ),
  partial: (k, [x, a], arena) => {
    const positive = isPositive(arena, x!);
    // ∂/∂x = 1 for x > 0, else a
    if (k === 0) return arena.apply("piecewise", positive, constant(arena, 1, x!), a!);
    // ∂/∂a = 0 for x > 0, else x
    return arena.apply("piecewise", positive, constant(arena, 0, x!), x!);
  },
};
