/**
 * @file Making contractions. Every product is one: the scalar product a·b, `W x`, `x^T A x`,
 * `tr(AB)`, `a ⊙ b`, the outer product, transposition (one operand, axes renamed), the sum over
 * an axis (an index that the result lacks) and broadcasting (an index that no operand has).
 * Source of the notation: Laue, Mitterreiter, Giesen, *A Simple and Efficient Tensor Calculus*,
 * AAAI 2020, section 2.
 *
 * What is tidied on the way stands in `network.ts`, and is always local. Numbers fold into one
 * coefficient, put first; its sign goes outside the product.
 *
 * Products of products are not flattened: the prefix and suffix products of a long product's
 * gradient would grow quadratically. `algebra/` flattens for reading and for deciding.
 */
import { Q, type Rational } from "../../number/index.ts";
import type { Arena, ContractionRequest, Label } from "../arena.ts";
import { type ContractionData, isKind, isNumber, type Node } from "../node.ts";
import { type Shape, type Size, scalarShape } from "../shape.ts";
import { type Network, networkOf } from "./network.ts";
import { Numbering, numberIndices } from "./numbering.ts";

/** a·b·c for scalars. */
export function multiplyScalars(arena: Arena, factors: readonly Node[]): Node {
  let coefficient = Q.one;
  const rest: Node[] = [];
  for (let factor of factors) {
    if (factor.op === "negate") {
      coefficient = Q.negate(coefficient);
      factor = factor.operands[0]!;
    }
    if (isKind(factor, "number")) coefficient = Q.multiply(coefficient, factor.data);
    else if (isKind(factor, "contraction") && factor.operands[0]!.op === "number") {
      coefficient = Q.multiply(coefficient, (factor.operands[0] as Node<"number">).data);
      rest.push(withoutCoefficient(arena, factor));
    } else rest.push(factor);
  }
  return finishScalars(arena, coefficient, rest);
}

function finishScalars(arena: Arena, coefficient: Rational, factors: readonly Node[]): Node {
  if (coefficient.n === 0n) return arena.integer(0);
  const size = Q.absolute(coefficient);
  const whole = Q.equal(size, Q.one);
  const operands = whole ? factors : [arena.number(size), ...factors];
  const product = productOfScalars(arena, operands);
  return coefficient.n < 0n ? arena.negate(product) : product;
}

function productOfScalars(arena: Arena, factors: readonly Node[]): Node {
  const operands = withPowers(arena, factors);
  if (operands.length === 0) return arena.integer(1);
  if (operands.length === 1) return operands[0]!;
  const ids = operands.map((operand) => operand.id);
  if (!ascending(ids)) ids.sort((a, b) => a - b);
  const axes = operands.map(() => scalarShape as readonly number[]);
  return arena.intern("contraction", [scalars, ...ids], operands, scalarShape, { axes, sizes: [] });
}

/** The first words in the keys of products that are no networks, which have their number there. */
const [scalars, fill] = [-1, -2];

/** Equal factors are counted, as equal terms are: x·x is x², x·x² is x³. */
function withPowers(arena: Arena, factors: readonly Node[]): readonly Node[] {
  const counts = new Map<Node, number>();
  for (const factor of factors) {
    const { base, count } = positivePower(factor);
    counts.set(base, (counts.get(base) ?? 0) + count);
  }
  if (counts.size === factors.length) return factors;
  return [...counts].map(([base, count]) => {
    return count === 1 ? base : arena.power(base, arena.integer(count));
  });
}

/** x^n with a small positive integer n, as x and n; anything else once. */
function positivePower(factor: Node): { base: Node; count: number } {
  if (factor.op === "power" && factor.operands[1]!.op === "number") {
    const { n, d } = (factor.operands[1] as Node<"number">).data;
    if (d === 1n && n > 0n && n < 1_000_000n)
      return { base: factor.operands[0]!, count: Number(n) };
  }
  return { base: factor, count: 1 };
}

function ascending(ids: readonly number[]): boolean {
  for (let k = 1; k < ids.length; k++) if (ids[k - 1]! > ids[k]!) return false;
  return true;
}

/** The contraction without its leading number. */
export function withoutCoefficient(arena: Arena, product: Node<"contraction">): Node {
  const known = arena.bare.get(product.id);
  if (known !== undefined) return known;
  const { axes, sizes } = product.data;
  const made = contract(arena, {
    operands: product.operands.slice(1),
    axes: axes.slice(1),
    output: product.shape.map((_, k) => k),
    sizes,
  });
  arena.bare.set(product.id, made);
  return made;
}

/** A tensor with the scalar `value` in every entry. */
export function filled(arena: Arena, value: Node, shape: Shape): Node {
  if (shape.length === 0) return value;
  if (hasNoSign(value)) return plainFill(arena, value, shape);
  const output = shape.map((_, k) => k);
  return contract(arena, { operands: [value], axes: [[]], output, sizes: shape });
}

/** Whether nothing of a scalar would stand outside of its fill: neither a sign nor a number. */
function hasNoSign(value: Node): boolean {
  if (isKind(value, "number")) return value.data.n >= 0n;
  if (value.op === "contraction") return value.operands[0]!.op !== "number";
  return value.op !== "negate";
}

/** The node of a contraction in index notation. */
export function contract(arena: Arena, request: ContractionRequest): Node {
  const { operands, axes, output } = request;
  if (output.length === 0 && axes.every(isEmpty) && !hasSizes(request)) {
    return multiplyScalars(arena, operands);
  }
  const draft = networkOf(arena, request);
  const shape = draft.output.map((label) => draft.sizes[label]!);
  if (draft.coefficient.n === 0n) return plainFill(arena, arena.integer(0), shape);
  const magnitude = Q.absolute(draft.coefficient);
  const negative = draft.coefficient.n < 0n;
  if (draft.axes.every(isEmpty)) {
    // scalars alone: their product, in every entry of a broadcast
    if (shape.length === 0) return finishScalars(arena, draft.coefficient, draft.operands);
    const fill = plainFill(arena, finishScalars(arena, magnitude, draft.operands), shape);
    return negative ? negated(arena, fill) : fill;
  }
  if (!Q.equal(magnitude, Q.one)) {
    draft.operands.unshift(arena.number(magnitude));
    draft.axes.unshift([]);
  }
  const node = intern(arena, draft, shape);
  return negative ? negated(arena, node) : node;
}

const isEmpty = (labels: readonly Label[]): boolean => labels.length === 0;

function hasSizes({ sizes }: ContractionRequest): boolean {
  if (sizes === undefined) return false;
  return ("size" in sizes ? sizes.size : sizes.length) > 0;
}

/** −x, where a filled number takes the sign inside. */
function negated(arena: Arena, node: Node): Node {
  if (node.op === "contraction" && node.operands.length === 1) {
    const only = node.operands[0]!;
    if (isKind(only, "number")) {
      return plainFill(arena, arena.number(Q.negate(only.data)), node.shape);
    }
  }
  return arena.negate(node);
}

/** A filled tensor without looking into the value. */
function plainFill(arena: Arena, value: Node, shape: Shape): Node {
  if (shape.length === 0) return value;
  const key = [fill, value.id];
  arena.putShape(shape, key);
  return arena.intern("contraction", key, [value], shape, { axes: [[]], sizes: shape });
}

/** Numbers the indices canonically and finds or makes the node. */
function intern(arena: Arena, draft: Network, shape: Shape): Node {
  const { operands, axes, output } = draft;
  if (operands.length === 1) {
    const only = axes[0]!;
    if (only.length === output.length && only.every((label, k) => label === output[k])) {
      return operands[0]!;
    }
    if (only.length === 0) return plainFill(arena, operands[0]!, shape);
  }
  // Identity does not depend on the order of operands: the bound indices get numbers from the
  // network itself, and the operands are sorted by id and by those. Indicators come last, since
  // several factors may have the same basis vector.
  const tensors: number[] = [];
  const indicators: number[] = [];
  for (let k = 0; k < operands.length; k++) {
    (operands[k]!.op === "indicator" ? indicators : tensors).push(k);
  }
  const known = numberIndices(draft, tensors, output);
  const byNumbers = (a: number, b: number) =>
    operands[a]!.id - operands[b]!.id || known.compare(axes[a]!, axes[b]!);
  const order = tensors.sort(byNumbers);
  for (const k of indicators.sort(byNumbers)) order.push(k);
  for (const k of indicators) known.meet(axes[k]!);
  const key = [operands.length];
  for (const k of order) {
    key.push(operands[k]!.id);
    for (const label of axes[k]!) key.push(known.of[label]!);
  }
  arena.putShape(shape, key);
  return arena.intern("contraction", key, operands, shape, dataOf(draft));
}

/** Result indices keep their places; bound ones are numbered as they appear. */
function dataOf({ axes, output, sizes: extents }: Network): ContractionData {
  const numbers = new Numbering(extents.length, output);
  for (const labels of axes) numbers.meet(labels);
  const sizes: Size[] = new Array(numbers.count);
  for (let label = 0; label < extents.length; label++) {
    if (numbers.has(label)) sizes[numbers.of[label]!] = extents[label]!;
  }
  return { axes: axes.map((labels) => numbers.through(labels)), sizes };
}

/** The scalar that every entry of `node` is, when it is a broadcast of a scalar. */
export function fillOf(node: Node): Node | undefined {
  if (node.shape.length === 0) return node;
  if (node.op !== "contraction" || node.operands.length !== 1) return undefined;
  const only = node.operands[0]!;
  return only.shape.length === 0 ? only : undefined;
}

/** The vector that a matrix repeats, and the axis along which it lies; else undefined. */
export function repeatedLine(node: Node): { vector: Node; axis: number } | undefined {
  if (!isKind(node, "contraction") || node.shape.length !== 2) return undefined;
  const [vector, more] = node.operands;
  const alone = more === undefined && vector!.shape.length === 1 && vector!.op !== "indicator";
  return alone ? { vector: vector!, axis: node.data.axes[0]![0]! } : undefined;
}

/** Whether every entry of `node` is the number n. */
export function isFilledWith(node: Node, n: number): boolean {
  const value = fillOf(node);
  return value !== undefined && isNumber(value, n);
}
