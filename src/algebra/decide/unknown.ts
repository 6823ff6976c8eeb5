/**
 * @file Unknown functions made known, so that a claim about any f can be looked at with numbers.
 * f and its derivatives become one function and its own: first a polynomial that a reader can
 * work with, f(u) = u² + u³/6 (and u v + … for more arguments), so simple that high derivatives
 * vanish; with a second choice, a sum of exponentials, none vanishes.
 */
import { type Arena, isKind, type Node, rebuild, topological } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";

/** The roots with every unknown function replaced, and what each was taken to be. */
export function instantiate(
  roots: readonly Node[],
  arena: Arena,
  order: readonly Node[] = topological(roots),
): { readonly roots: readonly Node[]; readonly functions: ReadonlyMap<string, Node> } {
  const functions = new Map<string, Node>();
  if (!order.some(({ op }) => op === "abstract")) return { roots, functions };
  const made = new Map<Node, Node>();
  for (const node of order) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    if (isKind(node, "abstract")) {
      const { name, orders } = node.data;
      const letters = orders.map((_, k) => arena.variable(letterNames[k] ?? `u_${k}`));
      const zero = orders.map(() => 0);
      functions.set(name, waves(name, zero, letters, arena));
      made.set(node, waves(name, orders, operands, arena));
    } else {
      const same = operands.every((operand, k) => operand === node.operands[k]);
      made.set(node, same ? node : rebuild(node, operands, arena));
    }
  }
  return { roots: roots.map((root) => made.get(root)!), functions };
}

const letterNames = ["u", "v", "w"];

/**
 * f(u, v) = e^{u/a + v/b} + u-power, differentiated: Σ_j Π_k (1/a_jk)^{order_k} e^{Σ u_k/a_jk}.
 * No derivative of it vanishes, and two functions of different names differ.
 */
function waves(name: string, orders: readonly number[], args: readonly Node[], arena: Arena): Node {
  const seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 97, 7);
  const terms = [0, 1].map((j) => {
    let factor = Q.fromInteger(1 + ((seed + j) % 3));
    const exponents: Node[] = [];
    for (const [k, order] of orders.entries()) {
      const slope = Q.rational(j === 0 ? 1 : -1, 2 + ((seed + 3 * j + k) % 4));
      factor = Q.multiply(factor, Q.power(slope, order) ?? Q.one);
      exponents.push(arena.multiply(arena.number(slope), args[k]!));
    }
    return arena.multiply(arena.number(factor), arena.apply("exp", arena.add(...exponents)));
  });
  return arena.add(...terms);
}
