/**
 * @file Products of scalars, vectors and matrices, as people write them side by side. A chain
 * such as `x^T A x` becomes one contraction: each factor has a left and a right end, neighbours
 * join right end to left end. A column has only a left end, a row only a right end, a scalar
 * none. So row·column is the inner product, column·row the outer product.
 *
 * ⊙ binds loosest: the chains between its signs are multiplied entry by entry, so x ⊙ A y is
 * x ⊙ (A y), and s x ⊙ y is one product of s, x and y. Only a row at the end stands for itself
 * where columns are before it: u ⊙ v x^T is (u ⊙ v) x^T, for u ⊙ (v x^T) has no such entries.
 *
 * Between vectors that both stand as columns, `x \cdot y` is the dot product; `x y` is refused. A
 * vector left of a matrix stands as a row, `x W + b`, for as a column it could not stand there;
 * the product is a vector, and `x W x^T` a scalar.
 * A name whose value is written as one row stands as a row there, too: `W h` with W = [3, 2].
 * The identity matrix I beside a vector or matrix changes nothing; beside scalars alone it waits
 * for its size.
 */
import { type Arena, isKind, type Label, type Node, type Size } from "../../expression/index.ts";
import type { Joint } from "../syntax.ts";
import { align, labelNames, restShape, type Value } from "./value.ts";

/** Why two neighbours cannot be multiplied. */
export interface ProductMismatch {
  /** The position of the right neighbour among the factors. */
  readonly at: number;
  readonly left: readonly Size[];
  readonly right: readonly Size[];
  /** Whether they stand around ⊙. */
  readonly entrywise: boolean;
}

/** A chain of factors that grows to the right. */
interface Chain {
  operands: Node[];
  axes: Label[][];
  /** The open left end: the row index of the product so far. */
  left: Label | null;
  /** The open right end: the column index of the product so far. */
  right: Label | null;
  sizes: Map<Label, Size>;
  next: Label;
  /** Whether an identity matrix waits for a neighbour. */
  waits: boolean;
  /** Whether it began with a vector left of a matrix: then vectors are rows, x^T a column. */
  rows: boolean;
  /** Whether nothing but a name that may stand as a row or as a column gives it ends. */
  loose: boolean;
}

type Names = ReadonlyMap<string, Label>;

/** The product of `factors`, joined by `joints`; at least one factor. */
export function product(
  arena: Arena,
  factors: readonly Value[],
  joints: readonly Joint[],
): Value | ProductMismatch {
  const column = columnBefore(arena, factors, joints);
  if (column !== undefined) return product(arena, [column, factors.at(-1)!], ["juxtapose"]);
  const names = labelNames(factors);
  const chains: Chain[] = [];
  const starts: number[] = [];
  for (const [k, factor] of factors.entries()) {
    if (k === 0 || joints[k - 1] === "odot") {
      chains.push(open(names));
      starts.push(k);
    }
    const chain = chains.at(-1)!;
    // a factor that does not fit leaves the operands as they were
    const before: Chain = { ...chain };
    if (!append(chain, names, factor, k > 0 && joints[k - 1] === "cdot")) {
      return mismatch(k, close(arena, before, names), factor);
    }
  }
  if (chains.length === 1) return close(arena, chains[0]!, names);
  return oneByEntry(arena, chains, names) ?? byEntry(arena, chains, starts, names);
}

/** What is multiplied by the row at the end, where it is a column made with ⊙. */
function columnBefore(
  arena: Arena,
  factors: readonly Value[],
  joints: readonly Joint[],
): Value | undefined {
  const last = factors.at(-1)!;
  const isRow = last.row && restShape(last).length === 1;
  if (!isRow || joints.at(-1) === "odot" || !joints.includes("odot")) return undefined;
  const before = product(arena, factors.slice(0, -1), joints.slice(0, -1));
  const isColumn = "node" in before && !before.row && restShape(before).length === 1;
  return isColumn ? before : undefined;
}

function open(names: Names): Chain {
  const sizes = new Map<Label, Size>();
  return {
    operands: [],
    axes: [],
    left: null,
    right: null,
    sizes,
    next: names.size,
    waits: false,
    rows: false,
    loose: false,
  };
}

function mismatch(at: number, left: Value, right: Value, entrywise = false): ProductMismatch {
  return { at, left: restShape(left), right: restShape(right), entrywise };
}

/** Puts one more factor at the right end; false when it does not fit there. */
function append(chain: Chain, names: Names, value: Value, dot: boolean): boolean {
  const rest = restShape(value);
  if (rest.length > 2) return false;
  if (value.identity && chain.right === null) {
    // a column has no right end where the identity could stand
    if (chain.left !== null) return false;
    chain.waits = true;
  }
  const fresh = rest.map((size) => {
    chain.sizes.set(chain.next, size);
    return chain.next++;
  });
  if (rest.length > 0) {
    const lone = chain.axes.filter((own) => own.some((label) => label >= names.size)).length === 1;
    if (!attach(chain, value, rest, fresh, { dot, lone })) return false;
  }
  const own = [...value.free.map((name) => names.get(name)!), ...fresh];
  const { node } = value;
  if (value.flat && isKind(node, "contraction")) layFlat(chain, node, own);
  else {
    chain.operands.push(node);
    chain.axes.push(own);
  }
  return true;
}

/** Puts the factors of a product in its place. */
function layFlat(chain: Chain, node: Node<"contraction">, own: readonly Label[]): void {
  const labels = node.data.sizes.map((size, index) => {
    if (index < own.length) return own[index]!;
    chain.sizes.set(chain.next, size);
    return chain.next++;
  });
  for (const [k, operand] of node.operands.entries()) {
    chain.operands.push(operand);
    chain.axes.push(node.data.axes[k]!.map((index) => labels[index]!));
  }
}

/** Joins the ends of a vector or matrix to those of the chain. */
function attach(
  chain: Chain,
  { row, loose }: Value,
  rest: readonly Size[],
  fresh: Label[],
  { dot, lone }: { readonly dot: boolean; readonly lone: boolean },
): boolean {
  const leftEnd = rest.length === 2 || !row ? 0 : null;
  const rightEnd = rest.length === 2 ? 1 : row ? 0 : null;
  if (chain.waits && leftEnd === null) return false;
  chain.waits = false;
  const mayTurn = chain.loose;
  chain.loose = chain.left === null && chain.right === null && loose === true && rest.length === 1;
  if (chain.right !== null) {
    // the right end of the product so far meets the left end of this factor
    if (leftEnd === null || chain.sizes.get(chain.right) !== rest[leftEnd]) return false;
    fresh[leftEnd] = chain.right;
    chain.right = rightEnd === null ? null : fresh[rightEnd]!;
  } else if (chain.left === null) {
    chain.left = leftEnd === null ? null : fresh[leftEnd]!;
    chain.right = rightEnd === null ? null : fresh[rightEnd]!;
  } else if (leftEnd === null && !chain.rows) {
    // column · row: the outer product
    chain.right = fresh[rightEnd!]!;
  } else if (rest.length === 2 && (lone || chain.rows) && chain.sizes.get(chain.left) === rest[0]) {
    // x W where vectors are rows: a vector again
    fresh[0] = chain.left;
    chain.left = fresh[1]!;
    chain.rows = true;
  } else {
    // x · y, both columns: the dot product
    if (
      !(dot || chain.rows || mayTurn) ||
      rest.length > 1 ||
      chain.sizes.get(chain.left) !== rest[0]
    )
      return false;
    fresh[0] = chain.left;
    chain.left = null;
  }
  return true;
}

function endsOf({ left, right }: Chain): Label[] {
  return [left, right].filter((end) => end !== null);
}

/** The node of the chain; indices that are not open ends are summed. */
function close(arena: Arena, chain: Chain, names: Names): Value {
  const { operands, axes, left, right, waits, loose } = chain;
  const used = new Set(axes.flat());
  const free = [...names.keys()].filter((name) => used.has(names.get(name)!));
  const output = [...free.map((name) => names.get(name)!), ...endsOf(chain)];
  const scalar = output.length === 0 && axes.every((own) => own.length === 0);
  const node = scalar ? arena.product(operands) : arena.contract({ operands, axes, output });
  const row = left === null && right !== null;
  return { node, free, row, ...(waits && { identity: true as const }), ...(loose && { loose }) };
}

/**
 * Chains of nothing but scalars and one vector or matrix, multiplied entry by entry: one
 * contraction of all their factors. Undefined where a chain is more, or the shapes differ.
 */
function oneByEntry(arena: Arena, chains: readonly Chain[], names: Names): Value | undefined {
  const [first] = chains;
  const ends = endsOf(first!);
  const labels = new Set(names.values());
  const all: Chain = { ...first!, operands: [], axes: [], waits: false };
  for (const chain of chains) {
    const own = endsOf(chain);
    const alike = own.length === ends.length && (chain.left === null) === (first!.left === null);
    if (!alike || ends.length === 0 || chain.waits) return undefined;
    if (own.some((end, k) => chain.sizes.get(end) !== first!.sizes.get(ends[k]!))) return undefined;
    const tensors = chain.axes.filter((axes) => axes.some((label) => !labels.has(label)));
    if (tensors.length > 1) return undefined;
    const place = new Map(own.map((end, k) => [end, ends[k]!]));
    all.operands.push(...chain.operands);
    all.axes.push(...chain.axes.map((axes) => axes.map((label) => place.get(label) ?? label)));
  }
  return close(arena, all, names);
}

/** Any chains multiplied entry by entry, scalars broadcast. */
function byEntry(
  arena: Arena,
  chains: readonly Chain[],
  starts: readonly number[],
  names: Names,
): Value | ProductMismatch {
  const values = chains.map((chain) => close(arena, chain, names));
  const fitted = align(arena, values);
  if (fitted !== null) {
    const { nodes, free, row } = fitted;
    return { node: arena.multiply(...nodes), free, row };
  }
  const at = values.findIndex((value, k) => k > 0 && align(arena, [values[0]!, value]) === null);
  const odd = Math.max(1, at);
  return mismatch(starts[odd]!, values[0]!, values[odd]!, true);
}
