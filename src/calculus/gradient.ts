/**
 * @file The one differentiator: reverse mode that builds expressions. Walking the graph of the
 * output from the output down, every node collects its adjoint x̄ = ∂y/∂x as the sum over the
 * nodes that use it, then hands each of its operands that node's pullback of x̄. Each adjoint is
 * formed once, whatever the number of paths, so the gradient of a graph with n nodes has O(n)
 * nodes, where expanding the paths would give exponentially many.
 *
 * Source: Griewank & Walther, *Evaluating Derivatives*, 2nd ed., section 3.2 (reverse mode) and
 * 4.6 (its cost); Laue, Mitterreiter, Giesen, NeurIPS 2018 (pullbacks in index notation).
 */
import { type Arena, isZero, type Node, operations, topological } from "../expression/index.ts";

/**
 * The gradients of the scalar `output` with respect to each of `wrt`, each with the shape of its
 * variable; 0 where the output does not depend on it. `wrt` may name any node of the graph: it
 * is then treated as a variable, as in dy/ds between quantities.
 */
export function differentiate(output: Node, wrt: readonly Node[], arena: Arena): Node[] {
  return pullBack(output, arena.filled(arena.integer(1), output.shape), wrt, arena);
}

/**
 * The vector–Jacobian products x̄ = (∂y/∂x)ᵀ ȳ for each x of `wrt`, given the adjoint ȳ of
 * `output` (of its shape). The result has the shape of x.
 */
export function pullBack(output: Node, adjoint: Node, wrt: readonly Node[], arena: Arena): Node[] {
  const active = dependents(output, wrt);
  const asked = new Set(wrt);
  const contributions = new Map<Node, Node[]>([[output, [adjoint]]]);
  const adjoints = new Map<Node, Node>();
  for (let k = active.length - 1; k >= 0; k--) {
    const node = active[k]!;
    const parts = contributions.get(node);
    if (parts === undefined) continue;
    contributions.delete(node);
    const total = parts.length === 1 ? parts[0]! : arena.sum(parts);
    if (asked.has(node)) {
      adjoints.set(node, total);
      // the graph is cut here: nothing flows through a quantity that counts as a variable
      continue;
    }
    if (isZero(total)) continue;
    for (const [operand, part] of pullOperands(node, total, active.members, arena)) {
      const known = contributions.get(operand);
      if (known === undefined) contributions.set(operand, [part]);
      else known.push(part);
    }
  }
  return wrt.map((node) => adjoints.get(node) ?? arena.zeros(node.shape));
}

/** What `node` with adjoint `adjoint` hands to each of its operands in `members`. */
export function pullOperands(
  node: Node,
  adjoint: Node,
  members: ReadonlySet<Node>,
  arena: Arena,
): [Node, Node][] {
  const page = operations[node.op];
  const result: [Node, Node][] = [];
  for (const [k, operand] of node.operands.entries()) {
    if (!members.has(operand)) continue;
    let part: Node | null;
    if (page.kind === "elementwise") {
      const partial = page.partial(k, node.operands, arena, node);
      part = partial === null ? null : arena.multiply(adjoint, partial);
    } else {
      part = page.pullback(k, adjoint, node, arena);
    }
    if (part !== null && !isZero(part)) result.push([operand, part]);
  }
  return result;
}

/** The nodes between `wrt` and `output`: below the output, and depending on one of `wrt`. */
interface Dependents extends ReadonlyArray<Node> {
  readonly members: ReadonlySet<Node>;
}

function dependents(output: Node, wrt: readonly Node[]): Dependents {
  const members = new Set<Node>(wrt);
  const active: Node[] = [];
  for (const node of topological([output])) {
    if (!members.has(node) && node.operands.some((operand) => members.has(operand))) {
      members.add(node);
    }
    if (members.has(node)) active.push(node);
  }
  return Object.assign(active, { members });
}
