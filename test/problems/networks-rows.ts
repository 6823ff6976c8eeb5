/**
 * @file Two-layer networks, in matrix form and in index form; Goodfellow et al. ch. 6 and CS224n
 * assignment types.
 */
import type { Exercise } from "./exercise.ts";
import {
  apply,
  type D,
  dot,
  type M,
  matmul,
  plus,
  relu,
  sigmoid,
  softmax,
  square,
  total,
  turned,
  type V,
} from "./oracle.ts";

const tanh = (v: V): V => v.map((x) => x.tanh());

export const networksRows: readonly Exercise[] = [
  {
    title: "a rectifier layer and a linear one with squared error",
    text: "z = W^T x + b; a = relu(z); y = v^T a; L = (y - t)^2",
    at: { W: "[2, -1; 1, 2]", x: "[-2; 3]", b: "[1; 2]", v: "[3; 2]", t: "22" },
    oracle: (W: M, x: V, b: V, v: V, t: D) =>
      square(dot(v, plus(apply(turned(W), x), b).map(relu)).minus(t)),
    value: "4",
    gradients: { W: "0, 16; 0, -24", b: "0, -8", v: "0, -40", x: "8, -16", t: "4" },
    entries: { "W_{2,2}": "-24", v_2: "-40" },
    notes: /z_1 = 0.*0 is used/,
  },
  {
    title: "the same network away from the kink",
    text: "z = W^T x + b; a = relu(z); y = v^T a; L = (y - t)^2",
    at: { W: "[1, -1; 2, 1]", x: "[1; 2]", b: "[0; -2]", v: "[1; 3]", t: "3" },
    oracle: (W: M, x: V, b: V, v: V, t: D) =>
      square(dot(v, plus(apply(turned(W), x), b).map(relu)).minus(t)),
    value: "4",
    gradients: { W: "4, 0; 8, 0", b: "4, 0", v: "20, 0", x: "4, 8", t: "-4" },
  },
  {
    title: "in index form",
    text: "z_j = \\sum_i W_{ij} x_i + b_j; h_j = tanh(z_j); y = \\sum_j v_j h_j",
    at: { W: "[1, 0; -1, 2]", x: "[1; 1]", b: "[0; -2]", v: "[2; -3]" },
    oracle: (W: M, x: V, b: V, v: V) => dot(v, tanh(plus(apply(turned(W), x), b))),
    value: "0",
    gradients: { W: "2, -3; 2, -3", x: "2, -8", b: "2, -3", v: "0, 0" },
    entries: { "W_{2,1}": "2" },
  },
  {
    title: "two hidden layers of one unit",
    text: "h_1 = tanh(w_1 x); h_2 = tanh(w_2 h_1); L = (h_2 - t)^2",
    at: { w_1: "ln 2", x: "1", w_2: "5", t: "1/2" },
    oracle: (w1: D, x: D, w2: D, t: D) => square(w2.times(w1.times(x).tanh()).tanh().minus(t)),
    value: null,
    gradients: { w_1: null, x: null, w_2: null, t: null },
  },
  {
    // CS224n assignment 1 type: softmax on a sigmoid layer
    title: "sigmoid layer, softmax, cross-entropy",
    text: "h = sigmoid(W x + b); s = U h; p = softmax(s); L = -\\sum_k y_k \\ln p_k",
    at: { W: "[1, -1; 0, 0]", x: "[1; 1]", b: "[0; 0]", U: "[2, 0; 0, 2]", y: "[1; 0]" },
    oracle: (W: M, x: V, b: V, U: M, y: V) => {
      const h = plus(apply(W, x), b).map(sigmoid);
      return dot(
        y,
        softmax(apply(U, h)).map((p) => p.ln()),
      ).neg();
    },
    value: "ln(2)",
    gradients: {
      W: "-1/4, -1/4; 1/4, 1/4",
      b: "-1/4, 1/4",
      U: "-1/4, -1/4; 1/4, 1/4",
      x: "-1/4, 1/4",
    },
  },
  {
    title: "a row-wise batch: X W + b",
    text: "Z = X W + b; L = sum(Z .* Z)",
    at: { X: "[1, 2; 0, 1; -1, 1]", W: "[1, 0; 2, -1]", b: "[1; 1]" },
    oracle: (X: M, W: M, b: V) => total(matmul(X, W).flatMap((row) => plus(row, b).map(square))),
    value: "50",
    gradients: { W: "8, -2; 34, -4", b: "22, -2", X: null },
  },
  {
    title: "XOR by two rectifiers",
    text: "h = relu(W^T x + c); f = w^T h + b; L = (f - y)^2",
    at: { W: "[1, 1; 1, 1]", x: "[1; 1]", c: "[0; -1]", w: "[1; -2]", b: "1/2", y: "0" },
    oracle: (W: M, x: V, c: V, w: V, b: D, y: D) =>
      square(
        dot(w, plus(apply(turned(W), x), c).map(relu))
          .plus(b)
          .minus(y),
      ),
    value: "1/4",
    gradients: { W: "1, -2; 1, -2", x: "-1, -1", c: "1, -2", w: "2, 1", b: "1", y: "-1" },
  },
  {
    title: "one step of a recurrent cell twice, weights shared",
    text: "h_1 = tanh(w h_0 + u x_1); h_2 = tanh(w h_1 + u x_2); L = h_2^2/2",
    at: { w: "1/2", h_0: "0", u: "1", x_1: "1", x_2: "-1" },
    oracle: (w: D, h0: D, u: D, x1: D, x2: D) => {
      const h1 = w.times(h0).plus(u.times(x1)).tanh();
      return square(w.times(h1).plus(u.times(x2)).tanh()).div(2);
    },
    value: null,
    gradients: { w: null, u: null, x_1: null },
  },
  {
    title: "a residual block",
    text: "a = relu(W x); y = x + a; L = y^T y",
    at: { W: "[1, 0; 1, 1]", x: "[2; -1]" },
    oracle: (W: M, x: V) => {
      const y = plus(x, apply(W, x).map(relu));
      return dot(y, y);
    },
    value: "16",
    gradients: { x: "16, 0", W: "16, -8; 0, 0" },
  },
];
