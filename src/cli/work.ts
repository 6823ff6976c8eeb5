/**
 * @file `pengrad work`: reads a problem, works it, and writes the solution in the format that is
 * asked for. Diagnostics go to standard error as code frames. A problem that cannot be read whole
 * is not half solved in print: then only the frames appear (and in JSON, all that was found).
 */
import {
  renderHtml,
  renderJson,
  renderLatex,
  renderMarkdown,
  renderPytorch,
  renderSvg,
  renderText,
  renderTikz,
} from "../render/index.ts";
import { severityOf } from "../source/index.ts";
import { type Layout, type Solution, solve } from "../work/index.ts";
import { pageAssets } from "./assets.ts";
import { hasColor, placed, tell } from "./diagnostics.ts";
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
  tell(diagnostics, problem, words);
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
