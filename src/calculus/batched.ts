/**
 * @file A formula for many points at once: the variables that vary get an axis in front, and so
 * does all that depends on them. W x + b becomes X Wᵀ + b with a row for each x. A contraction
 * gets one more index, an operation along an axis has that axis one place further right, and what
 * stands still is broadcast where entries are taken one by one.
 */
import {
  type Arena,
  isKind,
  type Node,
  operations,
  rebuild,
  type Size,
  topological,
} from "../expression/index.ts";

/** The label of the new axis in a contraction: none of its own labels is negative. */
const front = -1;

/**
 * `root` with each variable of `varying` replaced by one with the axis in front; null where some
 * operation has no form with one (an inverse, a determinant). What does not vary comes back as is.
 */
export function batched(
  root: Node,
  varying: ReadonlyMap<Node, Node>,
  size: Size,
  arena: Arena,
): { readonly node: Node; readonly varies: boolean } | null {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const replaced = varying.get(node);
    if (replaced !== undefined) made.set(node, replaced);
    if (replaced !== undefined || !node.operands.some((operand) => made.has(operand))) continue;
    const lifted = liftedNode(node, made, size, arena);
    if (lifted === null) return null;
    made.set(node, lifted);
  }
  const node = made.get(root);
  return { node: node ?? root, varies: node !== undefined };
}

/** The node over operands of which some vary. */
function liftedNode(
  node: Node,
  made: ReadonlyMap<Node, Node>,
  size: Size,
  arena: Arena,
): Node | null {
  const shape = [size, ...node.shape];
  if (isKind(node, "contraction")) {
    const { axes, sizes } = node.data;
    return arena.contract({
      operands: node.operands.map((operand) => made.get(operand) ?? operand),
      axes: axes.map((own, k) => (made.has(node.operands[k]!) ? [front, ...own] : own)),
      output: [front, ...node.shape.map((_, index) => index)],
      sizes: new Map([[front, size], ...sizes.map((one, index): [number, Size] => [index, one])]),
    });
  }
  if (node.op === "stack") return stacked(node, made, size, arena);
  if (alongAxis.has(node.op)) {
    const operand = made.get(node.operands[0]!)!;
    const axis = (node as Node<"softmax">).data + 1;
    return arena.structural(node.op as "softmax", [operand], shape, axis);
  }
  // an inverse, a determinant, an unknown function
  if (operations[node.op].kind !== "elementwise" || node.data !== null) return null;
  const operands = node.operands.map((operand) => {
    return made.get(operand) ?? spread(operand, size, arena);
  });
  return rebuild(node, operands, arena);
}

/** Operations whose data is an axis. */
const alongAxis: ReadonlySet<string> = new Set([
  ...["softmax", "logsumexp", "maximum", "minimum", "productover"],
]);

/** What stands still, for every point. */
function spread(node: Node, size: Size, arena: Arena): Node {
  const own = node.shape.map((_, index) => index);
  return arena.contract({
    operands: [node],
    axes: [own],
    output: [front, ...own],
    sizes: new Map([[front, size], ...node.shape.map((one, k): [number, Size] => [k, one])]),
  });
}

/** Scalars side by side: Σ_k x_k ⊗ e_k. */
function stacked(node: Node, made: ReadonlyMap<Node, Node>, size: Size, arena: Arena): Node {
  const labels = node.shape.map((_, index) => index);
  const sizes = new Map<number, Size>([[front, size]]);
  for (const [k, one] of node.shape.entries()) sizes.set(k, one);
  const terms = node.operands.map((operand, place) => {
    let rest = place;
    const conditions = node.shape
      .map((extent, axis) => ({ extent: extent as number, axis }))
      .reverse()
      .map(({ extent, axis }) => {
        const index = (rest % extent) + 1;
        rest = Math.floor(rest / extent);
        const coefficients = labels.map((label) => (label === axis ? 1 : 0));
        return { coefficients, offset: -index, sign: "=" as const };
      });
    return arena.contract({
      operands: [made.get(operand) ?? operand, arena.indicator(node.shape, conditions)],
      axes: [made.has(operand) ? [front] : [], labels],
      output: [front, ...labels],
      sizes,
    });
  });
  return arena.add(...terms);
}
