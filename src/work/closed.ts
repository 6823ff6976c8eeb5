/**
 * @file Derivatives in closed form: in the inputs alone, and in the names of the quantities that
 * lie between.
 */
import { collect, tidy, tidyAll } from "../algebra/index.ts";
import { jacobian, substitute } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { type SharedSpelling, spellShared, treeSize } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointName, adjointsOf } from "./adjoints.ts";
import { type Bench, between, composed } from "./bench.ts";

/** A derivative with more nodes than this, written out, gets no letter of its own. */
const letterLimit = 150;

/** A derivative as it comes out of the adjoints, and cancelled and collected. */
export interface NamedDerivative {
  readonly named: Node;
  readonly collected: Node;
}

/**
 * d(of)/d(by) in the quantities of the bench: the adjoints, each put into the next, and every
 * formula that occurs as a whole replaced by its name.
 */
export function derivativeInNames(
  bench: Bench,
  of: Quantity,
  by: Quantity,
): NamedDerivative | null {
  const { arena, quantities } = bench;
  const path = between(bench, of, by);
  const shape = [...of.shape, ...by.shape];
  if (path === null) return { named: arena.zeros(shape), collected: arena.zeros(shape) };
  const variableOf = (quantity: Quantity): Node => {
    return arena.variable(adjointName(of, quantity), [...of.shape, ...quantity.shape]);
  };
  const known = new Map<Node, Node>();
  for (const [quantity, adjoint] of adjointsOf(path, of, { arena, variableOf })) {
    known.set(variableOf(quantity), substitute(adjoint, known, arena));
  }
  const whole = known.get(variableOf(by)) ?? arena.zeros(shape);
  const formulas = quantities.flatMap(({ formula, variable }): [Node, Node][] => {
    return formula !== null && formula.operands.length > 0 ? [[formula, variable]] : [];
  });
  const named = tidy(substitute(whole, new Map(formulas), arena), arena);
  if (treeSize(named, letterLimit + 1) > letterLimit) return null;
  return { named, collected: collect(named, arena) };
}

/** In the inputs alone: each order from the tidied one before. */
export function closedForm(bench: Bench, of: Quantity, by: readonly Quantity[]): Node {
  const { arena } = bench;
  let closed: Node = of.variable;
  for (const quantity of by) {
    const whole = substitute(closed, composed(bench, new Set([quantity])), arena);
    closed = collect(tidy(jacobian(whole, quantity.variable, arena), arena), arena);
  }
  if (by.every(({ formula }) => formula === null)) return closed;
  return tidy(substitute(closed, composed(bench), arena), arena);
}

/** A closed form with the author's names for parts of it, where it is long. */
export function spellClosed(
  bench: Bench,
  closed: Node,
  taken: ReadonlySet<string>,
): SharedSpelling {
  const { arena, quantities, names } = bench;
  const whole = composed(bench);
  const defined = quantities.filter(({ variable }) => whole.has(variable));
  const forms = tidyAll(
    defined.map(({ variable }) => whole.get(variable)!),
    arena,
  );
  const preferred = new Map(defined.map(({ key }, k): [Node, string] => [forms[k]!, key]));
  return spellShared(closed, preferred, taken, names);
}
