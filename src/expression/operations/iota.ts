/**
 * @file The vector (1, 2, …, n) of an index's own values, so that i may stand in a formula under a
 * sum over i: Σ_i i x_i contracts it with x.
 */
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const iota: Structural = {
  kind: "leaf",
  title: "index values",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field, _args, _node, shape) => ({
    shape,
    entries: Array.from({ length: shape[0]! }, (_, k) => field.integer(k + 1)),
  }),
  // a leaf has no operands
  pullback: () => null,
};
