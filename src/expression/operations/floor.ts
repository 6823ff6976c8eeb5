/**
 * @file ⌊x⌋, the largest integer that is not larger than x. Constant between integers, so its
 * derivative is 0; at an integer it jumps and the convention is 0.
 */
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const floor: Elementwise = {
  kind: "elementwise",
  title: "floor",
  notation: { latex: [], plain: ["floor"] },
  rule: "derivative of a step",
  arity: 1,
  domain: everywhere,
  kinks: [
    {
      at: ([x], arena) => arena.subtract(x!, arena.apply("floor", x!)),
      convention: "0",
      left: "0",
      right: "0",
    },
  ],
  float: Math.floor,
  value: (field, [x]) => field.call("floor", x!),
  // constant between the jumps
  partial: () => null,
};
