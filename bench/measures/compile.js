/**
 * @file How long a kernel takes to compile: a worksheet of 1,000 nodes, of scalars and of layers,
 * to a kernel of its value and to one of value and gradient, until the first call has returned.
 * Warm is the median of compilations in a process that has compiled many, cold the first of a
 * process (`cold.js`), in which the engine has compiled nothing of ourselves yet.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { differentiate } from "../../dist/calculus/index.js";
import { topological } from "../../dist/expression/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { layeredSheet, longSheet, sheetLoss } from "../problems.js";
import { duration, figures, median, promise, table } from "../table.js";

/** Compilations in one process, of which the last count; they take no longer than so many ms. */
const rounds = 60;
const counted = 15;
const patience = 4_000;
const processes = 3;

export const title = "Compiling a worksheet of 1,000 nodes (processor time)";

const sheets = {
  scalars: () => sheetLoss(longSheet(1000), /^x/),
  layers: () => sheetLoss(layeredSheet(1000), /^[Wb]/),
};
/** Sheet, whether with its gradient, back end. */
export const cases = [
  ["scalars", false, "script"],
  ["scalars", true, "script"],
  ["scalars", true, "wasm"],
  ["layers", false, "wasm"],
  ["layers", true, "wasm"],
];

const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The milliseconds of one compilation, from a sheet that was never compiled; and its nodes. */
export function compileOnce([sheet, withGradient, backEnd]) {
  const { arena, loss, parameters, samples } = sheets[sheet]();
  const start = used();
  const gradient = withGradient ? differentiate(loss, parameters, arena) : [];
  const differentiated = used();
  const roots = [loss, ...gradient].map((node) => ({ node }));
  const compiled = compileRoots({ arena, roots, inputs: [...parameters, ...samples], backEnd });
  const made = used();
  compiled.run(1, compiled.arrays);
  return {
    gradient: differentiated - start,
    compile: made - differentiated,
    first: used() - made,
    nodes: topological([loss, ...gradient]).length,
  };
}

const cold = (k) => {
  const script = fileURLToPath(new URL("../cold.js", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, `${k}`], { encoding: "utf8" }));
};

export async function measure() {
  const rows = [];
  const promised = [];
  for (const [k, one] of cases.entries()) {
    const [sheet, withGradient, backEnd] = one;
    const all = [];
    for (let spent = 0; all.length < rounds && spent < patience; ) {
      const times = compileOnce(one);
      spent += times.gradient + times.compile + times.first;
      all.push(times);
    }
    const warm = all.slice(-counted);
    const fresh = Array.from({ length: processes }, () => cold(k));
    const figure = (list, part) => median(list.map((times) => times[part]));
    const name = `${sheet}, ${withGradient ? "value and gradient" : "value"}`;
    const where = backEnd === "wasm" ? "WebAssembly" : "JavaScript";
    const shown = (list) =>
      ["gradient", "compile", "first"].map((part) => duration(figure(list, part)));
    rows.push([name, where, figures(warm[0].nodes), ...shown(warm), ...shown(fresh)]);
    if (sheet !== "scalars" || backEnd !== "script") continue;
    promised.push(promise(`Compiling ${name}, warm, ms`, figure(warm, "compile"), { most: 10 }));
  }
  const parts = ["differentiate", "compile", "first call"];
  const heads = ["warm", "cold"].flatMap((when) => parts.map((part) => `${when}: ${part}`));
  return [table(["", "", "nodes", ...heads], rows), "", ...promised].join("\n");
}
