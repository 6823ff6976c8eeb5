/**
 * @file sec x = 1/cos x. (sec x)' = sec x tan x. Source: DLMF 4.20.5.
 * Defined where the cosine is not 0.
 */
import type { Elementwise } from "../operation.ts";
import { where } from "./terms.ts";

export const sec: Elementwise = {
  kind: "elementwise",
  title: "secant",
  notation: { latex: ["\\sec"], plain: ["sec"] },
  rule: "derivative of the secant",
  arity: 1,
  domain: where("!=0", (arena, [x]) => arena.apply("cos", x!)),
  kinks: [],
  float: (x) => 1 / Math.cos(x!),
  value: (field, [x]) => field.call("sec", x!),
  // (sec x)' = sec x tan x
  partial: (_k, [x], arena, node) => arena.multiply(node, arena.apply("tan", x!)),
};
