/**
 * @file `pengrad train` as a process: what it prints and leaves in its folder, what it refuses,
 * and that a run which is killed at any moment, again and again, ends as the one that was not.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isStale } from "../../scripts/build.js";
import { bundleCommand } from "../../scripts/bundle.js";
import { at } from "../../scripts/places.js";
import { trainSchema } from "../../src/cli/run-schema.ts";
import { npyArray, writeNpy } from "../../src/train/index.ts";
import { classifier, points } from "../train/runs.ts";

const folder = mkdtempSync(join(tmpdir(), "pengrad-train-"));
const place = (name: string) => join(folder, name);
const command = at("bin/pengrad.cjs");

beforeAll(async () => {
  if (isStale()) expect(await bundleCommand()).toBe(true);
  writeFileSync(place("net.pg"), classifier);
  writeFileSync(place("points.csv"), points);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pengrad(words: readonly string[], input = "", nodeOptions = "") {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "", NODE_OPTIONS: nodeOptions };
  const options = { cwd: folder, input, env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], options);
  return { code: status, out: stdout, err: stderr };
}

const net = [
  "train",
  "net.pg",
  "--data",
  "points.csv",
  "--input",
  "t = kind",
  "--validation",
  "0.2",
];
const short = [...net, "--epochs", "5", "--optimiser", "adam, eta = 0.05"];
const json = (path: string) => JSON.parse(readFileSync(place(path), "utf8"));

describe("a run", () => {
  test("says what it did, and leaves everything in its folder", () => {
    const { code, out, err } = pengrad([...short, "-o", "run"]);
    expect(code).toBe(0);
    expect(err).toContain("info[PG6117]: t is one of 2 classes by kind: other, same.");
    expect(err).toContain("epoch 5/5: loss ");
    expect(out).toContain("32 parameters: V [6, 2], c [6], W [2, 6], b [2]");
    expect(out).toContain("written to run");
    const names = readdirSync(place("run")).sort();
    expect(names).toEqual(
      expect.arrayContaining([
        ...["checkpoint.bin", "history.jsonl", "loss.svg", "parameters"],
        ...["network.onnx", "network.py", "parameters.json", "run.json"],
      ]),
    );
    const history = readFileSync(place("run/history.jsonl"), "utf8").trim().split("\n");
    expect(history.map((line) => JSON.parse(line).epoch)).toEqual([1, 2, 3, 4, 5]);
    expect(json("run/run.json").options.optimiser).toContain("\\eta = 0.05");
    const classes = { name: "t", columns: ["kind"], classes: ["other", "same"], scale: null };
    expect(json("run/run.json").inputs).toContainEqual(classes);
    const array = npyArray(readFileSync(place("run/parameters/V.npy")));
    if (typeof array === "string") throw new Error(array);
    expect([...array.values]).toEqual(json("run/parameters.json").V.flat());
    expect(readFileSync(place("run/loss.svg"), "utf8")).toContain("The loss L of net.pg");
  });

  test("as JSON, quietly", () => {
    const { code, out, err } = pengrad([...short, "--format", "json", "--quiet"]);
    expect([code, err]).toEqual([0, ""]);
    const report = trainSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ version: 1, loss: "L", ended: "all epochs", folder: null });
    expect(report.history).toHaveLength(5);
    expect(report.rows).toEqual({ training: 48, validation: 12 });
  });

  test("is the same run each time, and another with another seed", () => {
    const out = (seed: string) => pengrad([...short, "--quiet", "--seed", seed]).out;
    expect(out("3")).toBe(out("3"));
    expect(out("3")).not.toBe(out("4"));
  });

  test("goes on for longer", () => {
    expect(pengrad([...short, "-o", "longer"]).code).toBe(0);
    const words = [...net, "--optimiser", "adam, eta = 0.05", "--epochs", "8", "-o", "longer"];
    const { code, err } = pengrad([...words, "--resume"]);
    expect(code).toBe(0);
    expect(err).toContain("going on at epoch 6, batch 1");
    expect(pengrad([...words.slice(0, -1), "whole"]).code).toBe(0);
    const bytes = (name: string) => readFileSync(place(`${name}/checkpoint.bin`));
    expect(bytes("longer")).toEqual(bytes("whole"));
  });

  test("goes on by what it was begun with, or not at all", () => {
    const words = [...net, "--optimiser", "adam, eta = 0.05", "--quiet"];
    const began = [...words, "--epochs", "4", "-o"];
    const ended = [...words, "--epochs", "6", "-o"];
    // --jitless takes WebAssembly away
    const without = (own: readonly string[]) => pengrad(own, "", "--jitless").code;
    expect([without([...began, "slow"]), without([...ended, "all-slow"])]).toEqual([0, 0]);
    expect(pengrad([...ended, "slow", "--resume"]).code).toBe(0);
    expect(json("slow/run.json").engine).toBe("script");
    const bytes = (name: string) => readFileSync(place(`${name}/checkpoint.bin`));
    expect(bytes("slow")).toEqual(bytes("all-slow"));
    expect(pengrad([...began, "fast"]).code).toBe(0);
    expect(json("fast/run.json").engine).toBe("wasm");
    const { code, err } = pengrad([...ended, "fast", "--resume"], "", "--jitless");
    expect(code).toBe(3);
    expect(err).toContain("error[PG6114]: The checkpoint is of another run: engine differs.");
  });

  test("reads NPY and packed IDX, and keeps the scale", () => {
    const rows = 40;
    const values = Float64Array.from({ length: 2 * rows }, (_, k) => 10 * Math.sin(k) + 3);
    writeFileSync(place("x.npy"), writeNpy({ shape: [rows, 2], values }));
    const labels = Array.from({ length: rows }, (_, k) => (values[2 * k]! > 3 ? 1 : 0));
    writeFileSync(
      place("t.idx.gz"),
      gzipSync(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, rows, ...labels])),
    );
    const files = ["--data", "x.npy", "t.idx.gz", "--scale", "standard", "--precision", "f32"];
    const words = ["train", "L = bcelogits(w^T x + b, t)", ...files, "-o", "npy", "--epochs", "40"];
    const { code, out } = pengrad([...words, "--optimiser", "adam, eta = 0.1"]);
    expect(code).toBe(0);
    expect(out).toMatch(/epoch 40: loss .*, accuracy (100|97\.5) %/);
    const [x] = json("npy/run.json").inputs;
    expect(x.scale.shift[0]).toBeCloseTo(3, 0);
    expect(readFileSync(place("npy/network.py"), "utf8")).toContain(
      "x = (x - self.x_shift) / self.x_scale",
    );
  });

  test("small parameters are printed; the method may stand in the problem", () => {
    const text = "L = (w x1 + b - x2)^2; update w, b by sgd, eta = 0.1";
    const { code, out } = pengrad(["train", text, "--data", "points.csv", "--epochs", "3"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^w = -?[\d.]+\nb = -?[\d.]+$/m);
    expect(out).toContain("gradient descent, eta = 0.1;");
  });
});

describe("what it refuses", () => {
  test.each<[number, string, string[]]>([
    [2, "no data was given", ["train", "net.pg"]],
    [2, "gone.csv cannot be opened", ["train", "net.pg", "--data", "gone.csv"]],
    [2, "--resume needs the folder", [...net, "--resume"]],
    [
      2,
      "--patience needs rows",
      [...short.filter((w) => !/^(--validation|0\.2)$/.test(w)), "--patience", "2"],
    ],
    [2, "--input takes NAME = COLUMNS", [...net, "--input", "kind"]],
    [2, "--schedule: 'fast' is none of", [...net, "--schedule", "fast"]],
    [2, "--initial: there is no rule best", [...net, "--initial", "best"]],
    [2, "--epochs takes a whole number", [...net, "--epochs", "0"]],
    [2, "--validation takes a number from 0 to below 1", [...net, "--validation", "1"]],
    [3, "error[PG6102]: There is no column q.", [...net, "--input", "t = q"]],
    [3, "error[PG2060]: best is not a method of descent", [...net, "--optimiser", "best"]],
    [3, "error[PG6114]", [...short, "--seed", "9", "-o", "run", "--resume"]],
    [
      1,
      "error[PG6113]: Training stopped at epoch 1, batch 1: s is outside its domain in row",
      ["train", "s = ln(x1); L = (w s - x2)^2", "--data", "points.csv"],
    ],
  ])("%i: %s", (code, said, words) => {
    const found = pengrad(words);
    expect(found.err).toContain(said);
    expect(found.code).toBe(code);
  });

  test("a gap in the data is shown in its place", () => {
    writeFileSync(place("gap.csv"), "x1,x2,kind\n1,2,a\n3,,b\n");
    const { code, err } = pengrad(["train", "net.pg", "--data", "gap.csv", "--input", "t = kind"]);
    expect(code).toBe(3);
    expect(err).toContain("error[PG6004]: The value of x2 in row 2 is missing.");
    expect(err).toContain("gap.csv:3:3");
  });
});

test("a run that is killed at any moment, again and again, ends as one that was not", async () => {
  const words = [...net, "--epochs", "40", "--schedule", "cosine", "--save-every", "0"];
  const begun = performance.now();
  expect(pengrad([...words, "--quiet", "-o", "calm"]).code).toBe(0);
  let span = performance.now() - begun;
  const resumed = [command, ...words, "--quiet", "-o", "killed", "--resume"];
  let kills = 0;
  for (let round = 0; round < 60; round++) {
    const child = spawn(process.execPath, resumed, { cwd: folder, stdio: "ignore" });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    // moments that a hash decides, from the start of the program to well into the run
    const [byte] = createHash("sha256").update(`kill ${round}`).digest();
    const timer = setTimeout(() => child.kill("SIGKILL"), span * (0.2 + (0.7 * byte!) / 255));
    const code = await ended;
    clearTimeout(timer);
    if (code === null) kills++;
    else expect(code).toBe(0);
    if (kills === 10) {
      expect(pengrad(resumed.slice(1)).code).toBe(0);
      break;
    }
    if (code === 0 && kills >= 3) break;
    if (code === 0) {
      // this machine was quicker than its first run: once more, with less time
      rmSync(place("killed"), { recursive: true, force: true });
      span *= 0.8;
      kills = 0;
    }
  }
  const bytes = (name: string, file: string) => readFileSync(place(`${name}/${file}`));
  for (const file of ["checkpoint.bin", "history.jsonl", "parameters.json", "parameters/W.npy"]) {
    expect(bytes("killed", file).equals(bytes("calm", file)), file).toBe(true);
  }
  expect(kills).toBeGreaterThanOrEqual(3);
});
