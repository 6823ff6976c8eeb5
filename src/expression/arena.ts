/**
 * @file The arena: where expression nodes are made, shared and freed together. One arena serves
 * one problem or one document.
 *
 * Its constructors tidy lightly and locally (DESIGN "the author's form is kept"): numbers fold,
 * ·1 and +0 go, signs come to the front (−2x is −(2·x); only a negate, never a product, carries
 * a sign), equal terms are counted (x + x is 2x), x^1 is x, e^x is exp x. Nothing that would
 * change the form a person chose happens here. Every constructor looks only at its direct
 * operands, so building a graph costs time linear in its nodes.
 *
 * Commuting operands keep the order in which they first came, but that order is no part of the
 * node's identity: b·a finds the node made for a·b. Results are thus printed in the order that
 * the problem introduced.
 */
import { Q, type Rational } from "../number/index.ts";
import { sum } from "./build/addition.ts";
import { contract, filled, fillOf, multiplyScalars } from "./build/contraction.ts";
import { divide } from "./build/division.ts";
import { power } from "./build/exponentiation.ts";
import { inverse } from "./build/inversion.ts";
import { matrixPower } from "./build/matrix-power.ts";
import { type DataOf, type IndexCondition, isKind, isZero, type Node } from "./node.ts";
import type { OperationName } from "./operations/names.ts";
import { type Shape, type Size, sameShape, scalarShape, shapeText } from "./shape.ts";
import { KeyTable } from "./table.ts";

/** An index of a contraction before canonical numbering: any number, unique in one call. */
export type Label = number;

/** A contraction as it is asked for: see `ContractionData` for its meaning. */
export interface ContractionRequest {
  readonly operands: readonly Node[];
  readonly axes: readonly (readonly Label[])[];
  readonly output: readonly Label[];
  /** Extents of the indices that no operand has; in a list, those of the labels 0, 1, … */
  readonly sizes?: ReadonlyMap<Label, Size> | readonly Size[];
}

export class Arena {
  /** All nodes, by id. */
  readonly nodes: Node[] = [];
  private readonly table = new KeyTable();
  /** Numbers for the words in keys. */
  private readonly symbols = new Map<string, number>();
  private readonly symmetric = new Set<Node>();
  /** By their ids: contractions without their leading numbers, as far as these were asked for. */
  readonly bare = new Map<number, Node>();

  /**
   * The node of this identity, made if it is not there. Beside the operation, `key` must determine
   * the meaning.
   */
  intern<K extends OperationName>(
    op: K,
    key: readonly number[],
    operands: readonly Node[],
    shape: Shape,
    data: DataOf<K>,
  ): Node<K> {
    const known = this.table.find(this.symbol(op), key);
    if (known >= 0) return this.nodes[known] as Node<K>;
    const node: Node<K> = { id: this.nodes.length, op, operands, shape, data };
    this.nodes.push(node);
    return node;
  }

  /** The number that stands for a word in keys. */
  symbol(word: string): number {
    const known = this.symbols.get(word);
    if (known !== undefined) return known;
    const number = this.symbols.size;
    this.symbols.set(word, number);
    return number;
  }

  /** Puts the extents of a shape behind the numbers of a key. */
  putShape(shape: Shape, key: number[]): void {
    for (const size of shape) {
      const isSmall = typeof size === "number" && size < large;
      key.push(isSmall ? size : -1 - this.symbol(`${size}`));
    }
  }

  private shapeKey(shape: Shape): number[] {
    const key: number[] = [];
    this.putShape(shape, key);
    return key;
  }

  number(q: Rational): Node<"number"> {
    const isSmall = -large < q.n && q.n < large && q.d < large;
    const key = isSmall ? [Number(q.n), Number(q.d)] : [this.symbol(`${q.n}/${q.d}`)];
    return this.intern("number", key, [], scalarShape, q);
  }

  integer(n: number | bigint): Node<"number"> {
    return this.number(Q.fromInteger(BigInt(n)));
  }

  pi(): Node<"pi"> {
    return this.intern("pi", [], [], scalarShape, null);
  }

  e(): Node<"e"> {
    return this.intern("e", [], [], scalarShape, null);
  }

  /** The variable of this normalised name. Two shapes under one name are two variables. */
  variable(name: string, shape: Shape = scalarShape): Node<"variable"> {
    const key = [this.symbol(name)];
    this.putShape(shape, key);
    return this.intern("variable", key, [], shape, name);
  }

  /** Says that a square variable is its own transpose. To be said before anything uses it. */
  declareSymmetric(variable: Node<"variable">): void {
    this.symmetric.add(variable);
  }

  isDeclaredSymmetric(node: Node): boolean {
    return this.symmetric.has(node);
  }

  /** A size as a scalar: the number, or the symbol's own leaf. */
  size(size: Size): Node {
    if (typeof size === "number") return this.integer(size);
    return this.intern("size", [this.symbol(size)], [], scalarShape, size);
  }

  /** The tensor of 0 and 1 over `shape` that is 1 where all conditions on its axes hold. */
  indicator(shape: Shape, conditions: readonly IndexCondition[]): Node {
    const tidy = conditions.map(leadingPositive);
    const parts = tidy.map((c) => `${c.coefficients.join(",")}${c.sign}${c.offset}`);
    const key = [this.symbol(parts.sort().join("&"))];
    this.putShape(shape, key);
    return this.intern("indicator", key, [], shape, tidy);
  }

  /** δ_ij over [n, n]. */
  identity(n: Size): Node {
    return this.indicator([n, n], [{ coefficients: [1, -1], offset: 0, sign: "=" }]);
  }

  /** The vector [1, 2, …, n] of an index's own values. */
  iota(n: Size): Node<"iota"> {
    return this.intern("iota", this.shapeKey([n]), [], [n], null);
  }

  /** A tensor of the given shape with `value` (a scalar) in every entry. */
  filled(value: Node, shape: Shape): Node {
    return filled(this, value, shape);
  }

  zeros(shape: Shape): Node {
    return filled(this, this.integer(0), shape);
  }

  /** A literal tensor: its entries (scalars) row by row. */
  stack(entries: readonly Node[], shape: Shape): Node {
    if (shape.length === 0) return entries[0]!;
    if (entries.length > 0 && entries.every(isZero)) return this.zeros(shape);
    const key = [shape.length];
    this.putShape(shape, key);
    for (const { id } of entries) key.push(id);
    return this.intern("stack", key, entries, shape, null);
  }

  /** Σ terms, entry by entry; scalars are broadcast. */
  add(...terms: readonly Node[]): Node {
    return this.sum(terms);
  }

  /** The same of a list, which may be longer than a call may have arguments. */
  sum(terms: readonly Node[]): Node {
    const operands = this.aligned(terms);
    return this.uniform("add", operands) ?? sum(this, operands);
  }

  subtract(a: Node, b: Node): Node {
    return this.add(a, this.negate(b));
  }

  negate(a: Node): Node {
    if (isKind(a, "number")) return this.number(Q.negate(a.data));
    if (isZero(a)) return a;
    if (a.op === "negate") return a.operands[0]!;
    const fill = fillOf(a);
    if (fill !== undefined && isKind(fill, "number"))
      return this.filled(this.negate(fill), a.shape);
    return this.intern("negate", [a.id], [a], a.shape, null);
  }

  /** The product, entry by entry; scalars are broadcast. */
  multiply(...factors: readonly Node[]): Node {
    return this.product(factors);
  }

  /** The same of a list of any length. */
  product(factors: readonly Node[]): Node {
    const shape = commonShape(factors);
    if (shape.length === 0) return multiplyScalars(this, factors);
    const output = shape.map((_, axis) => axis);
    const axes = factors.map((factor) => (factor.shape.length === 0 ? [] : output));
    return contract(this, { operands: factors, axes, output });
  }

  /** Quotient, entry by entry; scalars are broadcast. */
  divide(a: Node, b: Node): Node {
    const [x, y] = this.aligned([a, b]);
    return this.uniform("divide", [x!, y!]) ?? divide(this, x!, y!);
  }

  /** base^exponent, entry by entry; scalars are broadcast. */
  power(base: Node, exponent: Node): Node {
    const [x, y] = this.aligned([base, exponent]);
    return this.uniform("power", [x!, y!]) ?? power(this, x!, y!);
  }

  /** An elementwise operation of the table by its name; scalars are broadcast. */
  apply(op: OperationName, ...args: readonly Node[]): Node {
    switch (op) {
      case "add":
        return this.add(...args);
      case "negate":
        return this.negate(args[0]!);
      case "contraction":
        return this.multiply(...args);
      case "divide":
        return this.divide(args[0]!, args[1]!);
      case "power":
        return this.power(args[0]!, args[1]!);
      case "exp":
        if (isZero(args[0]!)) return this.filled(this.integer(1), args[0]!.shape);
        if (isKind(args[0]!, "number") && Q.equal(args[0].data, Q.one)) return this.e();
        break;
      case "ln":
        if (args[0]!.op === "e") return this.integer(1);
        break;
    }
    const operands = this.aligned(args);
    const same = this.uniform(op, operands);
    if (same !== undefined) return same;
    const key = operands.map(({ id }) => id);
    return this.intern(op, key, operands, operands[0]!.shape, null as DataOf<typeof op>);
  }

  /** An operation on whole tensors, with the shape of its result; see its page. */
  structural<K extends OperationName>(
    op: K,
    operands: readonly Node[],
    shape: Shape,
    data: DataOf<K>,
  ): Node<K> {
    const key = [-1 - this.symbol(JSON.stringify(data)), ...operands.map(({ id }) => id)];
    return this.intern(op, key, operands, shape, data);
  }

  /** The inverse of the matrix on the last two axes. */
  inverse(a: Node): Node {
    return inverse(this, a);
  }

  /** X^k, or with matrices between the powers the sum P(X; Y_1 … Y_m; k) of its page. */
  matrixPower(a: Node, between: readonly Node[], exponent: Node): Node {
    return matrixPower(this, a, between, exponent);
  }

  /** A contraction in index notation. */
  contract(request: ContractionRequest): Node {
    return contract(this, request);
  }

  /** The tensor with its axes in another order: axis k of the result is axis `order[k]`. */
  transpose(a: Node, order: readonly number[] = a.shape.map((_, k) => k).reverse()): Node {
    return contract(this, { operands: [a], axes: [a.shape.map((_, k) => k)], output: order });
  }

  /** Σ over all entries. */
  total(a: Node): Node {
    return contract(this, { operands: [a], axes: [a.shape.map((_, k) => k)], output: [] });
  }

  /** The entry of `a` at the given 1-based indices, one for each of the leading axes. */
  entry(a: Node, indices: readonly number[]): Node {
    if (a.op === "stack" && indices.length === a.shape.length) {
      const at = indices.reduce(
        (flat, index, axis) => flat * (a.shape[axis] as number) + index - 1,
        0,
      );
      const found = a.operands[at];
      if (found !== undefined) return found;
    }
    const operands = [a];
    const axes: number[][] = [a.shape.map((_, axis) => axis)];
    for (const [axis, index] of indices.entries()) {
      const pick = { coefficients: [1], offset: -index, sign: "=" as const };
      operands.push(this.indicator([a.shape[axis]!], [pick]));
      axes.push([axis]);
    }
    return contract(this, { operands, axes, output: axes[0]!.slice(indices.length) });
  }

  /** f(a, …, a) filled with one value is filled with the value of f. */
  private uniform(op: OperationName, operands: readonly Node[]): Node | undefined {
    const shape = operands[0]?.shape ?? scalarShape;
    if (shape.length === 0) return undefined;
    const values: Node[] = [];
    for (const operand of operands) {
      const inner = operand.op === "negate" ? operand.operands[0]! : operand;
      const value = fillOf(inner);
      if (value === undefined) return undefined;
      values.push(inner === operand ? value : this.negate(value));
    }
    return filled(this, this.apply(op, ...values), shape);
  }

  /** The operands with scalars broadcast to the one shape of the others. */
  private aligned(operands: readonly Node[]): readonly Node[] {
    const shape = commonShape(operands);
    if (shape.length === 0) return operands;
    return operands.map((x) => (x.shape.length === 0 ? this.filled(x, shape) : x));
  }
}

/** Numbers that are smaller are written into keys as they are. */
const large = 2 ** 31;

/** j − i = 0 is i − j = 0: the first coefficient of an equality is made positive. */
function leadingPositive(condition: IndexCondition): IndexCondition {
  const { coefficients, offset, sign } = condition;
  const first = coefficients.find((c) => c !== 0) ?? 1;
  if (first > 0 || sign === "<" || sign === "<=") return condition;
  return { coefficients: coefficients.map((c) => 0 - c), offset: 0 - offset, sign };
}

/** The one shape of the operands that are not scalars. */
function commonShape(operands: readonly Node[]): Shape {
  let shape: Shape = scalarShape;
  for (const operand of operands) {
    if (operand.shape.length === 0) continue;
    if (shape.length === 0) shape = operand.shape;
    else if (!sameShape(shape, operand.shape)) {
      throw new RangeError(`shapes ${shapeText(shape)} and ${shapeText(operand.shape)} differ`);
    }
  }
  return shape;
}
