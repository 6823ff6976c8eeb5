/**
 * @file Making powers of matrices, and sums of products with powers: P(X; Y_1 … Y_m; k) of
 * `operations/matrixpower.ts`. X^0 is I, X^1 is X, a small numeric power is the product X X X that
 * it means; (Xᵀ)^k is (X^k)ᵀ. Scalar factors of a Y go outside, and where the one Y commutes with
 * X the k terms of the sum are equal: P(X; Y; k) = k X^{k−1} Y. So the derivative of tr(X^k) is
 * k (X^{k−1})ᵀ.
 */
import { Q } from "../../number/index.ts";
import type { Arena } from "../arena.ts";
import { isKind, isZero, type Node } from "../node.ts";
import { untransposed } from "./inversion.ts";
import { isDelta } from "./network.ts";

/** Up to this exponent a power is written out as a product. */
const productLimit = 8;

/** P(X; between; k); X^k where nothing stands between. */
export function matrixPower(arena: Arena, x: Node, between: readonly Node[], k: Node): Node {
  const [leading, second] = between.filter((y) => y.shape.length > 2);
  if (second !== undefined) throw new Error("a matrix power has one direction with leading axes");
  const shape = leading?.shape ?? x.shape;
  if (between.some(isZero)) return arena.zeros(shape);
  const straight = untransposed(x);
  if (straight !== undefined) {
    const turned = between.map((y) => turnedMatrix(arena, y)).reverse();
    return turnedMatrix(arena, matrixPower(arena, straight, turned, k));
  }
  const scaled = between.map((y) => splitScalars(arena, y));
  const scalars = scaled.flatMap((one) => one.scalars);
  const bare = scaled.map(({ matrix }) => matrix);
  const [y, more] = bare;
  if (y === undefined) return bareOf(arena, x, k);
  if (more === undefined && isFunctionOf(y, x)) {
    const lowered = matrixPower(arena, x, [], arena.subtract(k, arena.integer(1)));
    const [i, j, l] = [0, 1, 2];
    return arena.contract({
      operands: [k, ...scalars, lowered, y],
      axes: [[], ...scalars.map(() => []), [i, l], [l, j]],
      output: [i, j],
    });
  }
  const sum = arena.structural("matrixpower", [x, ...bare, k], shape, null);
  return scalars.length === 0 ? sum : arena.multiply(...scalars, sum);
}

/** The transpose on the last two axes. */
function turnedMatrix(arena: Arena, y: Node): Node {
  const order = y.shape.map((_, axis) => axis);
  order.push(...order.splice(-2).reverse());
  return arena.transpose(y, order);
}

function bareOf(arena: Arena, x: Node, k: Node): Node {
  if (isDelta(x)) return x;
  const n = isKind(k, "number") && k.data.d === 1n ? Q.toDouble(k.data) : undefined;
  if (n === 0) return arena.identity(x.shape[0]!);
  if (n === undefined || n < 0 || n > productLimit) {
    return arena.structural("matrixpower", [x, k], x.shape, null);
  }
  return arena.contract({
    operands: new Array<Node>(n).fill(x),
    axes: Array.from({ length: n }, (_, at) => [at, at + 1]),
    output: [0, n],
  });
}

/** The scalar factors of a matrix, and the rest. */
function splitScalars(arena: Arena, y: Node): { scalars: Node[]; matrix: Node } {
  const inner = y.op === "negate" ? y.operands[0]! : y;
  const scalars = inner === y ? [] : [arena.integer(-1)];
  if (!isKind(inner, "contraction") || inner.shape.length > 2) return { scalars, matrix: inner };
  const places = inner.operands.map((_, at) => at);
  const tensors = places.filter((at) => inner.operands[at]!.shape.length > 0);
  if (tensors.length === 0 || tensors.length === places.length) return { scalars, matrix: inner };
  const { axes, sizes } = inner.data;
  const matrix = arena.contract({
    operands: tensors.map((at) => inner.operands[at]!),
    axes: tensors.map((at) => axes[at]!),
    output: [0, 1],
    sizes,
  });
  const others = inner.operands.filter(({ shape }) => shape.length === 0);
  return { scalars: [...scalars, ...others], matrix };
}

/** Whether a matrix is seen to be I, or made of X alone by powers, products and inverses. */
function isFunctionOf(y: Node, x: Node): boolean {
  if (y === x || isDelta(y)) return true;
  if (y.op === "inverse") return isFunctionOf(y.operands[0]!, x);
  if (y.op === "matrixpower") return y.operands.length === 2 && y.operands[0] === x;
  if (!isKind(y, "contraction") || y.shape.length !== 2) return false;
  const { axes } = y.data;
  return y.operands.every((operand, k) => {
    // the path X X X from index 0 to index 1, in the order in which it was made
    const next = axes[k + 1]?.[0] ?? 1;
    return operand === x && axes[k]![1] === next && (k > 0 || axes[0]![0] === 0);
  });
}
