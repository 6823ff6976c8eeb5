/** @file The lines of a derivation: a sign, a side, and the rule that leads to it. */
import type { Html, StepLine, UnfoldingView } from "../model.ts";

/** The lines below each other; `isGiven` tells those that a blank worksheet shows. */
export function linesHtml(
  lines: readonly StepLine[],
  isGiven: (line: StepLine) => boolean = () => false,
): Html {
  const rows = lines.map((line) => {
    const { rule, sign, formula } = line;
    return (
      `<span class="sign">${sign}</span>` +
      `<span class="${isGiven(line) ? "side given" : "side"}">${formula}</span>` +
      `<span class="rule">${rule}</span>`
    );
  });
  return `<div class="lines">${rows.join("")}</div>`;
}

/** A step entry by entry: each line from its target on, and then the words. */
export function unfoldingHtml({ lines, words }: UnfoldingView): Html {
  const rows = lines.map(({ target, lines: own }) => {
    return `<div class="target">${target}</div>${linesHtml(own)}`;
  });
  return rows.join("") + words.map((said) => `<p class="remark">${said}</p>`).join("");
}
