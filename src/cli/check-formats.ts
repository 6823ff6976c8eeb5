/**
 * @file How `pengrad check` writes what it found: code frames for people, and a row of the table
 * for each format that other programs read.
 */
import { extname } from "node:path";
import { checkReport, type Located } from "../check/index.ts";
import { kindOf, macrosIn, readDocument } from "../document/index.ts";
import {
  type Framed,
  type MarkedDocument,
  renderAnnotations,
  renderCheckPage,
  renderFrames,
  renderSarif,
} from "../render/index.ts";
import { lineStarts, spanAt } from "../source/index.ts";
import { pageAssets } from "./assets.ts";
import type { CheckedFile } from "./check.ts";
import { version } from "./version.ts";

export interface WriteOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Writer = (files: readonly CheckedFile[], options: WriteOptions) => string | Promise<string>;

const writers = {
  pretty: (files, options) => files.map((file) => framesOf(file, options)).join(""),
  json: (files) => jsonText(reportOf(files)),
  sarif: (files) => jsonText(renderSarif(reportOf(files), { version: version() })),
  html: (files) => {
    const assets = pageAssets();
    return renderCheckPage(files.map(marked), assets === null ? {} : { assets });
  },
  github: (files) => renderAnnotations(reportOf(files)),
} satisfies Record<string, Writer>;

const reportOf = (files: readonly CheckedFile[]) => checkReport(files.map(({ report }) => report));

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

export type CheckFormat = keyof typeof writers;

const endings: Readonly<Record<string, CheckFormat>> = {
  ".html": "html",
  ".htm": "html",
  ".json": "json",
  ".sarif": "sarif",
};

/** The format that is asked for, else that of the file's ending, else frames. */
export function checkFormatFor(asked: string | undefined, file: string | undefined): CheckFormat {
  if (asked !== undefined) return asked as CheckFormat;
  return endings[extname(file ?? "").toLowerCase()] ?? "pretty";
}

/** What was found, in a format. */
export function writeCheck(
  format: CheckFormat,
  files: readonly CheckedFile[],
  options: WriteOptions,
): string | Promise<string> {
  return (writers[format] as Writer)(files, options);
}

/** The diagnostics of a file as code frames. */
function framesOf({ report, text }: CheckedFile, { color, width }: WriteOptions): string {
  const starts = lineStarts(text);
  const spanOf = (place: Located) => spanAt(starts, place);
  const framed = report.diagnostics.map((diagnostic): Framed => {
    const { code, severity, message, counterexample, related = [], repair } = diagnostic;
    const left = labelled(counterexample?.left);
    return {
      code,
      severity,
      message,
      span: spanOf(diagnostic),
      label: labelled(counterexample?.right),
      others: related.map((place) => ({ span: spanOf(place), label: left })),
      ...(repair?.edit !== undefined && { core: spanOf(repair.edit) }),
      ...(repair !== undefined && { instead: repair.latex.replace(/\s+/g, " ") }),
    };
  });
  return renderFrames(framed, { name: report.path, text }, { color, width });
}

/** A value as it stands at a mark; what is long is in the sentence. */
function labelled(value = ""): string {
  return value.length > 40 ? "" : value;
}

/** A file with its document, as it was read for the check. */
function marked({ text, report, options }: CheckedFile): MarkedDocument {
  const { macros } = options;
  const known = macros === undefined ? undefined : macrosIn(macros);
  return { document: readDocument(text, kindOf(report.path), known), report };
}
