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

/** With more operands than this, they are walked by id alone. */
const walkLimit = 32;

/** Operands with the index at each of their axes. */
export interface Tensors {
  readonly operands: readonly Node[];
  readonly axes: readonly (readonly Label[])[];
}

/**
 * A number for each index: those of the result in order, then the bound ones as they are met.
 * The axes of operands in `symmetric` mean the same in either order.
 */
export function numberIndices(
  { operands, axes }: Tensors,
  places: readonly number[],
  output: readonly Label[],
  symmetric: ReadonlySet<number> = new Set(),
): Map<Label, number> {
  const numbers = new Map(output.map((label, k) => [label, k]));
  const rest = [...places].sort((a, b) => operands[a]!.id - operands[b]!.id);
  const seen = (k: number): number[] => {
    const own = axes[k]!.map((label) => numbers.get(label) ?? Number.POSITIVE_INFINITY);
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
    for (const label of axes[next!]!) if (!numbers.has(label)) numbers.set(label, numbers.size);
  }
  return numbers;
}

/** The lowest number that an operand touches, whether it may be turned, and all it touches. */
function keyOf(k: number, seen: readonly number[], symmetric: ReadonlySet<number>): number[] {
  return [Math.min(...seen), symmetric.has(k) ? 1 : 0, ...seen];
}

/** Whether a key is lower; what only equal operands may be compared by comes last. */
function comesBefore(a: readonly number[], b: readonly number[], sameNode: boolean): boolean {
  const count = sameNode ? a.length : 2;
  for (let k = 0; k < count; k++) {
    if (a[k] !== b[k]) return a[k]! < b[k]!;
  }
  return false;
}
