/**
 * @file e^x. (e^x)' = e^x: the value itself. Source: DLMF 4.7.7.
 * A power with base e is this operation (the arena sees to it), so that the rule for a^x with its
 * factor ln a is never shown where ln e = 1 would have to be explained away.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const exp: Elementwise = {
  kind: "elementwise",
  title: "exponential function",
  notation: { latex: ["\\exp"], plain: ["exp"] },
  rule: "derivative of the exponential function",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.exp,
  value: (field, [x]) => field.call("exp", x!),
  // (e^x)' = e^x
  partial: (_k, _args, _arena, node) => node,
};
