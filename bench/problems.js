/**
 * @file The functions of numeric measures as expressions: each an arena, a loss, its parameters by
 * which it is differentiated, and its samples.
 */
import { substitute } from "../dist/calculus/index.js";
import { Arena } from "../dist/expression/index.js";
import { buildWorksheet, readProblem } from "../dist/worksheet/index.js";
import { productNames } from "./cases.js";

/**
 * The mixture of measures/mixture.js, of n points in d dimensions and K components. Its samples are
 * no points of a kernel: one call is all of them.
 */
export function mixtureLoss(n, d, K) {
  const arena = new Arena();
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
  return { arena, loss, parameters: [alpha, mu, q, l], samples: [x] };
}

/** W x. */
function apply(arena, W, x) {
  return arena.contract({ operands: [W, x], axes: [[0, 1], [1]], output: [0] });
}

/** The network 784-128-10 with ReLU and softmax cross-entropy at one point. */
export function digitLoss() {
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
  return { arena, loss, parameters, samples };
}

/** The network 2-2-1 with tanh and a squared error at one point. */
export function smallLoss() {
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
  return { arena, loss: arena.power(off, arena.integer(2)), parameters, samples };
}

/** y = cos((x1/x2)^x3). */
export function seedProblem() {
  const arena = new Arena();
  const [x1, x2, x3] = ["x1", "x2", "x3"].map((name) => arena.variable(name));
  const loss = arena.apply("cos", arena.power(arena.divide(x1, x2), x3));
  return { arena, loss, parameters: [x1, x2, x3], samples: [] };
}

/** f_n = sin(f_{n−1})·f_{n−1}, f_0 = x. */
export function grown(n) {
  const arena = new Arena();
  const x = arena.variable("x");
  let loss = x;
  for (let k = 0; k < n; k++) loss = arena.multiply(arena.apply("sin", loss), loss);
  return { arena, loss, parameters: [x], samples: [] };
}

/** v_1·…·v_n. */
export function productOf(n) {
  const arena = new Arena();
  const parameters = productNames(n).map((name) => arena.variable(name));
  return { arena, loss: arena.multiply(...parameters), parameters, samples: [] };
}

/** The last quantity of a sheet, differentiated by those of its inputs that are named. */
export function sheetLoss(text, names) {
  const { arena, quantities } = buildWorksheet(readProblem(text));
  const whole = new Map();
  for (const { formula, variable } of quantities) {
    if (formula !== null) whole.set(variable, substitute(formula, whole, arena));
  }
  const inputs = quantities.filter(({ formula }) => formula === null);
  const isNamed = ({ key }) => names.test(key);
  return {
    arena,
    loss: whole.get(quantities.at(-1).variable),
    parameters: inputs.filter(isNamed).map(({ variable }) => variable),
    samples: inputs.filter((input) => !isNamed(input)).map(({ variable }) => variable),
  };
}

/** A sheet of scalars with about so many nodes: each line has six. */
export function longSheet(nodes) {
  const lines = Array.from({ length: Math.round(nodes / 6) }, (_, k) => {
    return `s_${k + 1} = sin(s_${k}) x_${(k % 10) + 1} + exp(-s_${k}^2)`;
  });
  return `s_0 = x_1 + x_2\n${lines.join("\n")}`;
}

/** A sheet of vectors with about so many nodes: each layer has five. */
export function layeredSheet(nodes) {
  const count = Math.round(nodes / 5);
  return (
    "a^{(0)} = x; z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}; a^{(l)} = tanh(z^{(l)}); " +
    `C = \\|a^{(L)} - y\\|^2; L = ${count}; x: [20]; y: [20]` +
    Array.from({ length: count }, (_, l) => `; W^{(${l + 1})}: [20, 20]`).join("")
  );
}
