/** @file What a run leaves in its folder: history, parameters, the plot, the network elsewhere. */
import { type Node, operations } from "../expression/index.ts";
import { renderLossPlot, renderOnnx, renderTrainedPytorch, type Trial } from "../render/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import { referenceObjective, type TrainSetting, type TrainState } from "../train/index.ts";
import type { RunFolder } from "./run-folder.ts";
import { type FittedInput, trainedNetwork } from "./trained-network.ts";

/** Writes everything; says which form of the network could not be written. */
export function writeResults(
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
  const wide = slots.some(({ count }) => count > 100);
  const rows = Math.min(wide ? 1 : 3, split.training.length);
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
