/**
 * @file `pengrad check --fix`: the repairs put into the text, and the text checked again. A repair
 * whose step is still wrong afterwards is left out; a line that followed from a mistake may be
 * wrong once the mistake is gone, and is then repaired in the next round. What comes out has fewer
 * wrong steps than before and none more that is open, or the file stays as it is.
 */
import { checkText, type FileReport } from "../check/index.ts";
import { lineStarts, spanAt } from "../source/index.ts";
import type { CheckedFile } from "./check.ts";

/** A text that may have been repaired. */
export interface Mended {
  readonly text: string;
  readonly report: FileReport;
}

/** Replaces `[from, to)`; `statement` is the step that is repaired. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly statement: number;
}

/** So many times at most a text is repaired and checked again. */
const rounds = 12;

/** The text with its repairs; the same text where none helps. */
export function mend({ text, report, options }: Omit<CheckedFile, "path" | "file">): Mended {
  let best: Mended = { text, report };
  let now = best;
  const failed = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const all = replacements(now).filter(({ statement }) => !failed.has(statement));
    if (all.length === 0) break;
    const changed = replaced(now.text, all);
    const next = { text: changed, report: checkText(changed, options) };
    const stuck = all.filter(({ statement }) => {
      return next.report.statements[statement]?.verdict === "refuted";
    });
    for (const { statement } of stuck) failed.add(statement);
    if (stuck.length > 0) continue;
    now = next;
    if (isBetter(now.report, best.report)) best = now;
  }
  return best;
}

/** Fewer wrong steps, and no more of which nothing certain is known. */
function isBetter({ summary: now }: FileReport, { summary: before }: FileReport): boolean {
  const open = (summary: FileReport["summary"]) =>
    summary.undecided + summary.unread + summary.conditional;
  return now.refuted < before.refuted && open(now) <= open(before);
}

/** The repairs of single places, in order; of two that meet, the first. */
function replacements({ text, report }: Mended): Replacement[] {
  const starts = lineStarts(text);
  const found = report.diagnostics.flatMap(({ code, repair, statement }): Replacement[] => {
    // what holds under a condition may be meant as it stands
    if (repair?.edit === undefined || code === "PG4110") return [];
    return [{ ...spanAt(starts, repair.edit), text: repair.edit.text, statement }];
  });
  let end = -1;
  return found
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      if (from < end) return false;
      end = Math.max(to, from + 1);
      return true;
    });
}

function replaced(text: string, all: readonly Replacement[]): string {
  let done = 0;
  const pieces = all.map(({ from, to, text: instead }) => {
    const piece = text.slice(done, from) + instead;
    done = to;
    return piece;
  });
  return pieces.join("") + text.slice(done);
}

/** What changes, as `diff -U0` has it; the empty text where nothing does. */
export function changesIn(path: string, before: string, after: string): string {
  if (before === after) return "";
  const [old, own] = [before.split("\n"), after.split("\n")];
  const hunks: string[] = [];
  const range = (from: number, count: number) =>
    count === 1 ? `${from + 1}` : `${from + 1},${count}`;
  for (let line = 0; line < Math.max(old.length, own.length); line++) {
    if (old[line] === own[line]) continue;
    // lines that differ in number cannot be told apart: one hunk up to the end
    let end = line + 1;
    if (old.length !== own.length) end = Math.max(old.length, own.length);
    else while (end < old.length && old[end] !== own[end]) end++;
    const [minus, plus] = [old.slice(line, end), own.slice(line, end)];
    hunks.push(
      `@@ -${range(line, minus.length)} +${range(line, plus.length)} @@\n`,
      ...minus.map((text) => `-${text}\n`),
      ...plus.map((text) => `+${text}\n`),
    );
    line = end;
  }
  return `--- ${path}\n+++ ${path}\n${hunks.join("")}`;
}
