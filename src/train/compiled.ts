/**
 * @file The objective by kernels: one program for loss and gradient together, one for the loss
 * alone and one for what is predicted, each compiled when it is first asked for. Rows of data are
 * the points of a program, and loss and gradient are their totals, so that a gradient by a matrix
 * is one product of matrices. A sheet that is written for a batch has its rows as a size, and one
 * program for each number of rows.
 */
import { differentiate } from "../calculus/index.ts";
import type { Node, Sizes } from "../expression/index.ts";
import {
  type BackEnd,
  type Compiled,
  compileRoots,
  type Precision,
  type Refusal,
} from "../kernel/index.ts";
import { composed, constantsOf, type Network } from "./network/network.ts";
import type { Objective, Samples } from "./objective.ts";

export interface CompiledOptions {
  /** Rows of one call, at most; more are taken in several. */
  readonly rows: number;
  /** Of numbers; f64 when left out. */
  readonly precision?: Precision;
  /** WebAssembly when left out; where there is none, JavaScript. */
  readonly backEnd?: BackEnd;
}

/** The objective of a network by kernels; or why there is none. */
export function compiledObjective(
  network: Network,
  { rows: mostRows, precision = "f64", backEnd = "wasm" }: CompiledOptions,
): Objective | Refusal {
  const { root, sheet, size, parameters, samples: slots, prediction, own, batch } = network;
  const { arena } = sheet;
  const variables = parameters.map(({ quantity }) => quantity.variable);
  const data = slots.map(({ quantity }) => quantity.variable);
  const predicted =
    prediction === null ? null : composed(own, constantsOf(network), prediction.quantity, sheet);
  const varying = new Set(data.map((variable) => variable.data));
  const known = new Map<string, Compiled>();
  // all programs by one, that of the first
  let engine = backEnd;

  /** The program of some roots for so many rows. */
  const programOf = (what: string, roots: () => readonly Node[], rows: number) => {
    const key = batch === null ? what : `${what} ${rows}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const sizes: Sizes = batch === null ? sheet.sizes : new Map([...sheet.sizes, [batch, rows]]);
    const isTotal = what !== "prediction" && batch === null;
    const compiled = compileRoots({
      arena,
      roots: roots().map((node) => ({ node, isTotal })),
      inputs: [...variables, ...data],
      ...(batch === null ? { varying, points: mostRows } : {}),
      sizes,
      precision,
      backEnd: engine,
    });
    if (!("reason" in compiled)) known.set(key, compiled);
    return compiled;
  };
  let gradients: readonly Node[] | null = null;
  const roots = {
    step: () => {
      gradients ??= differentiate(root, variables, arena);
      return [root, ...gradients];
    },
    loss: () => [root],
    prediction: () => [predicted!],
  };
  type What = keyof typeof roots;
  const wanted: readonly What[] =
    predicted === null ? ["step", "loss"] : ["step", "loss", "prediction"];
  for (const what of wanted) {
    const compiled = programOf(what, roots[what], mostRows);
    if ("reason" in compiled) return compiled;
    engine = compiled.backEnd;
  }

  /** Runs a program over rows `from` … `from + rows` of the samples. */
  const run = (what: What, point: Float64Array, samples: Samples, from: number, rows: number) => {
    const compiled = programOf(what, roots[what], rows);
    if ("reason" in compiled) throw new Error(`no kernel for ${rows} rows`);
    const { arrays, inputs } = compiled;
    arrays[1]!.set(point);
    for (const [k, { name, count }] of slots.entries()) {
      const { array, offset } = inputs[parameters.length + k]!;
      arrays[array]!.set(samples[name]!.subarray(from * count, (from + rows) * count), offset);
    }
    compiled.run(batch === null ? rows : 1, arrays);
    return compiled;
  };
  /** Over all rows, in calls of at most `mostRows`; a batch is never divided. */
  const each = (rows: number, use: (from: number, count: number) => void): void => {
    if (batch !== null) use(0, rows);
    else
      for (let from = 0; from < rows; from += mostRows) use(from, Math.min(mostRows, rows - from));
  };
  const totals = (rows: number): number => (batch === null ? rows : 1);
  return {
    engine,
    size,
    step: (point, samples, rows, gradient) => {
      const share = 1 / totals(rows);
      let loss = 0;
      each(rows, (from, count) => {
        const { arrays } = run("step", point, samples, from, count);
        const found = arrays[2]!;
        loss += found[0]!;
        if (from === 0) for (let k = 0; k < size; k++) gradient[k] = found[k + 1]! * share;
        else for (let k = 0; k < size; k++) gradient[k]! += found[k + 1]! * share;
      });
      return loss * share;
    },
    loss: (point, samples, rows) => {
      let loss = 0;
      each(rows, (from, count) => {
        loss += run("loss", point, samples, from, count).arrays[2]![0]!;
      });
      return loss / totals(rows);
    },
    predict: (point, samples, rows) => {
      if (prediction === null) return new Float64Array(0);
      const { count: width } = prediction;
      const result = new Float64Array(rows * width);
      each(rows, (from, count) => {
        const { arrays, outputs } = run("prediction", point, samples, from, count);
        const { array, offset, varies } = outputs[0]!;
        const values = arrays[array]!;
        if (varies || batch !== null) {
          result.set(values.subarray(offset, offset + count * width), from * width);
          return;
        }
        // the same for every row
        for (let row = 0; row < count; row++) {
          result.set(values.subarray(offset, offset + width), (from + row) * width);
        }
      });
      return result;
    },
  };
}
