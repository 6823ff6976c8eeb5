/**
 * @file sign x: −1, 0 or 1. It is constant on both sides of 0, so its derivative is 0 there.
 * At 0 it jumps and has no derivative; the convention is 0.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const sign: Elementwise = {
  kind: "elementwise",
  title: "sign",
  notation: { latex: ["\\sgn", "\\sign"], plain: ["sgn", "sign"] },
  rule: "derivative of a step",
  arity: 1,
  domain: everywhere,
  kinks: [{ at: ([x]) => x!, convention: "0", left: "0", right: "0" }],
  float: Math.sign,
  value: (field, [x]) => field.call("sign", x!),
  // constant on both sides of the jump
  partial: () => null,
};
