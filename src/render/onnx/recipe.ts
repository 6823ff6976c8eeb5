/**
 * @file What a recipe is, how an operation is written in ONNX, and what it may ask of the graph
 * that is being written.
 */
import type { Node, OperationName, Size } from "../../expression/index.ts";
import type { OnnxModel } from "./model.ts";

/**
 * A result in the model: its name, and for each axis of the node whether it has it in full, or
 * with the extent 1 (its entries along it are equal, as broadcasting allows). A scalar that stands
 * for a tensor has no axes at all: `spread` is null.
 */
export interface OnnxValue {
  readonly name: string;
  readonly spread: readonly boolean[] | null;
}

/** The graph that is being written, as a recipe sees it. */
export interface OnnxGraph {
  readonly model: OnnxModel;
  readonly value: (node: Node) => OnnxValue;
  /** The value with all axes of the node in full. */
  readonly full: (node: Node) => string;
  /** A scalar constant. */
  readonly scalar: (value: number) => string;
  /** The size as a scalar of floats. */
  readonly size: (size: Size) => string;
}

/** An operation that ONNX has no form for; ends the writing. */
export class NoOnnxForm extends Error {
  readonly node: Node;

  constructor(node: Node) {
    super(node.op);
    this.node = node;
  }
}

/** How the operation K is written. */
export type OnnxRecipe<K extends OperationName = OperationName> = (
  node: Node<K>,
  graph: OnnxGraph,
) => OnnxValue;

/** Along which axes the result of entry-by-entry work is in full: those of any operand. */
export function together(values: readonly OnnxValue[]): OnnxValue["spread"] {
  const shaped = values.flatMap(({ spread }) => (spread === null ? [] : [spread]));
  if (shaped.length === 0) return null;
  return shaped[0]!.map((_, axis) => shaped.some((spread) => spread[axis] === true));
}
