/**
 * @file How `pengrad check` writes what it found: code frames for people, and a row of the table
 * for each format that other programs read.
 */
import { extname } from "node:path";
import { checkReport } from "../check/index.ts";
import { type Framed, renderFrames } from "../render/index.ts";
import { lineStarts } from "../source/index.ts";
import type { CheckedFile } from "./check.ts";

export interface WriteOptions {
  readonly color: boolean;
}

type Writer = (files: readonly CheckedFile[], options: WriteOptions) => string | Promise<string>;

const writers = {
  pretty: (files, options) => files.map((file) => framesOf(file, options)).join(""),
  json: (files) => `${JSON.stringify(checkReport(files.map(({ report }) => report)), null, 2)}\n`,
} satisfies Record<string, Writer>;

export type CheckFormat = keyof typeof writers;

/** The names of the formats. */
export const checkFormats = Object.keys(writers) as CheckFormat[];

const endings: Readonly<Record<string, CheckFormat>> = {
  ".json": "json",
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
function framesOf({ report, text }: CheckedFile, { color }: WriteOptions): string {
  const starts = lineStarts(text);
  const framed = report.diagnostics.map((diagnostic): Framed => {
    const { code, severity, message, repair, line, column, endLine, endColumn } = diagnostic;
    const span = {
      from: starts[line - 1]! + column - 1,
      to: starts[endLine - 1]! + endColumn - 1,
    };
    const instead = repair === undefined ? {} : { instead: repair.latex.replace(/\s+/g, " ") };
    return { code, severity, message, span, ...instead };
  });
  return renderFrames(framed, { name: report.path, text }, { color });
}
