/**
 * @file e as a constant on its own; as the base of a power it is the operation `exp`.
 * Every field knows it: a double, an enclosure, or the exact e.
 */
import type { Structural } from "../operation.ts";
import { scalarTensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

export const e: Structural = {
  kind: "leaf",
  title: "Euler's number",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field) => scalarTensor(field.e()),
  // a leaf has no operands
  pullback: () => null,
};
