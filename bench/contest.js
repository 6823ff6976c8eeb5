/**
 * @file Ourselves, code by hand and the frameworks at one numeric task, by turns (`turns.js`): of
 * functions of this process, of frameworks in processes of their own (`numbers.js`, and
 * `numbers/ask_torch.py` for PyTorch), and of programs in C. Each tells what it computed, and what
 * differs is no result. Who is not there is left out, and said.
 *
 * An entrant has `open()`, which resolves to numbers that it computed or to an `error`, `turn()`
 * for the microseconds of one call, and `close()`.
 */
import { execFileSync, fork, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { compiled } from "./compiler.js";
import { median } from "./table.js";
import { rounds, turnOf } from "./turns.js";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Milliseconds to get ready or to take a turn. */
const patience = 120_000;

/** By how much results may differ, relative to the larger of them and 1. */
const tolerances = { f64: 1e-9, f32: 2e-3 };

/** A function of this process; `results()` gives what it computed, null for what is a limit. */
export function local(body, results) {
  let turn;
  return {
    async open() {
      body();
      const found = results();
      turn = turnOf(body);
      return found;
    },
    turn: async () => turn(),
    close() {},
  };
}

/** A program of bench/c by hand, which reads the task from a file. */
export function inC(name, flags, task) {
  let program;
  const ask = () => {
    const words = execFileSync(program, [task.path], { timeout: patience }).toString().trim();
    return words.split(/\s+/).map(Number);
  };
  return {
    async open() {
      program = compiled(name, flags);
      return program === undefined ? { error: "no gcc" } : ask().slice(1);
    },
    turn: async () => ask()[0],
    close() {},
  };
}

/** A framework of bench/numbers in a process of Node of its own. */
export const framework = (file, task) =>
  remote(task, file, () => {
    const child = fork("numbers.js", [file], {
      cwd: here,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const hear = (then) => child.on("message", then);
    return { child, hear, send: (message) => child.send(message) };
  });

/** PyTorch on one thread. */
export const pytorch = (task) =>
  remote(task, "torch", () => {
    const python = pythonWithTorch();
    if (python === null) return null;
    const child = spawn(python, ["numbers/ask_torch.py"], {
      cwd: here,
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.stdin.on("error", () => {});
    const lines = createInterface({ input: child.stdout });
    const hear = (then) => lines.on("line", (line) => then(JSON.parse(line)));
    return { child, hear, send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`) };
  });

let python;

/** The command of a Python that has PyTorch; null where there is none. */
export function pythonWithTorch() {
  python ??= ["python3", "/usr/bin/python3"].find((name) => {
    return spawnSync(name, ["-c", "import torch"]).status === 0;
  });
  return python ?? null;
}

function remote({ kind, sizes, path }, name, start) {
  let process = null;
  let answer = () => {};
  const ask = (message) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => answer({ error: "too slow" }), patience);
      answer = (reply) => {
        clearTimeout(timer);
        resolve(reply);
      };
      process.send(message);
    });
  return {
    async open() {
      process = start();
      if (process === null) return { error: "missing" };
      process.hear((reply) => answer(reply));
      for (const event of ["exit", "error"]) {
        process.child.on(event, () => answer({ error: "ends" }));
      }
      const { results, error } = await ask({ open: kind, sizes, path });
      if (error !== undefined && error !== "missing") console.error(`${name}: ${error}`);
      return results ?? { error };
    },
    turn: async () => (await ask({ turn: true })).us ?? Number.NaN,
    close: () => process?.child.kill("SIGKILL"),
  };
}

/** A numeric task: the sizes and all numbers, in a file, in which every entrant finds them. */
export function taskOf(kind, sizes, numbers) {
  const folder = mkdtempSync(join(tmpdir(), "pengrad-contest-"));
  const path = join(folder, "numbers.bin");
  const all = new Float64Array(sizes.length + numbers.length);
  all.set(sizes);
  all.set(numbers, sizes.length);
  writeFileSync(path, new Uint8Array(all.buffer));
  return { kind, sizes, path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The microseconds of each entrant, `[name, entrant, precision]`, by name: of all that are there
 * and compute what the first one does. What is wrong with the others stands in `errors`.
 */
export async function contest(entrants) {
  const racing = [];
  const errors = new Map();
  let expected;
  for (const [name, entrant, precision = "f64"] of entrants) {
    const found = await entrant.open().catch((error) => ({ error: `${error.message}` }));
    expected ??= found;
    const isSame = found === null || agree(found, expected, precision);
    const error = found?.error ?? (isSame ? undefined : "differs");
    if (error === "differs") console.error(`${name}: ${found} for ${expected}`);
    if (error === undefined) racing.push({ name, entrant, times: [] });
    else {
      errors.set(name, error === "missing" || error === "no gcc" ? error : error.slice(0, 20));
      entrant.close();
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const { entrant, times } of racing) times.push(await entrant.turn());
  }
  for (const { entrant } of racing) entrant.close();
  const us = new Map(racing.map(({ name, times }) => [name, median(times)]));
  return { us, errors };
}

function agree(found, expected, precision) {
  if (found.length !== expected.length) return false;
  return found.every((value, k) => {
    const scale = Math.max(1, Math.abs(expected[k]));
    return Math.abs(value - expected[k]) <= tolerances[precision] * scale;
  });
}
