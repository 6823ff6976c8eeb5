/**
 * @file Functions for unknown ones, by which a claim that fails for some function is shown to
 * fail: f is t² + 1, which is positive, g is t³ + 2 and h is sin t; of two arguments u² v + v. A
 * reader can put them in and work out both sides.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import { type Arena, isKind, type Node, rebuild, topological } from "../expression/index.ts";

/** Both sides with functions put in, and what each was taken to be: `f(t)` and its formula. */
export interface Example {
  readonly left: Node;
  readonly right: Node;
  readonly functions: ReadonlyMap<string, Node>;
}

/** The names of the unknown functions in a node, in the order of their first places. */
export function functionsIn(roots: readonly Node[]): readonly string[] {
  const names = topological(roots).flatMap((node) => {
    return isKind(node, "abstract") ? [node.data.name] : [];
  });
  return [...new Set(names)];
}

/** The sides with examples for their functions; null where there are none to be had. */
export function withExamples(left: Node, right: Node, arena: Arena): Example | null {
  const bodies = bodiesOf([left, right], arena);
  const made = new Map<Node, Node>();
  for (const node of topological([left, right])) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    if (!isKind(node, "abstract")) {
      const same = operands.every((operand, k) => operand === node.operands[k]);
      made.set(node, same ? node : rebuild(node, operands, arena));
      continue;
    }
    const { name, orders } = node.data;
    const body = bodies.get(name);
    const fits = body !== undefined && body.letters.length === orders.length;
    if (!fits || node.shape.length > 0) return null;
    let result = body.formula;
    for (const [k, order] of orders.entries()) {
      if (order < 0) return null;
      for (let n = 0; n < order; n++) {
        result = differentiate(result, [body.letters[k]!], arena)[0]!;
      }
    }
    const places = new Map<Node, Node>(body.letters.map((letter, k) => [letter, operands[k]!]));
    made.set(node, substitute(result, places, arena));
  }
  const functions = [...bodies].map(([name, { letters, formula }]): [string, Node] => {
    return [`${name}(${letters.map(({ data }) => data).join(", ")})`, formula];
  });
  return { left: made.get(left)!, right: made.get(right)!, functions: new Map(functions) };
}

interface Body {
  readonly letters: readonly Node<"variable">[];
  readonly formula: Node;
}

/** An example for each function; those of one number of arguments are different. */
function bodiesOf(roots: readonly Node[], arena: Arena): Map<string, Body> {
  const found = new Map<string, Body>();
  const taken = new Set<number>();
  for (const node of topological(roots)) {
    if (!isKind(node, "abstract") || found.has(node.data.name)) continue;
    const { name, orders } = node.data;
    const start = name.charCodeAt(0) % exampleCount;
    const tries = [0, 1, 2].map((k) => (start + k) % exampleCount);
    const index = tries.find((one) => !taken.has(one));
    if (orders.length === 1 && index !== undefined) {
      taken.add(index);
      found.set(name, unary(index, arena));
    } else if (orders.length === 2 && found.size === 0) found.set(name, binary(arena));
  }
  return found;
}

const exampleCount = 3;

function unary(index: number, arena: Arena): Body {
  const t = arena.variable("t");
  const formulas = [
    arena.add(arena.power(t, arena.integer(2)), arena.integer(1)),
    arena.add(arena.power(t, arena.integer(3)), arena.integer(2)),
    arena.apply("sin", t),
  ];
  return { letters: [t], formula: formulas[index]! };
}

function binary(arena: Arena): Body {
  const [u, v] = [arena.variable("u"), arena.variable("v")];
  const square = arena.power(u, arena.integer(2));
  return { letters: [u, v], formula: arena.add(arena.multiply(square, v), v) };
}
