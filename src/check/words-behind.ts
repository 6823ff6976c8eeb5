/**
 * @file Words in a formula that stand behind one of its sides. They may say what is done to it:
 *
 *     \operatorname{adj} A = A^T \times -1 \text{ off the diagonal} = B
 *
 * A unit, or a letter, is no such word, and what ends a row speaks of the row.
 */
import type { Doubted } from "./doubted.ts";

/** Why a step is open that has words between its left side and its sign; null for others. */
export function wordsBehind({ context: { session }, statement }: Doubted): string | null {
  const { chain, at, left } = statement;
  const sign = chain.signSpans[at];
  if (sign === undefined || sign.from < left.to) return null;
  const between = session.reading.text.text.slice(left.to, sign.from);
  const isOfSide = !between.includes("\\\\") && several.test(between);
  return isOfSide ? "words behind its left side may say more of it" : null;
}

/** A text of several words, the first of two letters or more. */
const several = /\\(?:text\w*|mbox)\s*\{[^{}]*\p{L}{2,}[^{}\p{L}]+\p{L}+[^{}]*\}/u;
