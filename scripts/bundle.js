/**
 * @file Bundles the command (src/cli/main.ts) into dist/command/main.cjs with esbuild, and lets it
 * run once so that V8's code cache lies beside it: start-up is paid on every call, and most of it
 * is compiling. Packages that are wanted only now and then, or that need their own files beside
 * them (KaTeX its fonts), stay outside and are resolved from node_modules when first imported. The
 * metafile is kept in dist/.build/command.json; the tidy test reads from it what start-up costs.
 *
 * References: esbuild's documentation, "Metafile"; Node's, "vm: Script: cachedData".
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { at, isEntry, root, written } from "./places.js";

const entry = "src/cli/main.ts";
/** Beside main.cjs lies checker.cjs, what a thread of `pengrad check` runs. */
const folder = "dist/command";
export const metafilePath = "dist/.build/command.json";

/** Never bundled: found in node_modules at run time, and only when a command asks for them. */
const outside = ["@dagrejs/dagre", "katex", "mathjax", "playwright-core", "zod"];

/** The bundle's own address, which an ES module has as import.meta.url. */
const banner = 'const pengradUrl = require("node:url").pathToFileURL(__filename).href;';

const options = {
  absWorkingDir: root,
  entryPoints: { main: entry, checker: "src/cli/checker.ts" },
  outdir: folder,
  bundle: true,
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "pengradUrl" },
  // A script with a code cache cannot import(); what is loaded late is required late.
  supported: { "dynamic-import": false },
  platform: "node",
  target: "node20",
  external: outside.flatMap((name) => [name, `${name}/*`]),
  // markdown-it decodes entities and never encodes them; the package's index brings both tables
  alias: { entities: "entities/lib/decode.js" },
  // Less text to parse at every start; PENGRAD_DEBUG reads the maps, so traces keep their names.
  minify: true,
  sourcemap: "linked",
  sourcesContent: false,
  banner: { js: banner },
  metafile: true,
  logLevel: "warning",
};

/** Builds dist/command/; false when there is nothing to build it from, or esbuild refuses. */
export async function bundleCommand() {
  if (written(entry) === 0) {
    console.error(`${entry} does not exist: the command cannot be bundled.`);
    return false;
  }
  rmSync(at(folder), { recursive: true, force: true });
  try {
    const { metafile } = await build(options);
    mkdirSync(at("dist/.build"), { recursive: true });
    writeFileSync(at(metafilePath), JSON.stringify(metafile));
    keepCode();
    return true;
  } catch {
    return false; // esbuild has printed why
  }
}

/** What a typical run compiles goes into the cache. Without it the command starts more slowly. */
function keepCode() {
  const words = ["work", "u = x1/x2; s = u^x3; y = cos(s)", "--at", "x1 = pi, x2 = 2, x3 = 1"];
  const env = { ...process.env, PENGRAD_KEEP_CODE: "1" };
  spawnSync(process.execPath, [at("bin/pengrad.cjs"), ...words], { env, stdio: "ignore" });
}

/** What is read at every start: the bundle's bytes, and the sources in it. */
export function startup(metafile) {
  const { bytes, inputs } = metafile.outputs[`${folder}/main.cjs`];
  return { bytes, sources: Object.keys(inputs) };
}

if (isEntry(import.meta.url) && !(await bundleCommand())) process.exitCode = 1;
