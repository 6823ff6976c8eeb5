/**
 * @file A worksheet as something to train: one of its scalars is the loss, some inputs are data,
 * some are parameters, the rest has values. The parameters lie one after the other in one flat
 * vector, in the order of the sheet.
 *
 * Parameters are what `--wrt` names, else what an `update` line names, else the inputs by which
 * `find` asks derivatives, else every input that is neither data nor has a value. A value that a
 * parameter has on the sheet is its first one.
 */
import { substitute } from "../../calculus/index.ts";
import { type Node, type Shape, topological } from "../../expression/index.ts";
import { children, nameKey, type Syntax } from "../../notation/index.ts";
import { type Diagnostic, diagnose, severityOf } from "../../source/index.ts";
import { leadingTo, type Quantity, type Worksheet } from "../../worksheet/index.ts";
import { entriesOf } from "../data/table.ts";
import type { Bound } from "./binding.ts";
import { stable } from "./stable.ts";

/** An input in numbers: its shape, and where its entries lie. */
export interface Slot {
  readonly name: string;
  readonly quantity: Quantity;
  /** Of one row for data, without the axis of the batch. */
  readonly shape: readonly number[];
  /** Where its entries begin, among those of all slots. */
  readonly offset: number;
  readonly count: number;
}

/** What is predicted, and what it is held against. */
export interface Prediction {
  readonly quantity: Quantity;
  /** Its entries for one row. */
  readonly count: number;
  readonly target: Slot;
  /** How a prediction counts as right; null where there is only the loss. */
  readonly decides: "largest entry" | "threshold" | null;
  /** Where predictions of one class end and of the other begin. */
  readonly threshold: number;
}

export interface Network {
  readonly sheet: Worksheet;
  readonly loss: Quantity;
  readonly samples: readonly Slot[];
  readonly parameters: readonly Slot[];
  /** How many numbers the parameters are. */
  readonly size: number;
  /** The loss in data and parameters alone, its logarithms of probabilities made safe. */
  readonly root: Node;
  readonly prediction: Prediction | null;
  /** The size that counts the rows, where the sheet is written for a batch. */
  readonly batch: string | null;
  /** Every quantity that leads to the loss, in order of dependence. */
  readonly own: readonly Quantity[];
}

export interface NetworkOptions {
  /** The name of the loss. */
  readonly of?: string;
  /** The names of the parameters. */
  readonly wrt?: readonly string[];
}

/** What was built; null when something in it is wrong. */
export interface BuiltNetwork {
  readonly network: Network | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The network of a sheet whose data inputs are bound. */
export function networkOf(
  sheet: Worksheet,
  bound: readonly Bound[],
  batch: string | null,
  options: NetworkOptions,
): BuiltNetwork {
  const refuse = (code: Diagnostic["code"], args: Record<string, string>): BuiltNetwork => {
    return { network: null, diagnostics: [diagnose(code, null, args)] };
  };
  const inputs = sheet.quantities.filter(({ formula }) => formula === null);
  const known = inputs.map(({ key }) => key).join(", ");
  const loss = lossOf(sheet, options.of);
  if (loss === undefined) return refuse("PG6101", { name: options.of ?? "The loss", known });
  if (loss.shape.length > 0) return refuse("PG6108", { name: loss.key });
  const leading = leadingTo(loss);
  const own = sheet.quantities.filter((quantity) => leading.has(quantity));
  const isData = new Map(bound.map((one) => [one.key, one]));
  const chosen = chosenParameters(sheet, options.wrt ?? []);
  if (typeof chosen === "string") return refuse("PG6101", { name: chosen, known });
  const parameters: Quantity[] = [];
  const open: Quantity[] = [];
  for (const quantity of own) {
    if (quantity.formula !== null || isData.has(quantity.key)) continue;
    if (chosen === null ? quantity.value === null : chosen.has(quantity)) parameters.push(quantity);
    else if (quantity.value === null) open.push(quantity);
  }
  const hasData = own.some(({ key }) => isData.has(key));
  if (open.length > 0 || !hasData) {
    const first = open[0] ?? parameters[0] ?? loss;
    const names = open.length > 0 ? open.map(({ key }) => key).join(", ") : "the inputs";
    return refuse("PG6106", { names, example: `${first.key} = COLUMN` });
  }
  if (parameters.length === 0) return refuse("PG6107", {});
  for (const { key, shape } of parameters) {
    const size = shape.find((one) => typeof one === "string");
    if (size !== undefined) return refuse("PG6109", { name: key, size: `${size}` });
  }
  const samples = slotsOf(
    own.filter(({ key }) => isData.has(key)),
    (quantity) => (isData.get(quantity.key)!.inBatch ? quantity.shape.slice(1) : quantity.shape),
  );
  const slots = slotsOf(parameters, ({ shape }) => shape);
  // the rows are an axis of the sheet only where data of the loss has it
  const used = own.flatMap((quantity) => isData.get(quantity.key) ?? []);
  const isBatch = used.some(({ inBatch }) => inBatch);
  const apart = used.find(({ inBatch }) => isBatch && !inBatch);
  if (apart !== undefined) return refuse("PG6123", { name: apart.key, size: `${batch}` });
  const size = slots.reduce((sum, { count }) => sum + count, 0);
  const constants = own.filter((quantity) => {
    return quantity.value !== null && !isData.has(quantity.key) && !parameters.includes(quantity);
  });
  const root = composed(own, constants, loss, sheet);
  const prediction = predictionOf(own, samples, bound);
  const network: Network = {
    ...{ sheet, loss, samples, size, own, prediction, batch: isBatch ? batch : null },
    parameters: slots,
    root: stable(root, sheet.arena),
  };
  return { network, diagnostics: [] };
}

/** Whether some diagnostic is an error. */
export function isWrong(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => severityOf(one) === "error");
}

/** The loss: the quantity of that name, else the last that nothing else is made of. */
export function lossOf({ quantities }: Worksheet, name: string | undefined): Quantity | undefined {
  const defined = quantities.filter(({ formula }) => formula !== null);
  if (name === undefined) {
    const used = new Set(defined.flatMap(({ parents }) => parents));
    return defined.findLast((quantity) => !used.has(quantity));
  }
  return defined.findLast(({ key }) => key === name);
}

/** The inputs that are named as parameters; null when none is; the word that is no input. */
function chosenParameters(
  { quantities, parts }: Worksheet,
  wrt: readonly string[],
): ReadonlySet<Quantity> | null | string {
  const inputs = quantities.filter(({ formula }) => formula === null);
  const named = (key: string | undefined) => inputs.find((quantity) => quantity.key === key);
  if (wrt.length > 0) {
    const found = new Set<Quantity>();
    for (const word of wrt) {
      const quantity = named(word);
      if (quantity === undefined) return word;
      found.add(quantity);
    }
    return found;
  }
  const asked = [
    parts.flatMap(({ descents }) => descents.flatMap(({ parameters }) => parameters)),
    parts.flatMap(({ finds }) => finds.map(({ target }) => target)),
  ];
  for (const syntaxes of asked) {
    const found = new Set(
      syntaxes.flatMap((syntax) => keysIn(syntax)).flatMap((key) => named(key) ?? []),
    );
    if (found.size > 0) return found;
  }
  return null;
}

/** The keys of all names in a formula. */
function keysIn(syntax: Syntax): string[] {
  const key = nameKey(syntax);
  return [...(key === undefined ? [] : [key]), ...children(syntax).flatMap(keysIn)];
}

function slotsOf(quantities: readonly Quantity[], shapeOf: (of: Quantity) => Shape): Slot[] {
  let offset = 0;
  return quantities.map((quantity): Slot => {
    const shape = shapeOf(quantity) as readonly number[];
    const count = entriesOf(shape);
    const slot = { name: quantity.key, quantity, shape, offset, count };
    offset += count;
    return slot;
  });
}

/** The formula of `output` in data and parameters, with the values of what else is given. */
export function composed(
  own: readonly Quantity[],
  constants: readonly Quantity[],
  output: Quantity,
  { arena }: Worksheet,
): Node {
  const whole = new Map<Node, Node>(constants.map(({ variable, value }) => [variable, value!]));
  for (const { formula, variable } of own) {
    if (formula !== null) whole.set(variable, substitute(formula, whole, arena));
  }
  return whole.get(output.variable) ?? output.variable;
}

/** The quantities with values that are neither data nor parameters. */
export function constantsOf({ own, samples, parameters }: Network): readonly Quantity[] {
  const varying = new Set([...samples, ...parameters].map(({ quantity }) => quantity));
  return own.filter((quantity) => quantity.value !== null && !varying.has(quantity));
}

/**
 * The last quantity that a data input of the same shape is held against: p in −tᵀ ln p, y in
 * (y − t)². The data must not lead to it.
 */
function predictionOf(
  own: readonly Quantity[],
  samples: readonly Slot[],
  bound: readonly Bound[],
): Prediction | null {
  const slots = new Map(samples.map((slot) => [slot.quantity, slot]));
  for (const quantity of own.toReversed()) {
    for (const parent of quantity.parents) {
      const target = slots.get(parent);
      if (target === undefined) continue;
      const found = quantity.parents.find((other) => {
        const isAlike = other.shape.length === parent.shape.length;
        const isSame = isAlike && other.shape.every((size, k) => size === parent.shape[k]);
        return other.formula !== null && isSame && !leadingTo(other).has(parent);
      });
      if (found === undefined) continue;
      const data = bound.find(({ key }) => key === target.name)!;
      return { quantity: found, count: target.count, target, ...decision(data, target) };
    }
  }
  return null;
}

function decision(data: Bound, target: Slot): Pick<Prediction, "decides" | "threshold"> {
  if (data.as === "one-hot") return { decides: "largest entry", threshold: 0 };
  if (target.count !== 1) return { decides: null, threshold: 0 };
  const values = [...new Set(data.values.subarray(0, 10_000))];
  if (values.length !== 2) return { decides: null, threshold: 0 };
  return { decides: "threshold", threshold: (values[0]! + values[1]!) / 2 };
}

/** The nodes that an expression is made of. */
export function nodesOf(root: Node): readonly Node[] {
  return topological([root]);
}
