/**
 * @file A trained network as a model of ONNX: from rows of data, as they stand in the file, to
 * what it predicts, weights included, in singles. The number of rows is open.
 */
import { isKind, type Node, type Size, topological } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { identifierOf } from "../pytorch/names.ts";
import { overRows, rowsSize, rowVariables, type TrainedNetwork, wholeFormula } from "../trained.ts";
import { OnnxModel } from "./model.ts";
import { NoOnnxForm, type OnnxGraph, type OnnxRecipe, type OnnxValue } from "./recipe.ts";
import { recipes } from "./recipes.ts";

/** The model's bytes; or the operation for which ONNX has no form. */
export function renderOnnx(network: TrainedNetwork): Uint8Array | Node {
  const varying = rowVariables(network);
  const root = wholeFormula(network, network.output);
  const rows = overRows(root, network, varying);
  if (rows === null) return root;
  try {
    return new GraphWriter(network, varying).write(rows.node);
  } catch (error) {
    if (!(error instanceof NoOnnxForm)) throw error;
    return error.node;
  }
}

/** Written where they are used, if they are: most become a factor, or an index. */
const onDemand: ReadonlySet<string> = new Set(["number", "indicator"]);

class GraphWriter implements OnnxGraph {
  readonly model = new OnnxModel();
  private readonly network: TrainedNetwork;
  private readonly varying: ReadonlyMap<Node, Node>;
  private readonly values = new Map<Node, OnnxValue>();
  private readonly rows: Size;
  private firstInput = "";

  constructor(network: TrainedNetwork, varying: ReadonlyMap<Node, Node>) {
    this.network = network;
    this.varying = varying;
    this.rows = network.batch ?? rowsSize;
  }

  write(root: Node): Uint8Array {
    const { title, output, inputs } = this.network;
    const order = topological([root]);
    const used = new Set(order);
    const outputName = this.model.name(identifierOf(output.key));
    for (const input of inputs) {
      const variable = this.varying.get(input.quantity.variable) ?? input.quantity.variable;
      if (used.has(variable)) this.input(input, variable);
    }
    for (const { quantity, shape, values } of this.network.parameters) {
      if (!used.has(quantity.variable)) continue;
      const name = this.model.floats(values, shape, identifierOf(quantity.key));
      this.values.set(quantity.variable, { name, spread: shape.map(() => true) });
    }
    for (const node of order) {
      if (this.values.has(node) || onDemand.has(node.op)) continue;
      this.values.set(node, (recipes[node.op] as OnnxRecipe)(node, this));
    }
    this.model.output(this.full(root), outputName, root.shape);
    return this.model.bytes(title, `${title}, trained by pengrad`);
  }

  /** An input as it stands in the data, and what the network makes of it first. */
  private input(
    { quantity, shape, scale }: TrainedNetwork["inputs"][number],
    variable: Node,
  ): void {
    const name = this.model.name(identifierOf(quantity.key));
    this.model.input(name, variable.shape);
    if (this.firstInput === "") this.firstInput = name;
    const spread = variable.shape.map(() => true);
    if (scale === null) {
      this.values.set(variable, { name, spread });
      return;
    }
    const shifted = this.model.add("Sub", [
      name,
      this.model.floats(scale.shift, shape, `${name}_shift`),
    ]);
    const scaled = this.model.add("Div", [
      shifted,
      this.model.floats(scale.scale, shape, `${name}_scale`),
    ]);
    this.values.set(variable, { name: scaled, spread });
  }

  value = (node: Node): OnnxValue => {
    const found = this.values.get(node);
    if (found !== undefined) return found;
    if (isKind(node, "number")) return { name: this.scalar(Q.toDouble(node.data)), spread: [] };
    if (isKind(node, "indicator")) throw new NoOnnxForm(node);
    throw new Error(`${node.op} was not written before it was used`);
  };

  full = (node: Node): string => {
    const { name, spread } = this.value(node);
    if (spread?.every((own) => own) === true) return name;
    if (spread === null && node.shape.length === 0) return name;
    const own = node.shape.map((size, axis) => {
      // what is there already may be said as 1
      return typeof size === "number" ? size : spread?.[axis] === true ? 1 : size;
    });
    if (own.every((size) => typeof size === "number")) {
      return this.model.add("Expand", [name, this.model.integers(own)]);
    }
    const parts = own.map((size) => {
      return typeof size === "number" ? this.model.integers([size]) : this.count(size);
    });
    return this.model.add("Expand", [name, this.model.add("Concat", parts, { axis: 0 })]);
  };

  scalar = (value: number): string => this.model.floats([value], []);

  size = (size: Size): string => {
    if (typeof size === "number") return this.scalar(size);
    const zero = this.model.integers([0]);
    const count = this.model.add("Squeeze", [this.count(size), zero]);
    return this.model.add("Cast", [count], { to: 1 });
  };

  /** The number of rows, as a list of one whole number. */
  private count(size: Size): string {
    if (size !== this.rows || this.firstInput === "") throw new Error(`the size ${size} is open`);
    return this.model.add("Shape", [this.firstInput], { start: 0, end: 1 });
  }
}
