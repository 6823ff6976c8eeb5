/**
 * @file cot x = cos x / sin x. (cot x)' = −1/sin² x. Source: DLMF 4.20.6.
 * Not the reciprocal of tan x at its poles: cot(π/2) is 0.
 */
import type { Elementwise } from "../operation.ts";
import { reciprocal, square, where } from "./terms.ts";

export const cot: Elementwise = {
  kind: "elementwise",
  title: "cotangent",
  notation: { latex: ["\\cot"], plain: ["cot", "ctg"] },
  rule: "derivative of the cotangent",
  arity: 1,
  domain: where("!=0", (arena, [x]) => arena.apply("sin", x!)),
  kinks: [],
  float: (x) => Math.cos(x!) / Math.sin(x!),
  value: (field, [x]) => field.call("cot", x!),
  // (cot x)' = −1/sin² x
  partial: (_k, [x], arena) =>
    arena.negate(reciprocal(arena, square(arena, arena.apply("sin", x!)))),
};
