/**
 * @file csc x = 1/sin x. (csc x)' = −csc x cot x. Source: DLMF 4.20.4.
 * Defined where the sine is not 0.
 */
import type { Elementwise } from "../operation.ts";
import { where } from "./terms.ts";

export const csc: Elementwise = {
  kind: "elementwise",
  title: "cosecant",
  notation: { latex: ["\\csc"], plain: ["csc", "cosec"] },
  rule: "derivative of the cosecant",
  arity: 1,
  domain: where("!=0", (arena, [x]) => arena.apply("sin", x!)),
  kinks: [],
  float: (x) => 1 / Math.sin(x!),
  value: (field, [x]) => field.call("csc", x!),
  // (csc x)' = −csc x cot x
  partial: (_k, [x], arena, node) => arena.negate(arena.multiply(node, arena.apply("cot", x!))),
};
