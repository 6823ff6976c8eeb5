/**
 * @file From meaning back to syntax. How each kind of node is written stands in `signs.ts`; here
 * is the walk over the graph.
 *
 * What is spelled reads back to the same node, in LaTeX and in plain text; docs/NOTATION.md lists
 * the few nodes that have no notation. The syntax is built once per node, bottom up. It is a tree
 * on paper, though: a graph with much sharing must be cut into named parts first; see `share.ts`.
 */
import { evaluate, floatField, type Node } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Syntax } from "../syntax.ts";
import { entryOf, type Letters } from "./entry.ts";
import { byEntries, spellNode, spellSingle } from "./signs.ts";

/** Names that stand for whole nodes: a node found here is written as its name. */
export interface Names {
  get(node: Node): Syntax | undefined;
}

/** The names with one more, which comes before them. */
export function withName(names: Names, node: Node, syntax: Syntax): Names {
  return { get: (other) => (other === node ? syntax : names.get(other)) };
}

const noNames: Names = new Map<Node, Syntax>();

/** The syntax of `root`. */
export function spell(root: Node, names: Names = noNames): Syntax {
  const done = new Map<Node, Syntax>();
  // operands first, without recursion: a node is spelled when it comes off the stack again
  const stack: Node[] = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    if (done.has(node)) {
      stack.pop();
      continue;
    }
    const name = names.get(node);
    const open = name === undefined ? node.operands.filter((operand) => !done.has(operand)) : [];
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    // with indices, operands of operands are asked for too
    const of = (operand: Node): Syntax => done.get(operand) ?? spell(operand, names);
    done.set(node, name ?? countOf(node) ?? spellNode(node, of));
  }
  return done.get(root)!;
}

/** A sum of conditions on indices alone, Σ_i [i = 1][i = 2], as the number that it is. */
function countOf(node: Node): Syntax | undefined {
  if (node.op !== "contraction" || node.shape.length > 0) return undefined;
  const isCount = node.operands.every(({ op, shape }) => {
    return op === "indicator" && shape.every((size) => typeof size === "number");
  });
  if (!isCount || node.operands.length === 0) return undefined;
  const [count] = evaluate([node], floatField, new Map()).values.get(node)?.entries ?? [];
  return count === undefined ? undefined : S.number(String(count));
}

/** A whole tensor by its entries: `[ Σ_j … ]_{i}`; `of` spells nodes whole. */
export function spellEntries(node: Node, of: (node: Node) => Syntax): Syntax {
  return byEntries(node, of);
}

/**
 * The entry of `node` at `indices`, one for each axis, with `letters` for sums; `of` spells nodes
 * whole. Contractions and elementwise operations are opened unless `of` gives them a name.
 */
export function spellEntry(
  node: Node,
  indices: readonly Syntax[],
  of: (node: Node) => Syntax,
  letters: Letters,
): Syntax {
  return entryOf(node, indices, { whole: of, from: spellSingle }, letters);
}
