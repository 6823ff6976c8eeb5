/**
 * @file a where the condition (a node of 0 and 1) is 1, b where it is 0. The branch that is not
 * taken need not be defined: evaluation passes it as undefined and it is not asked.
 * Derivative: that of the branch taken; the condition itself counts as constant, its jumps are
 * kinks of its own page.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, oneMinus } from "./terms.ts";

export const piecewise: Elementwise = {
  kind: "elementwise",
  title: "choice by cases",
  notation: null,
  rule: "derivative by cases",
  arity: 3,
  domain: everywhere,
  kinks: [],
  float: (condition, a, b) => (condition === 0 ? b! : a!),
  value: (field, [condition, a, b]) =>
    field.bySign(
      condition!,
      () => undefined,
      () => b,
      () => a,
    ),
  partial: (k, [condition], arena) => {
    // ∂/∂a = c, ∂/∂b = 1 − c; the condition is constant nearly everywhere
    if (k === 0) return null;
    return k === 1 ? condition! : oneMinus(arena, condition!);
  },
};
