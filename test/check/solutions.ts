/** @file Worked solutions of classroom size: the examples, and the tables of test/problems. */
import { exampleNames, exampleText } from "../../scripts/examples.js";
import { renderLatex, renderMarkdown } from "../../src/render/index.ts";
import { type Solution, solve } from "../../src/work/index.ts";
import { type Exercise, solutionOf } from "../problems/exercise.ts";
import { lossesRows } from "../problems/losses-rows.ts";
import { networksRows } from "../problems/networks-rows.ts";
import { neuronsRows } from "../problems/neurons-rows.ts";
import { scalarRows } from "../problems/scalar-rows.ts";

/** A solution as a text. */
export interface Written {
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

const tables: readonly (readonly [string, readonly Exercise[]])[] = [
  ["scalar", scalarRows],
  ["neurons", neuronsRows],
  ["networks", networksRows],
  ["losses", lossesRows],
];

const inMarkdown = (title: string, solution: Solution): Written => ({
  title,
  path: "solution.md",
  text: renderMarkdown(solution),
});

const inLatex = (title: string, solution: Solution): Written => ({
  title,
  path: "solution.tex",
  text: renderLatex(solution),
});

/** The examples in Markdown, then the tables, every third row of which is in LaTeX. */
export function writtenSolutions(): Written[] {
  const examples = exampleNames().map((name) => inMarkdown(name, solve(exampleText(name))));
  const rows = tables.flatMap(([family, exercises]) =>
    exercises.map((exercise, k) => {
      const write = k % 3 === 2 ? inLatex : inMarkdown;
      return write(`${family}: ${exercise.title}`, solutionOf(exercise));
    }),
  );
  return [...examples, ...rows];
}
