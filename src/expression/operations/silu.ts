/**
 * @file SiLU(x) = x σ(x), also called swish. SiLU'(x) = σ(x)(1 + x(1 − σ(x))).
 * Source: Elfwing, Uchibe, Doya, *Neural Networks* 107 (2018), eq. 7.
 */

import { lift } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { logistic } from "./sigmoid.ts";
import { everywhere, oneMinus } from "./terms.ts";

export const silu: Elementwise = {
  kind: "elementwise",
  title: "sigmoid linear unit (SiLU)",
  notation: { latex: [], plain: ["silu", "SiLU", "swish"] },
  rule: "derivative of the SiLU",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (x) => x! * logistic(x!),
  value: (field, [x]) => lift(field).multiply(x!, field.call("sigmoid", x!)),
  partial: (_k, [x], arena) => {
    const s = arena.apply("sigmoid", x!);
    // (x σ)' = σ (1 + x (1 − σ))
    const bracket = arena.add(arena.integer(1), arena.multiply(x!, oneMinus(arena, s)));
    return arena.multiply(s, bracket);
  },
};
