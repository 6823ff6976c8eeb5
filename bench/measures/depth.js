/**
 * @file Depth: a network of L layers, z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, a^{(l)} = tanh(z^{(l)}),
 * with a squared error, from its four lines of text: the sheet with its shapes, the gradients by
 * all weights as one graph, and the whole worked solution with numbers (2 × 2 weights: every
 * value, both passes, the chains). What a layer costs has to stay the same. No peer reads rules of
 * layers, so this is ours alone.
 */
import { differentiate, substitute } from "../../dist/calculus/index.js";
import { topological } from "../../dist/expression/index.js";
import { solve } from "../../dist/work/index.js";
import { buildWorksheet, readProblem } from "../../dist/worksheet/index.js";
import { duration, figures, median, table } from "../table.js";

const depths = [10, 100, 300, 1_000];
const rounds = 3;

export const title = "Depth: a network of L layers, per layer";

const rules =
  "a^{(0)} = x; z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}; a^{(l)} = tanh(z^{(l)}); " +
  "C = \\|a^{(L)} - y\\|^2";
const numbers =
  "x = [0.5; -0.25], y = [1; 0], W^{(l)} = [0.5, -0.25; 0.125, 0.75], b^{(l)} = [0.1; -0.1]";

export async function measure() {
  await solve(`${rules}; L = 5`, { at: numbers });
  const rows = depths.map((layers) => {
    const text = `${rules}; L = ${layers}`;
    const steps = {
      sheet: () => buildWorksheet(readProblem(text)),
      gradients: () => gradientsOf(buildWorksheet(readProblem(text))),
      worked: () => solve(text, { at: numbers }),
    };
    const times = Object.values(steps).map((step) => {
      return median(Array.from({ length: rounds }, () => timed(step)));
    });
    const nodes = topological(steps.gradients()).length;
    const each = times.map((ms) => duration(ms / layers));
    return [`L = ${figures(layers)}`, ...each, duration(times[2]), figures(nodes / layers)];
  });
  const heading = [
    "",
    "sheet",
    "sheet, gradients",
    "worked",
    "worked, whole",
    "nodes of gradients",
  ];
  return table(heading, rows);
}

/** The gradients by every input, in the inputs alone. */
function gradientsOf({ arena, quantities }) {
  const composed = new Map();
  for (const { formula, variable } of quantities) {
    if (formula !== null) composed.set(variable, substitute(formula, composed, arena));
  }
  const inputs = quantities.filter(({ formula }) => formula === null);
  const loss = composed.get(arena.variable("C"));
  return differentiate(
    loss,
    inputs.map(({ variable }) => variable),
    arena,
  );
}

function timed(step) {
  const start = performance.now();
  step();
  return performance.now() - start;
}
