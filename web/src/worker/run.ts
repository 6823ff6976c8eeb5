/**
 * @file A run in the page: a problem beside a data set, the loop of `pengrad/train` over it, and
 * what is shown of it between two batches.
 */
import { messageOf, severityOf } from "pengrad/source";
import {
  Batches,
  compiledObjective,
  failureOf,
  firstState,
  firstValues,
  measure,
  type Network,
  type Objective,
  type Prepared,
  prepare,
  readOptimiser,
  referenceObjective,
  splitRows,
  type TrainSetting,
  type TrainState,
  train,
  updateRule,
} from "pengrad/train";
import type { Remark } from "../model.ts";
import { type Cloud, gridSize, type RunFrame, type RunWords, reach } from "../run.ts";
import { cloudOf } from "./clouds.ts";
import { openedText } from "./opened.ts";
import { ownCloud } from "./own.ts";
import { Snapshots } from "./snapshots.ts";

type Diagnostics = Prepared["diagnostics"];

/** Rows that a kernel takes at once, at least. */
const rowsAtOnce = 256;

/** So many points of the loss are told, at most. */
const mostLosses = 240;

const plane = planeSamples();

/** What is wrong with words, and the points that can be seen all the same. */
export interface Refused {
  readonly remarks: readonly Remark[];
  readonly cloud: Cloud | null;
}

/** The run that words describe, or what is wrong with them. */
export function runFor(words: RunWords): Run | Refused {
  const { cloud, remarks } =
    words.cloud === "own"
      ? ownCloud(words.data)
      : { cloud: cloudOf(words.cloud, words.seed), remarks: [] };
  if (cloud === null || remarks.length > 0) return { remarks, cloud };
  const run = runOver(cloud, words);
  return run instanceof Run ? run : { remarks: run, cloud };
}

function runOver(cloud: Cloud, words: RunWords): Run | readonly Remark[] {
  const { points, classes } = cloud;
  const rows = classes.length;
  const ready = prepare(words.text, {
    rows,
    columns: [
      { kind: "numbers", name: "x", shape: [2], values: points },
      { kind: "numbers", name: "t", shape: [], values: classes },
    ],
  });
  const { network, bound, diagnostics } = ready;
  if (network === null) return remarksOf(diagnostics);
  if (!network.samples.some(({ name, count }) => name === "x" && count === 2)) {
    return [remark("The network has to use x, the two coordinates of a point.")];
  }
  if (network.prediction === null) {
    return [remark("The loss has to hold something against t, the class of a point.")];
  }
  const plan = readOptimiser(`${words.method}, eta = ${words.rate}`, network.sheet);
  if ("code" in plan) return remarksOf([plan]);
  const rule = updateRule(plan);
  const setting: TrainSetting = {
    network,
    objective: objectiveOf(network, words.batch),
    rule,
    batches: new Batches(network.samples, bound),
    split: splitRows(rows, 0, words.seed),
    schedule: () => 1,
    epochs: words.epochs,
    batchSize: Math.min(words.batch, rows),
    seed: words.seed,
    ...{ decay: 0, clip: 0, patience: 0 },
  };
  const state = firstState(firstValues(network, words.seed, []), rule);
  return new Run(words, cloud, ready, setting, state);
}

/** By a kernel; where there is none, node by node. */
function objectiveOf(network: Network, batch: number): Objective {
  const objective = compiledObjective(network, { rows: Math.max(batch, rowsAtOnce) });
  return "reason" in objective ? referenceObjective(network) : objective;
}

/** A run and where it stands. */
export class Run {
  readonly cloud: Cloud;
  private readonly words: RunWords;
  private readonly ready: Prepared;
  private readonly setting: TrainSetting;
  private readonly state: TrainState;
  private readonly going: ReturnType<typeof train>;
  private readonly snapshots: Snapshots;
  ended: string | null = null;

  constructor(
    words: RunWords,
    cloud: Cloud,
    ready: Prepared,
    setting: TrainSetting,
    state: TrainState,
  ) {
    this.words = words;
    this.cloud = cloud;
    this.ready = ready;
    this.setting = setting;
    this.state = state;
    this.going = train(setting, state);
    this.snapshots = new Snapshots(state);
  }

  get size(): number {
    return this.setting.network.size;
  }

  /** One batch more; whether an epoch ended with it. */
  step(): boolean {
    const { state } = this;
    const before = state.epoch;
    for (;;) {
      if (this.ended !== null) return true;
      const { done, value } = this.going.next();
      if (done === true) {
        const failure = failureOf(value);
        this.ended = failure === null ? "All epochs are done." : messageOf(failure);
      } else if (value.kind === "epoch") {
        // whether that was the last one is known now
        if (state.ended !== null) this.ended = "All epochs are done.";
      } else {
        this.snapshots.take(state);
        // the end of an epoch belongs to its last batch
        if (value.batch < value.batches) return false;
        continue;
      }
      return state.epoch > before || this.ended !== null;
    }
  }

  frame(isRunning: boolean): RunFrame {
    const { network, objective, batches, split } = this.setting;
    const { parameters, history, step } = this.state;
    const found = measure(network, objective, batches, parameters, split.training, rowsAtOnce);
    const every = Math.ceil(history.length / mostLosses);
    return {
      epochs: history.length,
      steps: step,
      ...found,
      losses: history
        .filter((_, k) => k % every === 0 || k === history.length - 1)
        .map(({ epoch, loss }) => ({ epoch, loss })),
      grid: this.grid(),
      isRunning,
      ended: this.ended,
    };
  }

  /** The step of one point as a problem, with the parameters of now or after an earlier step. */
  opened(row: number, at: number | null): string {
    const { setting, state, words, ready } = this;
    const isNow = at === null || at >= state.step;
    const parameters = isNow ? state.parameters : this.snapshots.parametersAt(at, setting);
    return openedText(words, setting.network, ready.bound, parameters, row);
  }

  /** What is predicted all over the plane, from −1 to 1. */
  private grid(): Float32Array {
    const { network, objective } = this.setting;
    const { count, threshold, target } = network.prediction!;
    const rows = gridSize * gridSize;
    const unused = network.samples.filter(({ name }) => name !== "x");
    const samples = {
      x: plane,
      ...Object.fromEntries(unused.map((slot) => [slot.name, new Float64Array(rows * slot.count)])),
    };
    const found = objective.predict(this.state.parameters, samples, rows);
    const { values } = this.ready.bound.find(({ key }) => key === target.name)!;
    const half = Math.abs((values[0] ?? 0) - threshold) || 1;
    const sure = (k: number): number => {
      if (count === 1) return (found[k]! - threshold) / half;
      return Math.tanh(found[k * count + 1]! - found[k * count]!);
    };
    return Float32Array.from({ length: rows }, (_, k) => Math.max(-1, Math.min(1, sure(k))));
  }
}

function planeSamples(): Float64Array {
  const found = new Float64Array(2 * gridSize * gridSize);
  const at = (k: number): number => reach * ((2 * k) / (gridSize - 1) - 1);
  for (let k = 0; k < gridSize * gridSize; k++) {
    found[2 * k] = at(k % gridSize);
    found[2 * k + 1] = at(Math.floor(k / gridSize));
  }
  return found;
}

function remark(message: string): Remark {
  return { code: "", severity: "error", message, span: null };
}

function remarksOf(diagnostics: Diagnostics): readonly Remark[] {
  return diagnostics
    .filter((one) => severityOf(one) === "error")
    .map((one) => ({ ...remark(messageOf(one)), code: one.code, span: one.span }));
}
