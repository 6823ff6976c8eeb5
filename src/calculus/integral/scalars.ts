/**
 * @file Integrands with vectors that are written out, as in ∫ (x, x²) · (1, 2x) dx, as the formula
 * of numbers that they are.
 */
import {
  type Arena,
  evaluate,
  isKind,
  type Node,
  symbolicField,
  topological,
} from "../../expression/index.ts";

/** The most work that is done for it. */
const stepLimit = 5_000;

/** The formula without tensors in it; itself where there are none, or one is not written out. */
export function ofScalars(body: Node, arena: Arena): Node {
  const all = topological([body]);
  const isWritten = all.every(({ op, shape }) => op !== "variable" || shape.length === 0);
  if (!isWritten || all.every(({ shape }) => shape.length === 0)) return body;
  const names = all.flatMap((one) => (isKind(one, "variable") ? one : []));
  const inputs = new Map(names.map((one) => [one.data, { shape: [], entries: [one] }]));
  const { values } = evaluate([body], symbolicField(arena), inputs, new Map(), {
    budget: stepLimit,
  });
  return values.get(body)?.entries[0] ?? body;
}
