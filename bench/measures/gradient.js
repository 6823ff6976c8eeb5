/**
 * @file Value and the three partial derivatives of y = cos((x1/x2)^x3), one point a call and at a
 * million points, beside JavaScript written by hand that shares one logarithm.
 */

import { differentiate } from "../../dist/calculus/index.js";
import { compile, parse } from "../../dist/index.js";
import { compileRoots, variablesIn } from "../../dist/kernel/index.js";
import { figures, ratio, table } from "../table.js";
import { byTurns } from "../turns.js";

export const title = "Value and gradient of cos((x1/x2)^x3), f64 (processor time, ns a point)";

const text = "cos((x1/x2)^x3)";
const many = 1_000_000;

/** By hand, for a positive base. */
function byHand(x, out) {
  const u = x[0] / x[1];
  const l = Math.log(u);
  const s = Math.exp(x[2] * l);
  const d = -Math.sin(s);
  const t = (d * x[2] * s) / u;
  out[0] = Math.cos(s);
  out[1] = t / x[1];
  out[2] = (-t * u) / x[1];
  out[3] = d * s * l;
}

function byHandMany(n, a, b, c, y, ga, gb, gc) {
  for (let p = 0; p < n; p++) {
    const u = a[p] / b[p];
    const l = Math.log(u);
    const s = Math.exp(c[p] * l);
    const d = -Math.sin(s);
    const t = (d * c[p] * s) / u;
    y[p] = Math.cos(s);
    ga[p] = t / b[p];
    gb[p] = (-t * u) / b[p];
    gc[p] = d * s * l;
  }
}

export async function measure() {
  const x = Float64Array.of(3.1, 2, 1.1);
  const out = new Float64Array(4);
  const flat = compile(text, ["x1", "x2", "x3"]).flat();
  const one = byTurns({ hand: () => byHand(x, out), ours: () => flat(x, out) });
  const { node, arena } = parse(text);
  const inputs = variablesIn(node);
  const roots = [node, ...differentiate(node, inputs, arena)].map((root) => ({ node: root }));
  const varying = new Set(inputs.map(({ data }) => data));
  const points = inputs.map((_, k) => {
    return Float64Array.from({ length: many }, (_, p) => 0.5 + ((p * (k + 7919)) % 1000) / 500);
  });
  const results = [0, 1, 2, 3].map(() => new Float64Array(many));
  const kernels = ["script", "wasm"].map((backEnd) => {
    const kernel = compileRoots({ arena, roots, inputs, varying, points: many, backEnd });
    for (const [k, values] of points.entries()) kernel.arrays[3 + k].set(values);
    return kernel;
  });
  const [script, wasm] = kernels.map((kernel) => () => kernel.run(many, kernel.arrays));
  const all = byTurns({ hand: () => byHandMany(many, ...points, ...results), script, wasm });
  const ns = (us) => figures(us * 1000);
  const row = (name, hand, ours) => [name, ns(hand), ns(ours), ratio(ours, hand)];
  return table(
    ["", "by hand", "ours", "ours / by hand"],
    [
      row("one point a call, JavaScript", one.hand, one.ours),
      row("10⁶ points, JavaScript", all.hand / many, all.script / many),
      row("10⁶ points, WebAssembly", all.hand / many, all.wasm / many),
    ],
  );
}
