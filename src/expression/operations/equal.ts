/**
 * @file 1[a = b]: 1 where it holds, 0 elsewhere. See the page of `less`.
 * Its derivative is 0, by convention also where it holds.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const equal: Elementwise = {
  kind: "elementwise",
  title: "equality",
  notation: null,
  rule: "derivative of a condition",
  arity: 2,
  domain: everywhere,
  kinks: [
    { at: ([a, b], arena) => arena.subtract(a!, b!), convention: "0", left: "0", right: "0" },
  ],
  float: (a, b) => (a! === b! ? 1 : 0),
  value: (field, [a, b]) => {
    const [zero, one] = [field.integer(0), field.integer(1)];
    const gap = field.subtract(b!, a!);
    if (gap === undefined) return undefined;
    return field.bySign(
      gap,
      () => zero,
      () => one,
      () => zero,
    );
  },
  // constant but for single points
  partial: () => null,
};
