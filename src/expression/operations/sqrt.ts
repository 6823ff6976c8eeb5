/**
 * @file √x. (√x)' = 1/(2√x), written with the value itself. It is the power rule with exponent ½,
 * named apart because a person writes the root and not the power. Defined for x ≥ 0; the
 * derivative has no value at 0.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, where } from "./terms.ts";

export const sqrt: Elementwise = {
  kind: "elementwise",
  title: "square root",
  notation: { latex: [], plain: ["sqrt"] },
  rule: "derivative of the square root",
  arity: 1,
  domain: where(">=0", (_arena, [x]) => x!),
  kinks: [],
  float: Math.sqrt,
  value: (field, [x]) => field.call("sqrt", x!),
  // (√x)' = 1/(2√x)
  partial: (_k, _args, arena, node) => reciprocal(arena, arena.multiply(arena.integer(2), node)),
};
