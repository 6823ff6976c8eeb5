/**
 * @file Entries of variables: x_2 is a contraction of x with basis vectors, and so is the same
 * entry of a derivative by x.
 */
import { type Arena, isKind, type Node } from "../expression/index.ts";
import { variablesOf } from "./variables.ts";

/** For an entry of a variable the variable; undefined for other nodes. */
export function entryBase(node: Node): Node | undefined {
  if (!isKind(node, "contraction") || node.shape.length > 0) return undefined;
  const [base, ...picks] = node.operands;
  const isEntry = isKind(base!, "variable") && picks.every(({ op }) => op === "indicator");
  return isEntry && picks.length > 0 ? base : undefined;
}

/** Whether a node is made of w_1, a name of its own, but not of w. */
export function isMadeOfParts(root: Node, whole: Node, nameOf: (one: Node) => string): boolean {
  const inside: readonly Node[] = variablesOf(root);
  const part = `${nameOf(whole)}_`;
  return !inside.includes(whole) && inside.some((one) => nameOf(one).startsWith(part));
}

/** The transpose of a matrix. */
export const transposed = (node: Node, arena: Arena): Node => {
  return arena.contract({ operands: [node], axes: [[0, 1]], output: [1, 0] });
};

/** The same entry of a derivative by the whole variable. */
export function entryLike(full: Node, entry: Node, lead: number, arena: Arena): Node {
  const { operands, data } = entry as Node<"contraction">;
  const output = Array.from({ length: lead }, (_, k) => k);
  const moved = data.axes.map((axes) => axes.map((index) => index + lead));
  return arena.contract({
    operands: [full, ...operands.slice(1)],
    axes: [[...output, ...moved[0]!], ...moved.slice(1)],
    output,
  });
}
