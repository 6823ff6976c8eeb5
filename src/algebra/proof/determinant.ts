/**
 * @file The determinant of a product of square matrices as the product of their determinants:
 *
 *     det(AB) = det A · det B,  det(Aᵀ) = det A,  det(A⁻¹) = 1/det A,  det(cA) = cⁿ det A
 *
 * where every factor is square; for A of 3 rows and 2 columns det(AB) is 0, and det A has no
 * meaning. cⁿ is only written for a known n, since a power with a varying exponent asks for c > 0.
 * Source: Petersen, Pedersen, *The Matrix Cookbook*, section 1.2.
 */
import { type Arena, isKind, type Node } from "../../expression/index.ts";

/** det of a matrix by the determinants of what it is made of; undefined where it is no product. */
export function determinantOf(matrix: Node, arena: Arena): Node | undefined {
  const size = matrix.shape[0];
  if (matrix.shape.length !== 2 || size === undefined) return undefined;
  const determinant = (node: Node): Node => arena.structural("determinant", [node], [], null);
  if (matrix === arena.identity(size)) return arena.integer(1);
  if (matrix.op === "inverse") {
    return arena.divide(arena.integer(1), determinant(matrix.operands[0]!));
  }
  if (matrix.op === "negate") return scaled(arena.integer(-1), matrix.operands[0]!);
  if (!isKind(matrix, "contraction")) return undefined;
  const { axes, sizes } = matrix.data;
  if (sizes.some((one) => one !== size)) return undefined;
  const edges: { readonly node: Node; readonly ends: readonly number[] }[] = [];
  const numbers: Node[] = [];
  for (const [k, node] of matrix.operands.entries()) {
    const ends = axes[k]!;
    if (ends.length === 0) numbers.push(node);
    else if (ends.length === 2 && ends[0] !== ends[1]) edges.push({ node, ends });
    else return undefined;
  }
  if (
    !isPath(
      edges.map(({ ends }) => ends),
      sizes.length,
    )
  )
    return undefined;
  const product = arena.multiply(...edges.map(({ node }) => determinant(node)));
  return numbers.length === 0 ? product : scaled(arena.multiply(...numbers), product, true);

  /** det(cM), or cⁿ times a determinant. */
  function scaled(factor: Node, of: Node, isDone = false): Node | undefined {
    if (typeof size !== "number") return undefined;
    const rest = isDone ? of : determinant(of);
    return arena.multiply(arena.power(factor, arena.integer(size)), rest);
  }
}

/** Whether the matrices hang together as M_1 M_2 …, each as it is or transposed: from 0 to 1. */
function isPath(ends: readonly (readonly number[])[], labels: number): boolean {
  const left = new Set(ends);
  let at = 0;
  while (left.size > 0) {
    const next = [...left].filter((pair) => pair.includes(at));
    if (next.length !== 1) return false;
    const [pair] = next as [readonly number[]];
    left.delete(pair);
    at = pair[0] === at ? pair[1]! : pair[0]!;
  }
  // with one matrix for each index but the last, none occurs three times
  return at === 1 && ends.length === labels - 1;
}
