/** @file Networks of every kind, at some parameters, for the tests of exports. */
import { prepared, runOf } from "../train/runs.ts";

const two = ["x = x1, x2", "t = kind"];

export const networks: readonly (readonly [text: string, inputs: readonly string[]])[] = [
  ["h = tanh(V x + c)\nL = softmaxcrossentropy(W h + b, t)\nc: [6]", two],
  [
    "H = relu(dense(X, V, c))\nL = softmaxcrossentropy(dense(H, W, b), T)\nc: [6]",
    ["X = x1, x2", "T = kind"],
  ],
  ["L = bcelogits(w^T x + b, t)", two],
  ["y = w x1 + b\nL = (y - x2)^2", []],
  ["h = layernorm(V x, g, c)\nL = softmaxcrossentropy(W gelu(h), t)\nc: [5]", two],
  [
    "a = silu(A x + p)\nb = softplus(B a + q)\nc = elu(C b)\nL = mse(leakyrelu(c) + c^3, t)\np: [7]\nq: [5]",
    two,
  ],
  [
    "h = relu(A x + c)^2 \\odot \\sigma(B x)\ny = sin(W h) + |W h| + max(h) + mean(h)\nL = mse(y, t)\nc: [4]",
    two,
  ],
  ["y = x^T A x + w^T x\nL = (y - t)^2", ["x = x1, x2", "t = side"]],
  [
    "H = batchnorm(dense(X, V), g, c)\nL = softmaxcrossentropy(tanh(H) W, T)\nc: [6]",
    ["X = x1, x2", "T = kind"],
  ],
  [
    "y = \\sqrt{exp(w^T x) + 1} + ln(1 + \\|v\\|^2) + \\sum_{i=1}^{2} i x_i v_i\nL = (y - t)^2",
    ["x = x1, x2", "t = side"],
  ],
];

/** A network, and parameters that are not its first ones. */
export function trainedAt(text: string, inputs: readonly string[]) {
  const { setting, state } = runOf(prepared(text, inputs), { validation: 0 });
  const point = state.parameters.map((value, k) => value + 0.3 * Math.sin(k + 1));
  return { ...setting, point };
}
