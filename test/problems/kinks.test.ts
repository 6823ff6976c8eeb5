/**
 * @file Piecewise functions: max and min, ReLU and its relatives, |x|, cases, clipping; on both
 * sides of a kink and on it, where a convention is used and named in a note.
 */
import { type Exercise, workAll } from "./exercise.ts";
import { type D, Dec, dot, num, relu, square, total, type V } from "./oracle.ts";

const exercises: readonly Exercise[] = [
  {
    // CS231n notes type: a max gate routes the gradient
    title: "a max gate between a product and a letter",
    text: "m = max(z, w); f = 2 (x y + m)",
    at: { x: "3", y: "-4", z: "2", w: "-1" },
    oracle: (x: D, y: D, z: D, w: D) => x.times(y).plus(Dec.max(z, w)).times(2),
    value: "-20",
    gradients: { x: "-8", y: "6", z: "2", w: "0" },
  },
  {
    title: "the minimum of three",
    text: "y = min(a, b, c)^2",
    at: { a: "3", b: "-2", c: "5" },
    oracle: (a: D, b: D, c: D) => square(Dec.min(a, b, c)),
    value: "4",
    gradients: { a: "0", b: "-4", c: "0" },
  },
  {
    title: "a tie in a maximum shares the derivative",
    text: "y = max(a, b)",
    at: { a: "2", b: "2" },
    oracle: (a: D, b: D) => Dec.max(a, b),
    value: "2",
    gradients: { a: "1/2", b: "1/2" },
    notes: /1\/2|share|tie/,
  },
  {
    title: "|x| away from the kink",
    text: "y = |x^2 - 4|/|x|",
    at: { x: "-1" },
    oracle: (x: D) => square(x).minus(4).abs().div(x.abs()),
    value: "3",
    gradients: { x: "5" },
  },
  {
    title: "|x| at the kink",
    text: "y = 3 |x| + x",
    at: { x: "0" },
    oracle: (x: D) => x.abs().times(3).plus(x),
    value: "0",
    gradients: { x: "1" },
    notes: /x = 0: .*0 is used/,
  },
  {
    title: "ReLU at the kink",
    text: "y = relu(x - 1) + x",
    at: { x: "1" },
    oracle: (x: D) => relu(x.minus(1)).plus(x),
    value: "1",
    gradients: { x: "1" },
    notes: /0 is used/,
  },
  {
    title: "a rectified vector, both sides",
    text: "a = relu(x); L = c^T a",
    at: { x: "[2; -1; 3]", c: "[1; 5; -2]" },
    oracle: (x: V, c: V) => dot(c, x.map(relu)),
    value: "-4",
    gradients: { x: "1, 0, -2", c: "2, 0, 3" },
  },
  {
    title: "clipping to an interval",
    text: "c = \\min(\\max(x, -1), 1); y = c^2 + x",
    at: { x: "1/2" },
    oracle: (x: D) => square(Dec.min(Dec.max(x, -1), 1)).plus(x),
    value: "3/4",
    gradients: { x: "2" },
  },
  {
    title: "a definition by cases",
    text: "f = \\begin{cases} x^2 & x < 0 \\\\ \\sin x & x \\ge 0 \\end{cases}",
    at: { x: "pi/6" },
    oracle: (x: D) => (x.lt(0) ? square(x) : x.sin()),
    value: "1/2",
    gradients: { x: "sqrt(3)/2" },
  },
  {
    title: "cases with a formula of two letters, second row taken",
    text: "f = \\begin{cases} a x & x > 2 \\\\ a^2 + x & x \\le 2 \\end{cases}; L = f^2",
    at: { a: "3", x: "1" },
    oracle: (a: D, x: D) => square(x.gt(2) ? a.times(x) : square(a).plus(x)),
    value: "100",
    gradients: { a: "120", x: "20" },
  },
  {
    title: "the positive part by an indicator",
    text: "y = x^3 \\mathbf{1}_{x > 0} - 2 x",
    at: { x: "2" },
    oracle: (x: D) => (x.gt(0) ? x.pow(3) : num(0)).minus(x.times(2)),
    value: "4",
    gradients: { x: "10" },
  },
  {
    title: "the largest entry of a vector",
    text: "y = \\max_i x_i^2",
    at: { x: "[1; -4; 2]" },
    oracle: (x: V) => Dec.max(...x.map(square)),
    value: "16",
    gradients: { x: "0, -8, 0" },
  },
  {
    title: "the sum of absolute values",
    text: "L = \\|x\\|_1 + \\lambda \\sum_i |x_i - 1|",
    at: { x: "[2; -3]", "\\lambda": "1/2" },
    oracle: (x: V, l: D) =>
      total(x.map((e) => e.abs())).plus(l.times(total(x.map((e) => e.minus(1).abs())))),
    value: "15/2",
    gradients: { x: "3/2, -3/2", "\\lambda": "5" },
  },
  {
    title: "ELU, leaky ReLU and softplus of one letter",
    text: "y = elu(x) + leakyrelu(x) + softplus(x)",
    at: { x: "-1" },
    oracle: (x: D) =>
      Dec.exp(x)
        .minus(1)
        .plus(x.div(100))
        .plus(Dec.ln(Dec.exp(x).plus(1))),
    value: null,
    gradients: { x: null },
  },
  {
    title: "sign and floor have derivative 0",
    text: "y = x sign(x) + floor(x) x",
    at: { x: "5/2" },
    oracle: (x: D) => x.times(x.s).plus(x.floor().times(x)),
    value: "15/2",
    gradients: { x: "3" },
  },
];

workAll("kinks and cases", exercises);
