/**
 * @file One and the same kind of problem in the spellings people use: LaTeX with fractions and
 * environments, plain text, Greek letters typed as such, and mixtures of them.
 */
import { type Exercise, workAll } from "./exercise.ts";
import {
  apply,
  type D,
  Dec,
  dot,
  type M,
  plus,
  relu,
  sigmoid,
  square,
  total,
  turned,
  type V,
} from "./oracle.ts";

const exercises: readonly Exercise[] = [
  {
    title: "LaTeX: fraction, left-right brackets, powers of functions",
    text: "y = \\frac{\\sin^2 x}{1 + \\cos\\left(\\frac{x}{2}\\right)}",
    at: { x: "2*pi/3" },
    oracle: (x: D) => square(x.sin()).div(x.div(2).cos().plus(1)),
    value: "1/2",
    gradients: { x: null },
  },
  {
    title: "LaTeX: sum sign with bounds, subscripts of two letters",
    text: "\\hat{y} = \\sum_{i=1}^{3} w_i x_i + b; L = \\frac12(\\hat y - t)^2",
    at: { w: "[1; 2; 3]", x: "[1; 0; -1]", b: "1", t: "3" },
    oracle: (w: V, x: V, b: D, t: D) => square(dot(w, x).plus(b).minus(t)).div(2),
    value: "8",
    gradients: { w: "-4, 0, 4", x: "-4, -8, -12", b: "-4", t: "4" },
    entries: { w_3: "4" },
  },
  {
    title: "LaTeX: values as matrices in environments",
    text: `z = W^\\top x + b
      a = \\operatorname{ReLU}(z)
      L = \\lVert a \\rVert^2
      at W = \\begin{pmatrix} 1 & -1 \\\\ 2 & 0 \\end{pmatrix}, x = \\begin{bmatrix} 1 \\\\ 1 \\end{bmatrix}, b = \\begin{bmatrix} 0 \\\\ \\frac{1}{2} \\end{bmatrix}
      find \\frac{\\partial L}{\\partial W}, \\nabla_x L, dL/db`,
    given: true,
    at: { W: "[1, -1; 2, 0]", x: "[1; 1]", b: "[0; 1/2]" },
    oracle: (W: M, x: V, b: V) =>
      total(
        plus(apply(turned(W), x), b)
          .map(relu)
          .map(square),
      ),
    value: "9",
    gradients: { W: "6, 0; 6, 0", x: "6, 12", b: "6, 0" },
  },
  {
    title: "Unicode: Greek letters, superscripts, a middle dot, a root sign",
    text: "y = √(α² + β²) · γ",
    at: { "\\alpha": "3", "\\beta": "4", "\\gamma": "2" },
    oracle: (a: D, b: D, c: D) => square(a).plus(square(b)).sqrt().times(c),
    value: "10",
    gradients: { "\\alpha": "6/5", "\\beta": "8/5", "\\gamma": "5" },
  },
  {
    title: "Greek letters as words",
    text: "L = alpha theta^2 + exp(-beta theta)",
    at: { "\\alpha": "2", "\\theta": "1", "\\beta": "0" },
    oracle: (a: D, t: D, b: D) => a.times(square(t)).plus(Dec.exp(b.times(t).neg())),
    value: "3",
    gradients: { "\\alpha": "1", "\\theta": "4", "\\beta": "-1" },
  },
  {
    title: "programmer's plain text: stars, carets, names of several letters",
    text: "hidden = sigmoid(w1*x1 + w2*x2); loss = (hidden - target)**2",
    at: { w_1: "1", x_1: "2", w_2: "-2", x_2: "1", target: "1" },
    oracle: (w1: D, x1: D, w2: D, x2: D, t: D) =>
      square(sigmoid(w1.times(x1).plus(w2.times(x2))).minus(t)),
    value: "1/4",
    gradients: { w_1: "-1/2", x_1: "-1/4", w_2: "-1/4", x_2: "1/2", target: "1" },
  },
  {
    title: "a mixture: LaTeX function, plain fraction, digits run together",
    text: "y = \\ln(x_1 x_2) + x_1/x_2 - \\sin x_2",
    at: { x_1: "2", x_2: "5" },
    oracle: (a: D, b: D) => a.times(b).ln().plus(a.div(b)).minus(b.sin()),
    value: null,
    gradients: { x_1: "7/10", x_2: null },
  },
  {
    title: "accents: a tilde and a bar",
    text: "\\tilde u = 2 x; \\bar{u} = \\tilde u^2; y = \\bar{u} + \\tilde{u}",
    at: { x: "3" },
    oracle: (x: D) => square(x.times(2)).plus(x.times(2)),
    value: "42",
    gradients: { x: "26" },
  },
  {
    title: "superscripts in brackets as layers",
    text: "a^{(1)} = \\tanh(w^{(1)} x); a^{(2)} = w^{(2)} a^{(1)}; L = (a^{(2)})^2",
    at: { "w^{(1)}": "ln 3", x: "1", "w^{(2)}": "5" },
    oracle: (w1: D, x: D, w2: D) => square(w1.times(x).tanh().times(w2)),
    value: "16",
    gradients: { "w^{(1)}": "72/5", x: null, "w^{(2)}": "32/5" },
  },
  {
    title: "comments, dollars and a find line",
    text: `# the forward pass
      $q = x + y$   # a sum
      $f = q \\times z$
      at x = -2, y = 5, z = -4
      find df/dx, df/dq`,
    given: true,
    at: { x: "-2", y: "5", z: "-4" },
    oracle: (x: D, y: D, z: D) => x.plus(y).times(z),
    value: "-12",
    gradients: { x: "-4", q: "-4" },
  },
];

workAll("notation", exercises);
