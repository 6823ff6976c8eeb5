/** @file A verdict in doubt: what is known of it, and in what a doubt may end. */
import type { Context, Contexts } from "./context.ts";
import type { Finding } from "./finding.ts";
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
