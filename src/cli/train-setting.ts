/** @file From the words of `pengrad train` to the setting of a run, and what decides its course. */
import { createHash } from "node:crypto";
import { type Diagnostic, diagnose } from "../source/index.ts";
import {
  Batches,
  compiledObjective,
  type Engine,
  emptyPart,
  engines,
  type Network,
  type Objective,
  type OptimiserPlan,
  type Prepared,
  planOf,
  readOptimiser,
  readSchedule,
  referenceObjective,
  scaled,
  scaleOf,
  splitRows,
  type Told,
  type TrainSetting,
  updateRule,
} from "../train/index.ts";
import type { DataFiles } from "./data-file.ts";
import type { ProblemText } from "./problem-file.ts";
import { Refusal } from "./refusal.ts";
import { type TrainWords, Unfit } from "./train-words.ts";
import type { FittedInput } from "./trained-network.ts";

/** The setting, the method, and how inputs were made from the data; on as it was begun. */
export function settingFor(
  { network, bound }: Prepared,
  rows: number,
  words: TrainWords,
  before: Told | null,
  say: (remark: Diagnostic) => void,
): { setting: TrainSetting; plan: OptimiserPlan; inputs: readonly FittedInput[] } {
  const { sheet, samples, prediction } = network!;
  const line = sheet.parts.flatMap(({ descents }) => descents).at(-1);
  const plan =
    words.optimiser === undefined && line !== undefined
      ? planOf(line, sheet)
      : readOptimiser(words.optimiser ?? "adam", sheet);
  if ("code" in plan) throw new Unfit(plan);
  const schedule = readSchedule(words.schedule);
  if (typeof schedule === "string") throw new Refusal(`--schedule: ${schedule}.`);
  const split = splitRows(rows, words.validation, words.seed);
  const empty = emptyPart(split, words.validation);
  if (empty !== null) throw new Unfit(empty);
  const data = bound.map((one) => {
    const slot = samples.find(({ name }) => name === one.key);
    const isInput = slot !== undefined && slot !== prediction?.target && one.classes === null;
    const scale = isInput ? scaleOf(one.values, slot.count, split.training, words.scale) : null;
    return { key: one.key, values: scale === null ? one.values : scaled(one.values, scale), scale };
  });
  const inputs = data.map(({ scale, ...one }): FittedInput => {
    const { columns, classes } = bound.find(({ key }) => key === one.key)!;
    const numbers = scale && { shift: [...scale.shift], scale: [...scale.scale] };
    return { name: one.key, columns, classes, scale: numbers };
  });
  const setting: TrainSetting = {
    network: network!,
    objective: objectiveFor(network!, words, say, engineIn(before)),
    rule: updateRule(plan),
    batches: new Batches(samples, data),
    split,
    schedule,
    epochs: words.epochs,
    batchSize: Math.min(words.batch, split.training.length),
    seed: words.seed,
    decay: words.decay,
    clip: words.clip,
    patience: words.patience,
  };
  return { setting, plan, inputs };
}

/** Rows that a kernel takes at once, at least: those that are measured together. */
const rowsAtOnce = 256;

/** What computed a run so far. */
const engineIn = (told: Told | null): Engine | undefined => {
  return engines.find((engine) => engine === told?.["engine"]);
};

/** By the engine that is wanted if it is there; where there is no kernel, node by node. */
export function objectiveFor(
  network: Network,
  { batch, precision }: Pick<TrainWords, "batch" | "precision">,
  say: (remark: Diagnostic) => void,
  engine: Engine = "wasm",
): Objective {
  if (engine === "reference") return referenceObjective(network);
  const rows = Math.max(batch, rowsAtOnce);
  const objective = compiledObjective(network, { rows, precision, backEnd: engine });
  if (!("reason" in objective)) return objective;
  say(diagnose("PG6119", null, { what: objective.what }));
  return referenceObjective(network);
}

/** What decides the course of a run; a checkpoint goes on only under the same. */
export function toldOf(
  problem: ProblemText,
  data: DataFiles,
  words: TrainWords,
  { optimiser, settings }: OptimiserPlan,
  { engine }: Objective,
): Told {
  const hash = createHash("sha256").update(problem.text).digest("hex").slice(0, 16);
  const method = [...settings].map(([key, value]) => `${key} = ${value}`);
  const dependsOnEnd = /cosine|linear/.test(words.schedule);
  return {
    problem: hash,
    data: data.fingerprint,
    input: (words.input ?? []).join("; "),
    at: words.at ?? "",
    of: words.of ?? "",
    wrt: words.wrt ?? "",
    scale: words.scale,
    validation: words.validation,
    batch: words.batch,
    optimiser: [optimiser.words[0]!, ...method].join(", "),
    schedule: words.schedule,
    initial: words.initial,
    decay: words.decay,
    clip: words.clip,
    seed: words.seed,
    precision: words.precision,
    engine,
    ...(dependsOnEnd ? { epochs: words.epochs } : {}),
  };
}
