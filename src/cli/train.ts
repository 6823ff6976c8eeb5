/**
 * @file `pengrad train`: fits a problem's parameters to data. The result goes to standard output,
 * progress to standard error, everything that a run leaves behind to its folder. A run that is
 * interrupted or killed is taken up by --resume and ends as if it had not been.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type Node, operations } from "../expression/index.ts";
import { renderLossPlot, renderOnnx, renderTrainedPytorch, type Trial } from "../render/index.ts";
import { type Diagnostic, diagnose, messageOf, severityOf } from "../source/index.ts";
import {
  Batches,
  checkGradient,
  compiledObjective,
  type EpochRecord,
  emptyPart,
  failureOf,
  firstState,
  firstValues,
  type Network,
  type Objective,
  type OptimiserPlan,
  type Outcome,
  type Prepared,
  planOf,
  prepare,
  readInitial,
  readOptimiser,
  readSchedule,
  referenceObjective,
  type Scaling,
  scaled,
  scaleOf,
  splitRows,
  type Told,
  type TrainSetting,
  type TrainState,
  train,
  updateRule,
} from "../train/index.ts";
import { type DataFiles, openData } from "./data-file.ts";
import { placed, tell } from "./diagnostics.ts";
import { inputChoice, namesIn } from "./input-choice.ts";
import { exit } from "./main.ts";
import { type ProblemText, problemText } from "./problem-file.ts";
import { Refusal } from "./refusal.ts";
import { RunFolder } from "./run-folder.ts";
import { brief, epochText, TrainProgress } from "./train-progress.ts";
import { type FittedInput, trainedNetwork } from "./trained-network.ts";

/** The options as they come from the command line. */
export interface TrainWords {
  readonly data: readonly string[];
  readonly input: readonly string[];
  readonly at?: string;
  readonly of?: string;
  readonly wrt?: string;
  readonly scale: Scaling;
  readonly validation: number;
  readonly epochs: number;
  readonly batch: number;
  readonly optimiser?: string;
  readonly schedule: string;
  readonly initial: string;
  readonly decay: number;
  readonly clip: number;
  readonly patience: number;
  readonly seed: number;
  readonly precision: "f64" | "f32";
  readonly saveEvery: number;
  readonly output?: string;
  readonly resume?: boolean;
  readonly format: "text" | "json";
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Something in what was told that cannot be followed. */
class Unfit extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super();
    this.diagnostics = diagnostics;
  }
}

/** Runs the command; gives the exit code. */
export async function runTrain(word: string | undefined, words: TrainWords): Promise<number> {
  if (words.resume === true && words.output === undefined) {
    throw new Refusal("--resume needs the folder of the run: -o FOLDER.");
  }
  if (words.patience > 0 && words.validation === 0) {
    throw new Refusal("--patience needs rows to judge by: --validation 0.2, for instance.");
  }
  if (words.data.length === 0) throw new Refusal("no data was given: --data FILE.");
  const problem = problemText(word);
  const data = openData(words.data);
  if (data.table === null) {
    for (const { diagnostic, source } of data.wrong) tell([diagnostic], source, words);
    return exit.unread;
  }
  try {
    return await trained(problem, data, words);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    report(error.diagnostics, problem, words);
    return exit.unread;
  }
}

function report(found: readonly Diagnostic[], problem: ProblemText, words: TrainWords): void {
  tell(
    found.map((one) => placed(one, problem)),
    problem,
    words,
  );
}

async function trained(problem: ProblemText, data: DataFiles, words: TrainWords): Promise<number> {
  const ready = prepare(problem.text, data.table!, {
    inputs: words.input.map(inputChoice),
    ...(words.at === undefined ? {} : { at: words.at }),
    ...(words.of === undefined ? {} : { of: words.of }),
    ...(words.wrt === undefined ? {} : { wrt: namesIn(words.wrt) }),
  });
  if (ready.network === null) throw new Unfit(...ready.diagnostics);
  report(ready.diagnostics, problem, words);
  const { setting, plan, inputs } = settingFor(ready, data.table!.rows, words, (remark) => {
    report([remark], problem, words);
  });
  const told = toldOf(problem, data, words, plan);
  const folder = words.output === undefined ? null : new RunFolder(words.output, told);
  const state = startOf(setting, folder, words);
  if (state.step === 0) {
    const { batches, split, network } = setting;
    const rows = Math.min(8, split.training.length);
    const objective =
      words.precision === "f64"
        ? setting.objective
        : objectiveFor(network, { batch: rows, precision: "f64" }, () => {});
    const samples = batches.take(split.training, 0, rows);
    const check = checkGradient(network, objective, state.parameters, samples, rows, words.seed);
    report(check.diagnostics, problem, words);
  }
  folder?.writeSettings(settingsReport(words, problem, setting, inputs, told));
  const outcome = await follow(setting, state, folder, words);
  const failure = outcome === null ? null : failureOf(outcome);
  if (failure !== null) report([failure], problem, words);
  const kept = state.best?.parameters ?? state.parameters;
  if (folder !== null)
    report(
      writeResults(folder, setting, state, kept, inputs, basename(problem.name)),
      problem,
      words,
    );
  if (outcome === null) {
    process.stderr.write("pengrad: interrupted; --resume goes on from here.\n");
    return exit.interrupted;
  }
  process.stdout.write(
    words.format === "json"
      ? `${JSON.stringify(jsonReport(setting, state, outcome, failure, words), null, 2)}\n`
      : textReport(setting, state, plan, words),
  );
  return failure === null ? 0 : exit.wrong;
}

function settingFor(
  { network, bound }: Prepared,
  rows: number,
  words: TrainWords,
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
    objective: objectiveFor(network!, words, say),
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

/** By a kernel; where there is none, node by node. */
function objectiveFor(
  network: Network,
  { batch, precision }: Pick<TrainWords, "batch" | "precision">,
  say: (remark: Diagnostic) => void,
): Objective {
  const objective = compiledObjective(network, { rows: Math.max(batch, rowsAtOnce), precision });
  if (!("reason" in objective)) return objective;
  say(diagnose("PG6119", null, { what: objective.what }));
  return referenceObjective(network);
}

/** What decides the course of a run; a checkpoint goes on only under the same. */
function toldOf(
  problem: ProblemText,
  data: DataFiles,
  words: TrainWords,
  { optimiser, settings }: OptimiserPlan,
): Told {
  const hash = createHash("sha256").update(problem.text).digest("hex").slice(0, 16);
  const method = [...settings].map(([key, value]) => `${key} = ${value}`);
  const dependsOnEnd = /cosine|linear/.test(words.schedule);
  return {
    problem: hash,
    data: data.fingerprint,
    input: words.input.join("; "),
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
    ...(dependsOnEnd ? { epochs: words.epochs } : {}),
  };
}

function startOf(setting: TrainSetting, folder: RunFolder | null, words: TrainWords): TrainState {
  const rules = readInitial(words.initial);
  if (typeof rules === "string") throw new Refusal(`--initial: ${rules}.`);
  const first = firstState(firstValues(setting.network, words.seed, rules), setting.rule);
  if (words.resume !== true) return first;
  const found = folder!.resume();
  if (found === null) return first;
  if ("code" in found) throw new Unfit(found);
  // told to go on for longer
  if (found.ended === "all epochs" && found.history.length < words.epochs) found.ended = null;
  if (words.quiet !== true) {
    process.stderr.write(`going on at epoch ${found.epoch}, batch ${found.batch + 1}\n`);
  }
  return found;
}

/** Batches are worked for so long (milliseconds) before signals are looked for. */
const breath = 50;

/** Goes to the end, saving on the way; null when it was interrupted. */
async function follow(
  setting: TrainSetting,
  state: TrainState,
  folder: RunFolder | null,
  words: TrainWords,
): Promise<Outcome | null> {
  const progress = new TrainProgress(words.epochs, state.epoch, words.quiet !== true);
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  let saved = performance.now();
  let breathed = saved;
  let told = 0;
  const save = () => {
    folder?.save(state);
    if (state.history.length > told) folder?.writeHistory(state.history);
    told = state.history.length;
    saved = performance.now();
  };
  try {
    const going = train(setting, state);
    for (;;) {
      const next = going.next();
      if (next.done === true) {
        if (next.value.kind !== "no number") save();
        return next.value;
      }
      progress.show(next.value);
      const now = performance.now();
      if (now - saved >= 1000 * words.saveEvery) save();
      if (now - breathed < breath) continue;
      await new Promise(setImmediate);
      breathed = performance.now();
      if (!interrupted) continue;
      save();
      return null;
    }
  } finally {
    progress.end();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

function writeResults(
  folder: RunFolder,
  setting: TrainSetting,
  { history, best }: TrainState,
  kept: Float64Array,
  inputs: readonly FittedInput[],
  title: string,
): Diagnostic[] {
  const { network } = setting;
  folder.writeHistory(history);
  folder.writeParameters(network, kept);
  const { key } = network.loss;
  const picture = renderLossPlot(history, {
    title: `The loss ${key} of ${title}`,
    name: key,
    ...(best === null ? {} : { best: best.epoch }),
  });
  folder.write("loss.svg", picture);
  const trained = trainedNetwork(network, kept, inputs, title);
  const missing: Diagnostic[] = [];
  const put = (name: string, format: string, file: string | Uint8Array | Node): void => {
    if (typeof file === "string" || file instanceof Uint8Array) folder.write(name, file);
    else missing.push(diagnose("PG6122", null, { format, what: operations[file.op].title }));
  };
  put("network.onnx", "ONNX", renderOnnx(trained));
  put("network.py", "PyTorch", renderTrainedPytorch(trained, trialOf(setting, kept, inputs)));
  return missing;
}

/** A few rows of the data, as they stand there, and what is predicted for them. */
function trialOf(
  { network, batches, split }: TrainSetting,
  kept: Float64Array,
  inputs: readonly FittedInput[],
): Trial | null {
  const { prediction, batch, samples: slots } = network;
  if (prediction === null) return null;
  const rows = Math.min(3, split.training.length);
  const samples = batches.take(split.training, 0, rows);
  const predicted = [...referenceObjective(network).predict(kept, samples, rows)];
  const raw = slots.map(({ name, count }): [string, number[]] => {
    const scale = inputs.find((input) => input.name === name)?.scale;
    const values = [...samples[name]!];
    if (!scale) return [name, values];
    return [name, values.map((x, k) => x * scale.scale[k % count]! + scale.shift[k % count]!)];
  });
  const shape = prediction.quantity.shape.slice(batch === null ? 0 : 1) as readonly number[];
  return { inputs: Object.fromEntries(raw), rows, predicted, shape };
}

const shapeOf = (shape: readonly number[]) => (shape.length === 0 ? "" : ` [${shape.join(", ")}]`);

/** The epoch whose parameters are kept. */
function keptRecord({ best, history }: TrainState): EpochRecord | undefined {
  return history.find(({ epoch }) => epoch === best?.epoch) ?? history.at(-1);
}

function textReport(
  setting: TrainSetting,
  state: TrainState,
  { optimiser, settings }: OptimiserPlan,
  words: TrainWords,
): string {
  const { network, split } = setting;
  const held = split.validation.length > 0 ? `, ${split.validation.length} held back` : "";
  const named = network.parameters.map(({ name, shape }) => `${name}${shapeOf(shape)}`).join(", ");
  const method = [...settings].map(([key, value]) => `${key.replace("\\", "")} = ${value}`);
  const first = state.history[0];
  const kept = keptRecord(state);
  const ended = state.ended === "no longer better" ? "; then no better one came" : "";
  const lines = [
    `${network.loss.key} over ${split.training.length} rows${held}`,
    `${network.size} parameters: ${named}`,
    `${[optimiser.title, ...method].join(", ")}; batches of ${setting.batchSize}, seed ${setting.seed}`,
  ];
  if (first !== undefined) lines.push(`epoch 1: ${epochText(first)}`);
  if (kept !== undefined) {
    const best = state.best === null ? "" : ` (the best of ${state.history.length}${ended})`;
    lines.push(`epoch ${kept.epoch}: ${epochText(kept)}${best}`);
  }
  if (words.output !== undefined) lines.push(`written to ${words.output}`);
  else lines.push(...smallParameters(setting, state));
  return `${lines.join("\n")}\n`;
}

/** Without a folder, parameters that are few are printed. */
function smallParameters({ network }: TrainSetting, state: TrainState): string[] {
  if (network.size > 40) return ["-o FOLDER keeps the parameters."];
  const kept = state.best?.parameters ?? state.parameters;
  return network.parameters.map(({ name, offset, count, shape }) => {
    const values = [...kept.subarray(offset, offset + count)].map(brief);
    const width = shape.at(-1) ?? 1;
    const rows = Array.from({ length: count / width }, (_, k) => {
      return values.slice(k * width, (k + 1) * width).join(shape.length < 2 ? "; " : ", ");
    });
    return shape.length === 0 ? `${name} = ${values[0]}` : `${name} = [${rows.join("; ")}]`;
  });
}

function jsonReport(
  { network, split }: TrainSetting,
  state: TrainState,
  outcome: Outcome,
  failure: Diagnostic | null,
  words: TrainWords,
) {
  const slot = ({ name, shape }: { name: string; shape: readonly number[] }) => ({ name, shape });
  return {
    version: 1,
    loss: network.loss.key,
    inputs: network.samples.map(slot),
    parameters: network.parameters.map(slot),
    rows: { training: split.training.length, validation: split.validation.length },
    ended: outcome.kind,
    best: keptRecord(state) ?? null,
    history: state.history,
    folder: words.output ?? null,
    diagnostics:
      failure === null
        ? []
        : [{ code: failure.code, severity: severityOf(failure), message: messageOf(failure) }],
  };
}

function settingsReport(
  words: TrainWords,
  problem: ProblemText,
  { network, split }: TrainSetting,
  inputs: readonly FittedInput[],
  told: Told,
) {
  const { output: _output, resume: _resume, color: _color, quiet: _quiet, ...rest } = words;
  return {
    version: 1,
    problem: problem.text,
    options: { ...rest, optimiser: told["optimiser"] },
    fingerprints: { problem: told["problem"], data: told["data"] },
    loss: network.loss.key,
    inputs,
    parameters: Object.fromEntries(network.parameters.map(({ name, shape }) => [name, shape])),
    rows: { training: split.training.length, validation: split.validation.length },
  };
}
