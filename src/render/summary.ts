/**
 * @file How much of a document was read and decided, in one sentence. Every relation is counted,
 * the unread ones too, so that silence is never taken for approval.
 */
import type { Summary } from "../check/index.ts";

/** `8 definitions, 35 steps: 31 proved, 1 agree, 3 wrong.` */
export function summaryInWords(summary: Summary, files = 1): string {
  const { definitions, steps, proved, agrees, rounded, conditional, refuted } = summary;
  const parts = [
    `${proved} proved`,
    agrees > 0 ? `${agrees} agree` : "",
    rounded > 0 ? `${rounded} right as rounded` : "",
    conditional > 0 ? `${conditional} under a condition` : "",
    `${refuted} wrong`,
    summary.undecided > 0 ? `${summary.undecided} undecided` : "",
    summary.unread > 0 ? `${summary.unread} not read` : "",
  ].filter((part) => part !== "");
  const where = files === 1 ? "" : ` in ${files} files`;
  const counts = `${counted(definitions, "definition")}, ${counted(steps, "step")}`;
  return `${counts}${where}: ${parts.join(", ")}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
