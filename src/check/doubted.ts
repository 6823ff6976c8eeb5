/** @file A verdict in doubt: what is known of it, which doubts it may raise, and how they end. */
import type { Context, Contexts } from "./context.ts";
import { type Finding, holds } from "./finding.ts";
import type { Pair } from "./judge.ts";
import type { Statement } from "./statement.ts";

/** A verdict that is looked at again, and where it was found. */
export interface Doubted {
  readonly contexts: Contexts;
  readonly context: Context;
  readonly statement: Statement;
  readonly pair: Pair;
  readonly finding: Finding;
  /** How many other readings may still be tried, in the document as a whole and in parts of it. */
  readonly readingsLeft: { whole: number; narrow: number };
}

/** The verdict in which a doubt ends, or the reason why the step is left open. */
export type Settled = Finding | string;

/** Whether it was found in the document as a whole. */
export const isWhole = ({ contexts, context }: Doubted): boolean => context === contexts.whole;

/** One doubt. */
export interface Doubt {
  /** What is asked. */
  readonly asks: string;
  /** Which verdicts it is about. */
  readonly of: keyof typeof about;
  /** What settles the matter; null where the doubt is none. */
  readonly settle: (doubted: Doubted) => Settled | null;
  /** Whether the doubt gives way to slips in what holds of any letters (`plain-slip.ts`). */
  readonly yields?: true;
}

/** Verdicts that may be in doubt. */
export const about = {
  open: ({ finding }: Doubted) => !holds(finding),
  undecided: ({ finding }: Doubted) => finding.verdict === "undecided",
  accused: ({ finding }: Doubted) => {
    return finding.verdict === "refuted" || finding.verdict === "conditional";
  },
  conditional: ({ finding }: Doubted) => finding.verdict === "conditional",
  // in a part of the document, what would be an equation to be satisfied may hold otherwise
  failing: (doubted: Doubted) => {
    const { verdict, equation } = doubted.finding;
    return verdict === "refuted" || (equation === true && !isWhole(doubted));
  },
  unsettled: (doubted: Doubted) => {
    return doubted.finding.verdict === "conditional" || about.failing(doubted);
  },
  refuted: ({ finding }: Doubted) => finding.verdict === "refuted",
} as const;
