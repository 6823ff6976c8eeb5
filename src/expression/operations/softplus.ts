/**
 * @file softplus(x) = ln(1 + e^x). softplus'(x) = σ(x).
 * Source: Dugas et al., *Incorporating Second-Order Functional Knowledge*, NIPS 2000.
 * In doubles max(x, 0) + ln(1 + e^{−|x|}), which neither overflows nor cancels.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const softplus: Elementwise = {
  kind: "elementwise",
  title: "softplus",
  notation: { latex: [], plain: ["softplus"] },
  rule: "derivative of the softplus",
  arity: 1,
  domain: everywhere,
  kinks: [],
  float: (x) => Math.max(x!, 0) + Math.log1p(Math.exp(-Math.abs(x!))),
  value: (field, [x]) => field.call("softplus", x!),
  // (ln(1 + e^x))' = σ(x)
  partial: (_k, [x], arena) => arena.apply("sigmoid", x!),
};
