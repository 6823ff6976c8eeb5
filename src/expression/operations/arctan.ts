/**
 * @file arctan x, with values in (−π/2, π/2). (arctan x)' = 1/(1 + x²). Source: DLMF 4.24.9.
 * Defined for all real x.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere, onePlusSquare, reciprocal } from "./terms.ts";

export const arctan: Elementwise = {
  kind: "elementwise",
  title: "arctangent",
  notation: { latex: ["\\arctan"], plain: ["arctan", "atan", "arctg"] },
  rule: "derivative of the arctangent",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.atan,
  value: (field, [x]) => field.call("arctan", x!),
  // (arctan x)' = 1/(1 + x²)
  partial: (_k, [x], arena) => reciprocal(arena, onePlusSquare(arena, x!)),
};
