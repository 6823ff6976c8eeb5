/**
 * @file The objective by kernels against the graph evaluated node by node: loss, gradient and
 * predictions of networks of every kind, for any number of rows, in doubles and in singles.
 */
import { describe, expect, test } from "vitest";
import { compiledObjective, type Objective, referenceObjective } from "../../src/train/index.ts";
import { classifier, networkIn, prepared, type Run, runOf, toTheEnd } from "./runs.ts";

const two = ["x = x1, x2", "t = kind"];

const networks: readonly (readonly [title: string, text: string, inputs: readonly string[]])[] = [
  ["a classifier", classifier, ["t = kind"]],
  [
    "a batch",
    "H = relu(dense(X, V, c))\nL = softmaxcrossentropy(dense(H, W, b), T)\nc: [6]",
    ["X = x1, x2", "T = kind"],
  ],
  [
    "a batch, normalised",
    "H = batchnorm(dense(X, V), g, c)\nL = softmaxcrossentropy(tanh(H) W, T)\nc: [6]",
    ["X = x1, x2", "T = kind"],
  ],
  ["logistic", "z = w^T x + b\nL = bcelogits(z, t)", two],
  ["a line", "L = (w x1 + b - x2)^2", []],
  [
    "a penalty",
    "L = (w^T x - t)^2 + \\lambda \\|w\\|^2\nat lambda = 0.1",
    ["x = x1, x2", "t = side"],
  ],
  ["hinge", "L = hinge(w^T x + b, t)", two],
  ["a layer norm", "h = layernorm(V x, g, c)\nL = softmaxcrossentropy(W gelu(h), t)\nc: [5]", two],
  [
    "deep",
    "a = silu(A x + a_0)\nb = softplus(B a + b_0)\nc = elu(C b)\nL = mse(c, t)\na_0: [7]\nb_0: [5]",
    ["x = x1, x2", "t = kind"],
  ],
  ["a prediction that no data leads to", "L = (b - x1)^2", []],
];

/** The largest difference, relative to the largest entry. */
function off(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  let difference = 0;
  for (let k = 0; k < a.length; k++) {
    most = Math.max(most, Math.abs(a[k]!));
    difference = Math.max(difference, Math.abs(a[k]! - b[k]!));
    if (Number.isNaN(a[k]! + b[k]!)) return Number.POSITIVE_INFINITY;
  }
  return difference / Math.max(most, 1e-3);
}

describe("kernels agree with the graph", () => {
  test.each(networks)("%s", (_, text, inputs) => {
    const { setting, state } = runOf(prepared(text, inputs), { validation: 0 });
    const { network, batches, split } = setting;
    const point = state.parameters.map((value, k) => value + 0.3 * Math.sin(k + 1));
    const reference = referenceObjective(network);
    for (const [precision, backEnd, tolerance] of [
      ["f64", "wasm", 1e-11],
      ["f64", "script", 1e-12],
      ["f32", "wasm", 1e-4],
    ] as const) {
      const objective = compiledObjective(network, { rows: 16, precision, backEnd });
      if ("reason" in objective) throw new Error(`${objective.reason}: ${objective.what}`);
      for (const rows of [1, 16, 37]) {
        const samples = batches.take(split.training, 0, rows);
        const [own, wanted] = [new Float64Array(network.size), new Float64Array(network.size)];
        const loss = objective.step(point, samples, rows, own);
        expect(off([reference.step(point, samples, rows, wanted)], [loss])).toBeLessThan(tolerance);
        expect(off(wanted, own)).toBeLessThan(tolerance);
        expect(off([loss], [objective.loss(point, samples, rows)])).toBeLessThan(tolerance);
        const [found, expected] = [objective, reference].map((one) =>
          one.predict(point, samples, rows),
        );
        expect(off(expected!, found!)).toBeLessThan(tolerance);
      }
    }
  });
});

test("a run by kernels is the run by the graph", () => {
  const ready = prepared(classifier, ["t = kind"]);
  const by = (objective: Objective): Run => {
    const run = runOf(ready, { epochs: 5 });
    return { ...run, setting: { ...run.setting, objective } };
  };
  const network = networkIn(ready);
  const compiled = compiledObjective(network, { rows: 16 });
  if ("reason" in compiled) throw new Error(compiled.what);
  const [fast, slow] = [by(compiled), by(referenceObjective(network))];
  toTheEnd(fast);
  toTheEnd(slow);
  expect(off(slow.state.parameters, fast.state.parameters)).toBeLessThan(1e-10);
  expect(fast.state.history.at(-1)!.accuracy).toBe(slow.state.history.at(-1)!.accuracy);
});
