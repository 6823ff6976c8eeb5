/**
 * @file Attention: the gradients of ‖O − R‖², O = softmax(QKᵀ/√d) V, by Q, K and V as expressions,
 * for sizes as symbols and as numbers, and of several layers one upon the other; and the whole
 * worked solution without numbers. Sizes must make no difference. No peer has the softmax of a
 * matrix, so this is ours alone.
 */
import { differentiate, substitute } from "../../dist/calculus/index.js";
import { topological } from "../../dist/expression/index.js";
import { solve } from "../../dist/work/index.js";
import { buildWorksheet, readProblem } from "../../dist/worksheet/index.js";
import { duration, median, table } from "../table.js";

const rounds = 15;

export const title = "Attention: gradients by all inputs as expressions";

const one = "O = attention(Q, K, V)\nL = \\|O - R\\|^2";
const cases = [
  ["sizes m, n, d", `${one}\nQ: [m, d]\nK: [n, d]`],
  ["sizes 2, 2, 2", `${one}\nQ: [2, 2]\nK: [2, 2]\nV: [2, 2]`],
  ["sizes 512, 512, 64", `${one}\nQ: [512, 64]\nK: [512, 64]\nV: [512, 64]`],
  ["3 layers", layers(3)],
  ["12 layers", layers(12)],
];

function layers(count) {
  const lines = Array.from({ length: count }, (_, k) => {
    const from = k === 0 ? "X" : `H_${k}`;
    const weights = ["A", "B", "C"].map((letter) => `${from} ${letter}_${k + 1}`);
    return `H_${k + 1} = attention(${weights.join(", ")})`;
  });
  return [...lines, `L = \\|H_{${count}} - R\\|^2`, "X: [n, d]"].join("\n");
}

export async function measure() {
  const rows = cases.map(([name, text]) => {
    const sheet = buildWorksheet(readProblem(text));
    const steps = [
      () => buildWorksheet(readProblem(text)),
      () => gradientsOf(sheet),
      () => solve(text),
    ];
    const times = steps.map((step) => {
      step();
      return median(Array.from({ length: rounds }, () => timed(step)));
    });
    const nodes = topological(gradientsOf(sheet)).length;
    return [name, ...times.map(duration), `${nodes}`];
  });
  return table(["", "sheet from text", "gradients", "worked solution", "nodes"], rows);
}

function gradientsOf({ arena, quantities }) {
  const whole = new Map();
  for (const { formula, variable } of quantities) {
    if (formula !== null) whole.set(variable, substitute(formula, whole, arena));
  }
  const inputs = quantities.filter(({ formula }) => formula === null);
  const output = whole.get(quantities.at(-1).variable);
  return differentiate(
    output,
    inputs.map(({ variable }) => variable),
    arena,
  );
}

function timed(step) {
  const start = performance.now();
  step();
  return performance.now() - start;
}
