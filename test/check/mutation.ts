/**
 * @file What the checker says of solutions with one mistake in them, counted: whether it is found
 * on its own side, first, alone, and repaired to what stood there; or accepted although wrong.
 */
import { type CheckDiagnostic, checkText } from "../../src/check/index.ts";
import { lineStarts, placeAt } from "../../src/source/index.ts";
import { sameness } from "./mutant-values.ts";
import { type Mistake, type Mutant, mistakes, mutate, randomFrom, type Worked } from "./mutants.ts";

/** What is found of one mutant. */
export interface Outcome {
  readonly mutant: Mutant;
  /** An error (or a warning of rounding) on the mutated side. */
  readonly found: boolean;
  /** Found, and nothing is said of what stands before it. */
  readonly first: boolean;
  /** Found, and nothing else is said. */
  readonly alone: boolean;
  readonly repaired: boolean;
  /** Nothing is said at all, and the step holds. */
  readonly accepted: boolean;
  /** The step is left open: undecided, not read, or under a condition. */
  readonly open: boolean;
  readonly diagnostics: readonly CheckDiagnostic[];
}

/** The outcomes of about `count` mutants, as many of each kind. */
export function outcomes(solutions: readonly Worked[], count: number, seed: number): Outcome[] {
  const each = Math.max(1, Math.round(count / mistakes.length));
  return mistakes.flatMap((mistake, k) => {
    const random = randomFrom(seed * 1009 + k);
    const found = new Map<string, Mutant>();
    for (let tries = 0; found.size < each && tries < 4 * each; tries++) {
      const mutant = mutate(solutions, mistake, random);
      if (mutant !== null) found.set(mutant.text, mutant);
    }
    return [...found.values()].map(outcomeOf);
  });
}

function outcomeOf(mutant: Mutant): Outcome {
  const { text, worked } = mutant;
  const starts = lineStarts(text);
  const [from, to] = [placeAt(starts, mutant.from), placeAt(starts, mutant.to)];
  const { statements, diagnostics } = checkText(text, { path: worked.path });
  const said = diagnostics.filter(({ code }) => code !== "PG4110");
  const own = said.find(({ line, column }) => line === from.line && column === from.column);
  const isBefore = (one: CheckDiagnostic) =>
    one.line < from.line || (one.line === from.line && one.column < from.column);
  const verdict = statements.find(
    ({ endLine, endColumn }) => endLine === to.line && endColumn === to.column,
  )?.verdict;
  const found = own !== undefined;
  const stands = verdict === "proved" || verdict === "agrees" || verdict === "rounded";
  const repair = own?.repair?.latex;
  return {
    mutant,
    found,
    first: found && !said.some(isBefore),
    alone: found && said.length === 1,
    repaired: repair !== undefined && isRepaired(mutant, repair),
    accepted: said.length === 0 && stands,
    open: !found && !stands && verdict !== "refuted",
    diagnostics,
  };
}

function isRepaired({ before, worked }: Mutant, repair: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, "");
  return bare(before) === bare(repair) || sameness(before, repair, worked.shapeOf) === "same";
}

/** The figures of some outcomes: shares of their number. */
export interface Tally {
  readonly count: number;
  readonly found: number;
  readonly first: number;
  readonly alone: number;
  readonly repaired: number;
  readonly accepted: number;
  readonly open: number;
}

export function tally(all: readonly Outcome[]): Tally {
  const share = (key: "found" | "first" | "alone" | "repaired" | "accepted" | "open") =>
    all.length === 0 ? 0 : all.filter((one) => one[key]).length / all.length;
  return {
    count: all.length,
    found: share("found"),
    first: share("first"),
    alone: share("alone"),
    repaired: share("repaired"),
    accepted: share("accepted"),
    open: share("open"),
  };
}

/** The outcomes of one kind of mistake. */
export const ofKind = (all: readonly Outcome[], mistake: Mistake): Outcome[] =>
  all.filter(({ mutant }) => mutant.mistake === mistake);
