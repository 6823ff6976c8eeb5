/**
 * @file `npm run build`: the library (one folder a floor, compiled by `tsc -b`), then the command
 * (bundled from the sources by esbuild), then the page. With `--if-stale` nothing is done while
 * dist/ is newer than everything it is made from; `prepare` calls it so, because npm runs `prepare`
 * also when `npx pengrad` links the checkout for the first time.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleCommand } from "./bundle.js";
import { bundlePage } from "./page.js";
import { at, filesBelow, isEntry, runProgram, written } from "./places.js";

const stamp = "dist/.build/stamp";

/** True when a source, a configuration or a build script is newer than the last build. */
export function isStale() {
  const built = written(stamp);
  const inputs = [
    ...filesBelow("src"),
    ...filesBelow("web"),
    ...["build", "bundle", "page", "places"].map((name) => `scripts/${name}.js`),
    ...["package.json", "tsconfig.json", "tsconfig.base.json"],
  ];
  return built === 0 || inputs.some((path) => written(path) > built);
}

/** Removes what an earlier build made from a source that is gone. */
function prune() {
  const sources = new Set(
    filesBelow("src").map((path) => path.slice("src/".length, -".ts".length)),
  );
  for (const path of filesBelow("dist", ["command", "web", ".build"])) {
    const stem = path.slice("dist/".length).replace(/\.(js|d\.ts)(\.map)?$/, "");
    if (!sources.has(stem)) rmSync(at(path));
  }
}

/** Builds everything; false when the compiler or the bundler found a mistake. */
export async function build() {
  const started = new Date();
  if (!runProgram("tsc", ["-b"])) return false;
  if (!(await bundleCommand())) return false;
  if (!(await bundlePage())) return false;
  prune();
  mkdirSync(at("dist/.build"), { recursive: true });
  // The stamp bears the time the build began: what changed while it ran counts as newer.
  writeFileSync(at(stamp), "");
  utimesSync(at(stamp), started, started);
  return true;
}

/**
 * Puts the command among the installed ones, so that `npx pengrad` in a checkout runs this very
 * build; npm would otherwise keep a link of its own, by the checkout's path, that can go stale.
 */
function linkCommand() {
  const bin = at("node_modules/.bin");
  if (process.platform === "win32" || !existsSync(bin)) return;
  rmSync(join(bin, "pengrad"), { force: true });
  symlinkSync("../../bin/pengrad.cjs", join(bin, "pengrad"));
}

if (isEntry(import.meta.url)) {
  linkCommand();
  const skip = process.argv.includes("--if-stale") && !isStale();
  if (!skip && !(await build())) process.exitCode = 1;
}
