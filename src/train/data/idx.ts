/**
 * @file IDX, the format of the MNIST digits: two zero bytes, the kind of the entries, the number
 * of axes, their extents in 4 bytes each, then the entries; all big-endian. The first axis counts
 * the examples.
 *
 * Source: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, "the IDX file format".
 */
import { diagnose } from "../../source/index.ts";
import { entriesOf, type ReadTable, tableOfTensor } from "./table.ts";

/** Kinds of entries: how many bytes each has, and how it is read. */
const kinds: Readonly<
  Record<number, { width: number; read: (v: DataView, at: number) => number }>
> = {
  8: { width: 1, read: (view, at) => view.getUint8(at) },
  9: { width: 1, read: (view, at) => view.getInt8(at) },
  11: { width: 2, read: (view, at) => view.getInt16(at) },
  12: { width: 4, read: (view, at) => view.getInt32(at) },
  13: { width: 4, read: (view, at) => view.getFloat32(at) },
  14: { width: 8, read: (view, at) => view.getFloat64(at) },
};

/** Whether the bytes begin as such a file does. */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2]! in kinds && bytes[3]! > 0;
}

/** The tensor of a file as a table of one column. */
export function readIdx(bytes: Uint8Array, name: string): ReadTable {
  const refuse = (why: string): ReadTable => {
    return { table: null, diagnostics: [diagnose("PG6010", null, { format: "IDX", why })] };
  };
  if (!isIdx(bytes)) return refuse("it does not begin as such a file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { width, read } = kinds[bytes[2]!]!;
  const data = 4 + 4 * bytes[3]!;
  if (bytes.length < data) return refuse("its header is cut short");
  const shape = Array.from({ length: bytes[3]! }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = entriesOf(shape);
  if (bytes.length - data < count * width) {
    const found = bytes.length - data;
    return refuse(`it has ${found} bytes of entries, and ${count * width} are needed`);
  }
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) values[k] = read(view, data + k * width);
  return { table: tableOfTensor(name, shape, values), diagnostics: [] };
}
