/**
 * @file A training step (loss, gradients, gradient descent in place) of the network 784-128-10 with
 * ReLU and softmax cross-entropy in f32 on one thread, beside what SIMD128 can multiply and add at
 * most on this machine; and of a 2-2-1 network at four points, beside JavaScript by hand.
 */
import { differentiate } from "../../dist/calculus/index.js";
import { Arena } from "../../dist/expression/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { newModule } from "../../dist/kernel/wasm/assembler.js";
import { instantiate, newMemory } from "../../dist/kernel/wasm/engine.js";
import { definePeak, peakOperations } from "../../dist/kernel/wasm/peak.js";
import { figures, table } from "../table.js";
import { byTurns } from "../turns.js";

export const title = "Training step, gradient descent included (processor time)";

/** Floating-point operations of a step at one point: three products for each layer but one. */
const operations = 409_088;
const turns = 20_000;

/** W x. */
function apply(arena, W, x) {
  return arena.contract({ operands: [W, x], axes: [[0, 1], [1]], output: [0] });
}

/** A kernel that makes θ − (η/n) Σ ∂L/∂θ of θ. */
function stepKernel(arena, loss, parameters, samples, options) {
  const rate = arena.variable("rate");
  const gradients = differentiate(loss, parameters, arena);
  const bars = parameters.map(({ data, shape }) => arena.variable(`bar ${data}`, shape));
  const next = parameters.map((at, k) => arena.subtract(at, arena.multiply(rate, bars[k])));
  const kernel = compileRoots({
    arena,
    roots: [
      { node: loss, isTotal: true },
      ...gradients.map((node, k) => ({ node, isTotal: true, as: bars[k] })),
      ...next.map((node) => ({ node })),
    ],
    inputs: [...parameters, rate, ...samples],
    varying: new Set(samples.map(({ data }) => data)),
    ...options,
  });
  const theta = kernel.arrays[1];
  const count = theta.length - 1;
  theta[count] = 0.01 / options.points;
  const made = kernel.arrays[2].subarray(1 + count, 1 + 2 * count);
  const step = () => {
    kernel.run(options.points, kernel.arrays);
    theta.set(made);
  };
  return { kernel, theta, step };
}

/** The network on digits at so many points. */
function digits(points, backEnd) {
  const arena = new Arena();
  const parameters = [
    arena.variable("W1", [128, 784]),
    arena.variable("b1", [128]),
    arena.variable("W2", [10, 128]),
    arena.variable("b2", [10]),
  ];
  const [W1, b1, W2, b2] = parameters;
  const samples = [arena.variable("x", [784]), arena.variable("t", [10])];
  const a = arena.apply("relu", arena.add(apply(arena, W1, samples[0]), b1));
  const z = arena.add(apply(arena, W2, a), b2);
  const chosen = arena.total(arena.multiply(samples[1], z));
  const loss = arena.subtract(arena.structural("logsumexp", [z], [], 0), chosen);
  const made = stepKernel(arena, loss, parameters, samples, { points, backEnd, precision: "f32" });
  for (let k = 0; k < made.theta.length - 1; k++) made.theta[k] = 0.05 * Math.sin(k * 1.7);
  const [x, t] = made.kernel.arrays.slice(3);
  for (let k = 0; k < x.length; k++) x[k] = 0.5 + 0.5 * Math.sin(k * 0.37);
  for (let p = 0; p < points; p++) t[10 * p + (p % 10)] = 1;
  return made.step;
}

function small(backEnd) {
  const arena = new Arena();
  const parameters = [
    arena.variable("W", [2, 2]),
    arena.variable("b", [2]),
    arena.variable("v", [2]),
    arena.variable("c"),
  ];
  const [W, b, v, c] = parameters;
  const samples = [arena.variable("x", [2]), arena.variable("t")];
  const a = arena.apply("tanh", arena.add(apply(arena, W, samples[0]), b));
  const y = arena.add(arena.total(arena.multiply(v, a)), c);
  const off = arena.subtract(y, samples[1]);
  const loss = arena.power(off, arena.integer(2));
  const made = stepKernel(arena, loss, parameters, samples, { points: 4, backEnd });
  made.theta.set([0.5, -0.3, 0.8, 0.1, 0.1, -0.2, 0.7, -0.6, 0.05]);
  made.kernel.arrays[3].set([0, 0, 0, 1, 1, 0, 1, 1]);
  made.kernel.arrays[4].set([0, 1, 1, 0]);
  return made.step;
}

/** The same 2-2-1 network by hand. */
function smallByHand() {
  const th = Float64Array.of(0.5, -0.3, 0.8, 0.1, 0.1, -0.2, 0.7, -0.6, 0.05);
  const x = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1);
  const t = Float64Array.of(0, 1, 1, 0);
  return () => {
    let [g0, g1, g2, g3, g4, g5, g6, g7, g8] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let p = 0; p < 4; p++) {
      const x0 = x[2 * p];
      const x1 = x[2 * p + 1];
      const a0 = Math.tanh(th[0] * x0 + th[1] * x1 + th[4]);
      const a1 = Math.tanh(th[2] * x0 + th[3] * x1 + th[5]);
      const d = 2 * (th[6] * a0 + th[7] * a1 + th[8] - t[p]);
      const d0 = d * th[6] * (1 - a0 * a0);
      const d1 = d * th[7] * (1 - a1 * a1);
      g0 += d0 * x0;
      g1 += d0 * x1;
      g2 += d1 * x0;
      g3 += d1 * x1;
      g4 += d0;
      g5 += d1;
      g6 += d * a0;
      g7 += d * a1;
      g8 += d;
    }
    const r = 0.01 / 4;
    th[0] -= r * g0;
    th[1] -= r * g1;
    th[2] -= r * g2;
    th[3] -= r * g3;
    th[4] -= r * g4;
    th[5] -= r * g5;
    th[6] -= r * g6;
    th[7] -= r * g7;
    th[8] -= r * g8;
  };
}

export async function measure() {
  const module = newModule();
  definePeak(module, "f32");
  const peak = instantiate(module.bytes(), newMemory(1), {})["peak.f32"];
  const rows = [32, 1024].map((points) => {
    const times = byTurns({
      peak: () => peak(turns),
      wasm: digits(points, "wasm"),
      script: digits(points, "script"),
    });
    const best = (turns * peakOperations("f32")) / times.peak / 1000;
    const [wasm, script] = [times.wasm, times.script].map(
      (us) => (points * operations) / us / 1000,
    );
    return [
      `784-128-10, batch ${points}, f32`,
      `${figures(best)} GF/s (SIMD128 peak)`,
      `${figures(wasm)} GF/s`,
      `${figures(script)} GF/s`,
      `${figures(wasm / best)} of the peak`,
    ];
  });
  const { hand, script, wasm } = byTurns({
    hand: smallByHand(),
    script: small("script"),
    wasm: small("wasm"),
  });
  rows.push([
    "2-2-1, batch 4, f64",
    `${figures(hand)} µs (JavaScript by hand)`,
    `${figures(wasm)} µs`,
    `${figures(script)} µs`,
    `×${figures(script / hand)} of by hand`,
  ]);
  return table(["", "beside", "our WebAssembly", "our JavaScript", ""], rows);
}
