/**
 * @file Pengrad beside its peers, in one run. `npm run bench` (from the root) calls this; words
 * after `--` choose among closed, growth, product, depth, attention, equality, gradient, mixture, step,
 * startup, size and training, and `peers=a,b` among peers.
 *
 * Times move from machine to machine and from minute to minute. So everything is measured in
 * rounds, in each of which every peer has its turn; a figure is the median over the rounds, and
 * what counts is the ratio to ours. Each repetition has names that no peer has seen before.
 */
import { cpus } from "node:os";
import { allPeers } from "./children.js";

const names = [
  "closed",
  "growth",
  "product",
  "depth",
  "attention",
  "equality",
  "gradient",
  "mixture",
  "step",
  "startup",
  "size",
  "training",
];

async function main(words) {
  const chosen = names.filter((name) => words.includes(name));
  const only = words.find((word) => word.startsWith("peers="))?.slice("peers=".length);
  const peers = await present(only?.split(","));
  const close = () => {
    for (const peer of peers) peer.close();
  };
  process.on("exit", close);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
  const ours = peers.find(({ name }) => name === "pengrad");
  for (const name of chosen.length > 0 ? chosen : names) {
    const { title, measure } = await import(`./measures/${name}.js`);
    console.log(`\n## ${title}\n\n${await measure(peers, ours)}`);
  }
  close();
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
