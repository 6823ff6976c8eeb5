/**
 * @file The main job: from a problem's text to its worked solution. Never throws on bad input;
 * what is wrong is in the solution's diagnostics, and everything that can be worked is.
 */
import { nowhere } from "../notation/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import {
  buildWorksheet,
  type Descent,
  type Problem,
  readProblem,
  readUpdate,
  readValues,
  type Worksheet,
} from "../worksheet/index.ts";
import { decompose } from "./decompose.ts";
import type { Begun, Solution, WorkedPart } from "./solution.ts";
import { type Ask, beginPart, throughout } from "./solve.ts";

/** What to work, and how. */
export interface WorkOptions extends Ask {
  /** Values of the inputs: `x1 = pi, x2 = 2`. */
  readonly at?: string;
  /** New values by a method of descent: `gradient descent, eta = 0.5`, `W by adam`. */
  readonly update?: string;
  /** Keep formulas whole even where the problem is one line. */
  readonly whole?: boolean;
}

/** Works a problem given as text: definitions, values and questions, plain or LaTeX. */
export function solve(text: string, options: WorkOptions = {}): Solution {
  return solveProblem(readProblem(text, options.at), options);
}

/** Works a problem that has been read. */
export function solveProblem(problem: Problem, options: WorkOptions = {}): Solution {
  return throughout(beginProblem(problem, options).rest());
}

/** Works both passes of a problem given as text, and the rest when it is asked for. */
export function begin(text: string, options: WorkOptions = {}): Begun {
  return beginProblem(readProblem(text, options.at), options);
}

function beginProblem(problem: Problem, options: WorkOptions): Begun {
  const given = readValues(options.at ?? "", problem.labels);
  const built = buildWorksheet(problem, given.statements);
  // places in `--at` and `--update` are not places in the problem's text
  const asked = readUpdate(options.update ?? "", problem.labels);
  const sheet = withUpdates(options.whole === true ? built : decompose(built), asked);
  const outside = [...given.diagnostics, ...asked.diagnostics].map((diagnostic) => {
    return { ...diagnostic, span: null };
  });
  const before: Diagnostic[] = [...outside, ...sheet.diagnostics];
  if (!sheet.quantities.some(({ formula }) => formula !== null) && !hasError(before)) {
    before.push(diagnose("PG3006", null));
  }
  const works = sheet.parts.map((part, index) => {
    options.progress?.(`part ${part.name || index + 1} of ${sheet.parts.length}`);
    return beginPart(sheet, part, index, optionsFor(options, sheet, index));
  });
  const passes = works.map((work) => work.passes);
  return {
    sheet,
    parts: passes,
    diagnostics: [...before, ...passes.flatMap((own) => [...own.diagnostics, ...own.missing])],
    rest: function* () {
      const parts: WorkedPart[] = [];
      const diagnostics = [...before];
      for (const { rest } of works) {
        const worked = yield* rest();
        parts.push(worked.part);
        diagnostics.push(...worked.diagnostics);
      }
      return { sheet, parts, diagnostics };
    },
  };
}

/** The sheet with what `--update` asks of its last part. */
function withUpdates(sheet: Worksheet, { statements }: Problem): Worksheet {
  const further = statements.flatMap((statement): Descent[] => {
    return statement.kind === "descent" ? [{ ...statement.descent, span: nowhere }] : [];
  });
  const last = sheet.parts.at(-1);
  if (further.length === 0 || last === undefined) return sheet;
  const descents = [...last.descents, ...further];
  return { ...sheet, parts: [...sheet.parts.slice(0, -1), { ...last, descents }] };
}

/** `--of` and `--wrt` speak of the last part. */
function optionsFor(options: WorkOptions, sheet: Worksheet, index: number): Ask {
  const { progress } = options;
  const always = progress === undefined ? {} : { progress };
  if (index !== sheet.parts.length - 1) return always;
  return {
    ...always,
    ...(options.of === undefined ? {} : { of: options.of }),
    ...(options.wrt === undefined ? {} : { wrt: options.wrt }),
    ...(options.order === undefined ? {} : { order: options.order }),
    ...(options.hessian === undefined ? {} : { hessian: options.hessian }),
  };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.length > 0;
}
