/**
 * @file Making powers: x^1 is x, x^0 is 1 (0^0 stays as it is), 1^x is 1, a number to a small
 * integer folds, e^x is exp x, (\u221a2)^2 is 2.
 */
import { Q } from "../../number/index.ts";
import type { Arena } from "../arena.ts";
import { isKind, type Node } from "../node.ts";
import { fillOf, isFilledWith } from "./contraction.ts";

/** The largest exponent to which a number is raised on sight. */
const foldLimit = 64n;

/** base^exponent, entry by entry, for operands of one shape. */
export function power(arena: Arena, base: Node, exponent: Node): Node {
  const a = fillOf(base);
  const b = fillOf(exponent);
  if (a !== undefined && a.op === "e") return arena.apply("exp", exponent);
  if (b !== undefined && isKind(b, "number")) {
    if (isFilledWith(exponent, 1)) return base;
    if (b.data.n === 0n && !isFilledWith(base, 0))
      return arena.filled(arena.integer(1), base.shape);
    if (a !== undefined && isKind(a, "number") && b.data.d === 1n) {
      const small = b.data.n <= foldLimit && b.data.n >= -foldLimit;
      if (small && !(a.data.n === 0n && b.data.n <= 0n)) {
        const folded = Q.power(a.data, Number(b.data.n));
        if (folded !== undefined) return arena.filled(arena.number(folded), base.shape);
      }
    }
  }
  if (isFilledWith(base, 1)) return base;
  const whole = a === undefined || b === undefined ? undefined : rootUndone(arena, a, b);
  if (whole !== undefined) return arena.filled(whole, base.shape);
  return arena.intern("power", [base.id, exponent.id], [base, exponent], base.shape, null);
}

/** A square root of a positive number to an even power; undefined where it is none. */
function rootUndone(arena: Arena, root: Node, exponent: Node): Node | undefined {
  if (root.op !== "sqrt" || !isKind(exponent, "number") || exponent.data.d !== 1n) return undefined;
  const base = root.operands[0]!;
  if (!isKind(base, "number") || base.data.n <= 0n || exponent.data.n % 2n !== 0n) return undefined;
  return arena.power(base, arena.integer(Number(exponent.data.n / 2n)));
}
