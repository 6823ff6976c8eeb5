/**
 * @file X^k of a square matrix with a whole exponent k ≥ 0, and what its derivatives are made of.
 * One operation covers both: with m matrices Y_1 … Y_m between the powers it is
 *
 *     P(X; Y_1, …, Y_m; k) = Σ_{r_0 + … + r_m = k − m} X^{r_0} Y_1 X^{r_1} Y_2 … Y_m X^{r_m},
 *
 * so P(X; ; k) = X^k, and P(X; Y; k) = Σ_{r=0}^{k−1} X^r Y X^{k−1−r} is the derivative of X^k in
 * the direction Y. The family is closed: the pullbacks of each are others of it, with Xᵀ. The
 * operands are X, Y_1, …, Y_m and the scalar k, which may be a letter; by k there is no
 * derivative, since it is a whole number. One Y may have leading axes, for each entry of which
 * the sum is taken: so a Jacobian is made (`calculus/coefficients.ts`). Such a sum is
 * differentiated by that Y alone. Source: Petersen, Pedersen, *The Matrix Cookbook*
 * (2012), eq. 90 to 92; Higham, *Functions of Matrices* (2008), section 3.2.
 */
import type { Arena } from "../arena.ts";
import { powerSumOf, wholeOf } from "../kernels/matrix-power.ts";
import type { Node } from "../node.ts";
import type { Structural } from "../operation.ts";
import type { Tensor } from "../tensor.ts";

export const matrixpower: Structural = {
  kind: "structural",
  title: "matrix power",
  notation: null,
  rule: "derivative of the matrix power",
  domain: {
    kind: "conditions",
    // k ≥ 0
    conditions: (args) => [{ node: args.at(-1)!, sign: ">=0" }],
  },
  kinks: [],
  evaluate: (field, args, _node, shape, { budget }) => {
    const exponent = wholeOf(field, args.at(-1)!.entries[0]!);
    if (exponent === undefined) return undefined;
    const entries: (typeof args)[number]["entries"][number][] = [];
    for (const matrices of slices(args.slice(0, -1))) {
      const sum = powerSumOf(field, matrices, exponent, budget);
      if (sum === undefined) return undefined;
      entries.push(...sum);
    }
    return { shape, entries };
  },
  pullback: (place, adjoint, node, arena) => {
    const [x, ...rest] = node.operands as [Node, ...Node[]];
    const k = rest.pop()!;
    if (place === node.operands.length - 1) return null;
    if (node.shape.length > 2 && node.operands[place]!.shape.length === 2) {
      throw new Error("a matrix power with leading axes is differentiated by its direction only");
    }
    const made = (left: readonly Node[], right: readonly Node[]): Node => {
      const between = [...backwards(left, arena), adjoint, ...backwards(right, arena)];
      return arena.matrixPower(arena.transpose(x), between, k);
    };
    // Ȳ_i = P(Xᵀ; Y_{i−1}ᵀ, …, Y_1ᵀ, W̄, Y_mᵀ, …, Y_{i+1}ᵀ; k)
    if (place > 0) return made(rest.slice(0, place - 1), rest.slice(place));
    // X̄ = Σ_j P(Xᵀ; Y_jᵀ, …, Y_1ᵀ, W̄, Y_mᵀ, …, Y_{j+1}ᵀ; k)
    return arena.add(...[...rest, x].map((_, j) => made(rest.slice(0, j), rest.slice(j))));
  },
};

function backwards(matrices: readonly Node[], arena: Arena): Node[] {
  return matrices.map((matrix) => arena.transpose(matrix)).reverse();
}

/** The matrices of each entry of the leading axes. */
function* slices<T>(tensors: readonly Tensor<T>[]): Iterable<readonly Tensor<T>[]> {
  const shape = tensors[0]!.shape;
  const size = shape[0]! * shape[1]!;
  const count = Math.max(...tensors.map(({ entries }) => entries.length / size));
  for (let at = 0; at < count; at++) {
    yield tensors.map(({ entries }) => {
      const from = entries.length === size ? 0 : at * size;
      return { shape, entries: entries.slice(from, from + size) };
    });
  }
}
