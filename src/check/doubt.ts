/**
 * @file Doubts about a verdict. They are asked in the order of their table; the first that settles
 * the matter gives the verdict. A step is called wrong when none does.
 */
import { about, type Doubted } from "./doubted.ts";
import { doubts } from "./doubts.ts";
import type { Finding } from "./finding.ts";
import { orMisfit } from "./fit.ts";

/** The verdict on a step when all doubts have been asked. */
export function afterDoubts(first: Doubted): Finding {
  let doubted = first;
  const open = [...doubts];
  for (let at = 0; at < open.length; at++) {
    const { of, settle } = open[at]!;
    if (!about[of](doubted)) continue;
    open.splice(at--, 1);
    const asked = orMisfit(() => ({ settled: settle(doubted) }));
    if (asked === null) {
      // what cannot be asked, as its parts have other shapes, is no reason to call a step wrong
      if (!about.accused(doubted)) continue;
      return { verdict: "undecided", reason: "the shapes of its parts do not fit together" };
    }
    const { settled } = asked;
    if (typeof settled === "string") return { verdict: "undecided", reason: settled };
    // what is still refuted is shown at a better point; what is so only now is doubted anew
    if (settled?.verdict === "refuted") {
      if (!about.refuted(doubted)) at = -1;
      doubted = { ...doubted, finding: settled };
    } else if (settled !== null) return settled;
  }
  return doubted.finding;
}
