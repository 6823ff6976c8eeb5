/**
 * @file Value and the three partial derivatives of y = cos((x1/x2)^x3), one point a call and at a
 * million points, beside JavaScript and C written by hand that share one logarithm, and beside the
 * frameworks.
 */

import { differentiate } from "../../dist/calculus/index.js";
import { compile, parse } from "../../dist/index.js";
import { compileRoots, variablesIn } from "../../dist/kernel/index.js";
import { contest, framework, inC, local, pytorch, taskOf } from "../contest.js";
import { meanSize } from "../numbers/parts.js";
import { figures, promise, ratio, table } from "../table.js";

const text = "cos((x1/x2)^x3)";
const many = 1_000_000;

export const title = "Value and gradient of cos((x1/x2)^x3) (processor time, ns a point)";

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

/** By hand, for every base that `**` has a power of. */
function byHandPower(x, out) {
  const u = x[0] / x[1];
  const s = u ** x[2];
  const d = -Math.sin(s);
  const t = (d * x[2] * s) / u;
  out[0] = Math.cos(s);
  out[1] = t / x[1];
  out[2] = (-t * u) / x[1];
  out[3] = d * s * Math.log(u);
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
  const one = await onePoint();
  const all = await manyPoints();
  const names = [...new Set([...one.us.keys(), ...all.us.keys(), ...one.errors.keys()])];
  const cells = ({ us, errors }, name, points, ours) => {
    const found = us.get(name);
    if (found === undefined) return [errors.get(name) ?? "", ""];
    return [figures((1000 * found) / points), ratio(found, us.get(ours))];
  };
  const rows = names.map((name) => {
    return [name, ...cells(one, name, 1, script), ...cells(all, name, many, wasm)];
  });
  const part = ({ us }, own, other) => us.get(own) / us.get(other);
  return [
    table(["", "one point", "ours = 1", "10⁶ points", "ours = 1"], rows),
    "",
    promise("One point, to JavaScript by hand", part(one, script, hand), { most: 1.1 }),
    promise("10⁶ points, to JavaScript by hand", part(all, wasm, hand), { most: 0.55 }),
  ].join("\n");
}

const hand = "JavaScript by hand";
const script = "ours, JavaScript";
const wasm = "ours, WebAssembly";

function onePoint() {
  const x = Float64Array.of(3.1, 2, 1.1);
  const out = new Float64Array(4);
  const results = () => [...out];
  const flat = compile(text, ["x1", "x2", "x3"]).flat();
  const task = taskOf("point", [], x);
  return contest([
    [script, local(() => flat(x, out), results)],
    [hand, local(() => byHand(x, out), results)],
    ["JavaScript by hand, with **", local(() => byHandPower(x, out), results)],
    ["nerdamer", framework("nerdamer", task)],
    ["compute-engine", framework("compute-engine", task)],
    ["mathjs", framework("mathjs", task)],
    ["PyTorch", pytorch(task)],
    ["jax-js, f32", framework("jax-js", task), "f32"],
    ["tfjs, f32", framework("tfjs", task), "f32"],
  ]).finally(task.remove);
}

function manyPoints() {
  const { node, arena } = parse(text);
  const inputs = variablesIn(node);
  const roots = [node, ...differentiate(node, inputs, arena)].map((root) => ({ node: root }));
  const varying = new Set(inputs.map(({ data }) => data));
  const points = inputs.map((_, k) => {
    return Float64Array.from({ length: many }, (_, p) => 0.5 + ((p * (k + 7919)) % 1000) / 500);
  });
  const ours = (backEnd, precision) => {
    const request = { arena, roots, inputs, varying, points: many, backEnd, precision };
    const { arrays, run } = compileRoots(request);
    for (const [k, values] of points.entries()) arrays[3 + k].set(values);
    return local(
      () => run(many, arrays),
      () => arrays.slice(6).map(meanSize),
    );
  };
  const out = [0, 1, 2, 3].map(() => new Float64Array(many));
  const task = taskOf(
    "points",
    [many],
    points.flatMap((values) => [...values]),
  );
  const fast = ["-march=native", "-mprefer-vector-width=512", "-ffast-math"];
  return contest([
    [wasm, ours("wasm", "f64")],
    [script, ours("script", "f64")],
    ["ours, WebAssembly, f32", ours("wasm", "f32"), "f32"],
    [
      hand,
      local(
        () => byHandMany(many, ...points, ...out),
        () => out.map(meanSize),
      ),
    ],
    ["C −O3", inC("points", [], task)],
    ["C −O3 for this machine, −ffast-math", inC("points", fast, task)],
    ["PyTorch", pytorch(task)],
    ["jax-js, f32", framework("jax-js", task), "f32"],
    ["tfjs, f32", framework("tfjs", task), "f32"],
  ]).finally(task.remove);
}
