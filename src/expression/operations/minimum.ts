/**
 * @file The smallest entry along one axis (`data`), which it removes: min_i x_i. Its derivative is
 * 1 for the entry that attains it and 0 for the others; at a tie they share it (`extremum.ts`).
 * Not to be mixed up with `min`, which compares two operands entry by entry.
 */
import type { Structural } from "../operation.ts";
import { evaluateExtremum, pullbackExtremum, tie } from "./extremum.ts";
import { everywhere } from "./terms.ts";

export const minimum: Structural = {
  kind: "structural",
  title: "minimum over an axis",
  notation: null,
  rule: "derivative of the minimum",
  domain: everywhere,
  kinks: [tie],
  evaluate: evaluateExtremum((field) => field.min),
  // x̄_i = m̄ 1[x_i = m]
  pullback: pullbackExtremum,
};
