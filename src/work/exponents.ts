/**
 * @file Quantities that are whole numbers because a matrix is raised to them: the k of X^k, and
 * what k is computed from. There is no derivative with respect to them.
 */
import { isKind, type Node, topological } from "../expression/index.ts";
import type { Quantity } from "../worksheet/index.ts";

/** The exponents of matrices among the quantities. */
export function exponentsOf(quantities: readonly Quantity[]): ReadonlySet<Quantity> {
  const powers = quantities.flatMap(({ formula }) => {
    return formula === null ? [] : topological([formula]).filter(({ op }) => op === "matrixpower");
  });
  if (powers.length === 0) return new Set();
  const within = topological(powers.map(({ operands }) => operands.at(-1)!));
  const variables = new Set<Node>(within.filter((node) => isKind(node, "variable")));
  const found = new Set(quantities.filter(({ variable }) => variables.has(variable)));
  for (const quantity of found) for (const parent of quantity.parents) found.add(parent);
  return found;
}
