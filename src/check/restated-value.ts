/**
 * @file What a formula was worked out to a line before. A text that works a number out says its
 * name again in each line,
 *
 *     w_{new} = 0.3 - 0.1 \cdot 0.0177      w_{new} = 0.3 - 0.00177      w_{new} = 0.29823
 *
 * and each line but the first claims that its number is that of the line before, also where nothing
 * else is known of the name. What does not hold so may be another number, and is left open.
 */
import { writeLatex } from "../notation/index.ts";
import { type Finding, holds } from "./finding.ts";
import { type Bench, judge } from "./judge.ts";
import { pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** The verdict on a line whose left side the line right before it says to be a number. */
export function asWorkedBefore(
  bench: Bench,
  statements: readonly Statement[],
  statement: Statement,
): Finding | null {
  const { id, at, left, closed, chain } = statement;
  if (at > 0 || !closed || chain.continues) return null;
  const last = statements.findLast((one) => one.id < id)?.chain;
  const before = statements.findLast((one) => one.chain === last && one.closed);
  if (last === undefined || before?.sign !== "=") return null;
  if (writeLatex(last.parts[0]!) !== writeLatex(left)) return null;
  const [own, pair] = [pairOf(before, bench.sheet), pairOf(statement, bench.sheet)];
  if (own === null || pair === null) return null;
  const found = judge(bench, { ...pair, left: own.right, loose: null });
  return holds(found) ? { ...found, reason: "it is what was worked out before" } : null;
}
