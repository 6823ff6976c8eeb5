/**
 * @file The report of a check as workflow commands, one a line, which GitHub shows beside the lines
 * of a change.
 *
 * Reference: GitHub Actions, "Workflow commands". A message ends at the line, a property at a comma
 * or a colon; these and the per cent sign are written as in an address.
 */
import type { CheckDiagnostic, CheckReport } from "../check/index.ts";
import type { Severity } from "../source/index.ts";
import { summaryInWords } from "./summary.ts";

const commands: { readonly [S in Severity]: string } = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** The commands; the last one says how much was read and decided. */
export function renderAnnotations({ files, summary }: CheckReport): string {
  const found = files.flatMap(({ path, diagnostics }) => {
    return diagnostics.map((diagnostic) => annotation(path, diagnostic));
  });
  const said = summaryInWords(summary, files.length);
  return [...found, `::notice title=pengrad check::${data(said)}`, ""].join("\n");
}

function annotation(path: string, diagnostic: CheckDiagnostic): string {
  const { code, severity, message, repair, line, column, endLine, endColumn } = diagnostic;
  const properties = { file: path, line, col: column, endLine, endColumn, title: code };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const instead = repair === undefined ? "" : `\nWrite: ${repair.latex.replace(/\s+/g, " ")}`;
  return `::${commands[severity]} ${written.join(",")}::${data(message + instead)}`;
}

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(value: string | number): string {
  return data(String(value)).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
