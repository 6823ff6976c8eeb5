/**
 * @file sin x. (sin x)' = cos x. Source: DLMF 4.20.1.
 * The argument is in radians. At rational multiples of π the exact field knows the value.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const sin: Elementwise = {
  kind: "elementwise",
  title: "sine",
  notation: { latex: ["\\sin"], plain: ["sin"] },
  rule: "derivative of the sine",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.sin,
  value: (field, [x]) => field.call("sin", x!),
  // (sin x)' = cos x
  partial: (_k, [x], arena) => arena.apply("cos", x!),
};
