/**
 * @file Making quotients: signs come to the front, x/1 is x, numbers fold, 0/x is 0. A quotient
 * is not rewritten as a product with x^(−1), because a person writes x_1/x_2.
 */
import { Q } from "../../number/index.ts";
import type { Arena } from "../arena.ts";
import { isKind, isZero, type Node } from "../node.ts";
import { fillOf, isFilledWith } from "./contraction.ts";

/** a / b, entry by entry, for operands of one shape. Division by the number 0 stays as it is. */
export function divide(arena: Arena, a: Node, b: Node): Node {
  if (a.op === "negate") return arena.negate(divide(arena, a.operands[0]!, b));
  if (b.op === "negate") return arena.negate(divide(arena, a, b.operands[0]!));
  if (isFilledWith(b, 1)) return a;
  const divisor = fillOf(b);
  if (divisor !== undefined && isKind(divisor, "number") && divisor.data.n !== 0n) {
    if (divisor.data.n < 0n) return arena.negate(divide(arena, a, arena.negate(b)));
    if (isKind(a, "number")) return arena.number(Q.divide(a.data, divisor.data)!);
  }
  if (isZero(a) && !isZero(b)) return a;
  if (isKind(a, "number") && a.data.n < 0n) {
    return arena.negate(divide(arena, arena.negate(a), b));
  }
  return arena.intern("divide", [a.id, b.id], [a, b], a.shape, null);
}
