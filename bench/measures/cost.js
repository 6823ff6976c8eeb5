/**
 * @file What a gradient costs beside its value: the processor time of the kernel of both over that
 * of the kernel of the value alone, for all functions of this bench. Reverse mode needs at most
 * four times the operations of the value, however many variables there are (Baur and Strassen 1983
 * for their number; Griewank and Walther, *Evaluating Derivatives*, 2nd ed., section 3.4 with the
 * moves of memory).
 */
import { differentiate } from "../../dist/calculus/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import {
  digitLoss,
  grown,
  layeredSheet,
  mixtureLoss,
  productOf,
  seedProblem,
  sheetLoss,
  smallLoss,
} from "../problems.js";
import { duration, figures, median, promise, table } from "../table.js";
import { timesByTurns } from "../turns.js";

const most = 4;

export const title = "Value and gradient beside the value alone (processor time)";

const attention =
  "O = attention(Q, K, V)\nL = \\|O - R\\|^2\nQ: [256, 64]\nK: [256, 64]\nV: [256, 64]";

/** Name, function, back end, and for many points their number. */
const cases = [
  ["cos((x1/x2)^x3)", seedProblem, "script"],
  ["cos((x1/x2)^x3)", seedProblem, "wasm", 100_000],
  ["f_n = sin(f_{n−1})·f_{n−1}, n = 18", () => grown(18), "script"],
  ["f_n, n = 200", () => grown(200), "script"],
  ["product, n = 10", () => productOf(10), "script"],
  ["product, n = 100", () => productOf(100), "script"],
  ["product, n = 10,000", () => productOf(10_000), "script"],
  ["product, n = 100,000", () => productOf(100_000), "script"],
  ["mixture, d = 2, K = 5", () => mixtureLoss(1000, 2, 5), "wasm"],
  ["mixture, d = 10, K = 25", () => mixtureLoss(1000, 10, 25), "wasm"],
  ["mixture, d = 10, K = 25", () => mixtureLoss(1000, 10, 25), "script"],
  ["mixture, d = 64, K = 5", () => mixtureLoss(1000, 64, 5), "wasm"],
  ["784-128-10, f32", digitLoss, "wasm", 32],
  ["784-128-10, f32", digitLoss, "wasm", 1024],
  ["2-2-1", smallLoss, "script", 4],
  ["attention, 256 × 64", () => sheetLoss(attention, /^[QKV]$/), "wasm"],
  ["10 layers of 20, tanh", () => sheetLoss(layeredSheet(50), /^[Wb]/), "wasm"],
];

/** What runs a kernel of the loss, with or without its gradient. */
function kernelOf({ arena, loss, parameters, samples }, withGradient, options) {
  const points = options.points ?? 1;
  const gradient = withGradient ? differentiate(loss, parameters, arena) : [];
  // parameters are the same at all points, but for a function that has nothing else
  const varying = options.points === undefined ? [] : samples.length > 0 ? samples : parameters;
  const compiled = compileRoots({
    arena,
    roots: [loss, ...gradient].map((node) => ({ node, isTotal: samples.length > 0 })),
    inputs: [...parameters, ...samples],
    varying: new Set(varying.map(({ data }) => data)),
    ...options,
  });
  if ("reason" in compiled) throw new Error(compiled.what);
  const { arrays, inputs, run } = compiled;
  for (const { array, offset, size, varies } of inputs) {
    const values = arrays[array].subarray(offset, offset + size * (varies ? points : 1));
    for (const [k] of values.entries()) values[k] = 1 + 0.001 * Math.sin(k * 1.7);
    // weights of a network that would saturate
    if (inputs.length > 4) for (const [k] of values.entries()) values[k] = 0.2 * Math.sin(k * 1.7);
  }
  return () => run(points, arrays);
}

export async function measure() {
  let worst = 0;
  const rows = cases.map(([name, make, backEnd, points]) => {
    const problem = make();
    const precision = name.includes("f32") ? "f32" : "f64";
    const options = { backEnd, precision, ...(points === undefined ? {} : { points }) };
    const { value, both } = timesByTurns({
      value: kernelOf(problem, false, options),
      both: kernelOf(problem, true, options),
    });
    const cost = median(both.map((us, round) => us / value[round]));
    worst = Math.max(worst, cost);
    const named = points === undefined ? name : `${name}, ${figures(points)} points`;
    const where = backEnd === "wasm" ? "WebAssembly" : "JavaScript";
    const shown = [value, both].map((times) => duration(median(times) / 1000));
    return [named, where, ...shown, figures(cost)];
  });
  return [
    table(["", "", "value", "and gradient", "cost"], rows),
    "",
    promise("The most that a gradient costs with its value", worst, { most }),
  ].join("\n");
}
