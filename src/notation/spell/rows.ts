/**
 * @file What stands along the rows of matrices. A vector repeated in every row is written as the
 * vector beside a matrix, X − μ, as it is read. Sums down the columns are sums of rows,
 *
 *     Σ_k A_{ki} B_{ki} = (Σ_k A_k ⊙ B_k)_i
 *
 * and sums along the rows of two matrices the diagonal of a product, Σ_j A_{ij} B_{ij} =
 * (diag(A Bᵀ))_i.
 */
import { isKind, type Node, type Shape, type Size } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Joint, Syntax } from "../syntax.ts";
import type { Piece } from "./contraction.ts";
import { below, Letters, lettersIn } from "./entry.ts";

type Contraction = Node<"contraction">;

/** A contraction for spelling alone, its indices renamed; it is no node of the arena. */
function renamed(node: Contraction, shape: Shape, rename: (index: number) => number): Contraction {
  const axes = node.data.axes.map((own) => own.map(rename));
  const sizes: Size[] = [];
  for (const [index, size] of node.data.sizes.entries()) {
    if (rename(index) >= 0) sizes[rename(index)] = size;
  }
  return { ...node, shape, data: { axes, sizes } };
}

/** The vector that a matrix repeats in every row; undefined for any other node. */
export function rowOf(node: Node): Contraction | undefined {
  if (!isKind(node, "contraction") || node.shape.length !== 2) return undefined;
  const covered = new Set(node.data.axes.flat());
  if (covered.has(0) || !covered.has(1)) return undefined;
  return renamed(node, node.shape.slice(1), (index) => index - 1);
}

/** A matrix product the other way round: Bᵀ Aᵀ for A B; undefined for any other node. */
export function turnedProduct(node: Node | null): Contraction | undefined {
  if (node === null || !isKind(node, "contraction") || node.shape.length !== 2) return undefined;
  const [m, n] = node.shape;
  return renamed(node, [n!, m!], (index) => (index < 2 ? 1 - index : index));
}

/** Σ_k A_k ⊙ B_k ⊙ v, with scalar weights w_k; undefined where the pieces are no rows. */
export function sumOfRows(
  pieces: readonly Piece[],
  scalars: readonly Syntax[],
): Syntax | undefined {
  const bound = new Set(pieces.flatMap(({ axes }) => axes.filter((label) => label > 0)));
  const [index, more] = bound;
  if (index === undefined || more !== undefined) return undefined;
  const rows = pieces.filter(({ axes }) => axes.length === 2);
  if (rows.length === 0 || rows.some(({ axes }) => axes[0] !== index || axes[1] !== 0)) {
    return undefined;
  }
  const all = [...scalars, ...pieces.map(({ syntax }) => syntax)];
  const used = all.flatMap((syntax) => [...lettersIn(syntax)]);
  const letter = new Letters(used).take();
  const at = (piece: Piece) => below(piece.syntax, [letter]);
  const weighing = pieces.filter(({ axes }) => axes.length === 1 && axes[0] === index);
  const weights = [...scalars, ...weighing.map(at)];
  const vectors = pieces.filter(({ axes }) => axes.length === 1 && axes[0] === 0);
  const factors = [...rows.map(at), ...vectors.map(({ syntax }) => syntax)];
  const joints: Joint[] = [
    ...weights.map((): Joint => "juxtapose"),
    ...factors.slice(1).map((): Joint => "odot"),
  ];
  return S.big("sum", { index: [letter] }, S.product([...weights, ...factors], joints));
}

/** diag(A Bᵀ) for Σ_j A_{ij} B_{ij}. */
export function diagonalOfProduct(
  pieces: readonly Piece[],
  scalars: readonly Syntax[],
): Syntax | undefined {
  const [a, b, more] = pieces;
  if (a === undefined || b === undefined || more !== undefined) return undefined;
  const [i, j] = a.axes;
  const alongRows = i === 0 && j !== undefined && j > 0;
  if (!alongRows || b.axes.length !== 2 || !b.axes.includes(0) || !b.axes.includes(j)) {
    return undefined;
  }
  const right = b.axes[0] === j ? b.syntax : S.transpose(b.syntax);
  return S.call("diag", [S.product([...scalars, a.syntax, right])]);
}
