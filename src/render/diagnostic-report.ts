/**
 * @file Diagnostics as other programs get them: the code, the sentence, and the place in lines and
 * columns, which count from 1 (columns in UTF-16 units); the end is exclusive.
 */
import {
  type Diagnostic,
  lineStarts,
  messageOf,
  placeAt,
  type Severity,
  severityOf,
} from "../source/index.ts";

/** A diagnostic with its sentence; the four places are left out where there is none. */
export interface DiagnosticReport {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** The diagnostics in the order found; `text` is what their places count in. */
export function diagnosticReports(
  diagnostics: readonly Diagnostic[],
  text: string,
): DiagnosticReport[] {
  const starts = lineStarts(text);
  return diagnostics.map((diagnostic) => {
    const { code, span } = diagnostic;
    const said = { code, severity: severityOf(diagnostic), message: messageOf(diagnostic) };
    if (span === null || span.from < 0) return said;
    const begin = placeAt(starts, span.from);
    const end = placeAt(starts, span.to);
    return { ...said, ...begin, endLine: end.line, endColumn: end.column };
  });
}
