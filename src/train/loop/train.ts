/**
 * @file The loop as a generator: it gives the word after every batch and every epoch, and whoever
 * drives it may save the state there, or never ask again. It knows no clock and no files; the
 * same setting from the same state makes the same steps, bit by bit.
 *
 * A step: rows, the place the method looks at, loss and gradient there, weight decay λθ and
 * clipping to a norm on the gradient, the method's formulas. Where the loss, the gradient or a new
 * parameter is no finite number the run ends, with the quantity and the row that
 * made it (`reference.ts`).
 *
 * Clipping: Pascanu, Mikolov, Bengio, ICML 2013, algorithm 1. Early stopping: Goodfellow, Bengio,
 * Courville, *Deep Learning*, algorithm 7.1.
 */
import type { Network } from "../network/network.ts";
import type { Objective, Samples } from "../objective.ts";
import type { StepState, UpdateRule } from "../optimiser/rule.ts";
import type { Schedule } from "../optimiser/schedule.ts";
import { type Fault, faultIn } from "../reference.ts";
import { measure } from "./measure.ts";
import { type Batches, epochOrder, type Split } from "./rows.ts";
import type { EpochRecord, TrainState } from "./state.ts";

export interface TrainSetting {
  readonly network: Network;
  readonly objective: Objective;
  readonly rule: UpdateRule;
  readonly batches: Batches;
  readonly split: Split;
  readonly schedule: Schedule;
  readonly epochs: number;
  /** Rows in a batch; the last of an epoch may have fewer. */
  readonly batchSize: number;
  readonly seed: number;
  /** λ of λθ, which is added to the gradient; 0 for none. */
  readonly decay: number;
  /** The norm that a gradient has at most; 0 for any. */
  readonly clip: number;
  /** Epochs without a better validation loss after which a run ends; 0 for any number of them. */
  readonly patience: number;
}

/** What the loop says as it goes. */
export type TrainEvent =
  | {
      readonly kind: "batch";
      readonly epoch: number;
      /** Batches of the epoch that are done, and how many it has. */
      readonly batch: number;
      readonly batches: number;
      readonly loss: number;
    }
  | { readonly kind: "epoch"; readonly record: EpochRecord };

/** How a run ended. */
export type Outcome =
  | { readonly kind: "all epochs" | "no longer better" }
  | {
      readonly kind: "no number";
      readonly epoch: number;
      readonly batch: number;
      /** The row of the data; null where it is the whole batch. */
      readonly row: number | null;
      readonly fault: Fault | null;
      /** What is no finite number. */
      readonly what: "the loss" | "the gradient" | "a parameter";
    };

/** Rows that are measured at once, at least. */
const chunk = 256;

/** Trains from a state to the end, changing the state in place. */
export function* train(
  setting: TrainSetting,
  state: TrainState,
): Generator<TrainEvent, Outcome, undefined> {
  const { batches, batchSize, epochs, split, seed } = setting;
  const { length } = split.training;
  const count = Math.ceil(length / batchSize);
  const gradient = new Float64Array(state.parameters.length);
  while (state.ended === null) {
    const order = epochOrder(split, seed, state.epoch);
    while (state.batch < count) {
      const from = state.batch * batchSize;
      const to = Math.min(length, from + batchSize);
      const samples = batches.take(order, from, to);
      const made = step(setting, state, samples, to - from, gradient, count);
      if ("what" in made) {
        const row = made.fault?.row ?? null;
        const { epoch, batch } = state;
        const place = row === null ? null : order[from + row]!;
        return { kind: "no number", epoch, batch: batch + 1, ...made, row: place };
      }
      state.lossSum += made.loss * (to - from);
      state.batch++;
      const { epoch, batch } = state;
      yield { kind: "batch", epoch, batch, batches: count, loss: made.loss };
    }
    const record = closeEpoch(setting, state, length, count);
    if (state.history.length >= epochs) state.ended = "all epochs";
    else if (setting.patience > 0 && state.stale >= setting.patience) {
      state.ended = "no longer better";
    }
    yield { kind: "epoch", record };
  }
  return { kind: state.ended };
}

type Made =
  | { readonly loss: number }
  | { readonly what: "the loss" | "the gradient" | "a parameter"; readonly fault: Fault | null };

function step(
  setting: TrainSetting,
  state: TrainState,
  samples: Samples,
  rows: number,
  gradient: Float64Array,
  count: number,
): Made {
  const { objective, rule, schedule, epochs, network } = setting;
  const { parameters, memory } = state;
  const done = state.epoch - 1 + state.batch / count;
  const scale = schedule(done, epochs, 1 / count);
  const stepping: StepState = { parameters, memory, step: state.step + 1, scale };
  let point = parameters;
  if (rule.lookAhead !== null) {
    point = new Float64Array(parameters.length);
    rule.lookAhead(stepping, point);
  }
  const loss = objective.step(point, samples, rows, gradient);
  if (!Number.isFinite(loss) || !isAllFinite(gradient)) {
    const what = Number.isFinite(loss) ? "the gradient" : "the loss";
    return { what, fault: faultIn(network, point, samples, rows) };
  }
  if (setting.decay > 0) {
    for (let k = 0; k < gradient.length; k++) gradient[k]! += setting.decay * point[k]!;
  }
  if (setting.clip > 0) clipTo(gradient, setting.clip);
  rule.apply(stepping, gradient);
  if (!isAllFinite(parameters)) return { what: "a parameter", fault: null };
  state.step++;
  return { loss };
}

/** Whether every entry is a finite number. */
function isAllFinite(vector: Float64Array): boolean {
  // x · 0 is 0 for every finite x, and no number for the others
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += vector[k]! * 0;
  return sum === 0;
}

/** Scales the gradient down to the norm, if it is longer. */
function clipTo(gradient: Float64Array, longest: number): void {
  let square = 0;
  for (const entry of gradient) square += entry * entry;
  const norm = Math.sqrt(square);
  if (norm <= longest) return;
  for (let k = 0; k < gradient.length; k++) gradient[k]! *= longest / norm;
}

function closeEpoch(
  { network, objective, batches, split, batchSize, schedule, epochs }: TrainSetting,
  state: TrainState,
  rows: number,
  count: number,
): EpochRecord {
  const hasHeld = split.validation.length > 0;
  const measured = hasHeld ? split.validation : split.training;
  const decides = network.prediction !== null && network.prediction.decides !== null;
  const found =
    hasHeld || decides
      ? measure(network, objective, batches, state.parameters, measured, Math.max(chunk, batchSize))
      : null;
  const record: EpochRecord = {
    epoch: state.epoch,
    step: state.step,
    scale: schedule(state.epoch - 1 / count, epochs, 1 / count),
    loss: state.lossSum / rows,
    validation: hasHeld ? found!.loss : null,
    accuracy: found?.accuracy ?? null,
  };
  state.history = [...state.history, record];
  // without rows held back there is nothing to judge by, and the last parameters stay
  if (record.validation !== null) {
    if (state.best === null || record.validation < state.best.loss) {
      const parameters = state.parameters.slice();
      state.best = { epoch: state.epoch, loss: record.validation, parameters };
      state.stale = 0;
    } else state.stale++;
  }
  state.epoch++;
  state.batch = 0;
  state.lossSum = 0;
  return record;
}
