/**
 * @file Readings that a text leaves open and its other steps exclude: that σ is the ReLU, or that
 * derivatives are laid out as transposes. If some step is right only in the reading
 * that is tried first, and none only in the other one, the other one is not meant.
 */
import { holds } from "./finding.ts";
import { judge } from "./judge.ts";
import { headsOf } from "./names.ts";
import { type Choice, pairOf, type Session } from "./session.ts";
import type { Statement } from "./statement.ts";

/** At most so many other steps are asked. */
const askLimit = 24;

/** Whether other chains than that of a statement exclude a choice. */
export function isExcluded(session: Session, choice: Choice, statement: Statement): boolean {
  const { first } = session;
  const isLaidOut = choice.layout !== first.layout;
  if (!isLaidOut && choice.activation === first.activation) return false;
  // a text that speaks of layouts may have several
  if (isLaidOut && /\blayout/i.test(session.document.source)) return false;
  return compared(session, choice, statement) === "excluded";
}

/** Whether another chain holds under a choice, and not under the first one. */
export function isBorneOutElsewhere(
  session: Session,
  choice: Choice,
  statement: Statement,
): boolean {
  return compared(session, choice, statement) === "borne out";
}

/** What other chains say of a choice. */
function compared(
  session: Session,
  choice: Choice,
  { chain }: Statement,
): "borne out" | "excluded" | "open" {
  const { first } = session;
  const isLaidOut = choice.layout !== first.layout;
  const isConcerned = (one: Statement): boolean => {
    return isLaidOut
      ? session.layoutsIn(one).has(choice.layout)
      : [one.left, one.right].flatMap(headsOf).includes("\\sigma");
  };
  const others = session.statements.filter((one) => {
    return one.kind === "step" && one.chain !== chain && isConcerned(one);
  });
  let isMissed = false;
  for (const other of others.slice(0, askLimit)) {
    const [own, rival] = [first, choice].map((one) => verdictOn(session, one, other));
    if (own === "holds" && rival === "fails") isMissed = true;
    if (own === "fails" && rival === "holds") return "borne out";
  }
  return isMissed ? "excluded" : "open";
}

/** What becomes of a statement under a choice; its shapes may not fit, either. */
function verdictOn(
  session: Session,
  choice: Choice,
  statement: Statement,
): "holds" | "fails" | "open" {
  const isLaidOut = choice.layout !== session.first.layout;
  const bench = session.bench(choice);
  const pair = pairOf(statement, bench.sheet);
  if (pair === null) return isLaidOut ? "fails" : "open";
  const finding = judge(bench, pair);
  if (holds(finding)) return "holds";
  // a derivative that is laid out otherwise has no meaning where its shape does not fit
  return finding.verdict === "refuted" || isLaidOut ? "fails" : "open";
}
