/**
 * @file What comes back to a quantity that several others use, path by path:
 *
 *     dL/da = dL/du · ∂u/∂a + dL/dv · ∂v/∂a
 *
 * one contribution for each quantity that uses it; the adjoint is their sum.
 */
import { tidy } from "../algebra/index.ts";
import { spell } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointName, backTerm } from "./adjoints.ts";
import { usersIn } from "./lookups.ts";
import type { Worked, WorkedNode, WorkedPart } from "./solution.ts";
import { evaluateAt, isValue } from "./value.ts";

/** What comes back along one edge. */
export interface Contribution extends Worked {
  /** The quantity through which the path leads. */
  readonly through: Quantity;
}

/** The contributions to the adjoint of a quantity, one for each use that leads to the output. */
export function contributionsOf(
  { setting, nodes }: Pick<WorkedPart, "setting" | "nodes">,
  { quantity, adjoint }: WorkedNode,
): readonly Contribution[] {
  if (setting === null || adjoint === null) return [];
  const { arena, output, quantities, values, sizes, names } = setting;
  const leading = new Set(nodes.flatMap((node) => (node.adjoint === null ? [] : [node.quantity])));
  const users = usersIn(quantities, quantity).filter((user) => leading.has(user));
  return users.map((through): Contribution => {
    const above =
      through === output
        ? arena.integer(1)
        : arena.variable(adjointName(output, through), through.shape);
    const node = tidy(backTerm(through, quantity, above, arena), arena, { quotients: false });
    const found = evaluateAt(node, values, sizes);
    const value = isValue(found) ? found : null;
    return { through, node, syntax: spell(node, names), value };
  });
}
