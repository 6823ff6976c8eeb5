/**
 * @file The loop: it learns; the same setting makes the same run, bit by bit, also when it is
 * stopped after any batch and taken up from the bytes of a checkpoint; it ends early by the
 * validation loss, and with the quantity and the row where a loss is no number.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../src/source/index.ts";
import {
  checkGradient,
  emptyPart,
  epochOrder,
  failureOf,
  readCheckpoint,
  splitRows,
  writeCheckpoint,
} from "../../src/train/index.ts";
import { classifier, prepared, type RunOptions, runOf, toTheEnd } from "./runs.ts";

const two = () => prepared(classifier, ["t = kind"]);

describe("a run", () => {
  test("learns", () => {
    const run = runOf(two(), { epochs: 40, schedule: "cosine" });
    expect(toTheEnd(run)).toEqual({ kind: "all epochs" });
    const [first] = run.state.history;
    const last = run.state.history.at(-1)!;
    expect(last.loss).toBeLessThan(0.3 * first!.loss);
    expect(last.accuracy).toBeGreaterThan(0.9);
    expect(run.state.step).toBe(40 * 3);
  });

  test("of a batch is that of its rows", () => {
    const text =
      "H = tanh(dense(X, V, c))\nZ = dense(H, W, b)\nL = softmaxcrossentropy(Z, T)\nc: [6]";
    const rows = runOf(two(), { epochs: 2 });
    const batch = runOf(prepared(text, ["X = x1, x2", "T = kind"]), { epochs: 2 });
    toTheEnd(rows);
    toTheEnd(batch);
    for (const [k, value] of rows.state.parameters.entries()) {
      expect(batch.state.parameters[k]).toBeCloseTo(value, 10);
    }
  });

  test("stops when the validation loss gets no better", () => {
    const run = runOf(two(), { epochs: 500, patience: 3, optimiser: "adam, eta = 0.5" });
    expect(toTheEnd(run)).toEqual({ kind: "no longer better" });
    const { history, best } = run.state;
    expect(history.length).toBe(best!.epoch + 3);
    expect(best!.loss).toBe(Math.min(...history.map(({ validation }) => validation!)));
    expect(best!.parameters).not.toEqual(run.state.parameters);
  });

  test("clips and decays", () => {
    const length = (options: RunOptions) => {
      const run = runOf(two(), { optimiser: "sgd, eta = 1", validation: 0, ...options });
      const before = run.state.parameters.slice();
      toTheEnd(run, ({ kind }) => kind === "batch");
      return Math.hypot(...run.state.parameters.map((value, k) => value - before[k]!));
    };
    expect(length({ clip: 0.01 })).toBeCloseTo(0.01, 12);
    expect(length({ decay: 0.5 })).not.toBeCloseTo(length({}), 6);
  });
});

describe("stopped and taken up again", () => {
  const told = { seed: 1, problem: "é", epochs: 4 };
  const options: readonly RunOptions[] = [
    { optimiser: "adam, eta = 0.05", schedule: "warmup 1, cosine", epochs: 4 },
    { optimiser: "nesterov, eta = 0.1", epochs: 4, batchSize: 7 },
    { optimiser: "sgd, eta = 0.1", epochs: 4, validation: 0, batchSize: 60 },
  ];

  test.each(options)("%j", (option) => {
    const whole = runOf(two(), option);
    const outcome = toTheEnd(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }), (stops) => {
        let run = runOf(two(), option);
        for (const stop of stops) {
          let left = stop;
          toTheEnd(run, () => --left === 0);
          const state = readCheckpoint(writeCheckpoint(run.state, told), told);
          if ("code" in state) throw new Error(messageOf(state));
          run = { ...run, state };
        }
        expect(toTheEnd(run)).toEqual(outcome);
        expect(run.state).toEqual(whole.state);
      }),
      { numRuns: 8 },
    );
  });

  test("a checkpoint of another run, or no checkpoint, is not taken", () => {
    const { state } = runOf(two());
    const bytes = writeCheckpoint(state, told);
    const said = (found: ReturnType<typeof readCheckpoint>) =>
      "code" in found ? messageOf(found) : "";
    expect(said(readCheckpoint(bytes, { ...told, seed: 2 }))).toContain("seed differs");
    expect(said(readCheckpoint(bytes.subarray(0, 500), told))).toContain("cut short");
    expect(said(readCheckpoint(Uint8Array.from([1, 2]), told))).toContain("does not begin");
    const damaged = bytes.slice();
    damaged[12] = 0;
    expect(said(readCheckpoint(damaged, told))).toContain("damaged");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (tail) => {
        const start = bytes.subarray(0, 12);
        expect("code" in readCheckpoint(Uint8Array.from([...start, ...tail]), told)).toBe(true);
      }),
    );
  });

  test("no number is lost: −0, infinities and what is no number", () => {
    const { state } = runOf(two());
    state.lossSum = Number.POSITIVE_INFINITY;
    state.parameters[0] = -0;
    const record = {
      epoch: 1,
      step: 1,
      scale: 1,
      loss: Number.NaN,
      validation: null,
      accuracy: null,
    };
    state.history = [record];
    const back = readCheckpoint(writeCheckpoint(state, told), told);
    expect(back).toEqual(state);
  });
});

describe("rows", () => {
  test("validation and training share no row and leave none out", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, share) => {
          const { training, validation } = splitRows(rows, share, 7);
          const all = [...training, ...validation].sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: rows }, (_, k) => k));
        },
      ),
    );
  });

  test("a part without rows is said", () => {
    expect(emptyPart(splitRows(3, 1, 1), 1)).toMatchObject({ code: "PG6116" });
    expect(emptyPart(splitRows(0, 0.5, 1), 0.5)).toMatchObject({ code: "PG6116" });
    expect(emptyPart(splitRows(3, 0.3, 1), 0.3)).toBeNull();
  });

  test("every epoch takes each training row once, in another order", () => {
    const split = splitRows(50, 0.2, 1);
    const first = epochOrder(split, 1, 1);
    expect([...first].sort((a, b) => a - b)).toEqual([...split.training]);
    expect(epochOrder(split, 1, 2)).not.toEqual(first);
    expect(epochOrder(split, 1, 1)).toEqual(first);
  });
});

describe("no number", () => {
  test("the quantity, its reason and the row are named", () => {
    const csv = "x,t\n1,1\n2,2\n-1,3\n4,4";
    const run = runOf(prepared("s = sqrt(x)\ny = w s + b\nL = (y - t)^2", [], csv), {
      validation: 0,
      batchSize: 2,
    });
    const outcome = toTheEnd(run);
    expect(messageOf(failureOf(outcome!)!)).toBe(
      "Training stopped at epoch 1, batch 2: s is outside its domain in row 3 of the data. Look at " +
        "the data there, or take a smaller learning rate.",
    );
    expect(outcome).toMatchObject({
      kind: "no number",
      epoch: 1,
      what: "the loss",
      row: 2,
      fault: { quantity: { key: "s" }, reason: "outside its domain" },
    });
  });

  test("a loss that grows beyond all bounds ends the run", () => {
    const csv = "x,t\n10,1\n20,2";
    const run = runOf(prepared("y = w x\nL = (y - t)^2\nat w = 1\nfind dL/dw", [], csv), {
      optimiser: "sgd, eta = 10",
      validation: 0,
      epochs: 1000,
    });
    expect(toTheEnd(run)).toMatchObject({ kind: "no number", fault: { reason: "out of range" } });
  });
});

describe("the gradient check", () => {
  const checked = (text: string, csv: string, inputs: readonly string[] = []) => {
    const { setting, state } = runOf(prepared(text, inputs, csv), { validation: 0 });
    const { network, objective, batches, split } = setting;
    const samples = batches.take(split.training, 0, split.training.length);
    return checkGradient(network, objective, state.parameters, samples, split.training.length, 1);
  };

  test("holds", () => {
    const { compared, worst, diagnostics } = checked(classifier, "x1,x2,kind\n1,2,a\n-1,0.5,b", [
      "t = kind",
    ]);
    expect(compared).toBe(14);
    expect(worst).toBeLessThan(1e-6);
    expect(diagnostics).toEqual([]);
  });

  test("a kink at the first point is said", () => {
    const { diagnostics } = checked("y = relu(b + w x)\nL = y - t", "x,t\n0,1");
    expect(diagnostics.map(messageOf)).toEqual([
      "A kink of the rectifier (ReLU) lies at the first point: b was not checked there.",
    ]);
  });

  test("a wrong gradient is found", () => {
    const { setting, state } = runOf(two());
    const { network, objective, batches, split } = setting;
    const wrong: typeof objective = {
      ...objective,
      step: (point, samples, rows, gradient) => {
        const loss = objective.step(point, samples, rows, gradient);
        gradient[0]! *= 1.01;
        return loss;
      },
    };
    const found = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
      const samples = batches.take(split.training, 0, 4);
      return checkGradient(network, wrong, state.parameters, samples, 4, seed).diagnostics;
    });
    expect(found.map(({ code, args }) => [code, args["name"]])).toContainEqual([
      "PG6111",
      "V_{1,1}",
    ]);
  });
});
