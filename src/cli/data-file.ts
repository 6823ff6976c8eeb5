/**
 * @file Files of data as tables: which format a file has is seen from its first bytes and its
 * ending; one that is packed (.gz) is unpacked. `x=FILE` calls the only column of a file x.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Diagnostic } from "../source/index.ts";
import {
  isIdx,
  isNpy,
  joined,
  type ReadTable,
  readCsv,
  readIdx,
  readJson,
  readNpy,
  type Table,
} from "../train/index.ts";
import { Refusal, reasonOf } from "./refusal.ts";
import { decode } from "./text-file.ts";

/** A file of data by its name, with its text if it is one. */
export interface DataText {
  readonly name: string;
  readonly source: string;
}

/** Data from one or more files. */
export interface DataFiles {
  readonly table: Table | null;
  /** A hash of what the files hold. */
  readonly fingerprint: string;
  /** What is wrong, each with the text that its place counts in. */
  readonly wrong: readonly { readonly diagnostic: Diagnostic; readonly source: DataText }[];
}

/** The tables of all files side by side. */
export function openData(words: readonly string[]): DataFiles {
  const hash = createHash("sha256");
  const tables: Table[] = [];
  const wrong: { diagnostic: Diagnostic; source: DataText }[] = [];
  for (const word of words) {
    const named = /^([^\s=/\\]+)=(.+)$/.exec(word);
    const path = named?.[2] ?? word;
    const bytes = bytesOf(path);
    hash.update(`${named?.[1] ?? ""}\0${bytes.length}\0`).update(bytes);
    const name = named?.[1] ?? basename(path).replace(/\..*$/, "");
    const { read, text } = tableIn(bytes, path, name);
    const source = { name: path, source: text };
    wrong.push(...read.diagnostics.map((diagnostic) => ({ diagnostic, source })));
    if (read.table !== null) tables.push(renamed(read.table, named?.[1]));
  }
  const table = wrong.length > 0 ? null : joined(tables);
  if (table === null && wrong.length === 0) {
    const counts = tables.map(({ rows }) => rows).join(", ");
    throw new Refusal(`the files of data have different numbers of rows: ${counts}.`);
  }
  return { table, fingerprint: hash.digest("hex").slice(0, 16), wrong };
}

function bytesOf(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path === "-" ? 0 : path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new Refusal(`${path} cannot be opened: ${reasonOf(error)}.`);
  }
}

function tableIn(bytes: Uint8Array, path: string, name: string): { read: ReadTable; text: string } {
  if (isNpy(bytes)) return { read: readNpy(bytes, name), text: "" };
  if (isIdx(bytes)) return { read: readIdx(bytes, name), text: "" };
  const { text } = decode(Buffer.from(bytes));
  const isJson = extname(path.replace(/\.gz$/, "")).toLowerCase() === ".json";
  return { read: isJson || /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text), text };
}

/** The table with its only column called so. */
function renamed(table: Table, name: string | undefined): Table {
  if (name === undefined || table.columns.length !== 1) return table;
  return { ...table, columns: [{ ...table.columns[0]!, name }] };
}
