/**
 * @file Comma-separated values as spreadsheets write them: fields between commas, semicolons or
 * tabs, in quotes where they hold separators, line ends or quotes (doubled). The first record is a
 * header when some of its fields are no numbers where those below are; else columns are called
 * 1, 2, …. A column is one of numbers when every field is a number; an empty field is a value
 * that is missing, and said with its place.
 *
 * Source: RFC 4180 (2005), with the separators and line ends that occur beside it.
 */
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Column, ReadTable } from "./table.ts";

export interface CsvOptions {
  /** What stands between fields; found out from the first line when it is not said. */
  readonly separator?: string;
  /** Whether the first record names the columns; found out when it is not said. */
  readonly header?: boolean;
}

interface Field {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

/** What may stand between fields, the likeliest first. */
const separators = [",", ";", "\t", "|"];

/** Reads a table; null when there is no record, or one has more or fewer fields than the first. */
export function readCsv(text: string, options: CsvOptions = {}): ReadTable {
  const separator = options.separator ?? separatorOf(text);
  const diagnostics: Diagnostic[] = [];
  const records = recordsOf(text, separator, diagnostics);
  if (diagnostics.length > 0) return { table: null, diagnostics };
  const [first] = records;
  if (first === undefined) return { table: null, diagnostics: [diagnose("PG6001", null)] };
  for (const [k, record] of records.entries()) {
    if (record.length === first.length) continue;
    const span = { from: record[0]!.from, to: record.at(-1)!.to };
    const args = { row: `${k + 1}`, count: `${record.length}`, wanted: `${first.length}` };
    return { table: null, diagnostics: [diagnose("PG6002", span, args)] };
  }
  const hasHeader = options.header ?? looksLikeHeader(first, records.slice(1, 50));
  const body = hasHeader ? records.slice(1) : records;
  if (body.length === 0) return { table: null, diagnostics: [diagnose("PG6001", null)] };
  const columns = first.map((field, k): Column => {
    const name = hasHeader ? field.text.trim() : `${k + 1}`;
    return columnOf(name, body, k, diagnostics);
  });
  const isWhole = diagnostics.length === 0;
  return { table: isWhole ? { rows: body.length, columns } : null, diagnostics };
}

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)![0].replace(/"(?:[^"]|"")*"/g, "");
  const counts = separators.map((sign) => line.split(sign).length - 1);
  return separators[counts.indexOf(Math.max(...counts))]!;
}

function recordsOf(text: string, separator: string, diagnostics: Diagnostic[]): Field[][] {
  const records: Field[][] = [];
  let record: Field[] = [];
  let at = 0;
  const isEnd = (place: number) => {
    return place >= text.length || text[place] === "\n" || text[place] === "\r";
  };
  while (at < text.length) {
    let from = at;
    while (text[from] === " " && from < text.length) from++;
    if (text[from] === '"') {
      const read = quotedAt(text, from);
      if (read === null) {
        diagnostics.push(diagnose("PG6003", { from, to: from + 1 }));
        return records;
      }
      at = read.to;
      record.push({ text: read.text, from, to: at, quoted: true });
      while (text[at] === " ") at++;
      if (!isEnd(at) && !text.startsWith(separator, at)) {
        diagnostics.push(diagnose("PG6003", { from, to: at + 1 }));
        return records;
      }
    } else {
      let to = at;
      while (!isEnd(to) && !text.startsWith(separator, to)) to++;
      record.push({ text: text.slice(at, to), from: at, to, quoted: false });
      at = to;
    }
    if (!isEnd(at)) {
      at += separator.length;
      // a separator at the very end stands before one more, empty field
      if (isEnd(at)) record.push({ text: "", from: at, to: at, quoted: false });
    }
    if (!isEnd(at) || (at < text.length && record.length === 0)) continue;
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    const isBlank = record.length === 1 && !record[0]!.quoted && record[0]!.text.trim() === "";
    if (!isBlank) records.push(record);
    record = [];
  }
  return records;
}

/** The field in quotes that begins at `from`; null when it never ends. */
function quotedAt(text: string, from: number): { text: string; to: number } | null {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    parts.push(text.slice(at, close));
    if (text[close + 1] !== '"') return { text: parts.join('"'), to: close + 1 };
    at = close + 2;
  }
}

const numeral = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** What stands for a value that is missing. */
const missing = /^\s*(?:|na|n\/a|nan|null|none|\?|-)\s*$/i;

/** A name stands above each column, and above some of numbers, or above nothing. */
function looksLikeHeader(first: readonly Field[], below: readonly (readonly Field[])[]): boolean {
  if (first.some(({ text }) => numeral.test(text))) return false;
  if (new Set(first.map(({ text }) => text.trim())).size < first.length) return false;
  return (
    below.length === 0 ||
    first.some((_, k) => below.some((record) => numeral.test(record[k]!.text)))
  );
}

function columnOf(
  name: string,
  body: readonly (readonly Field[])[],
  k: number,
  diagnostics: Diagnostic[],
): Column {
  const gap = body.findIndex((record) => missing.test(record[k]!.text) && !record[k]!.quoted);
  if (gap >= 0) {
    const { from, to } = body[gap]![k]!;
    diagnostics.push(diagnose("PG6004", { from, to }, { name, row: `${gap + 1}` }));
  }
  const isNumber = body.every((record) => numeral.test(record[k]!.text));
  if (!isNumber)
    return { kind: "texts", name, texts: body.map((record) => record[k]!.text.trim()) };
  const values = Float64Array.from(body, (record) => Number(record[k]!.text));
  return { kind: "numbers", name, shape: [], values };
}
