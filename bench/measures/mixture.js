/**
 * @file The gradient of the Gaussian mixture of the ADBench suite (Šrajer, Kukelova, Fitzgibbon,
 * *A benchmark of selected algorithmic differentiation tools*, 2018) beside the same gradient
 * written by hand in C. For n points x_i in d dimensions and K components with weights α, means
 * μ_k, Q_k = diag(exp q_k) + l_k and l_k strictly lower triangular:
 *
 *     L = Σ_i logsumexp_k(α_k + Σ_j q_kj − ½ ‖Q_k (x_i − μ_k)‖²) − n logsumexp α
 *         + ½ Σ_k (‖exp q_k‖² + ‖l_k‖²)
 *
 * up to constants (γ = 1, m = 0). Here l_k is kept as a whole matrix.
 */
import { differentiate } from "../../dist/calculus/index.js";
import { Arena } from "../../dist/expression/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { ask, compiled } from "../compiler.js";
import { figures, ratio, table } from "../table.js";
import { byTurns } from "../turns.js";

const sizes = [
  [1000, 2, 5],
  [1000, 10, 25],
  [1000, 64, 5],
];
const rounds = 15;

export const title = "Gradient of a Gaussian mixture, f64, 1,000 points (processor time, µs)";

/** The loss and its inputs. */
function mixture(arena, n, d, K) {
  const x = arena.variable("x", [n, d]);
  const alpha = arena.variable("alpha", [K]);
  const [mu, q] = ["mu", "q"].map((name) => arena.variable(name, [K, d]));
  const l = arena.variable("l", [K, d, d]);
  const half = arena.divide(arena.integer(1), arena.integer(2));
  const all = new Map([n, K, d].map((size, axis) => [axis, size]));
  const spread = (operand, axes) =>
    arena.contract({ operands: [operand], axes: [axes], output: [0, 1, 2], sizes: all });
  const y = arena.subtract(spread(x, [0, 2]), spread(mu, [1, 2]));
  const e = arena.apply("exp", q);
  // b < a
  const lower = arena.indicator([d, d], [{ coefficients: [-1, 1], offset: 0, sign: "<" }]);
  const axes = [
    [1, 2, 3],
    [2, 3],
    [0, 1, 3],
  ];
  const z = arena.add(
    arena.contract({
      operands: [e, y],
      axes: [
        [1, 2],
        [0, 1, 2],
      ],
      output: [0, 1, 2],
    }),
    arena.contract({ operands: [l, lower, y], axes, output: [0, 1, 2] }),
  );
  const squares = arena.contract({
    operands: [z, z],
    axes: [
      [0, 1, 2],
      [0, 1, 2],
    ],
    output: [0, 1],
  });
  const sum = arena.contract({ operands: [q], axes: [[0, 1]], output: [0] });
  const weights = arena.contract({
    operands: [arena.add(alpha, sum)],
    axes: [[1]],
    output: [0, 1],
    sizes: new Map([[0, n]]),
  });
  const inner = arena.subtract(weights, arena.multiply(half, squares));
  const fit = arena.total(arena.structural("logsumexp", [inner], [n], 1));
  const norm = arena.multiply(arena.integer(n), arena.structural("logsumexp", [alpha], [], 0));
  const masked = {
    operands: [l, l, lower],
    axes: [
      [0, 1, 2],
      [0, 1, 2],
      [1, 2],
    ],
    output: [],
  };
  const prior = arena.add(arena.total(arena.multiply(e, e)), arena.contract(masked));
  const loss = arena.add(arena.subtract(fit, norm), arena.multiply(half, prior));
  return { loss, inputs: [x, alpha, mu, q, l] };
}

export async function measure() {
  const program = compiled("mixture");
  const rows = sizes.map(([n, d, K]) => {
    const arena = new Arena();
    const { loss, inputs } = mixture(arena, n, d, K);
    const roots = [loss, ...differentiate(loss, inputs.slice(1), arena)].map((node) => ({ node }));
    let state = 1;
    const random = () => {
      state = (state * 48271) % 2147483647;
      return (2 * state) / 2147483647 - 1;
    };
    const count = n * d + K + 2 * K * d + K * d * d;
    const numbers = Float64Array.from({ length: count }, random);
    const runs = Object.fromEntries(
      ["script", "wasm"].map((backEnd) => {
        const kernel = compileRoots({ arena, roots, inputs, backEnd });
        kernel.arrays[1].set(numbers);
        return [kernel.backEnd, () => kernel.run(1, kernel.arrays)];
      }),
    );
    const kernel = compileRoots({ arena, roots, inputs });
    kernel.arrays[1].set(numbers);
    kernel.run(1, kernel.arrays);
    const [value, ...gradient] = kernel.arrays[2];
    const total = gradient.reduce((sum, entry) => sum + entry, 0);
    const times = byTurns(runs);
    const name = `d = ${d}, K = ${K}`;
    if (program === undefined)
      return [name, "no gcc", figures(times.script), figures(times.wasm), "–"];
    const [spent, loss2, total2] = ask(program, [n, d, K, rounds, ...numbers]).map(Number);
    const agree =
      Math.abs(value - loss2) < 1e-9 * Math.abs(loss2) &&
      Math.abs(total - total2) < 1e-6 * (1 + Math.abs(total2));
    if (!agree) throw new Error(`${name}: ${value}, ${total} for ${loss2}, ${total2}`);
    return [
      name,
      figures(spent),
      figures(times.script),
      figures(times.wasm),
      ratio(times.wasm, spent),
    ];
  });
  return table(["", "C −O3 by hand", "our JavaScript", "our WebAssembly", "WebAssembly / C"], rows);
}
