/**
 * @file Words in a formula that stand behind one of its sides. They may say what is done to it:
 *
 *     \operatorname{adj} A = A^T \times -1 \text{ off the diagonal} = B
 *
 * A unit, or a letter, is no such word, and what ends a row speaks of the row.
 */
import type { Statement } from "./statement.ts";

/** Whether there are words between the left side of a step and its sign. */
export function hasWordsBehind({ chain, at, left }: Statement, text: string): boolean {
  const sign = chain.signSpans[at];
  if (sign === undefined || sign.from < left.to) return false;
  const between = text.slice(left.to, sign.from);
  return !between.includes("\\\\") && several.test(between);
}

/** A text of several words, the first of two letters or more. */
const several = /\\(?:text\w*|mbox)\s*\{[^{}]*\p{L}{2,}[^{}\p{L}]+\p{L}+[^{}]*\}/u;
