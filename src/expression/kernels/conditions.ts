/**
 * @file The conditions of an indicator over the loops of a contraction. When all indices of a
 * condition but the last are fixed, the last is confined to a range, often to one value: the
 * loops then visit only the entries where the indicator is 1, and never a dense tensor of 0 and
 * 1. A window x_{i+k−1} or a mask j ≤ i thus costs what a person would write out.
 */
import type { IndexCondition } from "../node.ts";

/** A condition whose axes are the loops of a nest. */
export interface LoopCondition {
  /** (loop, coefficient) for every loop of the indicator, once each; a coefficient may be 0. */
  readonly terms: readonly (readonly [number, number])[];
  readonly offset: number;
  readonly sign: IndexCondition["sign"];
}

/** The condition of an indicator with axes `labels`, over labels; equal labels are joined. */
export function overLabels(condition: IndexCondition, labels: readonly number[]): LoopCondition {
  const joined = new Map<number, number>();
  for (const [axis, coefficient] of condition.coefficients.entries()) {
    const label = labels[axis]!;
    joined.set(label, (joined.get(label) ?? 0) + coefficient);
  }
  return { terms: [...joined], offset: condition.offset, sign: condition.sign };
}

/** Whether the condition Σ c·i + offset ⋛ 0 holds for a left side of this value. */
export function holds(value: number, sign: IndexCondition["sign"]): boolean {
  if (sign === "=") return value === 0;
  if (sign === "!=") return value !== 0;
  return sign === "<" ? value < 0 : value <= 0;
}

/** The values 1 … extent of one loop that the conditions leave, given the loops outside it. */
export interface Range {
  from: number;
  to: number;
  readonly skipped: Set<number> | null;
}

/**
 * Confines loop `loop` of the given extent by `conditions`, in all of which it is the last loop
 * that is not yet fixed; `index[l]` is the value of loop l.
 */
export function confine(
  conditions: readonly LoopCondition[],
  loop: number,
  extent: number,
  index: readonly number[],
): Range {
  let from = 1;
  let to = extent;
  let skipped: Set<number> | null = null;
  for (const { terms, offset, sign } of conditions) {
    let rest = offset;
    let own = 0;
    for (const [at, coefficient] of terms) {
      if (at === loop) own = coefficient;
      else rest += coefficient * index[at]!;
    }
    // own·i + rest ⋛ 0
    const edge = -rest / own;
    if (sign === "=") {
      from = Math.max(from, Math.ceil(edge));
      to = Math.min(to, Math.floor(edge));
    } else if (sign === "!=") {
      skipped ??= new Set();
      skipped.add(edge);
    } else {
      const strict = sign === "<";
      if (own > 0) to = Math.min(to, strict ? Math.ceil(edge) - 1 : Math.floor(edge));
      else from = Math.max(from, strict ? Math.floor(edge) + 1 : Math.ceil(edge));
    }
  }
  return { from, to, skipped };
}
