/**
 * @file `pengrad check`: reads worked solutions and judges each step. The report goes to standard
 * output as code frames or JSON, the summary to standard error: what was read and decided is
 * always said, so that silence is never taken for approval.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import {
  type CheckDiagnostic,
  checkReport,
  checkText,
  type FileReport,
  type Summary,
} from "../check/index.ts";
import { type Framed, renderFrames } from "../render/index.ts";
import { lineStarts } from "../source/index.ts";
import { exit } from "./main.ts";
import { writeResult } from "./output.ts";
import { Refusal, reasonOf } from "./refusal.ts";

/** The options as they come from the command line. */
export interface CheckWords {
  readonly given?: string;
  readonly macros?: string;
  readonly format?: string;
  readonly output?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Runs the command; gives the exit code. */
export function runCheck(paths: readonly string[], words: CheckWords): number {
  const names = paths.length === 0 ? ["-"] : paths;
  const macros = words.macros === undefined ? undefined : readText(words.macros);
  const checked = names.map((path) => {
    const text = readText(path);
    const shown = path === "-" ? "<stdin>" : path;
    const report = checkText(text, {
      path: shown,
      ...(words.given === undefined ? {} : { given: words.given }),
      ...(macros === undefined ? {} : { macros }),
    });
    return { path, text, report };
  });
  const report = checkReport(checked.map((one) => one.report));
  const asJson = words.format === "json" || words.output?.endsWith(".json") === true;
  const result = asJson
    ? `${JSON.stringify(report, null, 2)}\n`
    : checked.map((one) => framesOf(one.report, one.text, words)).join("");
  writeResult(result, words.output);
  if (words.fix === true) for (const one of checked) applyRepairs(one, words.dryRun === true);
  if (words.quiet !== true) process.stderr.write(`${inWords(report.summary, checked.length)}\n`);
  const wrong = report.files.some(({ diagnostics }) => {
    return diagnostics.some(({ severity }) => severity === "error");
  });
  const open = report.summary.undecided + report.summary.unread > 0;
  return wrong || (words.strict === true && open) ? exit.wrong : 0;
}

function readText(path: string): string {
  try {
    if (path !== "-" && existsSync(path) && statSync(path).isDirectory()) {
      throw new Refusal(`${path} is a folder; name the files in it.`);
    }
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be opened: ${reasonOf(error)}.`);
  }
}

/** The diagnostics of a file as code frames. */
function framesOf({ path, diagnostics }: FileReport, text: string, words: CheckWords): string {
  const color = words.color && process.stdout.isTTY === true && words.output === undefined;
  const starts = lineStarts(text);
  const framed = diagnostics.map((diagnostic): Framed => {
    const { code, severity, message, repair, line, column, endLine, endColumn } = diagnostic;
    const span = {
      from: starts[line - 1]! + column - 1,
      to: starts[endLine - 1]! + endColumn - 1,
    };
    const instead = repair === undefined ? {} : { instead: repair.latex.replace(/\s+/g, " ") };
    return { code, severity, message, span, ...instead };
  });
  return renderFrames(framed, { name: path, text }, { color });
}

/** How much was read and decided. */
function inWords(summary: Summary, files: number): string {
  const { steps, definitions, proved, agrees, rounded, conditional, refuted } = summary;
  const parts = [
    `${proved} proved`,
    agrees > 0 ? `${agrees} agree` : "",
    rounded > 0 ? `${rounded} right as rounded` : "",
    conditional > 0 ? `${conditional} under a condition` : "",
    `${refuted} wrong`,
    summary.undecided > 0 ? `${summary.undecided} undecided` : "",
    summary.unread > 0 ? `${summary.unread} not read` : "",
  ].filter((part) => part !== "");
  const where = files === 1 ? "" : ` in ${files} files`;
  return `${definitions} definitions, ${steps} steps${where}: ${parts.join(", ")}.`;
}

/** Puts the repairs of single places into the file, or shows what would be put in. */
function applyRepairs(
  { path, text, report }: { path: string; text: string; report: FileReport },
  dryRun: boolean,
): void {
  const edits = report.diagnostics.flatMap(({ repair }: CheckDiagnostic) => {
    return repair?.edit === undefined ? [] : [repair.edit];
  });
  if (edits.length === 0 || path === "-") return;
  const starts = lineStarts(text);
  const at = (line: number, column: number) => starts[line - 1]! + column - 1;
  let fixed = text;
  for (const edit of [...edits].sort((a, b) => b.line - a.line || b.column - a.column)) {
    const [from, to] = [at(edit.line, edit.column), at(edit.endLine, edit.endColumn)];
    fixed = fixed.slice(0, from) + edit.text + fixed.slice(to);
  }
  if (!dryRun) writeFileSync(path, fixed);
  const what = dryRun ? "would be repaired" : "repaired";
  process.stderr.write(
    `${path}: ${edits.length} ${edits.length === 1 ? "place" : "places"} ${what}.\n`,
  );
}
