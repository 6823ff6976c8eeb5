/**
 * @file One nest of loops: Σ over the summed indices of a[…]·b[…], over the index values that
 * all conditions allow, for at most two dense factors. The kernel of every contraction.
 *
 * The loops over the indices of the result lie outside, the summed ones inside in the order of
 * their extents. A product with an exact 0 is left out.
 */
import type { Field } from "../field.ts";
import type { Budget } from "../operation.ts";
import { confine, holds, type LoopCondition } from "./conditions.ts";

/** A dense factor: its entries, and how far apart they lie when an index grows by one. */
export interface Factor<T> {
  readonly entries: readonly T[];
  /** Label of an index → stride. A repeated index (a diagonal) has the sum of its strides. */
  readonly strides: ReadonlyMap<number, number>;
}

export interface NestRequest<T> {
  readonly field: Field<T>;
  readonly factors: readonly Factor<T>[];
  /** Over labels; each mentions only indices of this nest. */
  readonly conditions: readonly LoopCondition[];
  /** Labels of the result, outermost first. */
  readonly output: readonly number[];
  /** Labels summed over. */
  readonly summed: readonly number[];
  /** Label → extent. */
  readonly extents: readonly number[];
  readonly budget: Budget;
}

/** More loops than any budget allows when each has an extent of at least two. */
const deepest = 48;

/** The result's entries; undefined when an operation of the field is, or over the budget. */
export function nest<T>(request: NestRequest<T>): Factor<T> | undefined {
  const { field, output, extents, budget } = request;
  const strides = new Map<number, number>();
  let count = 1;
  for (let k = output.length - 1; k >= 0; k--) {
    strides.set(output[k]!, count);
    count *= extents[output[k]!]!;
  }
  budget.left -= count;
  if (budget.left < 0) return undefined;
  const entries = new Array<T | undefined>(count).fill(undefined);
  if (!run(request, strides, entries)) return undefined;
  const zero = field.integer(0);
  for (let k = 0; k < count; k++) entries[k] ??= zero;
  return { entries: entries as T[], strides };
}

/** Visits all index tuples and adds the products up in `entries`; false when it must give up. */
function run<T>(
  request: NestRequest<T>,
  strides: ReadonlyMap<number, number>,
  entries: (T | undefined)[],
): boolean {
  const { field, factors, extents, budget } = request;
  const summed = [...request.summed].sort((a, b) => extents[a]! - extents[b]!);
  // An index of one value needs no loop.
  const labels = [...request.output, ...summed].filter((label) => extents[label] !== 1);
  if (labels.length > deepest) {
    budget.left = -1;
    return false;
  }
  const byLoop = assign(request.conditions, labels);
  if (byLoop === undefined) return true;
  const [a, b] = factors;
  const [stepsA, stepsB, stepsOut] = [a?.strides, b?.strides, strides].map((known) =>
    labels.map((label) => known?.get(label) ?? 0),
  );
  const index = labels.map(() => 1);
  const one = field.integer(1);

  const visit = (at: number, inA: number, inB: number): boolean => {
    let product = one;
    if (a !== undefined) {
      product = a.entries[inA]!;
      if (field.isZero(product)) return true;
      if (b !== undefined) {
        const other = b.entries[inB]!;
        if (field.isZero(other)) return true;
        const made = field.multiply(product, other);
        if (made === undefined) return false;
        product = made;
      }
    }
    const before = entries[at];
    const total = before === undefined ? product : field.add(before, product);
    entries[at] = total;
    return total !== undefined;
  };

  const descend = (loop: number, at: number, inA: number, inB: number): boolean => {
    if (loop === labels.length) return visit(at, inA, inB);
    const { from, to, skipped } = confine(byLoop[loop]!, loop, extents[labels[loop]!]!, index);
    budget.left -= Math.max(0, to - from + 1);
    if (budget.left < 0) return false;
    for (let i = from; i <= to; i++) {
      if (skipped?.has(i)) continue;
      index[loop] = i;
      const j = i - 1;
      const [out, x, y] = [stepsOut![loop]! * j, stepsA![loop]! * j, stepsB![loop]! * j];
      if (!descend(loop + 1, at + out, inA + x, inB + y)) return false;
    }
    return true;
  };
  return descend(0, 0, 0, 0);
}

/** The conditions by the loop that completes them; undefined when one can never hold. */
function assign(
  conditions: readonly LoopCondition[],
  labels: readonly number[],
): LoopCondition[][] | undefined {
  const place = new Map(labels.map((label, loop) => [label, loop]));
  const byLoop: LoopCondition[][] = labels.map(() => []);
  for (const condition of conditions) {
    let offset = condition.offset;
    let last = -1;
    const terms: [number, number][] = [];
    for (const [label, coefficient] of condition.terms) {
      if (coefficient === 0) continue;
      const loop = place.get(label);
      // the index of an axis of extent 1 is 1
      if (loop === undefined) offset += coefficient;
      else {
        terms.push([loop, coefficient]);
        last = Math.max(last, loop);
      }
    }
    if (last >= 0) byLoop[last]!.push({ terms, offset, sign: condition.sign });
    else if (!holds(offset, condition.sign)) return undefined;
  }
  return byLoop;
}
