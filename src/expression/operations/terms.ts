/**
 * @file The few expressions and domains that many pages share, so that a page reads like the
 * line of the textbook it stands for: `reciprocal(arena, square(arena, x))` for 1/x².
 */
import type { Arena } from "../arena.ts";
import { fillOf } from "../build/contraction.ts";
import { isKind, type Node } from "../node.ts";
import type { Domain } from "../operation.ts";

/** Defined for all real arguments. */
export const everywhere: Domain = { kind: "everywhere" };

/** Defined where one expression in the arguments has the given sign. */
export function where(
  sign: ">0" | ">=0" | "!=0",
  expression: (arena: Arena, args: readonly Node[]) => Node,
): Domain {
  return {
    kind: "conditions",
    conditions: (args, arena) => [{ node: expression(arena, args), sign }],
  };
}

/** The integer n in every entry of a tensor shaped like `like`. */
export function constant(arena: Arena, n: number, like: Node): Node {
  return arena.filled(arena.integer(n), like.shape);
}

/** x². */
export function square(arena: Arena, x: Node): Node {
  return arena.power(x, arena.integer(2));
}

/** 1/x. */
export function reciprocal(arena: Arena, x: Node): Node {
  return arena.divide(arena.integer(1), x);
}

/** 1 − x. */
export function oneMinus(arena: Arena, x: Node): Node {
  return arena.subtract(arena.integer(1), x);
}

/** 1 − x². */
export function oneMinusSquare(arena: Arena, x: Node): Node {
  return oneMinus(arena, square(arena, x));
}

/** 1 + x². */
export function onePlusSquare(arena: Arena, x: Node): Node {
  return arena.add(arena.integer(1), square(arena, x));
}

/** x² − 1. */
export function squareMinusOne(arena: Arena, x: Node): Node {
  return arena.subtract(square(arena, x), arena.integer(1));
}

/** 1[x > 0]. */
export function isPositive(arena: Arena, x: Node): Node {
  return arena.apply("less", arena.integer(0), x);
}

/** The rational that a node is in every entry, in lowest terms; undefined when it varies. */
export function rationalOf(node: Node): { readonly n: bigint; readonly d: bigint } | undefined {
  const value = fillOf(node);
  return value !== undefined && isKind(value, "number") ? value.data : undefined;
}
