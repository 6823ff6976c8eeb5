/**
 * @file Names that depend on others although no formula says how. Where a document writes dy/dx
 * and never says what y is, y is a function of x, and d/dx (y²) is 2 y dy/dx:
 *
 *     x² + y² = 25     an equation before it says which: dy/dx = −(∂H/∂x) / (∂H/∂y), with H the
 *                      difference of its sides
 *     dr/dt            without one, the derivative of an unknown function r(t)
 *
 * What fails with such names is not called wrong: it may hold where the equation does.
 */
import { differentiate } from "../calculus/index.ts";
import { type Arena, isKind, isZero, type Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import type { Derivative } from "./derivative.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A derivative of one name by another that the document writes. */
interface WrittenSlope {
  readonly of: Node;
  readonly by: Node;
}

/** An equation of the document: where it stands, and what is 0. */
interface Equation {
  readonly at: number;
  readonly zero: Node;
}

/** What is known of names without a formula. */
export interface Implicit {
  readonly written: readonly WrittenSlope[];
  readonly equations: readonly Equation[];
  readonly nameOf: (variable: Node) => string;
  readonly arena: Arena;
}

/** What is asked of a sheet. */
interface Asked extends Pick<Implicit, "nameOf" | "arena"> {
  /** The formula of a hidden quantity. */
  readonly formula: (key: string) => Node | null;
  readonly variable: (key: string) => Node | undefined;
  readonly sides: (statement: Statement) => readonly (Node | null)[];
  readonly isFree: (variable: Node) => boolean;
}

/** The derivatives of free names by free names, and the equations without derivatives. */
export function implicitIn(
  made: { readonly derivatives: readonly Derivative[]; readonly equations: readonly Statement[] },
  { formula, variable, sides, isFree, nameOf, arena }: Asked,
): Implicit {
  const isPlain = (node: Node | null): node is Node => {
    return node !== null && isKind(node, "variable") && node.shape.length === 0 && isFree(node);
  };
  const written = made.derivatives.flatMap(({ key, of: whole, by, sign }): WrittenSlope[] => {
    // f(x) is what f is said to be
    if (nameKey(whole) === undefined) return [];
    const [of, over] = [formula(`${key}of`), by.length > 0 ? formula(`${key}by0`) : null];
    return sign === "d" && isPlain(of) && isPlain(over) && of !== over ? [{ of, by: over }] : [];
  });
  const names = new Set(made.derivatives.map(({ key }) => variable(key)));
  const equations =
    written.length === 0
      ? []
      : made.equations.flatMap((one): Equation[] => {
          const [left, right] = sides(one);
          if (left == null || right == null || left.shape.length + right.shape.length > 0)
            return [];
          const zero = arena.subtract(left, right);
          return variablesOf(zero).some((inside) => names.has(inside))
            ? []
            : [{ at: one.id, zero }];
        });
  return { written, equations, nameOf, arena };
}

/**
 * The derivative of a node by a name, through the names in it that depend on that; undefined when
 * none does. `key` is the hidden name of the derivative, which says where it stands.
 */
export function withSlopes(
  root: Node,
  by: Node,
  { written, equations, nameOf, arena }: Implicit,
  key: string,
): Node | undefined {
  const at = Number(/\d+/.exec(key)?.[0]);
  const inside = variablesOf(root);
  const names = new Set(written.flatMap((one) => (one.by === by ? [one.of] : [])));
  const moved = inside.filter((one) => names.has(one) && one !== by);
  if (moved.length === 0) return undefined;
  const [own, ...partial] = differentiate(root, [by, ...moved], arena);
  const through = moved.map((variable, k) => {
    const equation = equations.findLast(({ at: place, zero }) => {
      const found: readonly Node[] = place <= at ? variablesOf(zero) : [];
      return found.includes(variable) && found.includes(by);
    });
    const solved = equation && solvedFor(equation.zero, variable, by, arena);
    const data = { name: nameOf(variable), orders: [1] };
    const slope = solved ?? arena.structural("abstract", [by], [], data);
    return arena.multiply(partial[k]!, slope);
  });
  return arena.add(own!, ...through);
}

/** −(∂H/∂x) / (∂H/∂y); undefined where H does not change with y. */
function solvedFor(zero: Node, variable: Node, by: Node, arena: Arena): Node | undefined {
  const [below, above] = differentiate(zero, [variable, by], arena);
  return isZero(below!) ? undefined : arena.negate(arena.divide(above!, below!));
}
