/** @file Diagnostics on standard error, as code frames with places in the file that was read. */
import { renderDiagnostics } from "../render/index.ts";
import { type Diagnostic, severityOf } from "../source/index.ts";
import type { ProblemText } from "./problem-file.ts";

/** The diagnostic with its place in the file. */
export function placed(diagnostic: Diagnostic, { origin }: ProblemText): Diagnostic {
  const { span } = diagnostic;
  if (span === null || span.from < 0) return diagnostic;
  const from = origin(span.from);
  const to = span.to > span.from ? origin(span.to - 1) + 1 : from;
  return { ...diagnostic, span: { from, to: Math.max(from, to) } };
}

/** Warnings and remarks beyond so many are counted, not shown. */
const shownLimit = 20;

export interface Telling {
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Shows diagnostics whose places count in the file; of quiet commands errors only. */
export function tell(
  diagnostics: readonly Diagnostic[],
  { name, source: text }: Pick<ProblemText, "name" | "source">,
  { quiet, color }: Telling,
): void {
  const wanted = diagnostics.filter((diagnostic) => {
    return quiet !== true || severityOf(diagnostic) === "error";
  });
  if (wanted.length === 0) return;
  const options = { color: hasColor(process.stderr, color) };
  const frames = renderDiagnostics(wanted.slice(0, shownLimit), { name, text }, options);
  process.stderr.write(`${frames}\n`);
  if (wanted.length > shownLimit) {
    process.stderr.write(`… and ${wanted.length - shownLimit} more\n`);
  }
}

/** Whether a stream is shown in colour: NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
export function hasColor(stream: NodeJS.WriteStream, wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (!wanted || (NO_COLOR ?? "") !== "") return false;
  if ((FORCE_COLOR ?? "") !== "") return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}
