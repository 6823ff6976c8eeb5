/**
 * @file An exact rational number (`data`). Numbers are never doubles in the graph: 0.1 is 1/10.
 * A field takes the rational in and rounds only if it must.
 */
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { scalarTensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

export const number: Structural = {
  kind: "leaf",
  title: "number",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field, _args, node) => scalarTensor(field.rational((node as Node<"number">).data)),
  // a leaf has no operands
  pullback: () => null,
};
