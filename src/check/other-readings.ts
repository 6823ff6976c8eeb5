/** @file A step in the other readings that the text leaves open: which of them may be meant. */
import { isZero } from "../expression/index.ts";
import { isKnownFor, isNamed } from "./activation.ts";
import { type Doubted, isWhole, type Settled } from "./doubted.ts";
import { type Finding, holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { partlyPutIn } from "./partly.ts";
import { isBorneOutElsewhere, isExcluded } from "./rival.ts";
import type { Choice } from "./session.ts";
import { pairOf } from "./sides.ts";

const leftOpen = (reason: string): Finding => ({ verdict: "undecided", reason, versions: true });
const untried = "more readings are possible here than are tried in one document";

/** The verdict in one of the readings that the text leaves open. */
export function inOtherReadings(doubted: Doubted): Settled | null {
  const { context, statement, pair, finding, readingsLeft } = doubted;
  const { session, bench } = context;
  let isOfNothing = false;
  for (const choice of session.others(statement)) {
    if (readingsLeft[isWhole(doubted) ? "whole" : "narrow"]-- <= 0) return leftOpen(untried);
    const open = session.bench(choice);
    const other = pairOf(statement, open.sheet);
    if (other === null) continue;
    const plain = judge(open, other);
    const found = (plain.verdict === "refuted" && partlyPutIn(open, statement, other)) || plain;
    // derivatives by what a version does not depend on are all 0
    if (isVacuous(open, other) && !isVacuous(bench, pair)) {
      isOfNothing ||= found.verdict !== "refuted" && choice.without.size > 0;
      continue;
    }
    const isPossible = holds(found) || found.verdict === "conditional";
    if (isPossible && isExcluded(session, choice, statement)) continue;
    if (isPossible && isActivatedOtherwise(doubted, choice)) continue;
    if (holds(found)) return found;
    if (choice.examples && found.verdict !== "refuted" && finding.verdict === "refuted") {
      return "what is bold here may be a vector of its own";
    }
    if (found.verdict !== "conditional" || finding.verdict === "conditional") continue;
    // a condition of a reading that is only one of several is none to ask for, and says nothing
    // of an activation that the text does not name: behind a ReLU that is not active all is 0
    const { activation } = choice;
    if (activation === session.first.activation) return found;
    if (isKnownFor(session.document, activation)) return "what \u03c3 is here is not said";
  }
  return isOfNothing ? leftOpen("with another definition of a letter both sides are 0") : null;
}

/**
 * Whether σ is another function than a choice takes it for: the only one that the document names,
 * where no other step holds for the choice alone; or the one that steps of other sections show,
 * where no word names that of the choice.
 */
function isActivatedOtherwise(doubted: Doubted, { activation }: Choice): boolean {
  const { contexts, context, statement } = doubted;
  const { first, document } = context.session;
  if (activation === first.activation || isKnownFor(document, activation)) return false;
  const { session } = contexts.whole;
  const choice = { ...session.first, activation };
  const isOnlyName = isNamed(document, first.activation);
  if (isOnlyName) return !isBorneOutElsewhere(session, choice, statement);
  return !isWhole(doubted) && isExcluded(session, choice, statement);
}

/** Whether a step says that nothing is nothing. */
function isVacuous({ sheet }: Bench, { left, right }: Pair): boolean {
  return [left, right].every((side) => isZero(sheet.expand(side)));
}
