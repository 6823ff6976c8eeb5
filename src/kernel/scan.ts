/**
 * @file The product of all others along an axis, Π_{j≠i} x_j, which is the derivative of Π_j x_j.
 * The graph holds it as what it is, a product over j for each i (`operations/productover.ts`), so
 * that it is right where entries are 0. Computed so, it takes n² multiplications; here it is the
 * product of all before times the product of all behind, two scans of n each.
 */
import { isKind, type Node } from "../expression/index.ts";
import { type Access, along, point, reindexed } from "./array.ts";
import { mapOver } from "./contract.ts";
import type { Kitchen } from "./recipes.ts";

/** The factors of each x_j in Π_{j≠i} x_j, and the axis of x that j runs along. */
interface Others {
  readonly factors: readonly { readonly node: Node; readonly axes: readonly number[] }[];
  readonly axis: number;
}

/** What is multiplied, if it is all others; undefined for another product. */
function othersIn(node: Node<"productover">): Others | undefined {
  const [all] = node.operands;
  const [j, i] = [node.data, node.data - 1];
  if (all?.op !== "add" || all.operands.length !== 2 || i < 0) return undefined;
  const [kept, ones] = all.operands as [Node, Node];
  // x_j [i ≠ j] + [i = j]
  if (!isKind(kept, "contraction") || kept.data.sizes.length > kept.shape.length) return undefined;
  const factors: Others["factors"][number][] = [];
  for (const [k, factor] of kept.operands.entries()) {
    const axes = kept.data.axes[k]!;
    if (compares(factor, axes, [i, j], "!=")) continue;
    if (factor.op === "indicator" || axes.includes(i)) return undefined;
    // the axes of x are those of the product without i
    factors.push({ node: factor, axes: axes.map((label) => (label > i ? label - 1 : label)) });
  }
  if (factors.length === 0 || factors.length + 1 !== kept.operands.length) return undefined;
  const isWhole = isKind(ones, "contraction") && ones.operands.length === 1;
  const [same, places] = isWhole
    ? [ones.operands[0]!, ones.data.axes[0]!]
    : [ones, ones.shape.map((_, label) => label)];
  return compares(same, places, [i, j], "=") ? { factors, axis: i } : undefined;
}

/** Whether an indicator over `labels` says of just these two that they are equal, or different. */
function compares(
  node: Node,
  labels: readonly number[],
  [i, j]: readonly [number, number],
  sign: "=" | "!=",
): boolean {
  if (!isKind(node, "indicator") || node.data.length !== 1 || labels.length !== 2) return false;
  const [{ coefficients, offset, sign: own }] = node.data as [(typeof node.data)[number]];
  const [a, b] = coefficients as [number, number];
  const isPair = labels.includes(i) && labels.includes(j);
  return isPair && own === sign && offset === 0 && Math.abs(a) === 1 && a + b === 0;
}

/** Π_{j≠i} x_j by two scans; undefined where the node is another product. */
export function productOfOthers(node: Node<"productover">, kitchen: Kitchen): Access | undefined {
  const found = othersIn(node);
  if (found === undefined) return undefined;
  const { graph, extentsOf, lowered } = kitchen;
  const shape = extentsOf(node.shape);
  const read = found.factors.map(({ node: factor, axes }) =>
    reindexed(lowered(factor), (label) => along(label === point ? point : axes[label]!)),
  );
  const x = read.reduce((all, factor) => mapOver("multiply", [all, factor], shape, graph));
  const of = graph.copy(x, shape);
  const [before, behind] = [false, true].map((isBack) => graph.scan(of, found.axis, isBack));
  return mapOver("multiply", [before!, behind!], shape, graph);
}
