/**
 * @file Where a run stands: plain data, from which the run goes on as if it had never stopped.
 * Nothing random is in it, since every stream is opened from the seed and a label (see
 * `random/xoshiro.ts`): the order of the rows in epoch 7 follows from the seed and the 7.
 */
import type { UpdateRule } from "../optimiser/rule.ts";

/** What is known of an epoch that is done. */
export interface EpochRecord {
  /** 1, 2, … */
  readonly epoch: number;
  /** Steps made by its end. */
  readonly step: number;
  /** The learning rate's factor at its last step. */
  readonly scale: number;
  /** The mean loss over its batches, each at the parameters of its time. */
  readonly loss: number;
  /** The mean loss over the validation rows at its end; null without such rows. */
  readonly validation: number | null;
  /** The share of right predictions: of the validation rows, or without them of all. */
  readonly accuracy: number | null;
}

/** The best epoch by its validation loss; there is none without rows held back. */
export interface Best {
  readonly epoch: number;
  readonly loss: number;
  readonly parameters: Float64Array;
}

export interface TrainState {
  /** The epoch being worked, from 1. */
  epoch: number;
  /** Batches of it that are done. */
  batch: number;
  /** Steps made. */
  step: number;
  readonly parameters: Float64Array;
  /** What the method remembers, one vector for each of its letters. */
  readonly memory: readonly Float64Array[];
  /** The sum of losses over the rows of this epoch so far. */
  lossSum: number;
  history: readonly EpochRecord[];
  best: Best | null;
  /** Epochs since the best one. */
  stale: number;
  /** How the run ended; null while it goes on. */
  ended: "all epochs" | "no longer better" | null;
}

/** The state before the first step. */
export function firstState(parameters: Float64Array, { remembered }: UpdateRule): TrainState {
  return {
    ...{ epoch: 1, batch: 0, step: 0, lossSum: 0, history: [], best: null, stale: 0, ended: null },
    parameters: parameters.slice(),
    memory: remembered.map(() => new Float64Array(parameters.length)),
  };
}
