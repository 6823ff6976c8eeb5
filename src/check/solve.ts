/**
 * @file Solving an equation for an input that occurs once in it: x_1/2 = π/2 gives x_1 = π. The
 * path from the root to the input is walked, each operation undone on the other side. Only what
 * has one solution is undone. An equation of first or second degree is solved by its coefficients.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import {
  type Arena,
  isKind,
  isZero,
  type Node,
  sameShape,
  topological,
} from "../expression/index.ts";
import { Q } from "../number/index.ts";
import type { Decide } from "./finding.ts";
import { variablesOf } from "./variables.ts";

/** What `variable` must be for `node` to be `value`; undefined when that is not so simple. */
export function solveFor(node: Node, variable: Node, value: Node, arena: Arena): Node | undefined {
  const has = new Set<Node>([variable]);
  for (const one of topological([node])) {
    const inside = one.operands.filter((operand) => has.has(operand));
    if (inside.length > 1) return undefined;
    if (inside.length === 1) has.add(one);
  }
  if (!has.has(node)) return undefined;
  let at = node;
  let target = value;
  while (at !== variable) {
    const k = at.operands.findIndex((operand) => has.has(operand));
    // beside other operands, the target must have their shape
    const isBeside = at.operands.length > 1 && at.shape.length > 0 && target.shape.length > 0;
    if (isBeside && !sameShape(at.shape, target.shape)) return undefined;
    const undone = undo(at, k, target, arena);
    if (undone === undefined) return undefined;
    target = undone;
    at = at.operands[k]!;
  }
  return target.shape.length === variable.shape.length ? target : undefined;
}

/** What operand k must be for the operation to be `target`. */
function undo(node: Node, k: number, target: Node, arena: Arena): Node | undefined {
  const others = node.operands.filter((_, j) => j !== k);
  switch (node.op) {
    case "negate":
      return arena.negate(target);
    case "add":
      return arena.subtract(target, arena.add(...others));
    case "divide":
      return k === 0
        ? arena.multiply(target, node.operands[1]!)
        : arena.divide(node.operands[0]!, target);
    case "exp":
      return arena.apply("ln", target);
    case "ln":
      return arena.apply("exp", target);
    case "sigmoid": {
      // the logit
      const one = arena.filled(arena.number(Q.one), target.shape);
      return arena.apply("ln", arena.divide(target, arena.subtract(one, target)));
    }
    case "contraction": {
      if (!isKind(node, "contraction") || node.data.sizes.length > 0) return undefined;
      return arena.divide(target, arena.multiply(...others));
    }
    default:
      return undefined;
  }
}

/** The values of a name at which an equation holds; none where there may be others. */
export function solutionsOf(
  [left, right]: readonly [left: Node, right: Node],
  name: Node<"variable">,
  { arena, decide }: { readonly arena: Arena; readonly decide: Decide },
): readonly Node[] {
  const has = (side: Node): boolean => variablesOf(side).includes(name);
  const once = has(right) ? null : solveFor(left, name, right, arena);
  const found = once ?? (has(left) ? null : solveFor(right, name, left, arena));
  if (found != null) return [found];
  const zero = arena.integer(0);
  const isNought = (node: Node): boolean => isZero(node) || decide(node, zero).verdict === "proved";
  const gap = arena.subtract(left, right);
  const [slope] = differentiate(gap, [name], arena) as [Node];
  const [bend] = differentiate(slope, [name], arena) as [Node];
  const [next] = differentiate(bend, [name], arena) as [Node];
  if (isNought(slope) || !isNought(next)) return [];
  const there = new Map<Node, Node>([[name, zero]]);
  // a x² + b x + c, where 2a is the second derivative
  const [c, b, double] = [gap, slope, bend].map((node) => substitute(node, there, arena)) as [
    Node,
    Node,
    Node,
  ];
  if (isNought(bend)) return [arena.negate(arena.divide(c, b))];
  const twice = arena.multiply(arena.integer(2), arena.multiply(double, c));
  const root = arena.power(arena.subtract(arena.multiply(b, b), twice), arena.number(Q.half));
  return [root, arena.negate(root)].map((one) => arena.divide(arena.subtract(one, b), double));
}
