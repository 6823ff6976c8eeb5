/**
 * @file `pengrad check`: reads worked solutions and judges each step. The report goes to standard
 * output in one of several formats, the summary to standard error: what was read and decided is
 * always said, so that silence is never taken for approval.
 */
import { type CheckOptions, checkReport, type FileReport, type ReadAs } from "../check/index.ts";
import { summaryInWords } from "../render/index.ts";
import { checkFormatFor, writeCheck } from "./check-formats.ts";
import { checkAll } from "./crew.ts";
import { filesNamed } from "./files.ts";
import { changesIn, mend } from "./fix.ts";
import { exit, tellBug } from "./main.ts";
import { writeResult } from "./output.ts";
import { Refusal } from "./refusal.ts";
import { openText, replaceText, type TextFile } from "./text-file.ts";

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

/** A file, what it says, and what was found in it. */
export interface CheckedFile {
  /** As it was named; `-` is standard input. */
  readonly path: string;
  readonly text: string;
  readonly file: TextFile;
  readonly report: FileReport;
  readonly options: CheckOptions & ReadAs;
}

/** Runs the command; gives the exit code. */
export async function runCheck(paths: readonly string[], words: CheckWords): Promise<number> {
  const format = checkFormatFor(words.format, words.output);
  const names = filesNamed(paths.length === 0 ? ["-"] : paths);
  const say = (line: string) => words.quiet !== true && process.stderr.write(`${line}\n`);
  const macros = words.macros === undefined ? {} : { macros: openText(words.macros).text };
  const given = words.given === undefined ? {} : { given: words.given };
  const opened = openAll(names);
  for (const { path, file } of opened) {
    if (file.encoding === "latin-1") say(`${path}: it is not UTF-8, and read as Latin-1.`);
  }
  const read = opened.map(({ path, file }) => {
    const options = { path: path === "-" ? "<stdin>" : path, ...given, ...macros };
    return { path, file, text: file.text, options };
  });
  const progress = new Progress(read.length, words.quiet !== true);
  const answers = await checkAll(read, (k) => progress.begin(read[k]!.path));
  progress.end();
  const failed = answers.filter((answer) => "stack" in answer);
  const checked = read.flatMap((one, k): CheckedFile[] => {
    const answer = answers[k]!;
    if (!("stack" in answer)) return [{ ...one, report: answer }];
    tellBug(answer, one.path);
    return [];
  });
  if (checked.length === 0 && failed.length > 0) return exit.bug;
  const report = checkReport(checked.map((one) => one.report));
  const isTerminal = process.stdout.isTTY === true && words.output === undefined;
  const color = words.color && isTerminal;
  const width = isTerminal ? process.stdout.columns : 100;
  const isDry = words.dryRun === true;
  // of a dry run the changes are the result
  if (!isDry || words.output !== undefined) {
    writeResult(await writeCheck(format, checked, { color, width }), words.output);
  }
  if (words.fix === true || isDry) {
    for (const file of checked) putRepairs(file, isDry, words.quiet === true);
  }
  say(summaryInWords(report.summary, checked.length));
  if (failed.length > 0) return exit.bug;
  if (read.length < names.length) return exit.usage;
  const wrong = report.files.some(({ diagnostics }) => {
    return diagnostics.some(({ severity }) => severity === "error");
  });
  const open = report.summary.undecided + report.summary.unread > 0;
  return wrong || (words.strict === true && open) ? exit.wrong : 0;
}

/** The files that can be opened; of several, those that cannot are told and left out. */
function openAll(names: readonly string[]) {
  return names.flatMap((path) => {
    try {
      return [{ path, file: openText(path) }];
    } catch (error) {
      if (names.length === 1 || !(error instanceof Refusal)) throw error;
      process.stderr.write(`pengrad: ${error.message}\n`);
      return [];
    }
  });
}

/** Puts the repairs into a file, or shows what would change. */
function putRepairs(file: CheckedFile, isDry: boolean, isQuiet: boolean): void {
  const { path, text, report } = file;
  const mended = mend(file);
  if (isDry) process.stdout.write(changesIn(report.path, text, mended.text));
  else if (path === "-")
    throw new Refusal("--fix needs a file; with standard input say --dry-run.");
  else if (mended.text !== text) replaceText(path, file.file, mended.text);
  if (isQuiet || mended.text === text) return;
  const done = report.summary.refuted - mended.report.summary.refuted;
  const what = `${done} of ${report.summary.refuted} wrong steps`;
  process.stderr.write(`${report.path}: ${what} ${isDry ? "would be " : ""}repaired.\n`);
}

/** Which of many files is being checked, in one line of a terminal that is written over. */
class Progress {
  private at = 0;
  private readonly files: number;
  private readonly isShown: boolean;

  constructor(files: number, wanted: boolean) {
    this.files = files;
    this.isShown = wanted && files > 1 && process.stderr.isTTY === true;
  }

  begin(path: string): void {
    this.at++;
    const shown = `${this.at}/${this.files} ${path}`.slice(0, (process.stderr.columns ?? 80) - 1);
    if (this.isShown) process.stderr.write(`\r\u001b[K${shown}`);
  }

  end(): void {
    if (this.isShown) process.stderr.write("\r\u001b[K");
  }
}
