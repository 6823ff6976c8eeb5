/**
 * @file Displays that go on with one further up. Between them stands a rule that is used:
 *
 *     y = \int \frac{2x + 1}{x^2 + 1} dx
 *     \int \frac{1}{1 + x^2} dx = \arctan x
 *     = \ln(x^2 + 1) + \arctan x + C
 */
import type { Doubted } from "./doubted.ts";
import { type Finding, holds } from "./finding.ts";
import { judge } from "./judge.ts";
import { carriedError, hasDecimal } from "./rounding.ts";

/** So many displays before the last one are looked at. */
const reach = 6;

/** What goes on with a chain further up, if it holds so or nobody can tell; null else. */
export function resumed({ context, statement, pair }: Doubted): Finding | string | null {
  const { session, bench } = context;
  const { chain, at, id } = statement;
  if (!chain.continues || at > 0 || !chain.display) return null;
  const before = session.statements.filter((one) => {
    return one.id < id && one.chain.part === chain.part && one.chain.display;
  });
  const ends = new Map(before.map((one) => [one.chain, one]));
  const [, ...further] = [...ends.values()].reverse();
  for (const end of further.slice(0, reach)) {
    if (end.kind === "unread") return "a line above that cannot be read may go on here";
    const { sheet } = bench;
    const left = end.kind === "step" ? sheet.right(end).node : sheet.meaningIn(statement, end.left);
    const found = left && judge(bench, { ...pair, left, loose: null });
    if (found !== null && holds(found)) return { ...found, reason: "it goes on with a line above" };
    // of logarithms that were rounded in between
    if (found !== null && hasDecimal(statement.right) && isNear(found)) return nearly;
  }
  return null;
}

/** Whether numbers differ by no more than what was rounded between them. */
function isNear({ counterexample }: Finding): boolean {
  const [left, right] = [counterexample?.left, counterexample?.right].map(Number);
  return Math.abs(left! - right!) <= carriedError * Math.abs(left!);
}

/** What a part of the document cannot say otherwise, which does not know that line. */
const nearly: Finding = {
  verdict: "undecided",
  reason: "it may go on with a line above, in rounded numbers",
  versions: true,
};
