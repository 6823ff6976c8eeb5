/**
 * @file Adam: each entry steps by its running mean of gradients over the root of its running mean
 * of squares. Both means start at 0 and are therefore too small at first, by the factor 1 − βᵗ:
 *
 *     m⁺ = β₁ m + (1 − β₁) g,     m̂ = m⁺ / (1 − β₁ᵗ),
 *     v⁺ = β₂ v + (1 − β₂) g ⊙ g,  v̂ = v⁺ / (1 − β₂ᵗ),
 *     θ⁺ = θ − η m̂ / (√v̂ + ε).
 *
 * Source: Kingma & Ba, *Adam: A Method for Stochastic Optimization*, ICLR 2015, algorithm 1, whose
 * usual settings these are (α there is η here).
 */
import { type Optimiser, type OptimiserSetting, rate } from "./optimiser.ts";

/** The settings of the two means, and what keeps the root from 0. */
export const means: readonly OptimiserSetting[] = [
  { key: "\\beta_1", words: [], usual: "0.9" },
  { key: "\\beta_2", words: [], usual: "0.999" },
  { key: "\\epsilon", words: ["eps"], usual: "1e-8" },
];

/** The two means and what they are without their bias. */
export const meanLines: readonly string[] = [
  "m := \\beta_1 m + (1 - \\beta_1) g",
  "v := \\beta_2 v + (1 - \\beta_2) g \\odot g",
  "\\hat{m} = \\frac{m}{1 - \\beta_1^t}",
  "\\hat{v} = \\frac{v}{1 - \\beta_2^t}",
];

export const adam: Optimiser = {
  title: "Adam",
  words: ["adam"],
  reference: "Kingma and Ba 2015",
  settings: [rate("0.001"), ...means],
  remembered: ["m", "v"],
  ahead: null,
  lines: [
    ...meanLines,
    "\\theta := \\theta - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\epsilon}",
  ],
};
