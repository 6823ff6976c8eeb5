/** @file Checking: whether two expressions are equal, and whether a worked solution is right. */
import {
  type Document,
  type DocumentKind,
  kindOf,
  macrosIn,
  readDocument,
} from "../document/index.ts";
import { type CheckOptions, checkDocument } from "./check.ts";
import { type CheckReport, checkReport, type FileReport, fileReport } from "./document-report.ts";

export type { CheckOptions } from "./check.ts";
export { conditionLatex } from "./condition-text.ts";
export {
  type CheckDiagnostic,
  type CheckReport,
  checkReport,
  type FileReport,
  type Located,
  type RepairReport,
  type StatementReport,
  type Summary,
  type SuppressedDiagnostic,
} from "./document-report.ts";
export { type EqualOptions, equalTexts } from "./equal.ts";
export type { VerdictName } from "./finding.ts";
export { type EqualReport, pointOf, reportOf } from "./report.ts";

/** How a text is to be read beside what its name says. */
export interface ReadAs {
  /** Its name, which tells its kind; Markdown without one. */
  readonly path?: string;
  /** A text of macro definitions that the document uses. */
  readonly macros?: string;
}

/** Checks one text: the report of its file. */
export function checkText(text: string, options: CheckOptions & ReadAs = {}): FileReport {
  const path = options.path ?? "";
  const kind: DocumentKind = kindOf(path);
  const macros = options.macros === undefined ? undefined : macrosIn(options.macros);
  const document: Document = readDocument(text, kind, macros);
  return fileReport(path, checkDocument(document, options));
}

/** Checks one text: the whole report, as `pengrad check --format json` prints it. */
export function checkTexts(text: string, options: CheckOptions & ReadAs = {}): CheckReport {
  return checkReport([checkText(text, options)]);
}
