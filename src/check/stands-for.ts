/**
 * @file Names that stand for a part of the other side though no formula says so:
 *
 *     σ′(z) = σ(z)(1 − σ(z)) = ŷ(1 − ŷ)
 *
 * where z is any number, and ŷ a name of which a number is said, or the σ of something else.
 */
import { type Node, topological } from "../expression/index.ts";
import { holds } from "./finding.ts";
import { type Bench, elementary, type Pair } from "./judge.ts";
import { variablesOf } from "./variables.ts";

/** At most so many names and parts are tried. */
const nameLimit = 3;
const partLimit = 6;

/** A name of the right side with which a step holds for a part of the left one; null otherwise. */
export function standsForPart({ sheet, values, decide }: Bench, pair: Pair): string | null {
  const left = sheet.expand(pair.left);
  const own = new Set<Node>([...variablesOf(pair.left), ...variablesOf(left)]);
  const names = variablesOf(pair.right).filter((one) => !own.has(one) && one.shape.length === 0);
  if (names.length === 0) return null;
  const isAny = (variable: Node<"variable">): boolean => {
    const isOpen = sheet.expand(variable) === variable;
    return isOpen && values.ofInput(variable, pair.id, null) === undefined;
  };
  const parts = topological([left]).filter((node) => {
    const isMade = topological([node]).some(({ op }) => elementary.has(op));
    const names = variablesOf(node);
    const isOfAny = names.length > 0 && names.every(isAny);
    return isMade && isOfAny && node.shape.length === 0 && node !== left;
  });
  for (const name of names.slice(0, nameLimit)) {
    const formula = sheet.expand(name);
    // ŷ = w x is no σ of anything
    if (formula !== name && !elementary.has(formula.op) && formula.op !== "divide") continue;
    const inside = new Set<Node>(formula === name ? [] : variablesOf(formula));
    for (const part of parts.slice(-partLimit)) {
      if (variablesOf(part).some((one) => inside.has(one))) continue;
      const right = sheet.expand(sheet.put(pair.right, new Map([[name as Node, part]])));
      if (holds(decide(left, right))) return sheet.ownName(name);
    }
  }
  return null;
}
