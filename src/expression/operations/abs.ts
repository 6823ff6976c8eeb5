/**
 * @file |x|. |x|' = sign x for x ≠ 0.
 * At the kink the convention is 0, the middle of the two sides and what frameworks return.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const abs: Elementwise = {
  kind: "elementwise",
  title: "absolute value",
  notation: { latex: [], plain: ["abs"] },
  rule: "derivative of the absolute value",
  arity: 1,
  domain: everywhere,
  kinks: [{ at: ([x]) => x!, convention: "0", left: "-1", right: "1" }],
  float: Math.abs,
  value: (field, [x]) => field.call("abs", x!),
  // |x|' = sign x
  partial: (_k, [x], arena) => arena.apply("sign", x!),
};
