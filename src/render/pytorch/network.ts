/**
 * @file A trained network as a module of PyTorch, weights included, so that training goes on
 * there: `Network` with the sheet's quantities line by line over rows of data, `loss` over rows,
 * and the rows with which the script holds itself to pengrad's predictions. Weights stand in the
 * script as their doubles in base64, or as lists where they are few.
 */
import type { Node, Size } from "../../expression/index.ts";
import { writePlain } from "../../notation/index.ts";
import type { Quantity } from "../../worksheet/index.ts";
import { overRows, rowsSize, rowVariables, type TrainedNetwork } from "../trained.ts";
import { type Scope, writeFormula } from "./formula.ts";
import { lineWidth, literal } from "./literal.ts";
import { Identifiers, identifierOf } from "./names.ts";
import { agreement } from "./prelude.ts";
import { Wants } from "./wants.ts";

/** Rows of data, scaled or not as they stand in the file, and what is predicted for them. */
export interface Trial {
  /** By the key of the input: rows × entries. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly rows: number;
  readonly predicted: readonly number[];
  /** The entries of a prediction. */
  readonly shape: readonly number[];
}

/** More numbers than this are written in base64. */
const fewNumbers = 60;

/** The script; or the formula that has no form over rows. */
export function renderTrainedPytorch(network: TrainedNetwork, trial: Trial | null): string | Node {
  return new NetworkWriter(network).write(trial);
}

class NetworkWriter {
  private readonly network: TrainedNetwork;
  private readonly identifiers = new Identifiers();
  private readonly wants = new Wants(this.identifiers);
  private readonly names = new Map<Node, string>();
  private readonly varying: Map<Node, Node>;
  private readonly scope: Scope;

  constructor(network: TrainedNetwork) {
    this.network = network;
    for (const word of ["base64", "Network", "parameter", "self", "agrees", "network"]) {
      this.identifiers.take(word);
    }
    this.varying = new Map(rowVariables(network));
    for (const quantity of network.own) {
      const name = this.identifiers.take(identifierOf(quantity.key));
      this.names.set(quantity.variable, name);
      const many = this.varying.get(quantity.variable);
      if (many !== undefined) this.names.set(many, name);
    }
    this.scope = {
      arena: network.sheet.arena,
      identifiers: this.identifiers,
      variable: (node) => this.names.get(node)!,
      size: (size) => this.sizeText(size),
      unknown: this.wants.unknown,
      need: this.wants.need,
    };
  }

  write(trial: Trial | null): string | Node {
    const { output, loss, own } = this.network;
    const order = own.filter((one) => one.formula !== null);
    const upTo = order.slice(0, order.indexOf(output) + 1);
    const forward = this.body(neededFor(output, upTo), output);
    if (!Array.isArray(forward)) return forward as Node;
    const rows = overRows(loss, this.network, this.varying);
    if (rows === null) return loss;
    const written = writeFormula(rows.node, this.scope);
    const isMean = this.network.batch === null && rows.varies;
    const lossLines = [...written.remarks.map((remark) => `# ${remark}`), ...written.lines];
    const text = isMean ? `(${written.piece.text}).mean()` : written.piece.text;
    lossLines.push(`return ${text}`);
    const main = trial === null ? [] : this.trial(trial);
    return `${[...this.head(trial !== null), ...this.classText(forward, lossLines), ...main].join(
      "\n",
    )}\n`;
  }

  /** The lines of the forward pass, quantity by quantity. */
  private body(order: readonly Quantity[], output: Quantity): string[] | Node {
    const lines: string[] = [];
    for (const quantity of order) {
      const rows = overRows(quantity.formula!, this.network, this.varying);
      if (rows === null) return quantity.formula!;
      if (rows.varies && this.network.batch === null) {
        const { arena } = this.network.sheet;
        const name = `${quantity.variable.data}\0rows`;
        const many = arena.variable(name, [rowsSize, ...quantity.shape]);
        this.varying.set(quantity.variable, many);
        this.names.set(many, this.names.get(quantity.variable)!);
      }
      const { piece, lines: before, remarks } = writeFormula(rows.node, this.scope);
      const text = `${this.names.get(quantity.variable)} = ${piece.text}`;
      lines.push(...remarks.map((remark) => `# ${remark}`));
      const { written, name } = quantity;
      const source = written === null ? "" : `${writePlain(name)} = ${writePlain(written)}`;
      const isWide = before.length > 0 || text.length + source.length + 12 > lineWidth;
      if (source === "") lines.push(...before, text);
      else if (isWide) lines.push(`# ${source}`, ...before, text);
      else lines.push(`${text}  # ${source}`);
    }
    lines.push(`return ${this.names.get(output.variable)}`);
    return lines;
  }

  private classText(forward: readonly string[], lossLines: readonly string[]): string[] {
    const { parameters, inputs, own, batch, output } = this.network;
    const used = new Set(neededFor(output, own));
    const features = inputs.filter(({ quantity }) => used.has(quantity));
    const given = own.filter((quantity) => {
      return quantity.formula === null && !this.isFree(quantity) && quantity.value !== null;
    });
    const lines: string[] = ["", "", "class Network(torch.nn.Module):"];
    lines.push(
      `    """${this.network.title}, trained by pengrad; every input has a row for each example."""`,
    );
    lines.push("", "    def __init__(self):", "        super().__init__()");
    for (const { quantity, shape, values } of parameters) {
      lines.push(...parameterLines(this.names.get(quantity.variable)!, shape, values));
    }
    for (const { quantity, scale, shape } of inputs) {
      if (scale === null) continue;
      const name = this.names.get(quantity.variable)!;
      for (const kind of ["shift", "scale"] as const) {
        const list = literal(nestedNumbers(scale[kind], shape), 60, "        ");
        lines.push(`        self.register_buffer("${name}_${kind}", torch.tensor(${list}))`);
      }
    }
    const unpacked = (list: readonly { readonly quantity: Quantity }[]) => {
      return list.map(({ quantity }) => {
        const name = this.names.get(quantity.variable)!;
        return `        ${name} = self.${name}`;
      });
    };
    const scaled = (list: typeof inputs) => {
      return list.flatMap(({ quantity, scale }) => {
        const name = this.names.get(quantity.variable)!;
        return scale === null
          ? []
          : [`        ${name} = (${name} - self.${name}_shift) / self.${name}_scale`];
      });
    };
    const constants = given.map((quantity) => {
      const { piece } = writeFormula(quantity.value!, this.scope);
      return `        ${this.names.get(quantity.variable)} = ${piece.text}`;
    });
    const argumentsOf = (list: typeof inputs) => {
      return ["self", ...list.map(({ quantity }) => this.names.get(quantity.variable)!)].join(", ");
    };
    const first = inputs[0] && this.names.get(inputs[0].quantity.variable);
    const count = (body: readonly string[]) => {
      const wanted = batch === null ? rowsSize : batch;
      const needed = body.some((line) => new RegExp(`\\b${this.sizeText(wanted)}\\b`).test(line));
      return needed ? [`        ${this.sizeText(wanted)} = len(${first})`] : [];
    };
    const indented = (body: readonly string[]) => body.map((line) => `        ${line}`);
    const neededIn = (list: readonly string[], body: readonly string[]) => {
      const words = new Set(body.flatMap((line) => line.replace(/#.*$/, "").match(/\w+/g) ?? []));
      return list.filter((line) => words.has(/\w+/.exec(line)![0]));
    };
    lines.push("", `    def forward(${argumentsOf(features)}):`);
    lines.push(...scaled(features), ...count(forward));
    lines.push(...neededIn([...unpacked(parameters), ...constants], forward), ...indented(forward));
    lines.push("", `    def loss(${argumentsOf(inputs)}):`);
    lines.push(`        """The mean loss over the rows."""`);
    lines.push(...scaled(inputs), ...count(lossLines));
    lines.push(...neededIn([...unpacked(parameters), ...constants], lossLines));
    lines.push(...indented(lossLines));
    return lines;
  }

  private isFree(quantity: Quantity): boolean {
    const { inputs, parameters } = this.network;
    return [...inputs, ...parameters].some((one) => one.quantity === quantity);
  }

  /** The rows with which the script holds itself to pengrad. */
  private trial({ inputs, rows, predicted, shape }: Trial): string[] {
    const { own, output, inputs: all } = this.network;
    const used = new Set(neededFor(output, own));
    const features = all.filter(({ quantity }) => used.has(quantity));
    const lines: string[] = ["", "", 'if __name__ == "__main__":', "    network = Network()"];
    for (const { quantity, shape: own } of features) {
      const name = this.names.get(quantity.variable)!;
      const values = nestedNumbers(inputs[quantity.key]!, [rows, ...own]);
      lines.push(`    ${name} = torch.tensor(${literal(values, name.length + 24, "    ")})`);
    }
    const names = features.map(({ quantity }) => this.names.get(quantity.variable)!);
    const list = literal(nestedNumbers(predicted, [rows, ...shape]), 30, "    ");
    lines.push(
      `    predicted = network(${names.join(", ")})`,
      "    print(predicted.tolist())",
      "",
      "    # pengrad's own predictions",
      `    assert agrees(predicted, ${list}), "predictions"`,
    );
    return lines;
  }

  private head(hasTrial: boolean): string[] {
    const isPacked = this.network.parameters.some(({ values }) => values.length > fewNumbers);
    const functions = this.wants.definitions();
    if (isPacked) functions.push(unpack);
    if (hasTrial) functions.push(agreement("agrees"));
    return [
      `"""${this.network.title} in PyTorch, trained and written by pengrad.`,
      "",
      "Training goes on from here:",
      "",
      "    network = Network()",
      "    optimiser = torch.optim.Adam(network.parameters(), lr=0.001)",
      "    for …:",
      "        optimiser.zero_grad()",
      "        network.loss(…).backward()",
      "        optimiser.step()",
      '"""',
      ...(isPacked ? ["import base64", ""] : []),
      ...this.wants.importLines(),
      "",
      "torch.set_default_dtype(torch.float64)",
      ...functions.flatMap((written) => ["", "", written]),
    ];
  }

  private sizeText(size: Size): string {
    return typeof size === "number" ? `${size}` : identifierOf(size);
  }
}

/** The quantities that lead to one, in their order. */
function neededFor(output: Quantity, order: readonly Quantity[]): Quantity[] {
  const needed = new Set<Quantity>([output]);
  for (const quantity of needed) for (const parent of quantity.parents) needed.add(parent);
  return order.filter((quantity) => needed.has(quantity));
}

const unpack = `def parameter(text, *shape):
    """A parameter from its doubles in base64."""
    values = torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float64)
    return torch.nn.Parameter(values.reshape(shape).clone())`;

function parameterLines(name: string, shape: readonly number[], values: Float64Array): string[] {
  const before = `        self.${name} = `;
  if (values.length <= fewNumbers) {
    const list = literal(nestedNumbers([...values], shape), before.length + 36, "        ");
    return [`${before}torch.nn.Parameter(torch.tensor(${list}))`];
  }
  const text = base64(values);
  const width = lineWidth - 16;
  const pieces = Array.from({ length: Math.ceil(text.length / width) }, (_, k) => {
    return `            "${text.slice(k * width, (k + 1) * width)}"`;
  });
  const extents = shape.join(", ");
  return [`${before}parameter(`, `${pieces.join("\n")},`, `            ${extents},`, "        )"];
}

/** Doubles, little-endian, in base64 (RFC 4648, section 4). */
export function base64(values: Float64Array): string {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [k, value] of values.entries()) view.setFloat64(8 * k, value, true);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    const sign = (shift: number) => letters[(group >> shift) & 63]!;
    parts.push(sign(18), sign(12), left > 1 ? sign(6) : "=", left > 2 ? sign(0) : "=");
  }
  return parts.join("");
}

function nestedNumbers(values: readonly number[], shape: readonly number[]): unknown {
  const [first, ...inner] = shape;
  if (first === undefined) return values[0];
  const size = values.length / first;
  return Array.from({ length: first }, (_, k) => {
    return nestedNumbers(values.slice(k * size, (k + 1) * size), inner);
  });
}
