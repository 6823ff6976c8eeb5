/**
 * @file cosh x = (e^x + e^{−x})/2. (cosh x)' = sinh x, without the minus sign of the cosine.
 * Source: DLMF 4.34.2. Defined for all real x.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const cosh: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic cosine",
  notation: { latex: ["\\cosh"], plain: ["cosh"] },
  rule: "derivative of the hyperbolic cosine",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.cosh,
  value: (field, [x]) => field.call("cosh", x!),
  // (cosh x)' = sinh x
  partial: (_k, [x], arena) => arena.apply("sinh", x!),
};
