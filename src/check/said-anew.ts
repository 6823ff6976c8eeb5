/**
 * @file Names that a line says to be something that cannot be read,
 *
 *     L = (y − p)²        L = ∮ …        ∂L/∂p = …
 *
 * behind which nothing is wrong for what they were before.
 */
import { headKey, mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** A name in a step whose last line is not understood; null where all are. */
export function unreadAnew(
  statement: Statement,
  statements: readonly Statement[],
  isUnderstood: (one: Statement) => boolean,
): string | null {
  const open = new Set(mentionedIn([statement.left, statement.right]));
  for (const one of statements.filter(({ id }) => id < statement.id).reverse()) {
    const key = one.at === 0 && one.sign === "=" ? headKey(one.left) : undefined;
    if (key === undefined || !open.has(key)) continue;
    const isStep = one.kind === "step" && one.left.kind === "applied";
    if (one.kind === "unread" || (isStep && !isUnderstood(one))) return key;
    if (one.kind === "definition") open.delete(key);
  }
  return null;
}
