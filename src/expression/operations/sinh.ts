/**
 * @file sinh x = (e^x − e^{−x})/2. (sinh x)' = cosh x. Source: DLMF 4.34.1.
 * Defined for all real x.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const sinh: Elementwise = {
  kind: "elementwise",
  title: "hyperbolic sine",
  notation: { latex: ["\\sinh"], plain: ["sinh"] },
  rule: "derivative of the hyperbolic sine",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: Math.sinh,
  value: (field, [x]) => field.call("sinh", x!),
  // (sinh x)' = cosh x
  partial: (_k, [x], arena) => arena.apply("cosh", x!),
};
