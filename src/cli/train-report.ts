/** @file The result of a run as text and as JSON, and what it was told, for run.json. */
import { type Diagnostic, messageOf, severityOf } from "../source/index.ts";
import type {
  EpochRecord,
  OptimiserPlan,
  Outcome,
  Told,
  TrainSetting,
  TrainState,
} from "../train/index.ts";
import type { ProblemText } from "./problem-file.ts";
import { brief, epochText } from "./train-progress.ts";
import type { TrainWords } from "./train-words.ts";
import type { FittedInput } from "./trained-network.ts";

const shapeOf = (shape: readonly number[]) => (shape.length === 0 ? "" : ` [${shape.join(", ")}]`);

/** The epoch whose parameters are kept. */
function keptRecord({ best, history }: TrainState): EpochRecord | undefined {
  return history.find(({ epoch }) => epoch === best?.epoch) ?? history.at(-1);
}

/** For a person. */
export function textReport(
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

/** For a program; see run-schema.ts. */
export function jsonReport(
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

/** The settings of a run. */
export function settingsReport(
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
    engine: told["engine"],
    fingerprints: { problem: told["problem"], data: told["data"] },
    loss: network.loss.key,
    inputs,
    parameters: Object.fromEntries(network.parameters.map(({ name, shape }) => [name, shape])),
    rows: { training: split.training.length, validation: split.validation.length },
  };
}
