/**
 * @file `npm run bench`: builds what is stale, installs the peers in bench/ the first time, and
 * runs them beside us. Never part of an install or of the tests.
 */
import { spawnSync } from "node:child_process";
import { build, isStale } from "./build.js";
import { at, isEntry, run, written } from "./places.js";

/** Installs bench/node_modules when it is missing or older than the lock; false if npm could not. */
function installPeers() {
  const installed = written("bench/node_modules/.package-lock.json");
  if (installed >= written("bench/package-lock.json") && installed > 0) return true;
  // One peer asks for a newer Node than it needs; npm's warning about that is no news.
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", ["ci", ...options], {
    cwd: at("bench"),
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  return status === 0;
}

async function main(words) {
  if (isStale() && !(await build())) return 1;
  if (!installPeers())
    console.error("The peers from npm could not be installed; going on without.");
  return run(process.execPath, [at("bench/run.js"), ...words]) ? 0 : 1;
}

if (isEntry(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
