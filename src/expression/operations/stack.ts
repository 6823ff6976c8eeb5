/**
 * @file A literal tensor: its operands are the entries, scalars, row by row. The adjoint of an
 * entry is the entry of the adjoint at its place.
 */
import type { Structural } from "../operation.ts";
import { everywhere } from "./terms.ts";

export const stack: Structural = {
  kind: "structural",
  title: "tensor",
  notation: null,
  rule: "entry by entry",
  domain: everywhere,
  kinks: [],
  evaluate: (_field, args, _node, shape) => ({
    shape,
    entries: args.map((entry) => entry.entries[0]!),
  }),
  // x̄_k = the entry of the adjoint at place k
  pullback: (k, adjoint, node, arena) => {
    const indices: number[] = [];
    let rest = k;
    for (const size of [...node.shape].reverse()) {
      const extent = size as number;
      indices.unshift((rest % extent) + 1);
      rest = Math.floor(rest / extent);
    }
    return arena.entry(adjoint, indices);
  },
};
