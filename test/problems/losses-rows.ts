/**
 * @file Losses: softmax cross-entropy in several spellings, binary cross-entropy, hinge, Huber,
 * soft Dice, divergences and margins.
 */
import type { Exercise } from "./exercise.ts";
import {
  at,
  type D,
  Dec,
  dot,
  minus,
  one,
  relu,
  sigmoid,
  softmax,
  total,
  type V,
  zip,
} from "./oracle.ts";

const logSumExp = (z: V): D => total(z.map((x) => Dec.exp(x))).ln();

export const lossesRows: readonly Exercise[] = [
  {
    // CS231n linear classification type: one example, one-hot target
    title: "softmax cross-entropy with a one-hot target",
    text: "p = softmax(z); L = -y^T ln p",
    at: { z: "[0; ln 2; ln 5]", y: "[0; 1; 0]" },
    oracle: (z: V, y: V) =>
      dot(
        y,
        softmax(z).map((p) => p.ln()),
      ).neg(),
    value: "ln(4)",
    gradients: { z: "1/8, -3/4, 5/8" },
    entries: { z_2: "-3/4" },
  },
  {
    title: "the same loss by log-sum-exp",
    text: "L = logsumexp(z) - y^T z",
    at: { z: "[0; ln 2; ln 5]", y: "[0; 1; 0]" },
    oracle: (z: V, y: V) => logSumExp(z).minus(dot(y, z)),
    value: "ln(4)",
    gradients: { z: "1/8, -3/4, 5/8", y: "0, -ln(2), -ln(5)" },
  },
  {
    title: "the same loss with sums written out",
    text: "L = -z_2 + \\ln \\sum_{k=1}^{3} e^{z_k}",
    at: { z: "[0; ln 2; ln 5]" },
    oracle: (z: V) => logSumExp(z).minus(at(z, 2)),
    value: "ln(4)",
    gradients: { z: "1/8, -3/4, 5/8" },
  },
  {
    title: "cross-entropy of scores from a linear map, two classes",
    text: "s = W x; p = softmax(s); L = -ln(p_1)",
    at: { W: "[1, 2; 2, 1]", x: "[1; 1]" },
    oracle: (W: readonly V[], x: V) =>
      at(softmax(W.map((row) => dot(row, x))), 1)
        .ln()
        .neg(),
    value: "ln(2)",
    gradients: { W: "-1/2, -1/2; 1/2, 1/2", x: "1/2, -1/2" },
    entries: { "W_{1,2}": "-1/2" },
  },
  {
    title: "binary cross-entropy of a probability",
    text: "L = -(y ln p + (1 - y) ln(1 - p))",
    at: { y: "1", p: "4/5" },
    oracle: (y: D, p: D) =>
      y
        .times(p.ln())
        .plus(one.minus(y).times(one.minus(p).ln()))
        .neg(),
    value: "ln(5/4)",
    gradients: { p: "-5/4", y: "-ln(4)" },
  },
  {
    title: "binary cross-entropy through a sigmoid",
    text: "z = w x + b; p = sigmoid(z); L = -y ln p - (1 - y) ln(1 - p)",
    at: { w: "1", x: "2", b: "-2", y: "0" },
    oracle: (w: D, x: D, b: D, y: D) => {
      const p = sigmoid(w.times(x).plus(b));
      return y
        .times(p.ln())
        .plus(one.minus(y).times(one.minus(p).ln()))
        .neg();
    },
    value: "ln(2)",
    gradients: { w: "1", x: "1/2", b: "1/2", y: "0" },
  },
  {
    title: "the hinge loss inside the margin",
    text: "m = y (w^T x + b); L = max(0, 1 - m)",
    at: { y: "-1", w: "[1; -1]", x: "[2; 1]", b: "1/2" },
    oracle: (y: D, w: V, x: V, b: D) => relu(one.minus(y.times(dot(w, x).plus(b)))),
    value: "5/2",
    gradients: { w: "2, 1", x: "1, -1", b: "1", y: "-3/2" },
  },
  {
    title: "the multiclass hinge loss over the other classes",
    text: "L = \\sum_{j \\ne 2} \\max(0, s_j - s_2 + 1)",
    at: { s: "[3; 2; -1]" },
    oracle: (s: V) =>
      relu(at(s, 1).minus(at(s, 2)).plus(1)).plus(relu(at(s, 3).minus(at(s, 2)).plus(1))),
    value: "2",
    gradients: { s: "1, -1, 0" },
  },
  {
    title: "the soft Dice loss",
    text: "D = (2 p^T g)/(\\sum_i p_i^2 + \\sum_i g_i^2); L = 1 - D",
    at: { p: "[1/2; 1; 0]", g: "[1; 1; 0]" },
    oracle: (p: V, g: V) =>
      one.minus(
        dot(p, g)
          .times(2)
          .div(dot(p, p).plus(dot(g, g))),
      ),
    value: "1/13",
    gradients: { p: "-56/169, -8/169, 0", g: null },
  },
  {
    title: "the Kullback–Leibler divergence of two distributions",
    text: "K = \\sum_i p_i \\ln \\frac{p_i}{q_i}",
    at: { p: "[1/2; 1/2]", q: "[1/4; 3/4]" },
    oracle: (p: V, q: V) =>
      dot(
        p,
        zip(p, q, (x, y) => x.div(y).ln()),
      ),
    value: "1/2*ln(4/3)",
    gradients: { q: "-2, -2/3", p: null },
  },
  {
    title: "the Huber loss beyond its threshold, by cases",
    text: "r = y - f; L = \\begin{cases} r^2/2 & |r| \\le 1 \\\\ |r| - 1/2 & \\text{otherwise} \\end{cases}",
    at: { y: "1", f: "4" },
    oracle: (y: D, f: D) => y.minus(f).abs().minus("0.5"),
    value: "5/2",
    gradients: { f: "1", y: "-1" },
  },
  {
    title: "mean squared error of predictions",
    text: "E = 1/4 \\sum_{i=1}^{4} (y_i - f_i)^2",
    at: { y: "[1; 2; 3; 4]", f: "[1; 1; 5; 4]" },
    oracle: (y: V, f: V) => dot(minus(y, f), minus(y, f)).div(4),
    value: "5/4",
    gradients: { f: "0, -1/2, 1, 0", y: "0, 1/2, -1, 0" },
    says: ["PG1022"],
  },
  {
    title: "focal loss",
    text: "L = -(1 - p)^\\gamma \\ln p",
    at: { p: "1/2", "\\gamma": "2" },
    oracle: (p: D, g: D) => one.minus(p).pow(g).times(p.ln()).neg(),
    value: "1/4*ln(2)",
    gradients: { p: null, "\\gamma": null },
  },
  {
    title: "softmax with a temperature",
    text: "p = softmax(z/T_0); L = p^T r",
    at: { z: "[0; ln 4]", T_0: "2", r: "[3; 0]" },
    oracle: (z: V, t: D, r: V) => dot(softmax(z.map((x) => x.div(t))), r),
    value: "1",
    gradients: { z: "1/3, -1/3", T_0: null, r: "1/3, 2/3" },
  },
];
