/**
 * @file A state as the bytes of one file, and back: the word PENGRAD and a version, the length of
 * a header, the header in JSON (ASCII), then the vectors as doubles, little-endian. Every bit of
 * the state is kept, so that a run goes on as it would have. With it stands what the run was told;
 * a checkpoint is not taken up by a run that was told otherwise.
 */
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { TrainState } from "./state.ts";

/** What a run was told, in words and numbers: settings, and fingerprints of problem and data. */
export type Told = Readonly<Record<string, string | number>>;

const magic = "PENGRAD1";

/** Infinity and what is no number have no JSON; they are written as words. */
const replacer = (_key: string, value: unknown): unknown => {
  return typeof value === "number" && !Number.isFinite(value) ? { number: `${value}` } : value;
};

const reviver = (_key: string, value: unknown): unknown => {
  const word = (value as { number?: unknown } | null)?.number;
  return typeof word === "string" ? Number(word) : value;
};

/** The bytes of a checkpoint. */
export function writeCheckpoint(state: TrainState, told: Told): Uint8Array {
  const { parameters, memory, best, ...rest } = state;
  const vectors = [parameters, ...memory, ...(best === null ? [] : [best.parameters])];
  const header = {
    told,
    state: { ...rest, best: best === null ? null : { epoch: best.epoch, loss: best.loss } },
    size: parameters.length,
    vectors: vectors.length,
  };
  const text = JSON.stringify(header, replacer).replace(/[\u0080-\uffff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  const start = Math.ceil((12 + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + 8 * vectors.length * parameters.length);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < magic.length; k++) bytes[k] = magic.charCodeAt(k);
  view.setUint32(8, text.length, true);
  for (let k = 0; k < text.length; k++) bytes[12 + k] = text.charCodeAt(k);
  let at = start;
  for (const vector of vectors) {
    for (const value of vector) {
      view.setFloat64(at, value, true);
      at += 8;
    }
  }
  return bytes;
}

/** The header of a checkpoint and where it ends; or what is wrong with it. */
function headerOf(bytes: Uint8Array): { readonly header: Header; readonly end: number } | string {
  const word = String.fromCharCode(...bytes.subarray(0, magic.length));
  if (word !== magic || bytes.length < 12) return "it does not begin as one";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 12 + view.getUint32(8, true);
  if (bytes.length < end) return "it is cut short";
  let text = "";
  for (let k = 12; k < end; k++) text += String.fromCharCode(bytes[k]!);
  try {
    return { header: JSON.parse(text, reviver) as Header, end };
  } catch {
    return "its header is damaged";
  }
}

/** What the run of a checkpoint was told; null where it cannot be read. */
export function toldIn(bytes: Uint8Array): Told | null {
  const found = headerOf(bytes);
  return typeof found === "string" ? null : found.header.told;
}

/** The state of a checkpoint, if it is one of a run that was told the same. */
export function readCheckpoint(bytes: Uint8Array, told: Told): TrainState | Diagnostic {
  const refuse = (why: string): Diagnostic => diagnose("PG6115", null, { why });
  const found = headerOf(bytes);
  if (typeof found === "string") return refuse(found);
  const { header, end } = found;
  for (const key of new Set([...Object.keys(told), ...Object.keys(header.told)])) {
    if (told[key] !== header.told[key]) return diagnose("PG6114", null, { what: key });
  }
  const { size, vectors: count } = header;
  const start = Math.ceil(end / 8) * 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== start + 8 * count * size) return refuse("it is cut short");
  const vectors = Array.from({ length: count }, (_, k) => {
    return Float64Array.from({ length: size }, (_unused, i) => {
      return view.getFloat64(start + 8 * (k * size + i), true);
    });
  });
  const { best } = header.state;
  const held = best === null ? null : { ...best, parameters: vectors.at(-1)! };
  const memory = vectors.slice(1, held === null ? count : count - 1);
  return { ...header.state, best: held, parameters: vectors[0]!, memory };
}

interface Header {
  readonly told: Told;
  readonly state: Omit<TrainState, "parameters" | "memory" | "best"> & {
    readonly best: { readonly epoch: number; readonly loss: number } | null;
  };
  readonly size: number;
  readonly vectors: number;
}
