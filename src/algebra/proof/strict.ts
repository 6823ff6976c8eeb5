/**
 * @file Which parts of an expression must be defined for the whole to be, and which are defined
 * everywhere. Every operation is strict but the choice by cases, whose branches are only looked
 * at where they are taken.
 */
import { type Node, operations, topological } from "../../expression/index.ts";

/** The parts that are defined wherever all the roots are. */
export function strictParts(roots: readonly Node[]): Set<Node> {
  const seen = new Set<Node>(roots);
  const open = [...seen];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const operands = node.op === "piecewise" ? node.operands.slice(0, 1) : node.operands;
    for (const operand of operands) {
      if (seen.has(operand)) continue;
      seen.add(operand);
      open.push(operand);
    }
  }
  return seen;
}

/** Whether an expression is defined at every point, as far as its operations show. */
export function isTotal(root: Node): boolean {
  return topological([root]).every(({ op }) => {
    return operations[op].domain.kind === "everywhere" && !partial.has(op);
  });
}

/** Operations that may have no value although their pages name no domain. */
const partial: ReadonlySet<string> = new Set(["abstract"]);
