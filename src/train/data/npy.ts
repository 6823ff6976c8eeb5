/**
 * @file NumPy's files of one array: the magic \x93NUMPY, a version, a header that is a literal of
 * Python, and the entries. Read are versions 1 to 3, floats of 2, 4 and 8 bytes, whole numbers
 * signed or not of 1 to 8 bytes, truth values, either order of bytes, and either order of axes
 * (Fortran's is turned into C's). Written is version 1 in 8-byte floats, little-endian.
 *
 * Source: NumPy Enhancement Proposal 1, *A simple file format for NumPy arrays*;
 * numpy.lib.format, "Format Version 3.0".
 */
import { diagnose } from "../../source/index.ts";
import { entriesOf, type ReadTable, tableOfTensor } from "./table.ts";

/** An array whole, before its first axis is taken for rows. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

type Reader = (view: DataView, at: number, little: boolean) => number;

/** How entries of each kind are read: the letter and the bytes of NumPy's `descr`. */
const readers: Readonly<Record<string, Reader>> = {
  f2: (view, at, little) => halfFloat(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => view.getUint8(at),
};

/** Whether the bytes begin as such a file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, k) => bytes[k] === byte);
}

/** The array of a file as a table of one column, a row for each place of its first axis. */
export function readNpy(bytes: Uint8Array, name: string): ReadTable {
  const array = npyArray(bytes);
  if (typeof array === "string") {
    return { table: null, diagnostics: [diagnose("PG6010", null, { format: "NPY", why: array })] };
  }
  return { table: tableOfTensor(name, array.shape, array.values), diagnostics: [] };
}

/** The array of a file; what is wrong with it, in words, when it cannot be read. */
export function npyArray(bytes: Uint8Array): NpyArray | string {
  if (!isNpy(bytes) || bytes.length < 10) return "it does not begin as such a file";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6]!;
  if (version < 1 || version > 3) return `its version ${version} is not known`;
  if (version > 1 && bytes.length < 12) return "its header is cut short";
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const data = start + length;
  if (data > bytes.length) return "its header is cut short";
  let header = "";
  for (let at = start; at < data; at++) header += String.fromCharCode(bytes[at]!);
  const descr = /'descr'\s*:\s*'([<>|=])([a-z])(\d+)'/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const shapes = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(header);
  if (descr === null) return "its entries are not plain numbers";
  if (order === null || shapes === null) return "its header lacks a shape or an order";
  const read = readers[`${descr[2]}${descr[3]}`];
  if (read === undefined) return `entries of the kind ${descr[2]}${descr[3]} are not read`;
  const shape = (shapes[1]!.match(/\d+/g) ?? []).map(Number);
  const count = entriesOf(shape);
  const width = Number(descr[3]);
  if (bytes.length - data < count * width) {
    return `it has ${bytes.length - data} bytes of entries, and ${count * width} are needed`;
  }
  const little = descr[1] !== ">";
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) values[k] = read(view, data + k * width, little);
  return { shape, values: order[1] === "True" ? transposed(values, shape) : values };
}

/** Entries in Fortran's order (the first axis runs fastest) put into C's (the last one does). */
function transposed(values: Float64Array, shape: readonly number[]): Float64Array {
  const result = new Float64Array(values.length);
  const index = shape.map(() => 0);
  const steps: number[] = [];
  let step = 1;
  for (const n of shape) {
    steps.push(step);
    step *= n;
  }
  let from = 0;
  for (let at = 0; at < result.length; at++) {
    result[at] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      from += steps[axis]!;
      if (index[axis]! < shape[axis]!) break;
      from -= index[axis]! * steps[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

/** A float of 16 bits (IEEE 754 binary16) as a double. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** An array as a file that `numpy.load` opens. */
export function writeNpy({ shape, values }: NpyArray): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const header = `${dict.padEnd(length - 11)}\n`;
  const bytes = new Uint8Array(length + 8 * values.length);
  bytes.set([...magic, 1, 0, header.length & 0xff, header.length >> 8]);
  for (let k = 0; k < header.length; k++) bytes[10 + k] = header.charCodeAt(k);
  const view = new DataView(bytes.buffer);
  for (const [k, value] of values.entries()) view.setFloat64(length + 8 * k, value, true);
  return bytes;
}
