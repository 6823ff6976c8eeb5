/**
 * @file AdamW: Adam with weight decay beside the step instead of in the gradient, where the roots
 * would scale it: θ⁺ = θ − η (m̂ / (√v̂ + ε) + λ θ).
 *
 * Source: Loshchilov & Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019, algorithm 2
 * with the schedule multiplier left at 1 and the decay scaled by η, as libraries have it.
 */
import { meanLines, means } from "./adam.ts";
import { type Optimiser, rate } from "./optimiser.ts";

export const adamW: Optimiser = {
  title: "AdamW",
  words: ["adamw"],
  reference: "Loshchilov and Hutter 2019",
  settings: [
    rate("0.001"),
    ...means,
    { key: "\\lambda", words: ["decay", "weightdecay", "wd"], usual: "0.01" },
  ],
  remembered: ["m", "v"],
  ahead: null,
  lines: [
    ...meanLines,
    "\\theta := \\theta - \\eta \\left(\\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\epsilon} + \\lambda \\theta\\right)",
  ],
};
