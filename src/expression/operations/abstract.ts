/**
 * @file f(a, b, …) for a function of scalars of which only the name is known, or one of its
 * derivatives: `data.orders[k]` counts the derivatives with respect to argument k, so that
 * ∂f/∂a stays a node that can be differentiated on. Mixed derivatives are equal (Schwarz), which
 * is why counts are enough. It has no value: whoever knows f replaces the node before evaluating.
 */
import type { Node } from "../node.ts";
import type { Elementwise } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const abstract: Elementwise = {
  kind: "elementwise",
  title: "unknown function",
  notation: null,
  rule: "derivative of an unknown function",
  arity: -1,
  domain: everywhere,
  kinks: [],
  float: () => Number.NaN,
  value: () => undefined,
  // ∂f/∂(argument k), one order higher in k
  partial: (k, args, arena, node) => {
    const { name, orders } = (node as Node<"abstract">).data;
    const raised = orders.map((order, argument) => (argument === k ? order + 1 : order));
    return arena.structural("abstract", args, node.shape, { name, orders: raised });
  },
};
