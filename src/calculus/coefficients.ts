/**
 * @file The coefficients of a linear expression: x̄ = Σ_o C[o, …] ȳ_o  ↦  C. An expression that is
 * linear in a variable of any shape is walked once; every node on the way gets the axes of the
 * variable in front of its own, and the variable itself becomes the identity δ. Nothing is
 * evaluated basis vector by basis vector, so sizes stay symbolic and n nodes give O(n) nodes.
 *
 * The expressions that come here are vector–Jacobian products, linear in the adjoint that was
 * pulled back. Each kind of node has its differential, and a linear node is its own:
 *
 *     Σ_k a_k        ↦  Σ_k C_{a_k}
 *     a · b · …      ↦  C_a · b · …      where a alone depends on the variable
 *     f(a, b, …)     ↦  Σ_k C_{a_k} ⊙ ∂f/∂a_k     entry by entry
 *     Σ_r X^r a X^{k−1−r}  ↦  the same of C_a
 *     [a_1; a_2; …]  ↦  Σ_k C_{a_k} ⊗ e_k
 *
 * An operation on whole tensors that is none of these would not be linear.
 */
import {
  type Arena,
  type IndexCondition,
  isKind,
  isZero,
  type Node,
  operations,
  type Shape,
  topological,
} from "../expression/index.ts";

/** The axes a, a + 1, …, b − 1. */
function axes(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

/** δ over the shape twice, [shape…, shape…]: the coefficients of a variable in itself. */
export function identityOver(shape: Shape, arena: Arena): Node {
  const rank = shape.length;
  if (rank === 0) return arena.integer(1);
  return arena.contract({
    operands: shape.map((size) => arena.identity(size)),
    axes: shape.map((_, axis) => [axis, rank + axis]),
    output: axes(0, 2 * rank),
  });
}

/** The tensor C of shape [variable…, root…] with root = Σ_o C[o, …] variable_o. */
export function coefficients(root: Node, variable: Node, arena: Arena): Node {
  return lift(root, variable, identityOver(variable.shape, arena), arena);
}

/**
 * `root`, which is linear in `variable`, with `seed` of shape [lead…, variable…] in its place: a
 * tensor of shape [lead…, root…], each of whose leading entries is `root` at one of the seed's.
 */
export function lift(root: Node, variable: Node, seed: Node, arena: Arena): Node {
  const lead = seed.shape.length - variable.shape.length;
  const lifted = new Map<Node, Node>([[variable, seed]]);
  for (const node of topological([root])) {
    if (lifted.has(node)) continue;
    const parts: Node[] = [];
    for (const [k, operand] of node.operands.entries()) {
      const coefficient = lifted.get(operand);
      if (coefficient === undefined) continue;
      const part = partOf(node, k, coefficient, lead, arena);
      if (!isZero(part)) parts.push(part);
    }
    if (parts.length > 0) lifted.set(node, parts.length === 1 ? parts[0]! : arena.add(...parts));
  }
  return lifted.get(root) ?? arena.zeros([...seed.shape.slice(0, lead), ...root.shape]);
}

/** What operand k, with its coefficients, contributes to those of `node`. */
function partOf(node: Node, k: number, coefficient: Node, lead: number, arena: Arena): Node {
  if (node.op === "add") return coefficient;
  if (node.op === "negate") return arena.negate(coefficient);
  if (isKind(node, "contraction")) return throughProduct(node, k, coefficient, lead, arena);
  if (node.op === "matrixpower") {
    const operands = node.operands.map((operand, j) => (j === k ? coefficient : operand));
    return arena.matrixPower(operands[0]!, operands.slice(1, -1), operands.at(-1)!);
  }
  if (node.op === "stack") return intoPlace(node, k, coefficient, lead, arena);
  const page = operations[node.op];
  if (page.kind !== "elementwise") throw new Error(`${page.title} is not linear`);
  const slope = page.partial(k, node.operands, arena, node);
  const all = axes(0, lead + node.shape.length);
  if (slope === null) return arena.zeros(coefficient.shape);
  return arena.contract({
    operands: [coefficient, slope],
    axes: [all, all.slice(lead)],
    output: all,
  });
}

/** The product with factor k replaced: its own indices behind the leading ones. */
function throughProduct(
  node: Node<"contraction">,
  k: number,
  coefficient: Node,
  lead: number,
  arena: Arena,
): Node {
  const { axes: own, sizes } = node.data;
  const count = sizes.length;
  const leading = axes(count, count + lead);
  return arena.contract({
    operands: node.operands.map((operand, j) => (j === k ? coefficient : operand)),
    axes: own.map((labels, j) => (j === k ? [...leading, ...labels] : labels)),
    output: [...leading, ...axes(0, node.shape.length)],
    sizes,
  });
}

/** C ⊗ e_k: entry k of a literal tensor, by its place row by row. */
function intoPlace(node: Node, k: number, coefficient: Node, lead: number, arena: Arena): Node {
  const { shape } = node;
  let rest = k;
  const conditions = [...shape.keys()].reverse().map((axis): IndexCondition => {
    const extent = shape[axis] as number;
    const offset = -1 - (rest % extent);
    rest = Math.floor(rest / extent);
    return { coefficients: shape.map((_, other) => (other === axis ? 1 : 0)), offset, sign: "=" };
  });
  const all = axes(0, lead + shape.length);
  return arena.contract({
    operands: [coefficient, arena.indicator(shape, conditions)],
    axes: [all.slice(0, lead), all.slice(lead)],
    output: all,
  });
}
