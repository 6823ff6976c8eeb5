/** @file Steps under the conditions that a document states, and without some of its definitions. */
import { isZero } from "../expression/index.ts";
import { consequence } from "./consequence.ts";
import { decider } from "./decider.ts";
import type { Doubted, Settled } from "./doubted.ts";
import { holds } from "./finding.ts";
import { judge } from "./judge.ts";
import { whereSaid } from "./proviso.ts";
import type { Restriction } from "./restriction.ts";
import type { Choice, Session } from "./session.ts";
import { isDerivative, pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";

/**
 * The verdict where the conditions hold that the document states; null where it fails there, too.
 * Of what is said "if z > 0" right behind a claim, no value of z that is none says anything.
 */
export function underConditions({
  context,
  statement,
  pair,
  finding: first,
}: Doubted): Settled | null {
  const { session, bench } = context;
  const own = session.provisos(statement);
  const here = session.conditions.filter((said) => {
    if (said.statement === null || own.includes(said)) return true;
    return own.length === 0 && session.reaches(said.statement, statement);
  });
  if (here.length === 0) return null;
  const assumptions = here.map(({ assumption }) => assumption);
  const there = whereSaid(bench, own, pair.id);
  const decide = decider(bench.sheet, assumptions);
  // a slope that is said for all z > 0 is no equation for z, unless it is 0
  const isSlope = own.length > 0 && isDerivative(statement.left) && !isZero(pair.right);
  const ofAll = isSlope && !statement.chain.cues.has("solving");
  const claim = ofAll ? { ...pair, mayRestrict: false, ofAll } : pair;
  const finding = judge({ ...there, decide }, claim);
  if (holds(finding)) return finding;
  if (own.length > 0 && finding.verdict === "refuted") {
    return first.verdict === "conditional" ? { ...finding, contrary: true } : finding;
  }
  return there !== bench ? "it is said of other values than those that are known" : null;
}

/**
 * What is sure of a step without some definitions; the reason to leave it open where nothing is,
 * and null where there are no such definitions.
 */
export function without(
  choice: Choice | null,
  session: Session,
  statement: Statement,
  reason: string,
): Settled | null {
  if (choice === null) return null;
  const bench = session.bench(choice);
  const pair = pairOf(statement, bench.sheet);
  const found = pair && judge(bench, pair);
  if (pair === null || found === null) return reason;
  if (holds(found) || found.verdict !== "refuted") return holds(found) ? found : reason;
  // what follows from an equation there is looked at there
  const said = session.restrictions.flatMap((one): Restriction[] => {
    const own = session.reaches(one.statement, statement)
      ? pairOf(one.statement, bench.sheet)
      : null;
    return own === null ? [] : [{ ...one, left: own.left, right: own.right }];
  });
  return consequence(bench, said, [pair.left, pair.right], statement) ?? found;
}
