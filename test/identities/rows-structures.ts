/** @file Sections 2.6 to 2.8: norms, the chain rule, structured matrices. */
import { type D, det, dot, minus, num, trace, type V } from "../problems/oracle.ts";
import { diagonalOf, product, subtract, sumOf, symmetrized, times } from "./algebra.ts";
import type { Identity } from "./identity.ts";

const squared = (v: V): D => dot(v, v);
const structure = "X = S + S^T - S .* I";

export const structures: readonly Identity[] = [
  {
    number: "(129)",
    text: "f = \\|x - a\\|_2",
    by: "x",
    gradient: "(x - a)/norm(x - a)",
    oracle: ({ x, a }) => squared(minus(x, a)).sqrt(),
  },
  {
    number: "(130)",
    text: "f = w^T ((x - a)/\\|x - a\\|_2)",
    by: "x",
    gradient: "1/norm(x - a)*w - (w^T*((x - a)/(norm(x - a))^2))*((x - a)/norm(x - a))",
    oracle: ({ w, x, a }) => dot(w, minus(x, a)).div(squared(minus(x, a)).sqrt()),
    remark: "the line's matrix times an arbitrary w",
  },
  {
    number: "(131)",
    text: "f = \\|x\\|_2^2",
    by: "x",
    gradient: "2*x",
    oracle: ({ x }) => squared(x),
  },
  {
    number: "(132)",
    text: "f = \\|X\\|_F^2",
    by: "X",
    gradient: "2*X",
    oracle: ({ X }) => sumOf(times(X, X)),
  },
  {
    number: "(132)",
    text: "f = tr(X X^T)",
    by: "X",
    gradient: "2*X",
    oracle: ({ X }) => sumOf(times(X, X)),
  },
  {
    number: "(133, 134, 138)",
    text: `${structure}; f = tr(A X B X)`,
    by: "S",
    gradient:
      "c1 + c2 - (c1 + c2) .* I_n + (c1 + c2)^T where X = S + S^T - S .* I_n, c_1 = A^T*X*B^T, c_2 = A*X*B",
    oracle: ({ S, A, B }) => trace(product(A, symmetrized(S), B, symmetrized(S))),
    remark: "a symmetric X by its entries S",
  },
  {
    number: "(135, 136, 137)",
    text: "Y = A X B; f = \\|Y - C\\|_F^2",
    by: "X",
    gradient: "2*A^T*(A*X*B - C)*B^T",
    oracle: ({ A, X, B, C }) => {
      const r = subtract(product(A, X, B), C);
      return sumOf(times(r, r));
    },
  },
  {
    number: "(139)",
    text: `${structure}; f = tr(A X)`,
    by: "S",
    gradient: "A - A .* I_n + A^T",
    oracle: ({ S, A }) => trace(product(A, symmetrized(S))),
    remark: "symmetric X",
  },
  {
    number: "(140)",
    text: `${structure}; f = det(X)`,
    by: "S",
    gradient:
      "det(S + S^T - S .* I_n)*(2*(S + S^T - S .* I_n)^(-1) - (S + S^T - S .* I_n)^(-1) .* I_n)",
    oracle: ({ S }) => det(symmetrized(S)),
    remark: "symmetric X",
  },
  {
    number: "(141)",
    text: `${structure}; f = ln|det(X)|`,
    by: "S",
    gradient: "2*(S + S^T - S .* I_n)^(-1) - (S + S^T - S .* I_n)^(-1) .* I_n",
    oracle: ({ S }) => det(symmetrized(S)).abs().ln(),
    remark: "symmetric X",
  },
  {
    number: "(142)",
    text: "X = S .* I; f = tr(A X)",
    by: "S",
    gradient: "A .* I_n",
    oracle: ({ S, A }) => trace(product(A, diagonalOf(S))),
    remark: "diagonal X",
  },
  {
    number: "(142)",
    text: "f = tr(A diag(x))",
    by: "x",
    gradient: "diag(A)",
    oracle: ({ A, x }) => x.reduce((sum, entry, i) => sum.plus(entry.times(A[i]![i]!)), num(0)),
    remark: "X by its diagonal",
  },
  {
    number: "(143)",
    text: "A: [3, 3]; d: [5]; f = \\sum_{i=1}^3 \\sum_{j=1}^3 A_{j i} d_{j-i+3}",
    by: "d",
    gradient: "(sum_{i + k = j + 3} A_jk)_{1 <= i <= 5}",
    oracle: ({ A, d }) =>
      A.reduce(
        (sum, row, j) => row.reduce((all, entry, i) => all.plus(entry.times(d[j - i + 2]!)), sum),
        num(0),
      ),
    remark: "a Toeplitz matrix by its diagonals",
  },
];
