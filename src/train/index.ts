/**
 * @file Training: data, randomness with a seed, a worksheet as something to train, the methods of
 * descent on flat vectors, and the loop.
 */
export { type CompiledOptions, compiledObjective } from "./compiled.ts";
export { type InputChoice, readInput } from "./data/choice.ts";
export { type CsvOptions, readCsv } from "./data/csv.ts";
export { isIdx, readIdx } from "./data/idx.ts";
export { readJson } from "./data/json.ts";
export { isNpy, type NpyArray, npyArray, readNpy, writeNpy } from "./data/npy.ts";
export { type Scale, type Scaling, scaled, scaleOf, scalings } from "./data/scale.ts";
export {
  type Column,
  joined,
  type NumberColumn,
  type ReadTable,
  type Table,
  type TextColumn,
} from "./data/table.ts";
export { readCheckpoint, type Told, toldIn, writeCheckpoint } from "./loop/checkpoint.ts";
export { checkGradient, type GradientCheck } from "./loop/gradient-check.ts";
export { type Measure, measure } from "./loop/measure.ts";
export { emptyPart, failureOf } from "./loop/outcome.ts";
export { Batches, epochOrder, type Split, splitRows } from "./loop/rows.ts";
export { type Best, type EpochRecord, firstState, type TrainState } from "./loop/state.ts";
export { type Outcome, type TrainEvent, type TrainSetting, train } from "./loop/train.ts";
export { type Bound, type Prepared, type PrepareOptions, prepare } from "./network/binding.ts";
export { firstValues } from "./network/first.ts";
export type { Network, Prediction, Slot } from "./network/network.ts";
export { type Engine, engines, type Objective, type Samples } from "./objective.ts";
export { type OptimiserPlan, planOf, readOptimiser } from "./optimiser/plan.ts";
export { type StepState, type UpdateRule, updateRule } from "./optimiser/rule.ts";
export { readSchedule, type Schedule } from "./optimiser/schedule.ts";
export {
  type AtPoints,
  evaluateAtPoints,
  type PointColumn,
  type PointOptions,
} from "./points.ts";
export { type InitialRule, initialRules, initialValues, readInitial } from "./random/initial.ts";
export { type Stream, shuffled, streamOf } from "./random/xoshiro.ts";
export { entryName, type Fault, faultIn, referenceObjective } from "./reference.ts";
