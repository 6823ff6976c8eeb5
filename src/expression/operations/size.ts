/**
 * @file The extent n of a symbolic axis standing in a formula as a scalar, as in 1/n Σ_i x_i.
 * It has a value when the evaluation is told the size. Derivatives treat it as a constant.
 */
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import { scalarTensor } from "../tensor.ts";
import { everywhere } from "./terms.ts";

export const size: Structural = {
  kind: "leaf",
  title: "symbolic size",
  notation: null,
  rule: "constant",
  domain: everywhere,
  kinks: [],
  evaluate: (field, _args, node, _shape, { sizes }) => {
    const extent = sizes.get((node as Node<"size">).data);
    return extent === undefined ? undefined : scalarTensor(field.integer(extent));
  },
  // a leaf has no operands
  pullback: () => null,
};
