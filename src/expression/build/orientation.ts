/**
 * @file The orientation of a product among other factors. It may stand as AB or, its indices
 * exchanged, as (AB)ᵀ = BᵀAᵀ, and the two are different nodes; so that a contraction of it is one
 * node, one of the two is always taken.
 */
import type { Arena, Label } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import type { Network } from "./network.ts";
import { numberIndices } from "./numbering.ts";
import { isSymmetric } from "./symmetry.ts";

/**
 * Of the two orientations of each product that one whose indices come in the order in which its
 * operands, sorted, have them.
 */
export function turnProducts(arena: Arena, draft: Network): void {
  const symmetric: number[] = [];
  for (const [k, operand] of draft.operands.entries()) {
    if (operand.shape.length < 2 || operand.op === "indicator") continue;
    const own = draft.axes[k]!;
    const order = isKind(operand, "contraction") ? axisOrder(operand, arena) : undefined;
    if (order === undefined || order.every((axis, place) => axis === place)) {
      if (isSymmetric(operand, arena)) symmetric.push(k);
      continue;
    }
    draft.operands[k] = arena.transpose(operand, order);
    draft.axes[k] = order.map((axis) => own[axis]!);
  }
  if (symmetric.length > 0) orderSymmetric(draft, symmetric);
}

/**
 * The axes of a matrix that is its own transpose: an index of the result comes first, and of two
 * bound ones that which is met first.
 */
function orderSymmetric(draft: Network, symmetric: readonly number[]): void {
  const { operands, axes, output } = draft;
  const tensors = [...operands.keys()].filter((k) => operands[k]!.op !== "indicator");
  const numbers = numberIndices(draft, tensors, output, new Set(symmetric));
  for (const k of symmetric) {
    const [i, j] = axes[k] as [Label, Label];
    if (numbers.of[j]! < numbers.of[i]!) draft.axes[k] = [j, i];
  }
}

/** The indices of the result in the order in which the operands, sorted by id, have them. */
function axisOrder(product: Node<"contraction">, arena: Arena): number[] {
  const { operands, shape, data } = product;
  const rank = shape.length;
  const places = operands.map((_, k) => k);
  // first how an operand's axes lie among themselves, which turning does not change
  const seen = (k: number) => {
    const own = data.axes[k]!;
    const alike = own.map((index) => `${index < rank ? "r" : "b"}${own.indexOf(index)}`);
    return `${alike.join()} ${own.map((index) => (index < rank ? index : "b")).join()}`;
  };
  // an operand that is its own transpose tells the indices apart least
  const last = (k: number) => {
    const operand = operands[k]!;
    if (operand.op === "indicator") return 2;
    return isSymmetric(operand, arena) ? 1 : 0;
  };
  places.sort(
    (a, b) =>
      last(a) - last(b) || operands[a]!.id - operands[b]!.id || (seen(a) < seen(b) ? -1 : 1),
  );
  const order = new Set<number>();
  for (const k of places) for (const index of data.axes[k]!) if (index < rank) order.add(index);
  for (let index = 0; index < rank; index++) order.add(index);
  return [...order];
}
