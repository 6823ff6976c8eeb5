/**
 * @file How good a network is on some rows: the mean loss, and the share of right predictions,
 * where the target is a class. A prediction is right when its largest entry is the target's, or
 * when it lies on the target's side of the threshold.
 */
import type { Network, Prediction } from "../network/network.ts";
import type { Objective } from "../objective.ts";
import type { Batches } from "./rows.ts";

export interface Measure {
  readonly loss: number;
  readonly accuracy: number | null;
}

/** The measure over the rows, taken `chunk` rows at a time. */
export function measure(
  { prediction }: Network,
  objective: Objective,
  batches: Batches,
  point: Float64Array,
  rows: Uint32Array,
  chunk: number,
): Measure {
  let loss = 0;
  let right = 0;
  const decides = prediction !== null && prediction.decides !== null;
  for (let from = 0; from < rows.length; from += chunk) {
    const to = Math.min(rows.length, from + chunk);
    const samples = batches.take(rows, from, to);
    loss += objective.loss(point, samples, to - from) * (to - from);
    if (!decides) continue;
    const found = objective.predict(point, samples, to - from);
    right += rightOnes(prediction, found, samples[prediction.target.name]!);
  }
  const { length } = rows;
  return { loss: loss / length, accuracy: decides ? right / length : null };
}

/** How many predictions are right. */
export function rightOnes(
  { count, decides, threshold }: Prediction,
  found: Float64Array,
  wanted: Float64Array,
): number {
  let right = 0;
  for (let at = 0; at < found.length; at += count) {
    if (decides === "threshold") {
      if (found[at]! > threshold === wanted[at]! > threshold) right++;
    } else if (largest(found, at, count) === largest(wanted, at, count)) right++;
  }
  return right;
}

function largest(values: Float64Array, from: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[from + k]! > values[from + best]!) best = k;
  return best;
}
