/**
 * @file `pengrad train`: fits a problem's parameters to data. The result goes to standard output,
 * progress to standard error, everything that a run leaves behind to its folder. A run that is
 * interrupted or killed is taken up by --resume and ends as if it had not been.
 */
import { basename } from "node:path";
import type { Diagnostic } from "../source/index.ts";
import {
  checkGradient,
  failureOf,
  firstState,
  firstValues,
  type Outcome,
  prepare,
  readInitial,
  type TrainSetting,
  type TrainState,
  train,
} from "../train/index.ts";
import { type DataFiles, openData } from "./data-file.ts";
import { placed, tell } from "./diagnostics.ts";
import { inputChoice, namesIn } from "./input-choice.ts";
import { exit } from "./main.ts";
import { type ProblemText, problemText } from "./problem-file.ts";
import { Refusal } from "./refusal.ts";
import { RunFolder, toldBefore } from "./run-folder.ts";
import { TrainProgress } from "./train-progress.ts";
import { jsonReport, settingsReport, textReport } from "./train-report.ts";
import { writeResults } from "./train-results.ts";
import { objectiveFor, settingFor, toldOf } from "./train-setting.ts";
import { type TrainWords, Unfit } from "./train-words.ts";

/** Runs the command; gives the exit code. */
export async function runTrain(word: string | undefined, words: TrainWords): Promise<number> {
  if (words.resume === true && words.output === undefined) {
    throw new Refusal("--resume needs the folder of the run: -o FOLDER.");
  }
  if (words.patience > 0 && words.validation === 0) {
    throw new Refusal("--patience needs rows to judge by: --validation 0.2, for instance.");
  }
  const files = words.data ?? [];
  if (files.length === 0) throw new Refusal("no data was given: --data FILE.");
  const problem = problemText(word);
  const data = openData(files);
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
    inputs: (words.input ?? []).map(inputChoice),
    ...(words.at === undefined ? {} : { at: words.at }),
    ...(words.of === undefined ? {} : { of: words.of }),
    ...(words.wrt === undefined ? {} : { wrt: namesIn(words.wrt) }),
  });
  if (ready.network === null) throw new Unfit(...ready.diagnostics);
  report(ready.diagnostics, problem, words);
  const before = words.resume === true ? toldBefore(words.output!) : null;
  const { setting, plan, inputs } = settingFor(ready, data.table!.rows, words, before, (remark) => {
    report([remark], problem, words);
  });
  const told = toldOf(problem, data, words, plan, setting.objective);
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
