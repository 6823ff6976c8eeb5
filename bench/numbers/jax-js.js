/**
 * @file @jax-js/jax by its WebAssembly, compiled by `jit`, in singles on one thread. It names two
 * things that Node 20 does not have; neither is used here but for their names.
 *
 * Its arrays are counted: a function owns its arguments, and `.ref` keeps one for later.
 */
import { digitParts, meanSize, mixtureParts, parts, rate, smallParts } from "./parts.js";

globalThis.navigator ??= { userAgent: "Node", hardwareConcurrency: 1 };
globalThis.Float16Array ??= class extends Uint16Array {};
const jax = await import("@jax-js/jax");
const { numpy: np, nn } = jax;
await jax.init("wasm");
jax.defaultDevice("wasm");

const array = (values, shape) => np.array(Float32Array.from(values)).reshape(shape);
const f = (x1, x2, x3) => np.cos(np.power(np.divide(x1, x2), x3));

export const cases = {
  point(_sizes, numbers) {
    const slopes = jax.jit(jax.valueAndGrad(f, { argnums: [0, 1, 2] }));
    const run = () => {
      const [y, by] = slopes(...[...numbers].map((x) => np.array(x)));
      return [y, ...by].map((one) => one.dataSync()[0]);
    };
    return { run, results: (found) => found };
  },

  points([n], numbers) {
    const xs = parts(numbers, n, n, n).map((x) => array(x, [n]));
    // the slope of a sum is each point's own
    const both = (...all) => {
      const y = f(...all);
      return [y.ref.sum(), y];
    };
    const slopes = jax.jit(jax.valueAndGrad(both, { argnums: [0, 1, 2], hasAux: true }));
    const run = () => {
      const [[sum, y], by] = slopes(...xs.map((x) => x.ref));
      sum.dispose();
      return [y, ...by].map((one) => one.dataSync());
    };
    return { run, results: (found) => found.map(meanSize) };
  },

  mixture([n, d, K], numbers) {
    const [x, alpha, mu, q, l] = mixtureParts([n, d, K], numbers);
    const lower = np.tril(np.ones([d, d]), -1);
    const loss = (alpha, mu, q, l, x, lower) => {
      const e = np.exp(q.ref);
      const y = x.reshape([1, n, d]).sub(mu.reshape([K, 1, d]));
      const L = l.mul(lower);
      const own = e.ref.reshape([K, 1, d]).mul(y.ref);
      const z = own.add(np.matmul(y, np.transpose(L.ref, [0, 2, 1])));
      const weights = alpha.ref.add(q.sum(1)).reshape([K, 1]);
      const m = weights.sub(np.square(z).sum(2).mul(0.5));
      const fit = nn.logsumexp(m, 0).sum().sub(nn.logsumexp(alpha).mul(n));
      return fit.add(np.square(e).sum().add(np.square(L).sum()).mul(0.5));
    };
    const at = [array(alpha, [K]), array(mu, [K, d]), array(q, [K, d]), array(l, [K, d, d])];
    const data = [array(x, [n, d]), lower];
    const slopes = jax.jit(jax.valueAndGrad(loss, { argnums: [0, 1, 2, 3] }));
    const run = () => {
      const [value, by] = slopes(...[...at, ...data].map((one) => one.ref));
      return [value, ...by].map((one) => one.dataSync());
    };
    return { run, results: ([[value], ...by]) => [value, ...by.map(meanSize)] };
  },

  digits([n], numbers) {
    const [W1, b1, W2, b2, x, t] = digitParts([n], numbers);
    const loss = (W1, b1, W2, b2, x, t) => {
      const a = nn.relu(np.matmul(x, np.transpose(W1)).add(b1));
      const z = np.matmul(a, np.transpose(W2)).add(b2);
      return nn.logsumexp(z.ref, 1).sub(z.mul(t).sum(1)).mean();
    };
    const theta = [array(W1, [128, 784]), array(b1, [128]), array(W2, [10, 128]), array(b2, [10])];
    return steps(loss, theta, [array(x, [n, 784]), array(t, [n, 10])]);
  },

  small(sizes, numbers) {
    const [W, b, v, c, x, t] = smallParts(sizes, numbers);
    const loss = (W, b, v, c, x, t) => {
      const a = np.tanh(np.matmul(x, np.transpose(W)).add(b));
      return np.square(np.matmul(a, v).add(c).sub(t)).mean();
    };
    const theta = [array(W, [2, 2]), array(b, [2]), array(v, [2]), array(c, [])];
    return steps(loss, theta, [array(x, [4, 2]), array(t, [4])]);
  },
};

/** Gradient descent, compiled with the gradient. */
function steps(loss, first, data) {
  const argnums = first.map((_, k) => k);
  const slopes = jax.valueAndGrad(loss, { argnums });
  const step = jax.jit((...all) => {
    const own = all.slice(0, first.length);
    const [value, by] = slopes(...own.map((one) => one.ref), ...all.slice(first.length));
    return [value, ...own.map((one, k) => one.sub(by[k].mul(rate)))];
  });
  let theta = first;
  const run = () => {
    const [value, ...next] = step(...theta, ...data.map((one) => one.ref));
    theta = next;
    return value.dataSync()[0];
  };
  const results = (value) => [value, ...theta.map((one) => meanSize(one.ref.dataSync()))];
  return { run, results };
}
