/**
 * @file A trained network as exports see it: the quantities of its sheet, which inputs are data
 * and how they were brought to scale, the parameters with their values, what it predicts, and its
 * loss. Rows of data lie along an axis in front, whose size is open.
 */
import { batched, substitute } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";

export interface TrainedInput {
  readonly quantity: Quantity;
  /** Of one row. */
  readonly shape: readonly number[];
  /** (x − shift) / scale, entry by entry, was the network's input. */
  readonly scale: { readonly shift: readonly number[]; readonly scale: readonly number[] } | null;
  /** The names of the classes, where it is a class. */
  readonly classes: readonly string[] | null;
}

export interface TrainedParameter {
  readonly quantity: Quantity;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export interface TrainedNetwork {
  /** What it is of: the file's name. */
  readonly title: string;
  readonly sheet: Worksheet;
  /** All that leads to the loss, in order of dependence. */
  readonly own: readonly Quantity[];
  readonly inputs: readonly TrainedInput[];
  readonly parameters: readonly TrainedParameter[];
  /** What it predicts; the loss where it predicts nothing. */
  readonly output: Quantity;
  /** The loss in data and parameters. */
  readonly loss: Node;
  /** The size of the batch, where the sheet is written for one. */
  readonly batch: string | null;
}

/** The name of the number of rows, in a sheet that has none. */
export const rowsSize = "N";

/** The data inputs with rows in front: each input's variable and what takes its place. */
export function rowVariables({ sheet, inputs, batch }: TrainedNetwork): ReadonlyMap<Node, Node> {
  if (batch !== null) return new Map();
  return new Map(
    inputs.map(({ quantity, shape }) => {
      const { data } = quantity.variable;
      return [quantity.variable, sheet.arena.variable(`${data}\0rows`, [rowsSize, ...shape])];
    }),
  );
}

/** A formula over all rows; null where some operation has no form with an axis in front. */
export function overRows(
  root: Node,
  network: TrainedNetwork,
  varying: ReadonlyMap<Node, Node>,
): { readonly node: Node; readonly varies: boolean } | null {
  if (network.batch !== null) return { node: root, varies: true };
  return batched(root, varying, rowsSize, network.sheet.arena);
}

/** The formula of a quantity in data and parameters, with the values of what else is given. */
export function wholeFormula(
  { own, inputs, parameters, sheet }: TrainedNetwork,
  of: Quantity,
): Node {
  const free = new Set([...inputs, ...parameters].map(({ quantity }) => quantity));
  const whole = new Map<Node, Node>();
  for (const quantity of own) {
    const { formula, value, variable } = quantity;
    if (formula !== null) whole.set(variable, substitute(formula, whole, sheet.arena));
    else if (value !== null && !free.has(quantity)) whole.set(variable, value);
  }
  return whole.get(of.variable) ?? of.variable;
}
