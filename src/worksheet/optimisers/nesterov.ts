/**
 * @file Nesterov's accelerated gradient: momentum whose gradient is taken where the velocity is
 * about to lead,
 *
 *     θ̃ = θ − η β v,   v⁺ = β v + ∇L(θ̃),   θ⁺ = θ − η v⁺.
 *
 * The first step is one of gradient descent, since v is still 0. Libraries that keep θ̃ in place
 * of θ (θ̃⁺ = θ̃ − η (g + β v⁺)) show the same sequence, shifted.
 *
 * Source: Nesterov, Soviet Math. Dokl. 27 (1983); in this form Sutskever, Martens, Dahl & Hinton,
 * ICML 2013, equations 3 and 4.
 */
import { friction } from "./momentum.ts";
import { type Optimiser, rate } from "./optimiser.ts";

export const nesterov: Optimiser = {
  title: "Nesterov's accelerated gradient",
  words: ["nesterov", "nag", "nesterov momentum", "sgd with nesterov momentum"],
  reference: "Nesterov 1983",
  settings: [rate(null), friction],
  remembered: ["v"],
  ahead: "\\theta - \\eta \\beta v",
  lines: ["v := \\beta v + g", "\\theta := \\theta - \\eta v"],
};
