/**
 * @file Definitions put into a formula, and into each other, down to what has none. Each is worked
 * once, and none goes into itself.
 */
import { substitute } from "../calculus/index.ts";
import type { Arena, Node } from "../expression/index.ts";
import { variablesOf } from "./variables.ts";

/**
 * A node with what `formula` says in the place of its variables, and in that again. `known` are
 * variables that are opened already, and takes in the others.
 */
export function opened(
  root: Node,
  formula: (variable: Node) => Node | undefined,
  known: Map<Node, Node>,
  arena: Arena,
): Node {
  const open: { variable: Node; body: Node; parts: readonly Node[] }[] = [];
  const enter = (variable: Node): void => {
    const body = formula(variable);
    if (body === undefined) known.set(variable, variable);
    else open.push({ variable, body, parts: variablesOf(body) });
  };
  const visit = (start: Node): void => {
    if (!known.has(start)) enter(start);
    while (open.length > 0) {
      const { variable, body, parts } = open.at(-1)!;
      const next = parts.find((part) => !known.has(part) && part !== variable);
      if (next !== undefined && !open.some((one) => one.variable === next)) {
        enter(next);
        continue;
      }
      open.pop();
      known.set(variable, substitute(body, known, arena));
    }
  };
  for (const variable of variablesOf(root)) visit(variable);
  return substitute(root, known, arena);
}
