/** @file @tensorflow/tfjs by its WebAssembly with SIMD, in singles on one thread. */
import { createRequire } from "node:module";
import { digitParts, meanSize, mixtureParts, parts, rate, smallParts } from "./parts.js";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm").setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

const array = (values, shape) => tf.tensor(Float32Array.from(values), shape);
const f = (x1, x2, x3) => tf.cos(tf.pow(tf.div(x1, x2), x3));

/** The values of a function and of its gradient by the first of its arguments. */
const slopes = (loss, at, data = []) => {
  const { value, grads } = tf.valueAndGrads((...own) => loss(...own, ...data))(at);
  return [value, ...grads];
};
const read = (tensors) => tensors.map((one) => one.dataSync());

export const cases = {
  point(_sizes, numbers) {
    const run = () =>
      tf.tidy(() =>
        read(
          slopes(
            f,
            [...numbers].map((x) => tf.scalar(x)),
          ),
        ),
      );
    return { run, results: (found) => found.map(([entry]) => entry) };
  },

  points([n], numbers) {
    const xs = parts(numbers, n, n, n).map((x) => array(x, [n]));
    const run = () => tf.tidy(() => read(slopes(f, xs)));
    return { run, results: (found) => found.map(meanSize) };
  },

  mixture([n, d, K], numbers) {
    const [x, alpha, mu, q, l] = mixtureParts([n, d, K], numbers);
    const loss = (alpha, mu, q, l, x, lower) => {
      const e = tf.exp(q);
      const y = tf.sub(tf.reshape(x, [1, n, d]), tf.reshape(mu, [K, 1, d]));
      const L = tf.mul(l, lower);
      const z = tf.add(tf.mul(tf.reshape(e, [K, 1, d]), y), tf.matMul(y, L, false, true));
      const weights = tf.reshape(tf.add(alpha, tf.sum(q, 1)), [K, 1]);
      const m = tf.sub(weights, tf.mul(0.5, tf.sum(tf.square(z), 2)));
      const fit = tf.sub(tf.sum(tf.logSumExp(m, 0)), tf.mul(n, tf.logSumExp(alpha)));
      const prior = tf.add(tf.sum(tf.square(e)), tf.sum(tf.square(L)));
      return tf.add(fit, tf.mul(0.5, prior));
    };
    const at = [array(alpha, [K]), array(mu, [K, d]), array(q, [K, d]), array(l, [K, d, d])];
    const below = Float32Array.from({ length: d * d }, (_, k) =>
      k % d < Math.floor(k / d) ? 1 : 0,
    );
    const data = [array(x, [n, d]), array(below, [1, d, d])];
    const run = () => tf.tidy(() => read(slopes(loss, at, data)));
    return { run, results: ([[value], ...by]) => [value, ...by.map(meanSize)] };
  },

  digits([n], numbers) {
    const [W1, b1, W2, b2, x, t] = digitParts([n], numbers);
    const loss = (W1, b1, W2, b2, x, t) => {
      const a = tf.relu(tf.add(tf.matMul(x, W1, false, true), b1));
      const z = tf.add(tf.matMul(a, W2, false, true), b2);
      return tf.mean(tf.sub(tf.logSumExp(z, 1), tf.sum(tf.mul(z, t), 1)));
    };
    const theta = [array(W1, [128, 784]), array(b1, [128]), array(W2, [10, 128]), array(b2, [10])];
    return steps(loss, theta, [array(x, [n, 784]), array(t, [n, 10])]);
  },

  small(sizes, numbers) {
    const [W, b, v, c, x, t] = smallParts(sizes, numbers);
    const loss = (W, b, v, c, x, t) => {
      const a = tf.tanh(tf.add(tf.matMul(x, W, false, true), b));
      const y = tf.add(tf.reshape(tf.matMul(a, tf.reshape(v, [2, 1])), [4]), c);
      return tf.mean(tf.square(tf.sub(y, t)));
    };
    const theta = [array(W, [2, 2]), array(b, [2]), array(v, [2]), array(c, [])];
    return steps(loss, theta, [array(x, [4, 2]), array(t, [4])]);
  },
};

/** Gradient descent. */
function steps(loss, first, data) {
  let theta = first;
  const run = () => {
    const [value, ...next] = tf.tidy(() => {
      const [value, ...by] = slopes(loss, theta, data);
      return [value, ...theta.map((one, k) => tf.sub(one, tf.mul(rate, by[k])))];
    });
    for (const one of theta) one.dispose();
    theta = next;
    const [own] = value.dataSync();
    value.dispose();
    return own;
  };
  return { run, results: (value) => [value, ...theta.map((one) => meanSize(one.dataSync()))] };
}
