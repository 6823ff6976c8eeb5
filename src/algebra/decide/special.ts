/**
 * @file Special tensors for conditions on vectors and matrices: entries that sum to 1, one-hot
 * vectors, symmetric and orthogonal matrices, each made from arbitrary sample entries, and exact.
 */
import type { Tensor } from "../../expression/index.ts";
import { Q, type Rational } from "../../number/index.ts";
import { type Sample, sampleOf } from "./point.ts";
import type { Condition } from "./verdict.ts";

/** The kinds of conditions on a whole tensor. */
export type TensorKind = Extract<Condition["kind"], "sum" | "one-hot" | "symmetric" | "orthogonal">;

type Change = (tensor: Tensor<Sample>, k: number) => Tensor<Sample> | undefined;

const isVector = ({ shape }: Tensor<Sample>): boolean => shape.length === 1;
const isSquare = ({ shape }: Tensor<Sample>): boolean => {
  return shape.length === 2 && shape[0] === shape[1];
};

/** A tensor of the kind, from another of its shape; the k-th choice where there are several. */
export const specials: { readonly [K in TensorKind]: Change } = {
  sum: (tensor) => {
    if (!isVector(tensor)) return undefined;
    const rest = tensor.entries.slice(1).reduce((sum, { q }) => Q.add(sum, q), Q.zero);
    const first = sampleOf(Q.subtract(Q.one, rest));
    return { ...tensor, entries: [first, ...tensor.entries.slice(1)] };
  },
  "one-hot": (tensor, k) => {
    if (!isVector(tensor)) return undefined;
    const at = k % tensor.entries.length;
    return {
      ...tensor,
      entries: tensor.entries.map((_, j) => sampleOf(j === at ? Q.one : Q.zero)),
    };
  },
  symmetric: (tensor) => {
    if (!isSquare(tensor)) return undefined;
    const n = tensor.shape[0]!;
    const entries = tensor.entries.map((_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return tensor.entries[Math.min(i, j) * n + Math.max(i, j)]!;
    });
    return { ...tensor, entries };
  },
  orthogonal: (tensor, k) => {
    const [m = 0, n = 0] = tensor.shape;
    if (tensor.shape.length !== 2 || m < n || m > rotationLimit) return undefined;
    // the first n columns of an m × m rotation
    const entries = rotations(m, k).filter((_, at) => at % m < n);
    return { ...tensor, entries: entries.map(sampleOf) };
  },
};

/** The size of rotations at most; their entries have as many digits as rows. */
const rotationLimit = 12;

/** The Pythagorean triples behind rational rotations. */
const triples = [
  [3, 4, 5],
  [5, 12, 13],
  [8, 15, 17],
] as const;

/** A product of rotations in neighbouring planes, by angles with rational sine and cosine. */
function rotations(n: number, k: number): Rational[] {
  let matrix = Array.from({ length: n * n }, (_, at) => {
    return Math.floor(at / n) === at % n ? Q.one : Q.zero;
  });
  for (let i = 0; i + 1 < n; i++) {
    const [a, b, c] = triples[(i + k) % triples.length]!;
    const [cosine, sine] = [Q.rational(a, c), Q.rational(b, c)];
    matrix = matrix.map((q, at) => {
      const [row, column] = [Math.floor(at / n), at % n];
      const upper = matrix[i * n + column]!;
      const lower = matrix[(i + 1) * n + column]!;
      if (row === i) return Q.subtract(Q.multiply(cosine, upper), Q.multiply(sine, lower));
      if (row === i + 1) return Q.add(Q.multiply(sine, upper), Q.multiply(cosine, lower));
      return q;
    });
  }
  return matrix;
}
