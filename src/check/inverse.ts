/**
 * @file Inverses of unknown functions, `f^{-1}(x)`. An inverse is an unknown function too, of
 * which it is known that
 *
 *     f(f^{-1}(y)) = y,  f^{-1}(f(x)) = x,  (f^{-1})'(y) = 1/f'(f^{-1}(y)).
 */
import { differentiate, substitute } from "../calculus/index.ts";
import { type Arena, isKind, type Node, rebuild, topological } from "../expression/index.ts";

const mark = "^{-1}";

/** Whether an unknown function is the inverse of one. */
export const isInverse = (node: Node): boolean =>
  isKind(node, "abstract") && node.data.name.endsWith(mark);

/** The node with what is known of inverses put in. */
export function withInverses(root: Node, arena: Arena): Node {
  const order = topological([root]);
  if (!order.some(isInverse)) return root;
  const made = new Map<Node, Node>();
  for (const node of order) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const same = operands.every((operand, k) => operand === node.operands[k]);
    const plain = same ? node : rebuild(node, operands, arena);
    made.set(node, isKind(plain, "abstract") ? opened(plain, arena) : plain);
  }
  return made.get(root)!;
}

/** The highest derivative of an inverse that is written out. */
const orderLimit = 3;

function opened(node: Node<"abstract">, arena: Arena): Node {
  const [argument] = node.operands;
  const { name, orders } = node.data;
  const [order] = orders;
  if (orders.length !== 1) return node;
  const inner = isKind(argument!, "abstract") ? argument : undefined;
  const undoes =
    inner !== undefined && (inner.data.name + mark === name || name + mark === inner.data.name);
  if (undoes && order === 0 && inner.data.orders[0] === 0) return inner.operands[0]!;
  if (!name.endsWith(mark) || order === 0 || order! > orderLimit) return node;
  // by y = f^{-1}(x), whose derivative 1/f'(y) is again one in y
  const variable = arena.variable("\0inverse");
  const of = (n: number, base: string, at: Node): Node =>
    arena.structural("abstract", [at], [], { name: base, orders: [n] });
  const base = name.slice(0, -mark.length);
  const slope = arena.divide(arena.integer(1), of(1, base, variable));
  let result = slope;
  for (let k = 1; k < order!; k++) {
    result = arena.multiply(differentiate(result, [variable], arena)[0]!, slope);
  }
  return substitute(result, new Map([[variable, of(0, name, argument!)]]), arena);
}
