/**
 * @file Single neurons: an affine map, an activation, a loss; with every common activation.
 */
import type { Exercise } from "./exercise.ts";
import { type D, Dec, dot, erf, num, one, sigmoid, square, type V } from "./oracle.ts";

export const neuronsRows: readonly Exercise[] = [
  {
    // CS231n type: f(w, x) = 1/(1 + e^{-(w0 x0 + w1 x1 + w2)})
    title: "a sigmoid neuron by its formula",
    text: "f = 1/(1 + e^(-(w0 x0 + w1 x1 + w2)))",
    at: { w_0: "2", x_0: "-1", w_1: "-3", x_1: "-2", w_2: "-4" },
    oracle: (w0: D, x0: D, w1: D, x1: D, w2: D) =>
      sigmoid(w0.times(x0).plus(w1.times(x1)).plus(w2)),
    value: "1/2",
    gradients: { w_0: "-1/4", x_0: "1/2", w_1: "-1/2", x_1: "-3/4", w_2: "1/4" },
  },
  {
    title: "a sigmoid neuron with squared error",
    text: "z = w x + b; a = sigmoid(z); L = (a - t)^2/2",
    at: { w: "2", x: "1/2", b: "-1", t: "1" },
    oracle: (w: D, x: D, b: D, t: D) => square(sigmoid(w.times(x).plus(b)).minus(t)).div(2),
    value: "1/8",
    gradients: { w: "-1/16", x: "-1/4", b: "-1/8", t: "1/2" },
  },
  {
    title: "σ in Greek, away from the symmetric point",
    text: "y = σ(w x)",
    says: ["PG2011"],
    at: { w: "1", x: "1" },
    oracle: (w: D, x: D) => sigmoid(w.times(x)),
    value: "e/(1 + e)",
    gradients: { w: "e/(1 + e)^2", x: "e/(1 + e)^2" },
  },
  {
    title: "a tanh neuron with a vector input",
    text: "z = w^T x + b; h = tanh(z); L = h^2",
    at: { w: "[1; -2]", x: "[3; 1]", b: "0" },
    oracle: (w: V, x: V, b: D) => square(dot(w, x).plus(b).tanh()),
    value: null,
    gradients: { w: null, x: null, b: null },
  },
  {
    title: "a softplus neuron",
    text: "z = w x; y = softplus(z)",
    at: { w: "2", x: "0" },
    oracle: (w: D, x: D) => Dec.ln(Dec.exp(w.times(x)).plus(1)),
    value: "ln(2)",
    gradients: { w: "0", x: "1" },
  },
  {
    title: "SiLU",
    text: "y = silu(x)",
    at: { x: "1" },
    oracle: (x: D) => x.times(sigmoid(x)),
    value: "e/(1 + e)",
    gradients: { x: null },
  },
  {
    title: "GELU",
    text: "y = gelu(x)",
    at: { x: "1" },
    oracle: (x: D) => x.div(2).times(erf(x.div(num(2).sqrt())).plus(1)),
    value: null,
    gradients: { x: null },
  },
  {
    title: "GELU by the tanh approximation",
    text: "y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
    at: { x: "1/2" },
    oracle: (x: D) => {
      const inner = x.plus(x.pow(3).times("0.044715"));
      return x.div(2).times(
        inner
          .times(num(2).div(Dec.acos(-1)).sqrt())
          .tanh()
          .plus(1),
      );
    },
    value: null,
    gradients: { x: null },
  },
  {
    title: "ELU on its curved side",
    text: "y = elu(x, a)",
    at: { x: "-1", a: "2" },
    oracle: (x: D, a: D) => a.times(Dec.exp(x).minus(1)),
    value: "2*e^(-1) - 2",
    gradients: { x: null, a: null },
  },
  {
    title: "a leaky ReLU neuron on its leaking side",
    text: "z = w x + b; y = leakyrelu(z, a)",
    at: { w: "-3", x: "2", b: "1", a: "1/100" },
    oracle: (w: D, x: D, b: D, a: D) => w.times(x).plus(b).times(a),
    value: "-1/20",
    gradients: { w: "1/50", x: "-3/100", b: "1/100", a: "-5" },
  },
  {
    // Goodfellow et al. ch. 6 type: XOR with a rectifier, one example
    title: "an LSTM-like gate: product of a sigmoid and a tanh",
    text: "i = sigmoid(u x); g = tanh(v x); c = i g; h = tanh(c)",
    at: { u: "0", x: "2", v: "ln 3" },
    oracle: (u: D, x: D, v: D) => sigmoid(u.times(x)).times(v.times(x).tanh()).tanh(),
    value: null,
    gradients: { u: null, x: null, v: null },
  },
  {
    title: "a logistic unit by the dot of two vectors, one weight asked",
    text: "p = sigmoid(w \\cdot x)",
    at: { w: "[1; 2; -1]", x: "[2; -1; 0]" },
    oracle: (w: V, x: V) => sigmoid(dot(w, x)),
    value: "1/2",
    gradients: { w: "1/2, -1/4, 0", x: "1/4, 1/2, -1/4" },
    entries: { w_2: "-1/4" },
  },
  {
    title: "the derivative of the sigmoid as a function of its own",
    text: "y = σ'(x)",
    says: ["PG2011"],
    at: { x: "ln 2" },
    oracle: (x: D) => sigmoid(x).times(one.minus(sigmoid(x))),
    value: "2/9",
    gradients: { x: "-2/27" },
  },
];
