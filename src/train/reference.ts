/**
 * @file The objective as the graph says it, node by node and row by row in doubles: slow, and
 * independent of any kernel, to which it is the oracle. It also says where a loss ceases to be
 * defined: the first quantity, in order of dependence, that has no value in a row, and why.
 */
import { differentiate } from "../calculus/index.ts";
import { evaluate, floatField, type Node, type Reason, type Tensor } from "../expression/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { composed, constantsOf, type Network, type Slot } from "./network/network.ts";
import type { Objective, Samples } from "./objective.ts";

type Inputs = Map<string, Tensor<number>>;

/** Any number of steps: the budget is for what a person asks, not for a run. */
const budget = Number.MAX_SAFE_INTEGER;

/** The objective of a network, by evaluation. */
export function referenceObjective(network: Network): Objective {
  const { root, sheet, size, parameters, prediction, own } = network;
  const variables = parameters.map(({ quantity }) => quantity.variable);
  const gradients = differentiate(root, variables, sheet.arena);
  const predicted =
    prediction === null ? null : composed(own, constantsOf(network), prediction.quantity, sheet);
  const valuesOf = (roots: readonly Node[], inputs: Inputs, rows: number) => {
    return evaluate(roots, floatField, inputs, sizesFor(network, rows), { budget }).values;
  };
  const each = (
    roots: readonly Node[],
    point: Float64Array,
    samples: Samples,
    rows: number,
    use: (values: ReadonlyMap<Node, Tensor<number>>, row: number) => void,
  ): void => {
    const fixed = parameterInputs(network, point);
    if (network.batch !== null) {
      use(valuesOf(roots, withRows(network, fixed, samples, 0, rows), rows), 0);
      return;
    }
    for (let row = 0; row < rows; row++) {
      use(valuesOf(roots, withRows(network, fixed, samples, row, 1), 1), row);
    }
  };
  const parts = network.batch === null ? (rows: number) => rows : () => 1;
  return {
    engine: "reference",
    size,
    step: (point, samples, rows, gradient) => {
      gradient.fill(0);
      let total = 0;
      each([root, ...gradients], point, samples, rows, (values) => {
        total += values.get(root)?.entries[0] ?? Number.NaN;
        for (const [k, { offset, count }] of parameters.entries()) {
          const entries = values.get(gradients[k]!)?.entries;
          for (let i = 0; i < count; i++) gradient[offset + i]! += entries?.[i] ?? Number.NaN;
        }
      });
      const share = 1 / parts(rows);
      for (let k = 0; k < size; k++) gradient[k]! *= share;
      return total * share;
    },
    loss: (point, samples, rows) => {
      let total = 0;
      each([root], point, samples, rows, (values) => {
        total += values.get(root)?.entries[0] ?? Number.NaN;
      });
      return total / parts(rows);
    },
    predict: (point, samples, rows) => {
      if (predicted === null) return new Float64Array(0);
      const result = new Float64Array(rows * prediction!.count).fill(Number.NaN);
      each([predicted], point, samples, rows, (values, row) => {
        const entries = values.get(predicted)?.entries;
        if (entries !== undefined) result.set(entries, row * prediction!.count);
      });
      return result;
    },
  };
}

function sizesFor({ sheet, batch }: Network, rows: number): ReadonlyMap<string, number> {
  return batch === null ? sheet.sizes : new Map([...sheet.sizes, [batch, rows]]);
}

/** The parameters' values by the names of their variables. */
export function parameterInputs({ parameters }: Network, point: Float64Array): Inputs {
  return new Map(
    parameters.map(({ quantity, shape, offset, count }) => {
      const entries = [...point.subarray(offset, offset + count)];
      return [quantity.variable.data, { shape, entries }];
    }),
  );
}

/** The inputs with rows of the data beside them. */
export function withRows(
  { samples: slots, batch }: Network,
  fixed: Inputs,
  samples: Samples,
  row: number,
  rows: number,
): Inputs {
  const inputs = new Map(fixed);
  for (const { quantity, name, shape, count } of slots) {
    const hasBatch = batch !== null && quantity.shape[0] === batch;
    const entries = [...samples[name]!.subarray(row * count, (row + rows) * count)];
    inputs.set(quantity.variable.data, { shape: hasBatch ? [rows, ...shape] : shape, entries });
  }
  return inputs;
}

/** Where a loss ceases to be defined. */
export interface Fault {
  /** The row, among those that were given; null where it is none in particular. */
  readonly row: number | null;
  readonly quantity: Quantity;
  readonly reason: Reason;
}

/**
 * The first row and quantity without a value; null when every quantity has one (the gradient, or
 * a sum over rows, left the range of doubles).
 */
export function faultIn(
  network: Network,
  point: Float64Array,
  samples: Samples,
  rows: number,
): Fault | null {
  const fixed = parameterInputs(network, point);
  for (const { variable, value } of constantsOf(network)) {
    const tensor = evaluate([value!], floatField, new Map()).values.get(value!);
    if (tensor !== undefined) fixed.set(variable.data, tensor);
  }
  const parts = network.batch === null ? rows : 1;
  const sizes = sizesFor(network, rows);
  for (let row = 0; row < parts; row++) {
    const inputs = withRows(network, fixed, samples, row, network.batch === null ? 1 : rows);
    for (const quantity of network.own) {
      if (quantity.formula === null) continue;
      const { values, undefinedAt } = evaluate([quantity.formula], floatField, inputs, sizes, {
        budget,
      });
      const found = values.get(quantity.formula);
      if (found === undefined) {
        const reason = undefinedAt?.reason ?? "not decided";
        return { row: network.batch === null ? row : null, quantity, reason };
      }
      inputs.set(quantity.variable.data, found);
    }
  }
  return null;
}

/** The slot in which a place of the flat vector lies, and the entry's name: `W_{2,1}`. */
export function entryName(parameters: readonly Slot[], place: number): string {
  const slot = parameters.findLast(({ offset }) => offset <= place)!;
  if (slot.shape.length === 0) return slot.name;
  let rest = place - slot.offset;
  const indices: number[] = [];
  for (const extent of slot.shape.toReversed()) {
    indices.unshift((rest % extent) + 1);
    rest = Math.floor(rest / extent);
  }
  return `${slot.name}_{${indices.join(",")}}`;
}
