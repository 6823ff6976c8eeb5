/**
 * @file Gradient descent: θ⁺ = θ − η dL/dθ. With the gradient of a sample or a batch instead of
 * the whole sum it is stochastic gradient descent; the step is the same.
 *
 * Source: Cauchy, Comptes rendus 25 (1847); Robbins & Monro, *A Stochastic Approximation Method*,
 * Ann. Math. Stat. 22 (1951).
 */
import { type Optimiser, rate } from "./optimiser.ts";

export const gradientDescent: Optimiser = {
  title: "gradient descent",
  words: ["gradient descent", "gd", "sgd", "stochastic gradient descent"],
  reference: "Robbins and Monro 1951",
  settings: [rate(null)],
  remembered: [],
  ahead: null,
  lines: ["\\theta := \\theta - \\eta g"],
};
