/**
 * @file What the checker says of solutions with one mistake in them, counted: whether it is found
 * on its line, on its very side, first, alone, and repaired to what stood there; or accepted
 * although wrong.
 */
import { type CheckDiagnostic, checkText } from "../../src/check/index.ts";
import { lineStarts, placeAt } from "../../src/source/index.ts";
import {
  isRestored,
  type Mistake,
  type Mutant,
  mistakes,
  mutate,
  randomFrom,
  type Worked,
} from "./mutants.ts";

/** What is found of one mutant. */
export interface Outcome {
  readonly mutant: Mutant;
  /** An error (or a warning of rounding) on the line of the mutated side. */
  readonly found: boolean;
  /** On the mutated side itself. */
  readonly placed: boolean;
  /** Found, and nothing is said of what stands before its line. */
  readonly first: boolean;
  /** Found, and nothing else is said. */
  readonly alone: boolean;
  /** The repair gives back what stood there, or what equals it. */
  readonly restored: boolean;
  /** And it says what kind of mistake it is. */
  readonly repaired: boolean;
  /** Nothing is said at all, and the step holds. */
  readonly accepted: boolean;
  /** The step is left open: undecided, not read, or under a condition. */
  readonly open: boolean;
  /** Why it is left open. */
  readonly reason: string;
  readonly diagnostics: readonly CheckDiagnostic[];
}

/** The outcomes of about `count` mutants, as many of each kind. */
export function outcomes(
  solutions: readonly Worked[],
  count: number,
  seed: number,
  kind = "",
): Outcome[] {
  const each = Math.max(1, Math.round(count / mistakes.length));
  return mistakes.flatMap((mistake, k) => {
    if (kind !== "" && kind !== mistake) return [];
    const random = randomFrom(seed * 1009 + k);
    const found = new Map<string, Mutant>();
    for (let tries = 0; found.size < each && tries < 4 * each; tries++) {
      const mutant = mutate(solutions, mistake, random);
      if (mutant !== null) found.set(mutant.text, mutant);
    }
    return [...found.values()].map(outcomeOf);
  });
}

export function outcomeOf(mutant: Mutant): Outcome {
  const { text, worked } = mutant;
  const starts = lineStarts(text);
  const [from, to] = [placeAt(starts, mutant.from), placeAt(starts, mutant.to)];
  const { statements, diagnostics: said } = checkText(text, { path: worked.path });
  const onLine = said.filter(({ line }) => line >= from.line && line <= to.line);
  const own = said.find(({ line, column }) => line === from.line && column === from.column);
  const { verdict, reason = "" } =
    statements.find(({ endLine, endColumn }) => {
      return endLine === to.line && endColumn === to.column;
    }) ?? {};
  const found = onLine.length > 0;
  const stands = verdict === "proved" || verdict === "agrees" || verdict === "rounded";
  const { repair } = own ?? {};
  const restored = repair !== undefined && gives(mutant, repair.latex);
  return {
    mutant,
    found,
    placed: own !== undefined,
    first: found && !said.some(({ line }) => line < from.line),
    alone: found && said.length === 1,
    restored,
    repaired: restored && (named[mutant.mistake] ?? [mutant.mistake]).includes(repair!.kind),
    accepted: said.length === 0 && stands,
    open: !found && !stands && verdict !== "refuted",
    reason,
    diagnostics: said,
  };
}

/** What a mistake may be called beside its own name: a lost link of a chain is a lost factor. */
const named: Readonly<Partial<Record<Mistake, readonly string[]>>> = {
  "missing-factor": ["missing-factor", "chain-rule"],
  "chain-rule": ["chain-rule", "missing-factor"],
};

function gives({ before, truth }: Mutant, repair: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, "");
  return bare(before) === bare(repair) || isRestored(truth, before, repair);
}

/** The figures that are told of each kind of mistake. */
export const figures = [
  "found",
  "placed",
  "first",
  "alone",
  "restored",
  "repaired",
  "accepted",
  "open",
] as const;
export type Figure = (typeof figures)[number];

/** The figures of some outcomes: shares of their number. */
export type Tally = Readonly<Record<Figure | "count", number>>;

export function tally(all: readonly Outcome[]): Tally {
  const shares = figures.map((key): [Figure, number] => {
    return [key, all.length === 0 ? 0 : all.filter((one) => one[key]).length / all.length];
  });
  return { count: all.length, ...(Object.fromEntries(shares) as Record<Figure, number>) };
}

/** The outcomes of one kind of mistake. */
export const ofKind = (all: readonly Outcome[], mistake: Mistake): Outcome[] =>
  all.filter(({ mutant }) => mutant.mistake === mistake);
