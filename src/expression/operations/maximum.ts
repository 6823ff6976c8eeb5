/**
 * @file The largest entry along one axis (`data`), which it removes: max_i x_i. Its derivative is
 * 1 for the entry that attains it and 0 for the others; at a tie they share it (`extremum.ts`).
 * Not to be mixed up with `max`, which compares two operands entry by entry.
 */
import type { Structural } from "../operation.ts";
import { evaluateExtremum, pullbackExtremum, tie } from "./extremum.ts";
import { everywhere } from "./terms.ts";

export const maximum: Structural = {
  kind: "structural",
  title: "maximum over an axis",
  notation: null,
  rule: "derivative of the maximum",
  domain: everywhere,
  kinks: [tie],
  evaluate: evaluateExtremum((field) => field.max),
  // x̄_i = m̄ 1[x_i = m]
  pullback: pullbackExtremum,
};
