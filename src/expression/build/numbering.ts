/**
 * @file Numbers for the indices of a contraction that depend on its meaning alone, not on the
 * order in which its operands came. The walk starts at the indices of the result, and goes on
 * from operand to operand along the indices that they share; of several operands that one comes
 * next which touches the lowest number, and of those the one with the lowest id. A closed network
 * such as tr(X B X) is entered at its lowest operand.
 *
 * Not done: a network that several walks fit, all alike up to there (as when two equal operands
 * differ only in what comes far behind them), may get different numbers when made differently.
 */
import type { Label } from "../arena.ts";
import type { Node } from "../node.ts";
import type { Size } from "../shape.ts";

/** With more operands than this, they are walked by id alone. */
const walkLimit = 32;

/** Stands for the number of a label that has none yet; larger than all numbers. */
const unmet = 2 ** 30 - 1;

/** Numbers of labels, which count from 0. */
export class Numbering {
  /** The number of each label, or `unmet`. */
  readonly of: number[];
  count: number;

  /** So many labels, of which those of the result have their places. */
  constructor(labels: number, output: readonly Label[]) {
    this.of = new Array<number>(labels).fill(unmet);
    for (let k = 0; k < output.length; k++) this.of[output[k]!] = k;
    this.count = output.length;
  }

  has(label: Label): boolean {
    return this.of[label] !== unmet;
  }

  /** Gives the next numbers to those of the labels that have none. */
  meet(labels: readonly Label[]): void {
    for (const label of labels) if (!this.has(label)) this.of[label] = this.count++;
  }

  /** The numbers of labels; the list itself where it has them. */
  through(labels: readonly Label[]): readonly number[] {
    for (const label of labels) if (this.of[label] !== label) return labels.map((k) => this.of[k]!);
    return labels;
  }

  /** The order of two lists of as many labels, by their numbers. */
  compare(a: readonly Label[], b: readonly Label[]): number {
    for (let k = 0; k < a.length; k++) {
      const difference = this.of[a[k]!]! - this.of[b[k]!]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** Operands with the index at each of their axes; indices count from 0. */
export interface Tensors {
  readonly operands: readonly Node[];
  readonly axes: readonly (readonly Label[])[];
  /** By the indices. */
  readonly sizes: readonly (Size | undefined)[];
}

/**
 * A number for each index: those of the result in order, then the bound ones as they are met.
 * The axes of operands in `symmetric` mean the same in either order.
 */
export function numberIndices(
  { operands, axes, sizes }: Tensors,
  places: readonly number[],
  output: readonly Label[],
  symmetric: ReadonlySet<number> = noPlaces,
): Numbering {
  const numbers = new Numbering(sizes.length, output);
  if (hasOneBound(numbers, places, axes)) {
    for (const k of places) numbers.meet(axes[k]!);
    return numbers;
  }
  const rest = [...places].sort((a, b) => operands[a]!.id - operands[b]!.id);
  const seen = (k: number): number[] => {
    const own = axes[k]!.map((label) => numbers.of[label]!);
    return symmetric.has(k) ? own.sort((a, b) => a - b) : own;
  };
  while (rest.length > 0) {
    let best = 0;
    if (rest.length > 1 && rest.length <= walkLimit) {
      let least = keyOf(rest[0]!, seen(rest[0]!), symmetric);
      for (let k = 1; k < rest.length; k++) {
        const key = keyOf(rest[k]!, seen(rest[k]!), symmetric);
        const sameNode = operands[rest[k]!] === operands[rest[best]!];
        if (comesBefore(key, least, sameNode)) [best, least] = [k, key];
      }
    }
    const [next] = rest.splice(best, 1);
    numbers.meet(axes[next!]!);
  }
  return numbers;
}

/** Whether at most one index is bound, so that there is nothing to walk for. */
function hasOneBound(
  numbers: Numbering,
  places: readonly number[],
  axes: readonly (readonly Label[])[],
): boolean {
  let bound: Label | undefined;
  for (const k of places) {
    for (const label of axes[k]!) {
      if (numbers.has(label)) continue;
      bound ??= label;
      if (label !== bound) return false;
    }
  }
  return true;
}

const noPlaces: ReadonlySet<number> = new Set();

/** The lowest number that an operand touches, whether it may be turned, and all it touches. */
function keyOf(k: number, seen: readonly number[], symmetric: ReadonlySet<number>): number[] {
  return [Math.min(unmet, ...seen), symmetric.has(k) ? 1 : 0, ...seen];
}

/** Whether a key is lower; what only equal operands may be compared by comes last. */
function comesBefore(a: readonly number[], b: readonly number[], sameNode: boolean): boolean {
  const count = sameNode ? a.length : 2;
  for (let k = 0; k < count; k++) {
    if (a[k] !== b[k]) return a[k]! < b[k]!;
  }
  return false;
}
