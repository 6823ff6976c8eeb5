/**
 * @file Derivatives along a curve: where x = x(t) and y = y(t) are both made of a parameter, dy/dx
 * is (dy/dt) / (dx/dt). With round d only: ∂y/∂x of two results of the same t keeps x apart.
 */
import { differentiate } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { variablesOf } from "./variables.ts";

/** Two numbers, each in the inputs that it is made of. */
interface Curve {
  readonly y: Node;
  readonly x: Node;
}

/**
 * dy/dx along a curve. The parameter is the one input of x, or the one of its inputs by which the
 * document differentiates; null where neither says what it is, undefined where y and x have no
 * input in common.
 */
export function alongCurve(
  { y, x }: Curve,
  isVaried: (variable: Node) => boolean,
  arena: Arena,
): Node | null | undefined {
  if (y.shape.length > 0 || x.shape.length > 0) return undefined;
  const inputs = variablesOf(x);
  const shared = variablesOf(y).filter((one) => inputs.includes(one));
  if (shared.length === 0) return undefined;
  const by = inputs.length === 1 ? inputs : inputs.filter(isVaried);
  const [parameter] = by;
  if (parameter === undefined || by.length > 1 || parameter.shape.length > 0) return null;
  const [dy, dx] = [y, x].map((of) => differentiate(of, [parameter], arena)[0]!);
  return arena.divide(dy!, dx!);
}
