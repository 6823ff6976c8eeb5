/**
 * @file Products of scalars, vectors and matrices, as people write them side by side. A chain
 * such as `x^T A x` becomes one contraction: each factor has a left and a right end, neighbours
 * join right end to left end. A column has only a left end, a row only a right end, a scalar
 * none. So row·column is the inner product, column·row the outer product.
 *
 * Between vectors that both stand as columns, `x \cdot y` is the dot product; `x y` is refused.
 * A product entry by entry, ⊙, takes all that stands left of it as its left factor.
 * The identity matrix I beside a vector or matrix changes nothing; beside scalars alone it waits
 * for its size.
 */
import type { Arena, Label, Node, Size } from "../../expression/index.ts";
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
}

/** The product of `factors`, joined by `joints`; at least one factor. */
export function product(
  arena: Arena,
  factors: readonly Value[],
  joints: readonly Joint[],
): Value | ProductMismatch {
  const names = labelNames(factors);
  let chain = open(names);
  for (const [k, factor] of factors.entries()) {
    if (k > 0 && joints[k - 1] === "odot") {
      if (appendByEntry(chain, names, factor)) continue;
      const left = close(arena, chain, names);
      const fitted = align(arena, [left, factor]);
      if (fitted === null) return mismatch(k, left, factor, true);
      chain = open(names);
      const { nodes, free, row } = fitted;
      append(chain, names, { node: arena.multiply(...nodes), free, row });
      continue;
    }
    const dot = k > 0 && joints[k - 1] === "cdot";
    if (!append(chain, names, factor, dot)) {
      // the open ends are as they were before the factor that does not fit
      const ends = [chain.left, chain.right].filter((end) => end !== null);
      const left = ends.map((end) => chain.sizes.get(end)!);
      return { at: k, left, right: restShape(factor), entrywise: false };
    }
  }
  return close(arena, chain, names);
}

function open(names: ReadonlyMap<string, Label>): Chain {
  return {
    operands: [],
    axes: [],
    left: null,
    right: null,
    sizes: new Map(),
    next: names.size,
    waits: false,
  };
}

function mismatch(at: number, left: Value, right: Value, entrywise = false): ProductMismatch {
  return { at, left: restShape(left), right: restShape(right), entrywise };
}

/** Puts one more factor at the right end; false when it does not fit there. */
function append(
  chain: Chain,
  names: ReadonlyMap<string, Label>,
  value: Value,
  dot = false,
): boolean {
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
  const leftEnd = rest.length === 2 || (rest.length === 1 && !value.row) ? 0 : null;
  const rightEnd = rest.length === 2 ? 1 : rest.length === 1 && value.row ? 0 : null;
  if (rest.length > 0) {
    if (chain.waits && leftEnd === null) return false;
    chain.waits = false;
    if (chain.right !== null) {
      // the right end of the product so far meets the left end of this factor
      if (leftEnd === null || chain.sizes.get(chain.right) !== rest[leftEnd]) return false;
      fresh[leftEnd] = chain.right;
      chain.right = rightEnd === null ? null : fresh[rightEnd]!;
    } else if (chain.left !== null) {
      if (leftEnd === null) {
        // column · row: the outer product
        chain.right = fresh[rightEnd!]!;
      } else if (dot && rightEnd === null && chain.sizes.get(chain.left) === rest[0]) {
        // x · y, both columns: the dot product
        fresh[0] = chain.left;
        chain.left = null;
      } else return false;
    } else {
      chain.left = leftEnd === null ? null : fresh[leftEnd]!;
      chain.right = rightEnd === null ? null : fresh[rightEnd]!;
    }
  }
  chain.operands.push(value.node);
  chain.axes.push([...value.free.map((name) => names.get(name)!), ...fresh]);
  return true;
}

/**
 * Puts one more factor entry by entry beside those of a chain that has been nothing but scalars
 * and such factors, so that s x ⊙ y ⊙ z is one product; false when the chain is more, or the
 * shapes differ.
 */
function appendByEntry(chain: Chain, names: ReadonlyMap<string, Label>, value: Value): boolean {
  const ends = [chain.left, chain.right].filter((end) => end !== null);
  const rest = restShape(value);
  const row = chain.left === null;
  if (chain.waits || value.identity || ends.length === 0 || ends.length !== rest.length)
    return false;
  if (ends.length === 1 && value.row !== row) return false;
  const named = new Set(names.values());
  const fits = chain.axes.every((axes) => {
    const own = axes.filter((label) => !named.has(label));
    return own.length === 0 || own.join() === ends.join();
  });
  if (!fits || ends.some((end, axis) => chain.sizes.get(end) !== rest[axis])) return false;
  chain.operands.push(value.node);
  chain.axes.push([...value.free.map((name) => names.get(name)!), ...ends]);
  return true;
}

/** The node of the chain; indices that are not open ends are summed. */
function close(arena: Arena, chain: Chain, names: ReadonlyMap<string, Label>): Value {
  const used = new Set(chain.axes.flat());
  const free = [...names.keys()].filter((name) => used.has(names.get(name)!));
  const output = free.map((name) => names.get(name)!);
  if (chain.left !== null) output.push(chain.left);
  if (chain.right !== null) output.push(chain.right);
  if (output.length === 0 && chain.axes.every((axes) => axes.length === 0)) {
    const node = arena.multiply(...chain.operands);
    return { node, free, row: false, ...(chain.waits && { identity: true as const }) };
  }
  if (chain.waits) {
    const node = arena.contract({ operands: chain.operands, axes: chain.axes, output });
    return { node, free, row: false, identity: true };
  }
  const node = arena.contract({ operands: chain.operands, axes: chain.axes, output });
  return { node, free, row: chain.left === null && chain.right !== null };
}
