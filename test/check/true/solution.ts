/** @file True worked solutions: a problem, numbers and a style, each drawn by itself. */
import fc from "fast-check";
import * as algebra from "./algebra.ts";
import * as calculus from "./calculus.ts";
import * as classifiers from "./classifiers.ts";
import { type Document, documentOf } from "./document.ts";
import * as layers from "./layers.ts";
import { deep, dense, matrices } from "./networks.ts";
import { Draw, type Maker } from "./problem.ts";
import * as recurrent from "./recurrent.ts";
import * as statistics from "./statistics.ts";
import { type Style, styles } from "./style.ts";
import { workedOut } from "./worked.ts";

/** The problems, by name. */
export const makers: Readonly<Record<string, Maker>> = {
  deep,
  dense,
  matrices,
  ...algebra,
  ...calculus,
  ...classifiers,
  ...layers,
  ...recurrent,
  ...statistics,
};

export interface Solution {
  readonly problem: string;
  readonly style: Style;
  readonly document: Document;
}

/** A solution of a problem with the numbers of a tape. */
export function solutionOf(problem: string, tape: readonly number[], style: Style): Solution {
  const made = makers[problem]!(new Draw(tape, style));
  return { problem, style, document: documentOf(workedOut(made, style), style) };
}

/** Solutions of all kinds. */
export const solutions: fc.Arbitrary<Solution> = fc
  .record({
    problem: fc.constantFrom(...Object.keys(makers)),
    tape: fc.array(fc.nat(9999), { minLength: 48, maxLength: 48 }),
    style: styles,
  })
  .map(({ problem, tape, style }) => solutionOf(problem, tape, style));
