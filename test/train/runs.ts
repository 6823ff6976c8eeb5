/** @file Small runs for tests: data that a few lines make, and everything that a run needs. */
import { type Code, messageOf } from "../../src/source/index.ts";
import {
  Batches,
  firstState,
  firstValues,
  type Network,
  type Outcome,
  type Prepared,
  prepare,
  readCsv,
  readInput,
  readOptimiser,
  readSchedule,
  referenceObjective,
  type Schedule,
  splitRows,
  type Table,
  type TrainEvent,
  type TrainSetting,
  type TrainState,
  train,
  updateRule,
} from "../../src/train/index.ts";

/** 60 points of the plane, two classes: whether the coordinates have one sign. */
export const points = `x1,x2,kind,side\n${Array.from({ length: 60 }, (_, k) => {
  const x = Math.sin(k * 12.9898) * 2;
  const y = Math.cos(k * 78.233) * 2;
  return `${x},${y},${x * y > 0 ? "same" : "other"},${x > 0 ? 1 : 0}`;
}).join("\n")}`;

export const classifier = `h = tanh(V x + c)
z = W h + b
L = softmaxcrossentropy(z, t)
c: [6]`;

export function tableOf(csv: string): Table {
  const { table, diagnostics } = readCsv(csv);
  if (table === null) throw new Error(diagnostics.map(messageOf).join("\n"));
  return table;
}

/** A problem beside its data. */
export function prepared(
  text: string,
  inputs: readonly string[],
  csv = points,
  options: { of?: string; wrt?: readonly string[]; at?: string } = {},
): Prepared {
  const choices = inputs.map((input) => readInput(input)!);
  return prepare(text, tableOf(csv), { ...options, inputs: choices });
}

export function networkIn({ network, diagnostics }: Prepared): Network {
  if (network === null) throw new Error(diagnostics.map(messageOf).join("\n"));
  return network;
}

export const codesOf = ({ diagnostics }: Prepared): Code[] => diagnostics.map(({ code }) => code);

export interface RunOptions {
  readonly optimiser?: string;
  readonly schedule?: string;
  readonly validation?: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly decay?: number;
  readonly clip?: number;
  readonly patience?: number;
}

export interface Run {
  readonly setting: TrainSetting;
  readonly state: TrainState;
}

export function scheduleOf(text: string): Schedule {
  const schedule = readSchedule(text);
  if (typeof schedule === "string") throw new Error(schedule);
  return schedule;
}

/** A run at its first state. */
export function runOf(from: Prepared, options: RunOptions = {}): Run {
  const network = networkIn(from);
  const { seed = 1, validation = 0.2, optimiser = "adam, eta = 0.05" } = options;
  const plan = readOptimiser(optimiser, network.sheet);
  if ("code" in plan) throw new Error(messageOf(plan));
  const rule = updateRule(plan);
  const first = firstValues(network, seed, []);
  const rows = from.bound[0]!.values.length / network.samples[0]!.count;
  const setting: TrainSetting = {
    network,
    objective: referenceObjective(network),
    rule,
    batches: new Batches(network.samples, from.bound),
    split: splitRows(rows, validation, seed),
    schedule: scheduleOf(options.schedule ?? "constant"),
    epochs: options.epochs ?? 3,
    batchSize: options.batchSize ?? 16,
    seed,
    decay: options.decay ?? 0,
    clip: options.clip ?? 0,
    patience: options.patience ?? 0,
  };
  return { setting, state: firstState(first, rule) };
}

/** Runs to the end, or until `stop` says so. */
export function toTheEnd(
  { setting, state }: Run,
  stop: (event: TrainEvent) => boolean = () => false,
): Outcome | null {
  const going = train(setting, state);
  for (;;) {
    const next = going.next();
    if (next.done === true) return next.value;
    if (stop(next.value)) return null;
  }
}
