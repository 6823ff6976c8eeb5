/**
 * @file Cancelling inverses among the factors of a product. Where F_1 … F_m is a product and F_m
 * a square matrix,
 *
 *     F_m (F_1 … F_m)^{−1} = (F_1 … F_{m−1})^{−1},    (F_1 … F_m)^{−1} F_1 = (F_2 … F_m)^{−1}
 *
 * wherever the left side is defined; X X^{−1} is I, and X^{k−1} (X^k)^{−1} is X^{−1}. So the
 * gradient of det(AXB) is det(AXB) X^{−T} for square matrices, while for others it stays
 * det(AXB) Aᵀ (AXB)^{−T} Bᵀ.
 */
import {
  type Arena,
  isKind,
  isKnownSymmetric,
  type Label,
  type Node,
  numberOf,
} from "../expression/index.ts";

/** Factors of a contraction and the indices of their axes. */
export interface Factors {
  readonly operands: readonly Node[];
  readonly axes: readonly (readonly Label[])[];
}

/** The factors with everything cancelled that stands beside its inverse; `rank` of the result. */
export function cancelInverses(given: Factors, rank: number, arena: Arena): Factors {
  let factors = given;
  for (;;) {
    const next = cancelOne(factors, rank, arena);
    if (next === undefined) return factors;
    factors = next;
  }
}

function cancelOne(factors: Factors, rank: number, arena: Arena): Factors | undefined {
  const { operands, axes } = factors;
  for (const [k, inverse] of operands.entries()) {
    if (inverse.op !== "inverse" || inverse.shape.length !== 2) continue;
    const own = axes[k] as readonly [Label, Label];
    const turns = isKnownSymmetric(inverse) ? [own, [own[1], own[0]] as const] : [own];
    for (const ends of turns) {
      for (const side of [1, 0] as const) {
        const found = cancelBeside(factors, k, ends, side, rank, arena);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

/**
 * Cancels at one side of the inverse at place k: side 1 is its right, where F_1 cancels, side 0
 * its left, where F_m does.
 */
function cancelBeside(
  { operands, axes }: Factors,
  k: number,
  ends: readonly [Label, Label],
  side: 0 | 1,
  rank: number,
  arena: Arena,
): Factors | undefined {
  const meets = ends[side];
  const users = axes.flatMap((own, j) => (own.includes(meets) ? [j] : []));
  const beside = users.find((j) => j !== k);
  if (meets < rank || users.length !== 2 || beside === undefined) return undefined;
  const place = axes[beside]!.indexOf(meets);
  const factor = operands[beside]!;
  if (axes[beside]!.length !== 2 || factor.shape[0] !== factor.shape[1]) return undefined;
  const inside = operands[k]!.operands[0]!;
  const end = endOf(inside, side === 1 ? 0 : 1);
  const mine = powerOf(factor, arena);
  const theirs = end && powerOf(end.node, arena);
  if (end === undefined || theirs?.base !== mine.base) return undefined;
  if (!isKnownSymmetric(factor) && end.place !== place) return undefined;
  const difference = numberOf(minus(theirs.exponent, mine.exponent, arena));
  if (difference === undefined || difference.d !== 1n) return undefined;
  const excess = Number(difference.n);
  const rest = end.replaced(excess > 0 ? raised(mine.base, excess, arena) : null, arena);
  const far = axes[beside]![1 - place]!;
  const left = excess < 0 ? raised(mine.base, -excess, arena) : null;
  // what is left of the factor keeps its place; else the inverse takes its far index
  const outer = left === null ? far : meets;
  const inverse = rest === null ? arena.identity(factor.shape[0]!) : arena.inverse(rest);
  const labels = side === 1 ? [ends[0], outer] : [outer, ends[1]];
  return {
    operands: operands.flatMap((operand, j) => {
      if (j === k) return [inverse];
      return j === beside ? (left === null ? [] : [left]) : [operand];
    }),
    axes: axes.flatMap((own, j) => {
      if (j === k) return [labels];
      return j === beside && left === null ? [] : [own];
    }),
  };
}

/** A matrix as a power: X^k has the base X and the exponent k, X itself the exponent 1. */
function powerOf(node: Node, arena: Arena): { readonly base: Node; readonly exponent: Node } {
  if (node.op === "matrixpower" && node.operands.length === 2) {
    return { base: node.operands[0]!, exponent: node.operands[1]! };
  }
  return { base: node, exponent: arena.integer(1) };
}

/** a − b, where the terms of a sum are taken away one by one: k − (k − 1) is 1. */
function minus(a: Node, b: Node, arena: Arena): Node {
  const plus = a.op === "add" ? a.operands : [a];
  const less = b.op === "add" ? b.operands : [b];
  return arena.add(...plus, ...less.map((term) => arena.negate(term)));
}

function raised(base: Node, n: number, arena: Arena): Node {
  return arena.matrixPower(base, [], arena.integer(n));
}

/** The factor at one end of a product. */
interface End {
  readonly node: Node;
  /** Which of its axes is the end of the product. */
  readonly place: number;
  /** The product with another matrix there, or with none; null when nothing is left. */
  readonly replaced: (by: Node | null, arena: Arena) => Node | null;
}

/** The factor that has the row index (0) or the column index (1) of a matrix. */
function endOf(matrix: Node, index: 0 | 1): End | undefined {
  if (!isKind(matrix, "contraction")) {
    return { node: matrix, place: index, replaced: (by) => by };
  }
  const { operands, data } = matrix;
  const at = operands.findIndex((_, j) => data.axes[j]!.includes(index));
  const own = data.axes[at];
  const count = data.axes.flat().filter((other) => other === index).length;
  if (own?.length !== 2 || own[0] === own[1] || count !== 1) return undefined;
  const place = own.indexOf(index);
  if (own[1 - place]! < 2) return undefined;
  const tensors = operands.filter(({ shape }) => shape.length > 0);
  if (tensors.length < 2) return undefined;
  return {
    node: operands[at]!,
    place,
    replaced: (by, arena) => {
      if (by !== null) {
        const changed = operands.map((operand, j) => (j === at ? by : operand));
        return arena.contract({ operands: changed, axes: data.axes, output: [0, 1] });
      }
      const inner = own[1 - place]!;
      return arena.contract({
        operands: operands.filter((_, j) => j !== at),
        axes: data.axes.filter((_, j) => j !== at),
        output: index === 0 ? [inner, 1] : [0, inner],
      });
    },
  };
}
