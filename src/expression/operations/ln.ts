/**
 * @file ln x, the logarithm with base e. (ln x)' = 1/x. Source: DLMF 4.7.1.
 * Defined for x > 0.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, where } from "./terms.ts";

export const ln: Elementwise = {
  kind: "elementwise",
  title: "natural logarithm",
  notation: { latex: ["\\ln"], plain: ["ln"] },
  rule: "derivative of the natural logarithm",
  arity: 1,
  domain: where(">0", (_arena, [x]) => x!),
  kinks: [],
  float: Math.log,
  value: (field, [x]) => field.call("ln", x!),
  // (ln x)' = 1/x
  partial: (_k, [x], arena) => reciprocal(arena, x!),
};
