/**
 * @file Contractions in ONNX: what only renames, adds or repeats axes by Transpose, Unsqueeze and
 * ReduceSum; products entry by entry by Mul; matrix products by Gemm and MatMul; all else by
 * Einsum. An indicator with known sizes is a constant tensor of 0 and 1.
 */
import {
  concreteShape,
  evaluateRoots,
  floatField,
  isKind,
  type Node,
} from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { NoOnnxForm, type OnnxGraph, type OnnxRecipe, type OnnxValue } from "./recipe.ts";

interface Operand {
  readonly node: Node;
  /** The index on each of its axes. */
  readonly axes: readonly number[];
}

export const contraction: OnnxRecipe<"contraction"> = (node, graph) => {
  const { axes } = node.data;
  let factor = 1;
  const operands: Operand[] = [];
  for (const [k, operand] of node.operands.entries()) {
    if (isKind(operand, "number")) factor *= Q.toDouble(operand.data);
    else operands.push({ node: operand, axes: axes[k]! });
  }
  const rank = node.shape.length;
  const seen = new Set(operands.flatMap((operand) => operand.axes));
  // a sum over an index that nothing has would be a factor
  if (node.data.sizes.some((_, index) => index >= rank && !seen.has(index))) {
    throw new NoOnnxForm(node);
  }
  if (operands.length === 0) return { name: graph.scalar(factor), spread: null };
  const isPlain = operands.every((operand) => {
    return operand.axes.every((index) => index < rank) && isDistinct(operand.axes);
  });
  const value = isPlain ? entrywise(operands, rank, graph) : summed(node, operands, graph);
  if (factor === 1) return value;
  const name = graph.model.add("Mul", [value.name, graph.scalar(factor)]);
  return { ...value, name };
};

const isDistinct = (axes: readonly number[]) => new Set(axes).size === axes.length;

/** Products entry by entry, each operand put into the axes of the result. */
function entrywise(operands: readonly Operand[], rank: number, graph: OnnxGraph): OnnxValue {
  const values = operands.map((operand) => aligned(operand, rank, graph));
  return values.reduce((product, value) => ({
    name: graph.model.add("Mul", [product.name, value.name]),
    spread:
      product.spread === null
        ? value.spread
        : value.spread === null
          ? product.spread
          : product.spread.map((own, axis) => own || value.spread![axis]!),
  }));
}

/** The operand with its axes in the result's order, and axes of extent 1 between them. */
function aligned({ node, axes }: Operand, rank: number, graph: OnnxGraph): OnnxValue {
  const value = operandValue(node, graph);
  if (value.spread === null || axes.length === 0) {
    return rank === 0 ? { ...value, spread: [] } : { name: value.name, spread: null };
  }
  return placed(value.name, value.spread, axes, rank, graph);
}

/** A tensor whose axes have these indices, as one with the axes 0 … rank − 1. */
function placed(
  name: string,
  spread: readonly boolean[],
  axes: readonly number[],
  rank: number,
  { model }: OnnxGraph,
): OnnxValue {
  const order = axes.map((_, k) => k).sort((a, b) => axes[a]! - axes[b]!);
  let result = name;
  if (order.some((from, to) => from !== to))
    result = model.add("Transpose", [result], { perm: order });
  const absent = Array.from({ length: rank }, (_, index) => index).filter((index) => {
    return !axes.includes(index);
  });
  if (absent.length > 0) result = model.add("Unsqueeze", [result, model.integers(absent)]);
  const full = Array.from({ length: rank }, (_, index) => {
    const at = axes.indexOf(index);
    return at >= 0 && spread[at] === true;
  });
  return { name: result, spread: full };
}

function operandValue(node: Node, graph: OnnxGraph): OnnxValue {
  if (node.op !== "indicator") return graph.value(node);
  const shape = concreteShape(node.shape, new Map());
  const [tensor] = shape === undefined ? [] : evaluateRoots([node], floatField, new Map());
  if (tensor === undefined) throw new NoOnnxForm(node);
  const name = graph.model.floats(tensor.entries, tensor.shape, "indicator");
  return { name, spread: tensor.shape.map(() => true) };
}

const fullOperand = (node: Node, graph: OnnxGraph): string => {
  return node.op === "indicator" ? operandValue(node, graph).name : graph.full(node);
};

/** Sums over bound indices. */
function summed(
  node: Node<"contraction">,
  operands: readonly Operand[],
  graph: OnnxGraph,
): OnnxValue {
  const rank = node.shape.length;
  const free = Array.from({ length: rank }, (_, index) => index).filter((index) => {
    return operands.some(({ axes }) => axes.includes(index));
  });
  const product = matrixProduct(operands, free, rank, graph) ?? reduced(operands, rank, graph);
  if (product !== null) {
    return placed(
      product.name,
      product.axes.map(() => true),
      product.axes,
      rank,
      graph,
    );
  }
  const letters = new Map<number, string>();
  const letterOf = (index: number): string => {
    if (!letters.has(index)) letters.set(index, String.fromCharCode(97 + letters.size));
    return letters.get(index)!;
  };
  const sides = operands.map(({ axes }) => axes.map(letterOf).join(""));
  const equation = `${sides.join(",")}->${free.map(letterOf).join("")}`;
  const names = operands.map((operand) => fullOperand(operand.node, graph));
  const name = graph.model.add("Einsum", names, { equation });
  return placed(
    name,
    free.map(() => true),
    free,
    rank,
    graph,
  );
}

interface Product {
  readonly name: string;
  /** The indices on its axes. */
  readonly axes: readonly number[];
}

/** Two operands with one bound index that both have: Gemm of matrices, MatMul with a vector. */
function matrixProduct(
  operands: readonly Operand[],
  free: readonly number[],
  rank: number,
  graph: OnnxGraph,
): Product | null {
  const [a, b] = operands;
  if (operands.length !== 2 || !isDistinct(a!.axes) || !isDistinct(b!.axes)) return null;
  const common = a!.axes.filter((index) => b!.axes.includes(index));
  const [bound] = common;
  if (common.length !== 1 || bound! < rank || a!.axes.length > 2 || b!.axes.length > 2) return null;
  if (free.length !== a!.axes.length + b!.axes.length - 2) return null;
  const names = [fullOperand(a!.node, graph), fullOperand(b!.node, graph)];
  const rest = [a!, b!].flatMap(({ axes }) => axes.filter((index) => index !== bound));
  if (a!.axes.length === 2 && b!.axes.length === 2) {
    const transA = a!.axes[0] === bound ? 1 : 0;
    const transB = b!.axes[1] === bound ? 1 : 0;
    return { name: graph.model.add("Gemm", names, { transA, transB }), axes: rest };
  }
  // MatMul takes the last axis of the first and the first of the second
  if (a!.axes.at(-1) !== bound || b!.axes[0] !== bound) return null;
  return { name: graph.model.add("MatMul", names), axes: rest };
}

/** The sum of one operand over some of its axes. */
function reduced(operands: readonly Operand[], rank: number, graph: OnnxGraph): Product | null {
  const [only] = operands;
  if (operands.length !== 1 || !isDistinct(only!.axes)) return null;
  const gone = only!.axes.flatMap((index, axis) => (index >= rank ? [axis] : []));
  const { model } = graph;
  const names = [fullOperand(only!.node, graph), model.integers(gone)];
  const name = model.add("ReduceSum", names, { keepdims: 0 });
  return { name, axes: only!.axes.filter((index) => index < rank) };
}
