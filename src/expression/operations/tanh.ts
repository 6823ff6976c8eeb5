/**
 * @file tanh x = sinh x / cosh x. (tanh x)' = 1 − tanh² x, written with the value itself, as a
 * backward pass uses it. Source: DLMF 4.34.3 with 4.35.12.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, oneMinusSquare } from "./terms.ts";

export const tanh: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic tangent",
  notation: { latex: ["\\tanh"], plain: ["tanh"] },
  rule: "derivative of the hyperbolic tangent",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.tanh,
  value: (field, [x]) => field.call("tanh", x!),
  // (tanh x)' = 1 − tanh² x
  partial: (_k, _args, arena, node) => oneMinusSquare(arena, node),
};
