/**
 * @file Names that stand on one side only of a step further on in a chain, and of which no formula
 * says more than a number:
 *
 *     the maximum of g with p = 4 …        ∂q/∂a = b + c + d = p − a
 *
 * The step may be what says that p is a + b + c + d.
 */
import type { Node } from "../expression/index.ts";
import type { Bench, Pair } from "./judge.ts";
import { mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Such a name on the right side of a step; null where there is none. */
export function unsaidName(
  { sheet, values }: Bench,
  { at, chain }: Statement,
  { id, left, right }: Pair,
  statements: readonly Statement[],
): string | null {
  // what a formula says of the left side says more
  if (at === 0 || sheet.expand(left) !== left) return null;
  const own = new Set<Node>(variablesOf(left));
  const open = variablesOf(right).filter((one) => {
    return !own.has(one) && sheet.expand(one) === one;
  });
  const isKnown = [...own].every((one) => values.ofInput(one, id, id) !== undefined);
  if (open.length === 0 || isKnown) return null;
  const others = statements.filter(
    (one) => one.chain !== chain && one.kind === "definition" && !one.closed,
  );
  const said = mentionedIn(others.flatMap((one) => [one.left, one.right]));
  const name = open.map((one) => sheet.ownName(one)).find((one) => !said.has(one));
  return name ?? null;
}
