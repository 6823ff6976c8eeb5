/**
 * @file Pengrad beside its peers, in one run. `npm run bench` (from the root) calls this; words
 * after `--` choose among the measures named below, and `peers=a,b` among peers.
 *
 * Times move from machine to machine and from minute to minute. So everything is measured in
 * rounds, in each of which every peer has its turn; a figure is the median over the rounds, and
 * what counts is the ratio to ours. Each repetition has names that no peer has seen before.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { allPeers } from "./children.js";
import { pythonWithTorch } from "./contest.js";
import { brokenPromises } from "./table.js";

const names = [
  "closed",
  "growth",
  "product",
  "sweep",
  "depth",
  "attention",
  "equality",
  "gradient",
  "mixture",
  "step",
  "cost",
  "assembly",
  "compile",
  "startup",
  "size",
  "training",
];

async function main(words) {
  const chosen = names.filter((name) => words.includes(name));
  const asked = chosen.length > 0 ? chosen : names;
  const unknown = words.find((word) => !names.includes(word) && !word.startsWith("peers="));
  if (unknown !== undefined) {
    console.error(`There is no ${unknown}; choose among ${names.join(", ")}, and peers=NAME,NAME.`);
    process.exit(2);
  }
  const only = words.find((word) => word.startsWith("peers="))?.slice("peers=".length);
  const peers = await present(only?.split(","));
  const close = () => {
    for (const peer of peers) peer.close();
  };
  process.on("exit", close);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
  const ours = peers.find(({ name }) => name === "pengrad");
  if (asked.some((name) => numeric.includes(name))) console.log(beside());
  for (const name of asked) {
    const { title, measure } = await import(`./measures/${name}.js`);
    console.log(`\n## ${title}\n`);
    try {
      console.log(await measure(peers, ours));
    } catch (error) {
      console.log(`could not be measured: ${error?.stack ?? error}`);
      process.exitCode = 1;
    }
  }
  close();
  if (brokenPromises() > 0) process.exitCode = 1;
}

/** The measures that take part in no peer's process of `children.js`, but in those of `contest.js`. */
const numeric = ["sweep", "gradient", "mixture", "step", "assembly", "training"];

/** Who takes part in these, in which version, and who is missing. */
function beside() {
  const asked = {
    gcc: () => /\d+\.\d+\S*$/m.exec(output("gcc", "--version").split("\n")[0])?.[0],
    PyTorch: () => output(pythonWithTorch(), "-c", torchVersion),
    "jax-js": () => installed("@jax-js/jax"),
    tfjs: () => installed("@tensorflow/tfjs"),
    AssemblyScript: () => installed("assemblyscript"),
  };
  const there = [];
  const missing = [];
  for (const [name, versionOf] of Object.entries(asked)) {
    try {
      there.push(`${name} ${versionOf()}`);
    } catch {
      missing.push(name);
    }
  }
  return `with numbers: ${[there.join(", "), ...missing.map((name) => `no ${name}`)].join(", ")}`;
}

/** PyTorch multiplies matrices by the BLAS that is installed. */
const torchVersion = `
import torch
torch.ones(64, 64) @ torch.ones(64, 64)
with open("/proc/self/maps") as maps: fast = any("openblas" in line or "mkl" in line for line in maps)
print(torch.__version__ + ("" if fast else " with the reference BLAS, which is slow"))`;

const output = (...words) =>
  execFileSync(words[0], words.slice(1), { encoding: "utf8", stdio: "pipe" }).trim();

function installed(name) {
  const manifest = new URL(`./node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}

/** Starts everybody, prints who is there in which version and who is not; ourselves first. */
async function present(only) {
  const all = (await allPeers()).filter(({ name }) => only?.includes(name) ?? true);
  const there = [];
  const missing = [];
  for (const peer of all) {
    const { version, error } = await peer.open();
    if (error === undefined) there.push({ peer, version });
    else missing.push(peer.name);
  }
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
  console.log(there.map(({ peer, version }) => `${peer.name} ${version}`).join(", "));
  if (missing.length > 0) console.log(`missing: ${missing.join(", ")}`);
  return there.map(({ peer }) => peer);
}

await main(process.argv.slice(2));
