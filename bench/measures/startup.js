/**
 * @file Start-up: a whole process, from its start to its end, beside an empty Node's.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { figures, median, table } from "../table.js";

const rounds = 20;
const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const pengrad = at("bin/pengrad.cjs");
const problem = ["work", "y = cos((x1/x2)^x3)", "--at", "x1 = pi, x2 = 2, x3 = 1"];
const loading = (name) => ["node", "-e", `require(${JSON.stringify(name)})`];

const commands = {
  "node -e 0": ["node", "-e", "0"],
  "pengrad --version": ["node", pengrad, "--version"],
  "pengrad work (seed problem)": ["node", pengrad, ...problem],
  "load math-expressions": loading("math-expressions"),
  "load algebrite": loading("algebrite"),
  "load nerdamer": loading("nerdamer/all"),
  "load mathjs": loading("mathjs"),
  "load compute-engine": loading("@cortex-js/compute-engine"),
  "import sympy": ["python3", "-c", "import sympy"],
  "maxima, nothing asked": ["maxima", "--very-quiet", "-r", "quit();"],
  "giac, nothing asked": ["giac", "0"],
};

export const title = "Start-up of a whole process, ms (median of 20, interleaved)";

export function measure() {
  // Giac leaves a transcript where it runs
  const folder = mkdtempSync(join(tmpdir(), "pengrad-bench-"));
  const times = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, [command, ...args]] of Object.entries(commands)) {
      const start = performance.now();
      const { status } = spawnSync(command === "node" ? process.execPath : command, args, {
        cwd: command === "node" ? at("bench") : folder,
        stdio: "ignore",
      });
      times.get(name).push(status === 0 ? performance.now() - start : Number.NaN);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const empty = median(times.get("node -e 0"));
  const rows = Object.keys(commands).map((name) => {
    const own = median(times.get(name));
    return [name, figures(own), figures(own - empty)];
  });
  return table(["", "process", "above empty Node"], rows);
}
