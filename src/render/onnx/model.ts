/**
 * @file A model of ONNX as it is being written: operators in order, tensors that are constants,
 * what goes in and what comes out; and its bytes.
 *
 * Source: ONNX, onnx.proto (IR version 8); operators of opset 17, *Operators.md*.
 */
import { type Bytes, joinedBytes, nestedBytes, single, text, whole } from "./protobuf.ts";

/** What an attribute of an operator may be. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** The extent of an axis: a number, or a name for what is only known when it runs. */
export type Extent = number | string;

/** The kinds of entries that occur. */
const kinds = { float: 1, int64: 7 } as const;

/** The versions that the model asks for. */
const irVersion = 8;
const opset = 17;

export class OnnxModel {
  private readonly nodes: Bytes[] = [];
  private readonly constants: Bytes[] = [];
  private readonly inputs: Bytes[] = [];
  private readonly outputs: Bytes[] = [];
  private readonly names = new Set<string>();
  private readonly known = new Map<string, string>();

  /** A name that nothing else has. */
  name(wanted: string): string {
    let found = wanted;
    for (let k = 2; this.names.has(found); k++) found = `${wanted}_${k}`;
    this.names.add(found);
    return found;
  }

  /** An operator with one result; gives its name. */
  add(
    operator: string,
    operands: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    wanted = operator.toLowerCase(),
  ): string {
    const result = this.name(wanted);
    this.nodes.push(
      nestedBytes(
        1,
        ...operands.map((operand) => text(1, operand)),
        text(2, result),
        text(3, result),
        text(4, operator),
        ...Object.entries(attributes).map(([key, value]) => attribute(key, value)),
      ),
    );
    return result;
  }

  /** The name of a constant tensor of floats; the same one for the same small tensor. */
  floats(values: ArrayLike<number>, shape: readonly number[], wanted = "constant"): string {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (let k = 0; k < values.length; k++) view.setFloat32(4 * k, values[k]!, true);
    return this.constant("float", bytes, shape, wanted);
  }

  /** The name of a constant list of whole numbers. */
  integers(values: readonly number[], wanted = "axes"): string {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    for (const [k, value] of values.entries()) view.setBigInt64(8 * k, BigInt(value), true);
    return this.constant("int64", bytes, [values.length], wanted);
  }

  private constant(
    kind: keyof typeof kinds,
    bytes: Bytes,
    shape: readonly number[],
    wanted: string,
  ): string {
    const isGeneric = wanted === "constant" || wanted === "axes";
    const key = isGeneric && bytes.length <= 256 ? `${kind}${shape}:${bytes.join()}` : null;
    const known = key === null ? undefined : this.known.get(key);
    if (known !== undefined) return known;
    const name = this.name(wanted);
    if (key !== null) this.known.set(key, name);
    const dims = shape.map((extent) => whole(1, extent));
    const content = [...dims, whole(2, kinds[kind]), text(8, name), nestedBytes(9, bytes)];
    this.constants.push(nestedBytes(5, ...content));
    return name;
  }

  /** A tensor of floats that is given when the model runs. */
  input(name: string, shape: readonly Extent[]): void {
    this.inputs.push(nestedBytes(11, ...valueInfo(name, shape)));
  }

  /** A result, which gets a name of its own. */
  output(from: string, name: string, shape: readonly Extent[]): void {
    this.nodes.push(nestedBytes(1, text(1, from), text(2, name), text(4, "Identity")));
    this.outputs.push(nestedBytes(12, ...valueInfo(name, shape)));
  }

  /** The model's bytes. */
  bytes(title: string, remark: string): Bytes {
    const { nodes, constants, inputs, outputs } = this;
    const graph = [...nodes, text(2, title), ...constants, text(10, remark), ...inputs, ...outputs];
    return joinedBytes([
      whole(1, irVersion),
      text(2, "pengrad"),
      nestedBytes(7, ...graph),
      nestedBytes(8, text(1, ""), whole(2, opset)),
    ]);
  }
}

function attribute(name: string, value: Attribute): Bytes {
  if (typeof value === "number") {
    return nestedBytes(5, text(1, name), whole(3, value), whole(20, 2));
  }
  if (typeof value === "string") return nestedBytes(5, text(1, name), text(4, value), whole(20, 3));
  if ("float" in value) {
    return nestedBytes(5, text(1, name), single(2, value.float), whole(20, 1));
  }
  return nestedBytes(5, text(1, name), ...value.map((one) => whole(8, one)), whole(20, 7));
}

function valueInfo(name: string, shape: readonly Extent[]): Bytes[] {
  const axes = shape.map((extent) => {
    return nestedBytes(1, typeof extent === "number" ? whole(1, extent) : text(2, extent));
  });
  const tensor = nestedBytes(1, whole(1, kinds.float), nestedBytes(2, ...axes));
  return [text(1, name), nestedBytes(2, tensor)];
}
