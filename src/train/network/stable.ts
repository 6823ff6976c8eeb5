/**
 * @file Logarithms of probabilities from the scores below them. ln softmax(z) as it stands is
 * ln 0 as soon as a class is unlikely enough; the same by another way is always finite:
 *
 *     ln softmax(z)  = z − logsumexp(z)
 *     ln σ(z)        = −softplus(−z)
 *     ln (1 − σ(z))  = −softplus(z)
 *
 * These hold for every z, so that the loss and its gradient are the same functions.
 */
import {
  type Arena,
  isFilledWith,
  isKind,
  type Node,
  rebuild,
  topological,
} from "../../expression/index.ts";

/** The expression with its logarithms of probabilities written so. */
export function stable(root: Node, arena: Arena): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    const isSame = operands.every((operand, k) => operand === node.operands[k]);
    const plain = isSame || isKind(node, "number") ? node : rebuild(node, operands, arena);
    made.set(node, plain.op === "ln" ? (logarithm(plain.operands[0]!, arena) ?? plain) : plain);
  }
  return made.get(root)!;
}

/** ln of a probability; undefined where it is none of these. */
function logarithm(of: Node, arena: Arena): Node | undefined {
  if (isKind(of, "softmax")) {
    const z = of.operands[0]!;
    const axis = of.data;
    const total = arena.structural("logsumexp", [z], reduced(z.shape, axis), axis);
    return arena.subtract(z, spread(total, z, axis, arena));
  }
  if (of.op === "sigmoid") {
    return arena.negate(arena.apply("softplus", arena.negate(of.operands[0]!)));
  }
  const z = complement(of);
  return z === undefined ? undefined : arena.negate(arena.apply("softplus", z));
}

const reduced = (shape: Node["shape"], axis: number) => shape.filter((_, k) => k !== axis);

/** A reduction put back along the axis that it removed. */
function spread(total: Node, like: Node, axis: number, arena: Arena): Node {
  const labels = like.shape.map((_, k) => k);
  return arena.contract({
    operands: [total],
    axes: [labels.filter((k) => k !== axis)],
    output: labels,
    sizes: like.shape,
  });
}

/** z where the node is 1 − σ(z). */
function complement(node: Node): Node | undefined {
  if (node.op !== "add" || node.operands.length !== 2) return undefined;
  const one = node.operands.find((operand) => isFilledWith(operand, 1));
  const other = node.operands.find((operand) => operand.op === "negate");
  if (one === undefined || other === undefined) return undefined;
  const inner = other.operands[0]!;
  return inner.op === "sigmoid" ? inner.operands[0] : undefined;
}
