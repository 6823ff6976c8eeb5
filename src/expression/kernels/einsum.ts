/**
 * @file The value of a contraction over any field: result[out] = Σ_{bound} Π_k operand_k[axes].
 *
 * Plan: scalar factors are multiplied apart; an index that only one factor has is summed out at
 * once; then two factors at a time are contracted, for few factors the pair whose loops are
 * shortest (the greedy order of Smith and Gray, *opt_einsum*, JOSS 2018), for many from the last
 * on; the last two meet the indicators that are left in one nest of loops. Indicators never
 * become dense: they confine the loops (`conditions.ts`). Result indices that nothing has are
 * filled at the end.
 */
import type { Field } from "../field.ts";
import type { Budget } from "../operation.ts";
import type { LoopCondition } from "./conditions.ts";
import { balanced } from "./lift.ts";
import { type Factor, nest } from "./nest.ts";

export interface EinsumRequest<T> {
  readonly field: Field<T>;
  readonly factors: readonly Factor<T>[];
  readonly conditions: readonly LoopCondition[];
  /** The result's labels 0 … rank − 1 stand first in `extents`. */
  readonly rank: number;
  readonly extents: readonly number[];
  readonly budget: Budget;
}

/** Up to this many factors every pair is looked at. */
const fewFactors = 24;

/** The state of a contraction: what is still to be multiplied. */
interface Plan<T> extends EinsumRequest<T> {
  factors: Factor<T>[];
  conditions: readonly LoopCondition[];
}

/** The entries of the result, row by row; undefined when not defined or over the budget. */
export function einsum<T>(request: EinsumRequest<T>): T[] | undefined {
  const { field, budget } = request;
  const scalars: T[] = [];
  const plan: Plan<T> = { ...request, factors: [] };
  for (const factor of request.factors) {
    if (factor.strides.size === 0) scalars.push(factor.entries[0]!);
    else plan.factors.push(factor);
  }
  budget.left -= scalars.length;
  if (budget.left < 0) return undefined;
  const scale = balanced(scalars, field.multiply);
  if (scalars.length > 0 && scale === undefined) return undefined;
  if (!sumPrivate(plan) || !contractPairs(plan)) return undefined;
  const last = finish(plan);
  if (last === undefined) return undefined;
  const scaled = scale === undefined ? last.entries : scaleAll(field, scale, last.entries);
  return scaled && broadcast(plan, { entries: scaled, strides: last.strides });
}

function scaleAll<T>(field: Field<T>, scale: T, entries: readonly T[]): T[] | undefined {
  const result: T[] = [];
  for (const entry of entries) {
    const made = field.isZero(entry) ? entry : field.multiply(scale, entry);
    if (made === undefined) return undefined;
    result.push(made);
  }
  return result;
}

/** How many factors and conditions have each label. */
function uses<T>(plan: Plan<T>): number[] {
  const count = plan.extents.map((_, label) => (label < plan.rank ? 1 : 0));
  for (const { strides } of plan.factors) for (const label of strides.keys()) count[label]!++;
  for (const { terms } of plan.conditions) for (const [label] of terms) count[label]!++;
  return count;
}

/** Σ_i a_i b_j c_j = (Σ_i a_i) b_j c_j. */
function sumPrivate<T>(plan: Plan<T>): boolean {
  const count = uses(plan);
  for (const [k, factor] of plan.factors.entries()) {
    const labels = [...factor.strides.keys()];
    const summed = labels.filter((label) => count[label] === 1 && label >= plan.rank);
    if (summed.length === 0) continue;
    const output = labels.filter((label) => !summed.includes(label));
    const made = nest({ ...plan, factors: [factor], conditions: [], output, summed });
    if (made === undefined) return false;
    plan.factors[k] = made;
  }
  return true;
}

/** Contracts two factors at a time until two are left. */
function contractPairs<T>(plan: Plan<T>): boolean {
  const count = uses(plan);
  const change = (labels: Iterable<number>, by: number) => {
    for (const label of labels) count[label]! += by;
  };
  while (plan.factors.length > 2) {
    const last = plan.factors.length - 1;
    const [j, k] = last < fewFactors ? cheapestPair(plan) : [last - 1, last];
    const b = plan.factors.splice(k, 1)[0]!;
    const a = plan.factors.splice(j, 1)[0]!;
    const labels = [...new Set([...a.strides.keys(), ...b.strides.keys()])];
    const inside = ({ terms }: LoopCondition) => terms.every(([label]) => labels.includes(label));
    const conditions = plan.conditions.filter(inside);
    if (conditions.length > 0) {
      plan.conditions = plan.conditions.filter((condition) => !inside(condition));
    }
    for (const { strides } of [a, b]) change(strides.keys(), -1);
    for (const { terms } of conditions)
      change(
        terms.map(([label]) => label),
        -1,
      );
    const output = labels.filter((label) => count[label]! > 0);
    const summed = labels.filter((label) => count[label]! === 0);
    const made = nest({ ...plan, factors: [a, b], conditions, output, summed });
    if (made === undefined) return false;
    plan.factors.push(made);
    change(output, 1);
  }
  return true;
}

/** The pair j < k with the fewest loop steps. */
function cheapestPair<T>(plan: Plan<T>): [number, number] {
  let best: [number, number] = [0, 1];
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < plan.factors.length; k++) {
    for (let j = 0; j < k; j++) {
      const labels = new Set([
        ...plan.factors[j]!.strides.keys(),
        ...plan.factors[k]!.strides.keys(),
      ]);
      let cost = 1;
      for (const label of labels) cost *= plan.extents[label]!;
      if (cost < least) {
        least = cost;
        best = [j, k];
      }
    }
  }
  return best;
}

/** The last nest: at most two factors and every indicator that is left. */
function finish<T>(plan: Plan<T>): Factor<T> | undefined {
  const { factors, conditions, rank } = plan;
  const count = uses(plan);
  const labels = plan.extents.map((_, label) => label);
  const output = labels.filter((label) => label < rank && count[label]! > 1);
  const summed = labels.filter((label) => label >= rank && count[label]! > 0);
  return nest({ ...plan, factors, conditions, output, summed });
}

/** Copies the entries along the result indices that `made` lacks. */
function broadcast<T>(plan: Plan<T>, made: Factor<T>): T[] | undefined {
  const { rank, extents, budget } = plan;
  let result: readonly T[] = made.entries;
  if (made.strides.size === rank) return result as T[];
  const count = extents.slice(0, rank).reduce((product, extent) => product * extent, 1);
  budget.left -= count;
  if (budget.left < 0) return undefined;
  // From the innermost axis out: each missing axis repeats the blocks inside it.
  let block = 1;
  for (let label = rank - 1; label >= 0; label--) {
    if (!made.strides.has(label)) result = repeated(result, block, extents[label]!);
    block *= extents[label]!;
  }
  return result as T[];
}

/** Every run of `block` entries, `times` times. */
function repeated<T>(entries: readonly T[], block: number, times: number): T[] {
  const result: T[] = [];
  for (let from = 0; from < entries.length; from += block) {
    for (let k = 0; k < times; k++) {
      for (let at = from; at < from + block; at++) result.push(entries[at]!);
    }
  }
  return result;
}
