/**
 * @file Texts in files: read in the encoding they are in, written back in the same one, whole or
 * not at all. UTF-8 is the rule; a byte order mark names UTF-16, and what is no UTF-8 is taken for
 * Latin-1, in which every byte is a character, so that nothing is lost on the way back. What holds
 * a zero character is no text.
 *
 * Reference: the Encoding Standard (WHATWG), section 6, "BOM sniff".
 */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { Refusal, reasonOf } from "./refusal.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin-1";

/** A text, and how it stands in its file. */
export interface TextFile {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  /** Whether a byte order mark stands before it. */
  readonly marked: boolean;
}

/** The text of a file, or of standard input (`-`); refused when it cannot be opened or is none. */
export function openText(path: string): TextFile {
  const name = path === "-" ? "standard input" : path;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    throw new Refusal(`${name} cannot be opened: ${reasonOf(error)}.`);
  }
  const file = decode(bytes);
  if (file.text.includes("\0"))
    throw new Refusal(`${name} is not a text: it holds zero characters.`);
  return file;
}

/** What bytes say. */
export function decode(bytes: Buffer): TextFile {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { text: bytes.toString("utf16le", 2), encoding: "utf-16le", marked: true };
  }
  if (first === 0xfe && second === 0xff) {
    return { text: swapped(bytes).toString("utf16le", 2), encoding: "utf-16be", marked: true };
  }
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text: marked ? text.slice(1) : text, encoding: "utf-8", marked };
  } catch {
    return { text: bytes.toString("latin1"), encoding: "latin-1", marked: false };
  }
}

/** A text as its file holds it; null where the encoding lacks one of its characters. */
export function encode(text: string, { encoding, marked }: Omit<TextFile, "text">): Buffer | null {
  const whole = marked ? `\ufeff${text}` : text;
  switch (encoding) {
    case "utf-8":
      return Buffer.from(whole, "utf8");
    case "utf-16le":
      return Buffer.from(whole, "utf16le");
    case "utf-16be":
      return swapped(Buffer.from(whole, "utf16le"));
    case "latin-1":
      return /[^\0-\xff]/.test(whole) ? null : Buffer.from(whole, "latin1");
  }
}

/** The bytes of each pair exchanged; a single one at the end is left out. */
function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/**
 * Puts another text in the place of the one that was read; refused when the file was changed in
 * the meantime, may not be written, or cannot hold the text.
 */
export function replaceText(path: string, before: TextFile, text: string): void {
  const bytes = encode(text, before);
  const refuse = (why: string) => new Refusal(`${path} cannot be written: ${why}.`);
  if (bytes === null) throw refuse(`its encoding, ${before.encoding}, lacks a character`);
  if (openText(path).text !== before.text) throw refuse("it was changed while it was checked");
  try {
    accessSync(path, constants.W_OK);
    if ((statSync(path).mode & 0o222) === 0) throw refuse("it is read-only");
  } catch (error) {
    throw error instanceof Refusal ? error : refuse(reasonOf(error));
  }
  writeWhole(path, bytes);
}

/** Writes a file whole or not at all: first beside it, then in its place. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  let beside = "";
  try {
    const place = placeOf(path);
    if (place === null) {
      // a device, a pipe
      writeFileSync(path, data);
      return;
    }
    beside = `${place.path}.${process.pid}.tmp`;
    const file = openSync(beside, "w", place.mode);
    try {
      writeFileSync(file, data);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, place.path);
  } catch (error) {
    if (beside !== "") rmSync(beside, { force: true });
    throw new Refusal(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

/** Where a file is or will be, behind its links, and its mode; null for what is no plain file. */
function placeOf(path: string): { readonly path: string; readonly mode: number } | null {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return { path, mode: 0o666 };
  const place = realpathSync(path);
  const stat = statSync(place);
  return stat.isFile() ? { path: place, mode: stat.mode } : null;
}
