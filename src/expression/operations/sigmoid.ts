/**
 * @file σ(x) = 1/(1 + e^{−x}). σ'(x) = σ(x)(1 − σ(x)), written with the value itself.
 * Source: Bishop, *Pattern Recognition and Machine Learning*, eq. 4.59 and 4.88.
 * In doubles the power is taken of −|x|, so that it never overflows.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, oneMinus } from "./terms.ts";

/** σ(x) in doubles, for any x. */
export function logistic(x: number): number {
  const t = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + t) : t / (1 + t);
}

export const sigmoid: Elementwise = {
  kind: "elementwise",
  title: "sigmoid",
  notation: { latex: [], plain: ["sigmoid"] },
  rule: "derivative of the sigmoid",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: logistic,
  value: (field, [x]) => field.call("sigmoid", x!),
  // σ'(x) = σ(x)(1 − σ(x))
  partial: (_k, _args, arena, node) => arena.multiply(node, oneMinus(arena, node)),
};
