/**
 * @file π as a constant, apart from a variable that happens to have that letter: the elaboration of
 * a formula decides which it is. Every field knows it: a double, an enclosure, or the exact π.
 */
import type { Structural } from "../operation.ts";
import { scalarTensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

export const pi: Structural = {
  kind: "leaf",
  title: "circle constant",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field) => scalarTensor(field.pi()),
  // a leaf has no operands
  pullback: () => null,
};
