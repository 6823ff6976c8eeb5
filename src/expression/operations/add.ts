/**
 * @file a + b + …: any number of terms. ∂(a + b)/∂a = 1.
 * Long sums are added in rounds of neighbours, which keeps exact partial sums short and, in
 * doubles, the rounding error at O(log n) (Higham, *Accuracy and Stability*, section 4.2).
 */

import { balanced } from "../kernels/lift.ts";
import type { Elementwise } from "../operation.ts";
import { constant, everywhere } from "./terms.ts";

export const add: Elementwise = {
  kind: "elementwise",
  title: "sum",
  notation: null,
  rule: "sum rule",
  arity: -1,
  domain: everywhere,
  kinks: [],
  float: (...terms) => terms.reduce((total, term) => total + term, 0),
  value: (field, terms) => balanced(terms, field.add),
  // ∂(a + b)/∂a = 1
  partial: (_k, args, arena) => constant(arena, 1, args[0]!),
};
