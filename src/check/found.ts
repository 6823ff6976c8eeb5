/** @file A verdict, in what surroundings it was found, and others in which it is looked for. */
import { isZero } from "../expression/index.ts";
import type { Syntax } from "../notation/index.ts";
import type { Context, Contexts } from "./context.ts";
import { type Finding, holds } from "./finding.ts";
import { judge, type Pair } from "./judge.ts";
import { isClosed } from "./names.ts";
import { hasPart } from "./parts.ts";
import { isByEntries } from "./scalar.ts";
import { pairOf } from "./sides.ts";
import { isNought } from "./solved.ts";
import type { Statement } from "./statement.ts";

/** A verdict, and where it was found. */
export interface Found {
  readonly context: Context;
  readonly statement: Statement;
  readonly pair: Pair | null;
  readonly finding: Finding | null;
}

/** A derivative by a name, which has its place in a layout. */
const isOfName = ({ kind }: Syntax): boolean => kind === "derivative" || kind === "gradient";

/** Whether something is said against a step. */
export const isAccused = ({ finding }: Found): boolean => {
  return finding?.verdict === "refuted" || finding?.verdict === "conditional";
};

/** Whether nothing is known of a step for want of what surrounds it. */
export function isOpen({ statement, finding }: Found): boolean {
  if (statement.kind !== "step") return false;
  return finding?.verdict === "undecided" || finding?.verdict === "unread";
}

/**
 * Whether a step says of a derivative that is 0, for what is not known of its names, that it is
 * some formula that is 0 for the same reason: ∂L/∂z = δ² of L = −log p_y, and p_y not tied to z.
 */
export function saysNothing(
  { left, right, chain }: Statement,
  { pair, context: { bench } }: Pick<Found, "pair" | "context">,
): boolean {
  const isClaim = isOfName(left) && !isClosed(right) && !hasPart(right, isOfName);
  if (pair === null || !isClaim || chain.parts.some(isNought)) return false;
  return [pair.left, pair.right].every((side) => isZero(bench.sheet.expand(side)));
}

/** An open step that holds of numbers with an index or a prime, whatever they are. */
export function ofAtoms(contexts: Contexts, best: Found, statement: Statement): Found | null {
  // what a name with an index is said to be says nothing of any
  const isValue = statement.closed && best.pair !== null;
  if (statement.kind !== "step" || isValue) return null;
  const named = contexts.withAtoms(statement);
  const pair = named && pairOf(named.own, named.context.bench.sheet);
  const finding = pair && judge(named.context.bench, pair);
  if (finding == null || !holds(finding)) return null;
  const reason = "each of its names with an index is taken for a number of its own";
  return { ...best, finding: { verdict: "agrees", reason } };
}

/**
 * What becomes of an open step in families of vectors when each member has its name: it holds where
 * it does so in one of the readings, and is wrong where it is in all of them.
 */
export function ofMembers(
  contexts: Contexts,
  best: Found,
  statement: Statement,
  foundIn: (context: Context, statement: Statement) => Found,
): Found | null {
  if (statement.kind !== "step") return null;
  let wrong: Found | null | undefined;
  for (const { context, own } of contexts.withMembers(statement)) {
    const pair = pairOf(own, context.bench.sheet);
    const finding = pair && judge(context.bench, pair);
    if (finding !== null && holds(finding) && !saysNothing(own, { pair, context })) {
      const reason = "of so few members of its families as are looked at here";
      return { ...best, finding: { verdict: "agrees", reason } };
    }
    if (wrong === null) continue;
    const found = finding?.verdict === "refuted" ? foundIn(context, own) : null;
    wrong = found?.finding?.verdict === "refuted" ? (wrong ?? found) : null;
  }
  return wrong ?? null;
}

/** What becomes of an open step in derivatives where all vectors and matrices have one entry. */
export function ofScalars(
  contexts: Contexts,
  best: Found,
  statement: Statement,
  foundIn: (context: Context, statement: Statement) => Found,
): Found | null {
  const sides = [statement.left, statement.right];
  if (statement.kind !== "step" || !sides.some((side) => hasPart(side, isOfName))) return null;
  const there = contexts.withScalars(statement);
  const pair = there && pairOf(there.own, there.context.bench.sheet);
  const finding = pair && judge(there.context.bench, pair);
  if (finding == null || there === undefined) return null;
  if (holds(finding)) {
    const reason = "as it is for numbers, entry by entry";
    return isByEntries(statement) ? { ...best, finding: { verdict: "agrees", reason } } : null;
  }
  const isWrong = [finding, finding.beneath].some((one) => one?.verdict === "refuted");
  const found = isWrong ? foundIn(there.context, there.own) : null;
  // what is open for a loss that is not defined may be a slip all the same
  const verdicts = [found?.finding, found?.finding?.beneath].map((one) => one?.verdict);
  return verdicts.includes("refuted") ? found : null;
}
