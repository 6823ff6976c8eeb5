/**
 * @file ReLU(x) = max(0, x). ReLU'(x) = 1[x > 0].
 * At the kink the convention is 0, as in Goodfellow, Bengio, Courville, *Deep Learning*, section
 * 6.3, and in the frameworks.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, isPositive } from "./terms.ts";

export const relu: Elementwise = {
  kind: "elementwise",
  title: "rectifier (ReLU)",
  notation: { latex: [], plain: ["relu", "ReLU"] },
  rule: "derivative of the rectifier",
  arity: 1,
  domain: everywhere,
  kinks: [{ at: ([x]) => x!, convention: "0", left: "0", right: "1" }],
  float: (x) => Math.max(0, x!),
  value: (field, [x]) => field.max(field.integer(0), x!),
  // ReLU'(x) = 1[x > 0]
  partial: (_k, [x], arena) => isPositive(arena, x!),
};
