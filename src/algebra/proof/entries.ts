/**
 * @file Tensors of known size taken apart: an equality of two is one of each entry. Used where a
 * tensor is written out by its entries, which index notation has no name for.
 */
import {
  type Arena,
  evaluate,
  indicesAt,
  isKind,
  type Node,
  symbolicField,
  type Tensor,
  topological,
} from "../../expression/index.ts";

/** The most entries that are compared one by one. */
const entryLimit = 24;

/** The entries of both sides as scalar expressions; undefined where a size is open or large. */
export function entriesOf(
  left: Node,
  right: Node,
  arena: Arena,
): readonly (readonly [Node, Node])[] | undefined {
  const inputs = new Map<string, Tensor<Node>>();
  for (const node of topological([left, right])) {
    if (!isKind(node, "variable")) continue;
    const shape = node.shape.filter((size) => typeof size === "number");
    const count = shape.reduce((product, size) => product * size, 1);
    if (shape.length < node.shape.length || count > entryLimit) return undefined;
    const entries = Array.from({ length: count }, (_, at) => {
      return shape.length === 0 ? node : arena.entry(node, indicesAt(at, shape));
    });
    inputs.set(node.data, { shape, entries });
  }
  const { values } = evaluate([left, right], symbolicField(arena), inputs, new Map(), {
    budget: 5_000,
  });
  const [a, b] = [values.get(left), values.get(right)];
  if (a === undefined || b === undefined || a.entries.length > entryLimit) return undefined;
  return a.entries.map((entry, k) => [entry, b.entries[k]!] as const);
}
