/**
 * @file Attention and normalisation: scores and weighted sums of values, batch and layer
 * normalisation with scale and shift, mean, variance and standardisation.
 */
import { type Exercise, workAll } from "./exercise.ts";
import {
  apply,
  type D,
  dot,
  type M,
  matmul,
  mean,
  plus,
  softmax,
  square,
  total,
  turned,
  type V,
  zip,
} from "./oracle.ts";

const standard = (x: V, eps: D): V => {
  const centred = x.map((entry) => entry.minus(mean(x)));
  const deviation = mean(centred.map(square)).plus(eps).sqrt();
  return centred.map((entry) => entry.div(deviation));
};

const exercises: readonly Exercise[] = [
  {
    // Vaswani et al. type, one query
    title: "attention of one query",
    text: "s = K q/sqrt(d); a = softmax(s); o = V^T a; L = c^T o",
    at: { K: "[2, 0; 0, 2]", q: "[1; 1]", d: "4", V: "[1, 2; 3, 4]", c: "[1; 1]" },
    oracle: (K: M, q: V, d: D, v: M, c: V) => {
      const a = softmax(apply(K, q).map((x) => x.div(d.sqrt())));
      return dot(c, apply(turned(v), a));
    },
    value: "5",
    gradients: { q: "-1, 1", V: "1/2, 1/2; 1/2, 1/2", K: "-1/2, -1/2; 1/2, 1/2", d: "0" },
  },
  {
    title: "a row of attention scores, summed against a target",
    text: "S = Q K^T/2; L = sum(S .* G)",
    at: { Q: "[1, 2; 0, 1]", K: "[1, 1; 2, 0]", G: "[1, 0; -1, 2]" },
    oracle: (Q: M, K: M, G: M) =>
      total(zip(matmul(Q, turned(K)).flat(), G.flat(), (x, g) => x.times(g).div(2))),
    value: "1",
    gradients: { Q: "1/2, 1/2; 3/2, -1/2", K: "1/2, 1/2; 0, 1", G: "3/2, 1; 1/2, 0" },
  },
  {
    title: "softmax along the rows of a score matrix",
    text: "A = softmax(Q K^T); L = sum(A .* G)",
    at: { Q: "[1, 0; 0, 1]", K: "[ln 2, 0; 0, ln 3]", G: "[1, 0; 0, 0]" },
    oracle: (Q: M, K: M, G: M) => {
      const a = matmul(Q, turned(K)).map(softmax);
      return total(zip(a.flat(), G.flat(), (x, g) => x.times(g)));
    },
    value: "2/3",
    gradients: { Q: "2/9*ln(2), -2/9*ln(3); 0, 0", K: "2/9, 0; -2/9, 0" },
  },
  {
    title: "the variance of a vector",
    text: "m = 1/3 \\sum_{i=1}^3 x_i; v = 1/3 \\sum_{i=1}^3 (x_i - m)^2",
    at: { x: "[1; 2; 6]" },
    oracle: (x: V) => mean(x.map((entry) => square(entry.minus(mean(x))))),
    value: "14/3",
    gradients: { x: "-4/3, -2/3, 2" },
    says: ["PG1022", "PG1022"],
  },
  {
    // Ioffe & Szegedy type
    title: "batch normalisation of three numbers, one output",
    text: "m = mean(x); v = mean((x - m)^2); h = (x - m)/sqrt(v + \\epsilon); y = \\gamma h + \\beta; L = w^T y",
    at: { x: "[1; 2; 6]", "\\epsilon": "1/3", "\\gamma": "2", "\\beta": "1", w: "[1; 0; 0]" },
    oracle: (x: V, eps: D, g: D, b: D, w: V) =>
      dot(
        w,
        standard(x, eps).map((h) => h.times(g).plus(b)),
      ),
    value: null,
    gradients: { x: null, "\\gamma": null, "\\beta": "1", "\\epsilon": null },
  },
  {
    title: "layer normalisation with vector scale and shift",
    text: "m = mean(x); s = sqrt(mean((x - m)^2) + e_0); y = g .* (x - m)/s + b; L = y^T y",
    at: { x: "[1; 3]", e_0: "0", g: "[1; 2]", b: "[0; 1]" },
    oracle: (x: V, eps: D, g: V, b: V) => {
      const y = plus(
        zip(g, standard(x, eps), (p, h) => p.times(h)),
        b,
      );
      return dot(y, y);
    },
    value: "10",
    gradients: { x: "0, 0", g: "2, 6", b: "-2, 6", e_0: "-7" },
  },
  {
    title: "scaling a vector to length one",
    text: "u = x/\\|x\\|; L = t^T u",
    at: { x: "[3; 4]", t: "[1; 0]" },
    oracle: (x: V, t: V) => dot(t, x).div(dot(x, x).sqrt()),
    value: "3/5",
    gradients: { x: "16/125, -12/125", t: "3/5, 4/5" },
  },
  {
    title: "RMS normalisation",
    text: "r = sqrt(mean(x^2)); y = (g .* x)/r; L = sum(y)",
    at: { x: "[1; 7]", g: "[1; 1]" },
    oracle: (x: V, g: V) => total(zip(g, x, (a, b) => a.times(b))).div(mean(x.map(square)).sqrt()),
    value: "8/5",
    gradients: { x: "21/125, -3/125", g: "1/5, 7/5" },
  },
];

workAll("attention and normalisation", exercises);
