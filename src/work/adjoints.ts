/**
 * @file The adjoint of every quantity of a sheet, at the grain of its quantities:
 *
 *     dL/dz = Σ over the quantities u that use z of  dL/du · ∂u/∂z
 *
 * Each is an expression in the quantities and in the adjoints of the quantities after it, which
 * are variables of their own, so that each is formed once and referred to. Where the output is
 * a vector or a matrix, its axes stand in front of every adjoint: dy/dz has the shape [y…, z…].
 */
import { type TidyOptions, tidy } from "../algebra/index.ts";
import { identityOver, pullBackAll } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { localDerivative } from "./chain.ts";

/** What adjoints are formed with. */
export interface AdjointSetting {
  readonly arena: Arena;
  /** The variable that stands for the adjoint of a quantity, of shape [output…, quantity…]. */
  readonly variableOf: (quantity: Quantity) => Node;
  /** The adjoint of the output itself; δ (1 for a scalar) when left out. */
  readonly seed?: Node;
  readonly tidying?: TidyOptions;
}

/** A name for the variable that stands for d(output)/d(quantity); no text can spell it. */
export function adjointName(output: Quantity, quantity: Quantity): string {
  return `\\frac{d${output.key}}{d${quantity.key}}\0adjoint ${quantity.variable.data}`;
}

/** The adjoint of every quantity of `own` (in order of dependence) that leads to `output`. */
export function adjointsOf(
  own: readonly Quantity[],
  output: Quantity,
  setting: AdjointSetting,
): Map<Quantity, Node> {
  const { arena, variableOf, seed = identityOver(output.shape, arena), tidying } = setting;
  const adjoints = new Map<Quantity, Node>();
  const parts = new Map<Quantity, Node[]>([[output, [seed]]]);
  const members = new Set(own);
  for (const quantity of [...own].reverse()) {
    const terms = parts.get(quantity);
    if (terms === undefined) continue;
    adjoints.set(quantity, tidy(arena.add(...terms), arena, tidying));
    const { formula, parents } = quantity;
    if (formula === null) continue;
    const above = quantity === output ? seed : variableOf(quantity);
    for (const parent of parents) {
      if (!members.has(parent)) continue;
      const term = backTerm(quantity, parent, above, arena);
      if (term === arena.zeros(term.shape)) continue;
      const known = parts.get(parent);
      if (known === undefined) parts.set(parent, [term]);
      else known.unshift(term);
    }
  }
  return adjoints;
}

/** What `quantity`, with adjoint `above`, hands back to `parent`. */
export function backTerm(quantity: Quantity, parent: Quantity, above: Node, arena: Arena): Node {
  if (quantity.shape.length === 0 && above.shape.length === 0) {
    return arena.multiply(above, localDerivative(arena, { from: parent, to: quantity }));
  }
  return pullBackAll(quantity.formula!, above, [parent.variable], arena)[0]!;
}
