/**
 * @file The expression graph's nodes. A node is a meaning, not a spelling: `W^T x` and
 * `Σ_i W_{ij} x_i` are one node. Nodes are immutable and hash-consed by their arena: within one
 * arena two nodes are the same meaning (up to the order of commuting operands) exactly when they
 * are the same object. A node's operands have smaller ids than the node itself, so a loop over
 * ids is a walk in topological order, and no pass needs recursion.
 *
 * What each kind of node carries beside its operands stands in `NodeData`.
 */
import type { Rational } from "../number/index.ts";
import type { OperationName } from "./operations/names.ts";
import type { Shape, Size } from "./shape.ts";

/**
 * A condition on the axes of an indicator: Σ_k coefficients[k]·i_k + offset ⋛ 0, where i_k is
 * the (1-based) index on axis k. δ_ij is `i_0 − i_1 = 0`, the mask j < i is `i_1 − i_0 < 0`, the
 * basis vector e_2 is `i_0 − 2 = 0`, a window x_{i+k−1} is `i_0 − i_1 − i_2 + 1 = 0`.
 */
export interface IndexCondition {
  readonly coefficients: readonly number[];
  readonly offset: number;
  readonly sign: "=" | "!=" | "<" | "<=";
}

/**
 * Index notation of a contraction (an einsum). Indices are numbered canonically: 0 … r−1 are the
 * axes of the result in order, the bound ones (summed over) follow in order of appearance.
 * `axes[k]` gives for each axis of operand k its index; `sizes` the extent of every index. A
 * result index that no operand has is a broadcast.
 */
export interface ContractionData {
  readonly axes: readonly (readonly number[])[];
  readonly sizes: readonly Size[];
}

/** What a node of each kind carries beside its operands; kinds not listed carry nothing. */
export interface NodeData {
  /** Its exact value. */
  readonly number: Rational;
  /** Its normalised LaTeX name. */
  readonly variable: string;
  /** The name of the symbolic size that stands here as a scalar. */
  readonly size: string;
  /** The tensor of 0 and 1 that is 1 where all conditions hold. */
  readonly indicator: readonly IndexCondition[];
  readonly contraction: ContractionData;
  /** An unknown function f, differentiated `orders[k]` times with respect to argument k. */
  readonly abstract: { readonly name: string; readonly orders: readonly number[] };
  /** The axis that a reduction removes or a normalisation runs along. */
  readonly maximum: number;
  readonly minimum: number;
  readonly productover: number;
  readonly softmax: number;
  readonly logsumexp: number;
}

export type DataOf<K extends OperationName> = K extends keyof NodeData ? NodeData[K] : null;

export interface Node<K extends OperationName = OperationName> {
  /** The node's number in its arena; larger than those of its operands. */
  readonly id: number;
  readonly op: K;
  readonly operands: readonly Node[];
  readonly shape: Shape;
  readonly data: DataOf<K>;
}

/** Whether `node` is of the kind `op`, for the type checker too. */
export function isKind<K extends OperationName>(node: Node, op: K): node is Node<K> {
  return node.op === op;
}

/** The rational that `node` is, or undefined when it is not a scalar number. */
export function numberOf(node: Node): Rational | undefined {
  return isKind(node, "number") ? node.data : undefined;
}

/** Whether `node` is the scalar number n. */
export function isNumber(node: Node, n: number): boolean {
  return isKind(node, "number") && node.data.d === 1n && node.data.n === BigInt(n);
}

/** Whether `node` is 0 or a tensor filled with 0. */
export function isZero(node: Node): boolean {
  if (isKind(node, "number")) return node.data.n === 0n;
  return node.op === "contraction" && node.operands.length === 1 && isNumber(node.operands[0]!, 0);
}
