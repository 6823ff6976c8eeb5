/**
 * @file The orientation of a product among other factors. It may stand as AB or, its indices
 * exchanged, as (AB)ᵀ = BᵀAᵀ, and the two are different nodes; so that a contraction of it is one
 * node, one of the two is always taken.
 *
 * Not done: where a product that is its own transpose stands with both indices summed, as S in
 * tr(AS) = tr(SA) = Σ_ij A_ij S_ij, the choice stays as it came.
 */
import type { Arena } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import { isDelta, type Network } from "./network.ts";

/**
 * Of the two orientations of each product that one whose indices come in the order in which its
 * operands, sorted, have them.
 */
export function turnProducts(arena: Arena, draft: Network): void {
  for (const [k, operand] of draft.operands.entries()) {
    if (operand.shape.length < 2 || !isKind(operand, "contraction")) continue;
    const own = draft.axes[k]!;
    const order = axisOrder(operand, arena);
    if (order.every((axis, place) => axis === place)) {
      // x xᵀ is its own transpose: an index of the result comes first
      const [i, j] = own.map((label) => draft.output.indexOf(label));
      const swap = own.length === 2 && (i! < 0 ? j! >= 0 : j! >= 0 && j! < i!);
      if (swap && isSymmetric(operand, arena)) draft.axes[k] = [own[1]!, own[0]!];
      continue;
    }
    draft.operands[k] = arena.transpose(operand, order);
    draft.axes[k] = order.map((axis) => own[axis]!);
  }
}

/** Whether a product of two axes is its own transpose, for which an operand recurs or is δ. */
function isSymmetric(product: Node<"contraction">, arena: Arena): boolean {
  const { operands } = product;
  if (product.shape.length !== 2) return false;
  const may = operands.some(isDelta) || new Set(operands).size < operands.length;
  return may && arena.transpose(product) === product;
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
    return isKind(operand, "contraction") && isSymmetric(operand, arena) ? 1 : 0;
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
