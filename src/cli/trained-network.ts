/** @file What a run has trained, as exports take it. */
import type { TrainedNetwork } from "../render/index.ts";
import type { Network } from "../train/index.ts";

/** How an input was made from the data. */
export interface FittedInput {
  readonly name: string;
  readonly columns: readonly string[];
  readonly classes: readonly string[] | null;
  readonly scale: { readonly shift: readonly number[]; readonly scale: readonly number[] } | null;
}

/** The network with these parameters. */
export function trainedNetwork(
  network: Network,
  values: Float64Array,
  inputs: readonly FittedInput[],
  title: string,
): TrainedNetwork {
  const { sheet, own, batch, prediction, loss, root, samples, parameters } = network;
  return {
    ...{ title, sheet, own, batch, loss: root, output: prediction?.quantity ?? loss },
    inputs: samples.map(({ name, quantity, shape }) => {
      const fitted = inputs.find((one) => one.name === name);
      return { quantity, shape, scale: fitted?.scale ?? null, classes: fitted?.classes ?? null };
    }),
    parameters: parameters.map(({ quantity, shape, offset, count }) => {
      return { quantity, shape, values: values.slice(offset, offset + count) };
    }),
  };
}
