/**
 * @file Gradient descent with momentum, the heavy ball: a velocity collects the gradients, those
 * of the past fading by β a step:
 *
 *     v⁺ = β v + g,   θ⁺ = θ − η v⁺.
 *
 * Written with v⁺ = β v − η g, θ⁺ = θ + v⁺ it is the same sequence of θ, since η is constant.
 *
 * Source: Polyak, *Some methods of speeding up the convergence of iteration methods*, USSR
 * Comput. Math. Math. Phys. 4 (1964).
 */
import { type Optimiser, type OptimiserSetting, rate } from "./optimiser.ts";

/** How much of the velocity stays. */
export const friction: OptimiserSetting = {
  key: "\\beta",
  words: ["momentum", "mu", "gamma"],
  usual: "0.9",
};

export const momentum: Optimiser = {
  title: "gradient descent with momentum",
  words: ["momentum", "sgd with momentum", "gradient descent with momentum", "heavy ball"],
  reference: "Polyak 1964",
  settings: [rate(null), friction],
  remembered: ["v"],
  ahead: null,
  lines: ["v := \\beta v + g", "\\theta := \\theta - \\eta v"],
};
