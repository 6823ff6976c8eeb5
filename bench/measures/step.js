/**
 * @file A training step (loss, gradients, gradient descent in place) of the network 784-128-10 with
 * ReLU and softmax cross-entropy in f32 on one thread, beside what SIMD128 can multiply and add at
 * most on this machine; and of a 2-2-1 network at four points, beside JavaScript by hand. Both
 * beside the frameworks.
 */
import { differentiate } from "../../dist/calculus/index.js";
import { compileRoots, peakLoop } from "../../dist/kernel/index.js";
import { contest, framework, inC, local, pytorch, taskOf } from "../contest.js";
import { digitParts, meanSize, parts, rate, smallParts } from "../numbers/parts.js";
import { digitLoss, smallLoss } from "../problems.js";
import { figures, promise, ratio, table } from "../table.js";

export const title = "Training step, gradient descent included (processor time)";

/** Floating-point operations of a step at one point: three products for each layer but one. */
const operations = 409_088;
const turns = 20_000;

/** A kernel that makes θ − (η/n) Σ ∂L/∂θ of θ. */
function stepKernel({ arena, loss, parameters, samples }, numbers, options) {
  const eta = arena.variable("eta");
  const gradients = differentiate(loss, parameters, arena);
  const bars = parameters.map(({ data, shape }) => arena.variable(`bar ${data}`, shape));
  const next = parameters.map((at, k) => arena.subtract(at, arena.multiply(eta, bars[k])));
  const { arrays, inputs, run } = compileRoots({
    arena,
    roots: [
      { node: loss, isTotal: true },
      ...gradients.map((node, k) => ({ node, isTotal: true, as: bars[k] })),
      ...next.map((node) => ({ node })),
    ],
    inputs: [...parameters, eta, ...samples],
    varying: new Set(samples.map(({ data }) => data)),
    ...options,
  });
  const theta = arrays[1];
  const count = theta.length - 1;
  const [first, ...data] = parts(numbers, count, ...arrays.slice(3).map(({ length }) => length));
  theta.set(first);
  theta[count] = rate / options.points;
  for (const [k, values] of data.entries()) arrays[3 + k].set(values);
  const made = arrays[2].subarray(1 + count, 1 + 2 * count);
  const step = () => {
    run(options.points, arrays);
    theta.set(made);
  };
  const lengths = inputs.slice(0, parameters.length).map(({ size }) => size);
  const results = () => [arrays[2][0] / options.points, ...parts(theta, ...lengths).map(meanSize)];
  return local(step, results);
}

/** The network on digits at so many points. */
function digits(points, numbers, backEnd) {
  return stepKernel(digitLoss(), numbers, { points, backEnd, precision: "f32" });
}

function small(numbers, backEnd) {
  return stepKernel(smallLoss(), numbers, { points: 4, backEnd });
}

/** The same 2-2-1 network by hand. */
function smallByHand(numbers) {
  const th = numbers.slice(0, 9);
  const [, , , , x, t] = smallParts([], numbers);
  let loss = 0;
  const step = () => {
    let [g0, g1, g2, g3, g4, g5, g6, g7, g8] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    loss = 0;
    for (let p = 0; p < 4; p++) {
      const x0 = x[2 * p];
      const x1 = x[2 * p + 1];
      const a0 = Math.tanh(th[0] * x0 + th[1] * x1 + th[4]);
      const a1 = Math.tanh(th[2] * x0 + th[3] * x1 + th[5]);
      const off = th[6] * a0 + th[7] * a1 + th[8] - t[p];
      loss += off * off;
      const d = 2 * off;
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
    const r = rate / 4;
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
  return local(step, () => [loss / 4, ...smallParts([], th).slice(0, 4).map(meanSize)]);
}

/** c = A B in JavaScript, 4 × 4 sums at a time: A[i][k] at i ai + k ak, B[k][j] at k bk + j bj. */
function product(m, n, K, A, ai, ak, B, bk, bj, c) {
  for (let i = 0; i + 4 <= m; i += 4) {
    for (let j = 0; j + 4 <= n; j += 4) {
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      let [s20, s21, s22, s23, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0, a = i * ai, b = j * bj; k < K; k++, a += ak, b += bk) {
        const [a0, a1, a2, a3] = [A[a], A[a + ai], A[a + 2 * ai], A[a + 3 * ai]];
        const [b0, b1, b2, b3] = [B[b], B[b + bj], B[b + 2 * bj], B[b + 3 * bj]];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
        s23 += a2 * b3;
        s30 += a3 * b0;
        s31 += a3 * b1;
        s32 += a3 * b2;
        s33 += a3 * b3;
      }
      const [r0, r1, r2, r3] = [i * n + j, i * n + n + j, i * n + 2 * n + j, i * n + 3 * n + j];
      c[r0] = s00;
      c[r0 + 1] = s01;
      c[r0 + 2] = s02;
      c[r0 + 3] = s03;
      c[r1] = s10;
      c[r1 + 1] = s11;
      c[r1 + 2] = s12;
      c[r1 + 3] = s13;
      c[r2] = s20;
      c[r2 + 1] = s21;
      c[r2 + 2] = s22;
      c[r2 + 3] = s23;
      c[r3] = s30;
      c[r3 + 1] = s31;
      c[r3 + 2] = s32;
      c[r3 + 3] = s33;
    }
  }
  for (let i = 0; i < m; i++) {
    const from = i < m - (m % 4) ? n - (n % 4) : 0;
    for (let j = from; j < n; j++) {
      let s = 0;
      for (let k = 0; k < K; k++) s += A[i * ai + k * ak] * B[k * bk + j * bj];
      c[i * n + j] = s;
    }
  }
}

/** The network on digits by hand, as bench/c/step.c has it. */
function digitsByHand(n, numbers) {
  const [W1, b1, W2, b2, x, t] = digitParts([n], numbers).map((own) => Float32Array.from(own));
  const [a, da] = [0, 1].map(() => new Float32Array(n * 128));
  const z = new Float32Array(n * 10);
  const [G1, G2] = [W1, W2].map(({ length }) => new Float32Array(length));
  let loss = 0;
  const descend = (theta, slopes) => {
    for (let k = 0; k < theta.length; k++) theta[k] -= (rate / n) * slopes[k];
  };
  const descendBias = (theta, d) => {
    const sums = new Float64Array(theta.length);
    for (let p = 0; p < n; p++) {
      for (let k = 0; k < theta.length; k++) sums[k] += d[p * theta.length + k];
    }
    descend(theta, sums);
  };
  const step = () => {
    loss = 0;
    product(n, 128, 784, x, 784, 1, W1, 1, 784, a);
    for (let p = 0; p < n; p++) {
      for (let k = 0; k < 128; k++) a[p * 128 + k] = Math.max(0, a[p * 128 + k] + b1[k]);
    }
    product(n, 10, 128, a, 128, 1, W2, 1, 128, z);
    for (let p = 0; p < n; p++) {
      let [most, sum] = [Number.NEGATIVE_INFINITY, 0];
      for (let k = 0; k < 10; k++) {
        z[p * 10 + k] += b2[k];
        most = Math.max(most, z[p * 10 + k]);
      }
      for (let k = 0; k < 10; k++) sum += Math.exp(z[p * 10 + k] - most);
      const v = most + Math.log(sum);
      for (let k = p * 10; k < p * 10 + 10; k++) {
        loss += t[k] * (v - z[k]);
        z[k] = Math.exp(z[k] - v) - t[k];
      }
    }
    product(n, 128, 10, z, 10, 1, W2, 128, 1, da);
    for (let k = 0; k < da.length; k++) if (a[k] === 0) da[k] = 0;
    product(10, 128, n, z, 1, 10, a, 128, 1, G2);
    product(128, 784, n, da, 1, 128, x, 784, 1, G1);
    descend(W1, G1);
    descendBias(b1, da);
    descend(W2, G2);
    descendBias(b2, z);
  };
  return local(step, () => [loss / n, ...[W1, b1, W2, b2].map(meanSize)]);
}

const [wasm, script, hand] = ["ours, WebAssembly", "ours, JavaScript", "JavaScript by hand"];
const best = "SIMD128, at most";

function digitContest(n) {
  const numbers = new Float64Array(128 * 784 + 128 + 1280 + 10 + n * 794);
  const [W1, b1, W2, b2, x, t] = digitParts([n], numbers);
  for (const [k] of [...W1, ...b1, ...W2, ...b2].entries()) numbers[k] = 0.05 * Math.sin(k * 1.7);
  for (const [k] of x.entries()) x[k] = 0.5 + 0.5 * Math.sin(k * 0.37);
  for (let p = 0; p < n; p++) t[10 * p + (p % 10)] = 1;
  const task = taskOf("digits", [n], numbers);
  const peak = peakLoop("f32");
  return contest([
    [wasm, digits(n, numbers, "wasm"), "f32"],
    [script, digits(n, numbers, "script"), "f32"],
    [
      best,
      local(
        () => peak.run(turns),
        () => null,
      ),
    ],
    ["C with SSE2 by hand", inC("step", [], task), "f32"],
    [hand, digitsByHand(n, numbers), "f32"],
    ["PyTorch", pytorch(task), "f32"],
    ["jax-js", framework("jax-js", task), "f32"],
    ["tfjs", framework("tfjs", task), "f32"],
  ]).finally(task.remove);
}

function smallContest() {
  const theta = [0.5, -0.3, 0.8, 0.1, 0.1, -0.2, 0.7, -0.6, 0.05];
  const numbers = Float64Array.of(...theta, 0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0);
  const task = taskOf("small", [], numbers);
  return contest([
    [script, small(numbers, "script")],
    [wasm, small(numbers, "wasm")],
    [hand, smallByHand(numbers)],
    ["PyTorch", pytorch(task)],
    ["jax-js", framework("jax-js", task), "f32"],
    ["tfjs", framework("tfjs", task), "f32"],
  ]).finally(task.remove);
}

export async function measure() {
  const [few, many, tiny] = [
    await digitContest(32),
    await digitContest(1024),
    await smallContest(),
  ];
  const speed = ({ us, errors }, name, n) => {
    const found = us.get(name);
    if (found === undefined) return errors.get(name) ?? "";
    const count = name === best ? turns * peakLoop("f32").operations : n * operations;
    return count / found / 1000;
  };
  const shown = (value) => (typeof value === "number" ? figures(value) : value);
  const rows = [...few.us.keys(), ...few.errors.keys()].map((name) => {
    const own = tiny.us.get(name);
    return [
      name,
      shown(speed(few, name, 32)),
      shown(speed(many, name, 1024)),
      own === undefined ? (tiny.errors.get(name) ?? "") : figures(own),
      own === undefined ? "" : ratio(own, tiny.us.get(script)),
    ];
  });
  const heads = ["batch 32, GF/s", "batch 1,024, GF/s", "2-2-1, batch 4, µs", "ours = 1"];
  const part = (found, n) => speed(found, wasm, n) / speed(found, best, n);
  return [
    table(["784-128-10, f32", ...heads], rows),
    "",
    promise("Batch 32, part of SIMD128 at most", part(few, 32), { least: 0.65 }),
    promise("Batch 1,024, part of SIMD128 at most", part(many, 1024), { least: 0.65 }),
    promise("2-2-1, to JavaScript by hand", tiny.us.get(script) / tiny.us.get(hand), { most: 1.5 }),
  ].join("\n");
}
