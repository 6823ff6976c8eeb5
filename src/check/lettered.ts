/** @file A formula with letters that run as a tensor: their axes first, in the order asked for. */
import type { Arena, Node, Shape } from "../expression/index.ts";

/** What a formula means, and the letters that run in it, whose axes come first. */
interface Value {
  readonly node: Node;
  readonly free: readonly string[];
}

/**
 * The node of a formula with an axis for each of some letters; null where it has letters beside
 * them, or one of them is not in it and of no known size. Along a letter that is not in it, as
 * the j of p_i (1 - p_i) beside ∂p_i/∂z_j, it is the same everywhere. A formula without letters
 * stays.
 */
export function withLetters(
  { node, free }: Value,
  letters: readonly string[],
  sizes: Shape,
  arena: Arena,
): Node | null {
  if (free.length > letters.length) return null;
  if (free.length === 0) return node;
  const axes = node.shape.map((_, axis) => axis);
  const rank = axes.length;
  const missing = letters.flatMap((letter, k) => (free.includes(letter) ? [] : [k]));
  if (missing.some((k) => sizes[k] === undefined)) return null;
  if (free.some((letter) => !letters.includes(letter))) return null;
  const places = letters.map((letter, k) => {
    return free.includes(letter) ? free.indexOf(letter) : rank + k;
  });
  return arena.contract({
    operands: [node],
    axes: [axes],
    output: [...places, ...axes.slice(free.length)],
    sizes: new Map(missing.map((k) => [rank + k, sizes[k]!])),
  });
}
