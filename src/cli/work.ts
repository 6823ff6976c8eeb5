/**
 * @file `pengrad work`: reads a problem, works it, and writes the solution in the format that is
 * asked for. Diagnostics go to standard error as code frames. A problem that cannot be read whole
 * is not half solved in print: then only the frames appear (and in JSON, all that was found).
 */
import {
  renderDiagnostics,
  renderHtml,
  renderJson,
  renderLatex,
  renderMarkdown,
  renderPytorch,
  renderSvg,
  renderText,
  renderTikz,
} from "../render/index.ts";
import { type Diagnostic, severityOf } from "../source/index.ts";
import { type Layout, type Solution, solve } from "../work/index.ts";
import { pageAssets } from "./assets.ts";
import { exit } from "./main.ts";
import { type Format, formatFor, writeResult } from "./output.ts";
import { type ProblemText, problemText } from "./problem-file.ts";

/** The options as they come from the command line. */
export interface WorkWords {
  readonly at?: string;
  readonly of?: string;
  readonly wrt?: string;
  readonly update?: string;
  readonly order?: number;
  readonly hessian?: string | true;
  readonly format?: string;
  readonly output?: string;
  readonly indexForm?: boolean;
  readonly layout?: Layout;
  readonly local?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Runs the command; gives the exit code. */
export async function runWork(word: string | undefined, words: WorkWords): Promise<number> {
  const format = formatFor(words.format, words.output);
  const problem = problemText(word);
  const progress = progressLine(words.quiet !== true);
  const solved = solve(problem.text, {
    progress: progress.show,
    ...(words.at === undefined ? {} : { at: words.at }),
    ...(words.of === undefined ? {} : { of: words.of }),
    ...(words.wrt === undefined ? {} : { wrt: [words.wrt] }),
    ...(words.update === undefined ? {} : { update: words.update }),
    ...(words.order === undefined ? {} : { order: words.order }),
    ...(words.hessian === undefined
      ? {}
      : { hessian: words.hessian === true ? [] : [words.hessian] }),
  });
  progress.clear();
  const diagnostics = solved.diagnostics.map((diagnostic) => placed(diagnostic, problem));
  const solution: Solution = { ...solved, diagnostics };
  const isWrong = diagnostics.some((diagnostic) => severityOf(diagnostic) === "error");
  report(diagnostics, problem, words);
  if (!isWrong || format === "json") {
    const result = await printers[format]({ solution, problem, words });
    writeResult(result, words.output);
  }
  return isWrong ? exit.unread : 0;
}

/** Work that takes longer than this (milliseconds) says where it is. */
const patience = 500;

/** One line on the terminal's error stream that tells how far long work has come. */
function progressLine(wanted: boolean): { show: (what: string) => void; clear: () => void } {
  const started = performance.now();
  let shown = false;
  return {
    show: (what) => {
      if (!wanted || !process.stderr.isTTY || performance.now() - started < patience) return;
      shown = true;
      process.stderr.write(`\r\u001b[Kworking: ${what.slice(0, 60)}`);
    },
    clear: () => {
      if (shown) process.stderr.write("\r\u001b[K");
    },
  };
}

/** The diagnostic with its place in the file. */
function placed(diagnostic: Diagnostic, { origin }: ProblemText): Diagnostic {
  const { span } = diagnostic;
  if (span === null || span.from < 0) return diagnostic;
  const from = origin(span.from);
  const to = span.to > span.from ? origin(span.to - 1) + 1 : from;
  return { ...diagnostic, span: { from, to: Math.max(from, to) } };
}

/** Warnings and remarks beyond so many are counted, not shown. */
const shownLimit = 20;

function report(diagnostics: readonly Diagnostic[], problem: ProblemText, words: WorkWords): void {
  const wanted = diagnostics.filter((diagnostic) => {
    return words.quiet !== true || severityOf(diagnostic) === "error";
  });
  if (wanted.length === 0) return;
  const source = { name: problem.name, text: problem.source };
  const color = hasColor(process.stderr, words.color);
  process.stderr.write(`${renderDiagnostics(wanted.slice(0, shownLimit), source, { color })}\n`);
  if (wanted.length > shownLimit) {
    process.stderr.write(`… and ${wanted.length - shownLimit} more\n`);
  }
}

/** Whether a stream is shown in colour: NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
function hasColor(stream: NodeJS.WriteStream, wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (!wanted || (NO_COLOR ?? "") !== "") return false;
  if ((FORCE_COLOR ?? "") !== "") return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

interface Job {
  readonly solution: Solution;
  readonly problem: ProblemText;
  readonly words: WorkWords;
}

/** Longer lines than this are hard to read even on a wide terminal. */
const widest = 110;

const printers: { readonly [F in Format]: (job: Job) => Promise<string | Uint8Array> } = {
  text: async ({ solution, words }) => {
    const { stdout } = process;
    const toFile = words.output !== undefined && words.output !== "-";
    return renderText(solution, {
      ...storyOptions(words),
      color: !toFile && hasColor(stdout, words.color),
      width: toFile ? 80 : Math.min(stdout.columns ?? 80, widest),
    });
  },
  md: async ({ solution, words }) => renderMarkdown(solution, storyOptions(words)),
  tex: async ({ solution, words }) => renderLatex(solution, storyOptions(words)),
  html: page,
  pdf: async (job) => {
    const { printPdf } = await import("./pdf.ts");
    return printPdf(await page(job));
  },
  svg: ({ solution, words }) =>
    renderSvg(solution, { ...layoutOf(words), showLocal: words.local === true }),
  tikz: async ({ solution, words }) => renderTikz(solution, layoutOf(words)),
  pytorch: async ({ solution }) => renderPytorch(solution),
  json: async ({ solution, problem, words }) => {
    return `${JSON.stringify(renderJson(solution, problem.source, layoutOf(words)), null, 2)}\n`;
  },
};

const layoutOf = ({ layout }: WorkWords) => (layout === undefined ? {} : { layout });

const storyOptions = (words: WorkWords) => ({
  ...layoutOf(words),
  ...(words.indexForm === true ? { indexForm: true } : {}),
});

async function page({ solution, words }: Job): Promise<string> {
  const options = { ...storyOptions(words), showLocal: words.local === true };
  const assets = pageAssets();
  return renderHtml(solution, assets === null ? options : { ...options, assets });
}
