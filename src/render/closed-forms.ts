/**
 * @file The quantities of a solution in the inputs alone: y = cos((x_1/x_2)^{x_3}) for a sheet
 * that says u = x_1/x_2, s = u^{x_3}, y = cos(s).
 *
 * Putting formulas into formulas can make texts of exponential length, so a closed form stands
 * only while its tree is small. A quantity made of one that has none has none either, which keeps
 * the whole sweep linear.
 */
import { substitute } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { treeSize } from "../notation/index.ts";
import type { Solution } from "../work/index.ts";

/** A closed form has at most so many nodes, written as a tree. */
const sizeLimit = 90;

/**
 * The closed form of every quantity that has a short one, by its variable. Inputs stand for
 * themselves.
 */
export function closedForms({ sheet }: Solution): ReadonlyMap<Node, Node> {
  const found = new Map<Node, Node>();
  for (const { variable, formula, parents } of sheet.quantities) {
    if (formula === null) {
      found.set(variable, variable);
      continue;
    }
    if (parents.some((parent) => !found.has(parent.variable))) continue;
    const own = new Map(
      parents.map((parent) => [parent.variable as Node, found.get(parent.variable)!]),
    );
    const closed = substitute(formula, own, sheet.arena);
    if (treeSize(closed, sizeLimit + 1) <= sizeLimit) found.set(variable, closed);
  }
  return found;
}
