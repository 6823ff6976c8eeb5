/**
 * @file cos x. (cos x)' = −sin x. Source: DLMF 4.20.2.
 * The argument is in radians. At rational multiples of π the exact field knows the value.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const cos: Elementwise = {
  kind: "elementwise",
  title: "cosine",
  notation: { latex: ["\\cos"], plain: ["cos"] },
  rule: "derivative of the cosine",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.cos,
  value: (field, [x]) => field.call("cos", x!),
  // (cos x)' = −sin x
  partial: (_k, [x], arena) => arena.negate(arena.apply("sin", x!)),
};
