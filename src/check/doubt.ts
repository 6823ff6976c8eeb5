/**
 * @file Doubts about a verdict. They are asked in the order of their table; the first that settles
 * the matter gives the verdict. A step is called wrong when none does.
 */
import { about, type Doubted } from "./doubted.ts";
import { doubts } from "./doubts.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";

/**
 * The verdict on a step when all doubts have been asked. Behind one that leaves a step open but
 * gives way to slips the others are asked, too, whether the step fails in spite of them.
 */
export function afterDoubts(first: Doubted): Finding {
  let doubted = first;
  let soft: Finding | null = null;
  const open = [...doubts];
  for (let at = 0; at < open.length; at++) {
    const { of, settle, yields } = open[at]!;
    if (!about[of](doubted)) continue;
    open.splice(at--, 1);
    const asked = orMisfit(() => ({ settled: settle(doubted) }));
    if (asked === null) {
      // what cannot be asked, as its parts have other shapes, is no reason to call a step wrong
      if (!about.accused(doubted)) continue;
      return soft ?? left("the shapes of its parts do not fit together");
    }
    const settled = typeof asked.settled === "string" ? left(asked.settled) : asked.settled;
    // what is still refuted is shown at a better point; what is so only now is doubted anew
    if (settled?.verdict === "refuted") {
      if (!about.refuted(doubted)) at = -1;
      doubted = { ...doubted, finding: settled };
    } else if (settled?.verdict === "undecided" && yields && about.refuted(doubted)) {
      soft ??= { ...settled, yields: "letters" }; // the first reason is given
    } else if (settled !== null) {
      // what holds as it may well be read is right, whatever left it open before
      return soft === null || holds(settled) ? settled : { ...soft, yields: undefined };
    }
  }
  return soft === null ? doubted.finding : { ...soft, beneath: doubted.finding };
}

/** A step that is left open. */
const left = (reason: string): Finding => ({ verdict: "undecided", reason });
