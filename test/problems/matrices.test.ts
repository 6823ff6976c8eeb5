/**
 * @file Matrix calculus: least squares and ridge, quadratic forms, traces, determinants,
 * inverses and norms; the exercise types of the matrix cookbook and of linear regression notes.
 */
import { type Exercise, workAll } from "./exercise.ts";
import {
  apply,
  type D,
  det,
  dot,
  inverse,
  type M,
  matmul,
  minus,
  total,
  trace,
  turned,
  type V,
} from "./oracle.ts";

const squared = (v: V): D => dot(v, v);
const flat = (m: M): V => m.flat();

const exercises: readonly Exercise[] = [
  {
    // Boyd & Vandenberghe, VMLS ch. 12 type
    title: "least squares",
    text: "L = \\|A x - b\\|^2",
    at: { A: "[1, 2; 3, 4; 5, 6]", x: "[1; -1]", b: "[0; 1; 2]" },
    oracle: (a: M, x: V, b: V) => squared(minus(apply(a, x), b)),
    value: "14",
    gradients: { A: "-2, 2; -4, 4; -6, 6", x: "-44, -56", b: "2, 4, 6" },
    entries: { x_2: "-56" },
  },
  {
    title: "ridge regression with a mean and a weight",
    text: "r = X w - y; L = 1/3 \\|r\\|_2^2 + \\lambda w^T w",
    at: { X: "[1, 0; 1, 1; 1, 2]", w: "[1; 2]", y: "[2; 2; 6]", "\\lambda": "1/2" },
    oracle: (X: M, w: V, y: V, l: D) =>
      squared(minus(apply(X, w), y))
        .div(3)
        .plus(l.times(squared(w))),
    value: "7/2",
    says: ["PG1022"],
    gradients: { w: null, y: null, "\\lambda": "5", X: null },
  },
  {
    title: "a quadratic form with a matrix that is not symmetric",
    text: "q = x^T A x",
    at: { x: "[2; -1]", A: "[1, 3; -2, 4]" },
    oracle: (x: V, a: M) => dot(x, apply(a, x)),
    value: "6",
    gradients: { x: "3, -6", A: "4, -2; -2, 1" },
  },
  {
    title: "half a quadratic form minus a linear one",
    text: "f = 1/2 x^T A x - b^T x",
    at: { x: "[1; 2; 3]", A: "[2, 0, 1; 0, 2, 0; 1, 0, 2]", b: "[1; 1; 1]" },
    oracle: (x: V, a: M, b: V) => dot(x, apply(a, x)).div(2).minus(dot(b, x)),
    value: "11",
    gradients: { x: "4, 3, 6", b: "-1, -2, -3", A: null },
  },
  {
    title: "the trace of a product",
    text: "t = tr(A B)",
    at: { A: "[1, 2, 3; 4, 5, 6]", B: "[1, 0; 0, 1; 2, -1]" },
    oracle: (a: M, b: M) => trace(matmul(a, b)),
    value: "6",
    gradients: { A: "1, 0, 2; 0, 1, -1", B: "1, 4; 2, 5; 3, 6" },
  },
  {
    title: "the trace of X transposed A X",
    text: "t = \\operatorname{tr}(X^\\top A X)",
    at: { X: "[1, 2; 0, 1]", A: "[2, 1; 0, 3]" },
    oracle: (x: M, a: M) => trace(matmul(turned(x), matmul(a, x))),
    value: "15",
    gradients: { X: "4, 9; 1, 8", A: "5, 2; 2, 1" },
  },
  {
    title: "a determinant of order three",
    text: "d = det(A)",
    at: { A: "[2, 0, 1; 1, 3, -1; 0, 5, 4]" },
    oracle: (a: M) => det(a),
    value: "39",
    gradients: { A: "17, -4, 5; 5, 8, -10; -3, 3, 6" },
    entries: { "A_{2,3}": "-10" },
  },
  {
    title: "the log-determinant",
    text: "y = \\ln \\det A",
    at: { A: "[2, 1; 1, 3]" },
    oracle: (a: M) => det(a).ln(),
    value: "ln(5)",
    gradients: { A: "3/5, -1/5; -1/5, 2/5" },
  },
  {
    title: "a form with the inverse matrix",
    text: "y = a^T X^{-1} b",
    at: { a: "[1; 2]", X: "[2, 1; 1, 1]", b: "[3; 1]" },
    oracle: (a: V, x: M, b: V) => dot(a, apply(inverse(x), b)),
    value: "0",
    gradients: { a: "2, -1", b: "-1, 3", X: "2, -1; -6, 3" },
  },
  {
    title: "the negative log-likelihood of a Gaussian: form and log-determinant",
    text: "r = x - \\mu; L = 1/2 r^T S^{-1} r + 1/2 ln det S",
    at: { x: "[1; 2]", "\\mu": "[0; 1]", S: "[2, 0; 0, 4]" },
    oracle: (x: V, mu: V, s: M) => {
      const r = minus(x, mu);
      return dot(r, apply(inverse(s), r))
        .plus(det(s).ln())
        .div(2);
    },
    value: null,
    gradients: { "\\mu": "-1/2, -1/4", S: null },
  },
  {
    title: "the length of a vector",
    text: "n = \\|x - y\\|",
    at: { x: "[4; 6]", y: "[1; 2]" },
    oracle: (x: V, y: V) => squared(minus(x, y)).sqrt(),
    value: "5",
    gradients: { x: "3/5, 4/5", y: "-3/5, -4/5" },
  },
  {
    title: "the squared Frobenius norm of a residual",
    text: "L = \\|A X - B\\|_F^2",
    at: { A: "[1, 1; 0, 2]", X: "[1, 2; 3, 4]", B: "[4, 5; 6, 7]" },
    oracle: (a: M, x: M, b: M) => squared(minus(flat(matmul(a, x)), flat(b))),
    value: "2",
    gradients: { X: "0, 2; 0, 6", A: "4, 8; 4, 8", B: "0, -2; 0, -2" },
  },
  {
    title: "the cosine of the angle between two vectors",
    text: "c = (a^T b)/(\\|a\\| \\|b\\|)",
    at: { a: "[3; 4]", b: "[4; 3]" },
    oracle: (a: V, b: V) => dot(a, b).div(squared(a).sqrt().times(squared(b).sqrt())),
    value: "24/25",
    gradients: { a: "28/625, -21/625", b: "-21/625, 28/625" },
  },
  {
    title: "the Rayleigh quotient",
    text: "R = (x^T A x)/(x^T x)",
    at: { x: "[1; 2]", A: "[2, 1; 1, 3]" },
    oracle: (x: V, a: M) => dot(x, apply(a, x)).div(squared(x)),
    value: "18/5",
    gradients: { x: "4/25, -2/25", A: null },
  },
  {
    title: "a bilinear form with a diagonal matrix",
    text: "y = u^T diag(d) v",
    at: { u: "[1; 2; 3]", d: "[1; -1; 2]", v: "[2; 0; 1]" },
    oracle: (u: V, d: V, v: V) => total(u.map((x, k) => x.times(d[k]!).times(v[k]!))),
    value: "8",
    gradients: { u: "2, 0, 2", d: "2, 0, 3", v: "1, -2, 6" },
  },
];

workAll("matrices", exercises);
