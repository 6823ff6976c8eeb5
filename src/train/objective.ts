/**
 * @file What training asks of the mathematics: the mean loss over some rows of data at given
 * parameters, its gradient, and what the network predicts. Parameters and gradient are flat
 * vectors; data comes by the name of its input, rows × entries.
 *
 * `reference.ts` answers by evaluating the graph node by node, `compiled.ts` by a kernel.
 */

/** Data by the name of its input: the entries of a row, then those of the next. */
export type Samples = Readonly<Record<string, Float64Array>>;

/** What computes it: a back end of kernels, or the evaluation of the graph. */
export const engines = ["wasm", "script", "interpreter", "reference"] as const;
export type Engine = (typeof engines)[number];

export interface Objective {
  /** Results of the same engine are the same bit by bit. */
  readonly engine: Engine;
  /** How many numbers the parameters are. */
  readonly size: number;
  /** The mean loss over the rows; its gradient is put into `gradient`. NaN where undefined. */
  readonly step: (
    parameters: Float64Array,
    samples: Samples,
    rows: number,
    gradient: Float64Array,
  ) => number;
  /** The mean loss over the rows. */
  readonly loss: (parameters: Float64Array, samples: Samples, rows: number) => number;
  /** What is predicted for the rows, rows × entries; empty where nothing is. */
  readonly predict: (parameters: Float64Array, samples: Samples, rows: number) => Float64Array;
}
