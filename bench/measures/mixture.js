/**
 * @file The gradient of the Gaussian mixture of the ADBench suite (Šrajer, Kukelova, Fitzgibbon,
 * *A benchmark of selected algorithmic differentiation tools*, 2018) beside the same gradient
 * written by hand in C and in JavaScript, and beside the frameworks. For n points x_i in d dimensions and K components with weights α, means
 * μ_k, Q_k = diag(exp q_k) + l_k and l_k strictly lower triangular:
 *
 *     L = Σ_i logsumexp_k(α_k + Σ_j q_kj − ½ ‖Q_k (x_i − μ_k)‖²) − n logsumexp α
 *         + ½ Σ_k (‖exp q_k‖² + ‖l_k‖²)
 *
 * up to constants (γ = 1, m = 0). Here l_k is kept as a whole matrix.
 */
import { differentiate } from "../../dist/calculus/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { contest, framework, inC, local, pytorch, taskOf } from "../contest.js";
import { meanSize, mixtureParts, parts } from "../numbers/parts.js";
import { mixtureLoss } from "../problems.js";
import { figures, promise, ratio, table } from "../table.js";

const sizes = [
  [1000, 2, 5],
  [1000, 10, 25],
  [1000, 64, 5],
];

export const title = "Gradient of a Gaussian mixture, 1,000 points (processor time, µs)";

/** The gradient by hand, as bench/c/mixture.c has it. */
function byHand(n, d, K, numbers) {
  const [x, alpha, mu, q, l] = mixtureParts([n, d, K], numbers);
  const out = { loss: 0, ga: new Float64Array(K), gm: new Float64Array(K * d) };
  out.gq = new Float64Array(K * d);
  out.gl = new Float64Array(K * d * d);
  const { ga, gm, gq, gl } = out;
  const [e, y, z] = [0, 1, 2].map(() => new Float64Array(K * d));
  const [sq, m] = [0, 1].map(() => new Float64Array(K));
  const back = new Float64Array(d);
  const logsumexp = (a) => {
    let [most, sum] = [Number.NEGATIVE_INFINITY, 0];
    for (let k = 0; k < K; k++) if (a[k] > most) most = a[k];
    for (let k = 0; k < K; k++) sum += Math.exp(a[k] - most);
    return most + Math.log(sum);
  };
  const run = () => {
    let L = 0;
    for (const array of [ga, gm, gq, gl, sq]) array.fill(0);
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < d; j++) {
        e[k * d + j] = Math.exp(q[k * d + j]);
        sq[k] += q[k * d + j];
      }
    }
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < K; k++) {
        const [o, own] = [k * d, k * d * d];
        for (let j = 0; j < d; j++) y[o + j] = x[i * d + j] - mu[o + j];
        let s = 0;
        for (let a = 0; a < d; a++) {
          let t = e[o + a] * y[o + a];
          for (let b = 0; b < a; b++) t += l[own + a * d + b] * y[o + b];
          z[o + a] = t;
          s += t * t;
        }
        m[k] = alpha[k] + sq[k] - 0.5 * s;
      }
      const v = logsumexp(m);
      L += v;
      for (let k = 0; k < K; k++) {
        const [o, own] = [k * d, k * d * d];
        const p = Math.exp(m[k] - v);
        ga[k] += p;
        back.fill(0);
        for (let a = 0; a < d; a++) {
          const slope = -p * z[o + a];
          gq[o + a] += slope * e[o + a] * y[o + a] + p;
          back[a] += slope * e[o + a];
          for (let b = 0; b < a; b++) {
            gl[own + a * d + b] += slope * y[o + b];
            back[b] += slope * l[own + a * d + b];
          }
        }
        for (let b = 0; b < d; b++) gm[o + b] -= back[b];
      }
    }
    const norm = logsumexp(alpha);
    L -= n * norm;
    for (let k = 0; k < K; k++) ga[k] -= n * Math.exp(alpha[k] - norm);
    for (let k = 0; k < K * d; k++) {
      L += 0.5 * e[k] * e[k];
      gq[k] += e[k] * e[k];
    }
    for (let k = 0; k < K * d * d; k++) {
      if (k % d >= Math.floor(k / d) % d) continue;
      L += 0.5 * l[k] * l[k];
      gl[k] += l[k];
    }
    out.loss = L;
  };
  return local(run, () => [out.loss, ...[ga, gm, gq, gl].map(meanSize)]);
}

/** Our kernel of loss and gradient. */
function ours(n, d, K, numbers, backEnd) {
  const { arena, loss, parameters, samples } = mixtureLoss(n, d, K);
  const roots = [loss, ...differentiate(loss, parameters, arena)].map((node) => ({ node }));
  const inputs = [...samples, ...parameters];
  const { arrays, run } = compileRoots({ arena, roots, inputs, backEnd });
  arrays[1].set(numbers);
  const results = () => {
    const [[value], ...by] = parts(arrays[2], 1, K, K * d, K * d, K * d * d);
    return [value, ...by.map(meanSize)];
  };
  return local(() => run(1, arrays), results);
}

const [wasm, c] = ["ours, WebAssembly", "C −O3 by hand"];

export async function measure() {
  const all = [];
  for (const [n, d, K] of sizes) {
    let state = 1;
    const random = () => {
      state = (state * 48271) % 2147483647;
      return (2 * state) / 2147483647 - 1;
    };
    const count = n * d + K + 2 * K * d + K * d * d;
    const numbers = Float64Array.from({ length: count }, random);
    const task = taskOf("mixture", [n, d, K], numbers);
    const found = await contest([
      [wasm, ours(n, d, K, numbers, "wasm")],
      ["ours, JavaScript", ours(n, d, K, numbers, "script")],
      [c, inC("mixture", [], task)],
      ["JavaScript by hand", byHand(n, d, K, numbers)],
      ["PyTorch", pytorch(task)],
      ["jax-js, f32", framework("jax-js", task), "f32"],
      ["tfjs, f32", framework("tfjs", task), "f32"],
    ]);
    task.remove();
    all.push(found);
  }
  const heads = sizes.flatMap(([, d, K]) => [`d = ${d}, K = ${K}`, "ours = 1"]);
  const rows = [...all[0].us.keys(), ...all[0].errors.keys()].map((name) => [
    name,
    ...all.flatMap(({ us, errors }) => {
      if (!us.has(name)) return [errors.get(name) ?? "", ""];
      return [figures(us.get(name)), ratio(us.get(name), us.get(wasm))];
    }),
  ]);
  const kept = all.flatMap(({ us }, k) => {
    const [, d, K] = sizes[k];
    if (!us.has(c)) return [];
    return [promise(`d = ${d}, K = ${K}, to C by hand`, us.get(wasm) / us.get(c), { most: 1.5 })];
  });
  return [table(["", ...heads], rows), "", ...kept].join("\n");
}
