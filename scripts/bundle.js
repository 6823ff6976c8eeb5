/**
 * @file Bundles the command (src/cli/main.ts) into dist/command/ with esbuild.
 *
 * Start-up is paid on every call, so the output is split: `main.js` and the chunks that it imports
 * statically are all that is read before a command is known; whatever the sources `import()` comes
 * later. Packages that need their own files beside them (KaTeX its fonts) or are optional stay
 * outside and are resolved from node_modules when first wanted. The metafile is kept in
 * dist/.build/command.json; the tidy test reads from it what start-up costs.
 *
 * Reference: esbuild's documentation, "Splitting" and "Metafile".
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { build } from "esbuild";
import { at, isEntry, root, written } from "./places.js";

const entry = "src/cli/main.ts";
const folder = "dist/command";
export const metafilePath = "dist/.build/command.json";

/** Never bundled: found in node_modules at run time, and only when a command asks for them. */
const outside = ["katex", "mathjax", "playwright-core"];

/** What CommonJS packages (commander) expect to find in an ES module. */
const banner = `import { createRequire as pengradRequire } from "node:module";
const require = pengradRequire(import.meta.url);`;

const options = {
  absWorkingDir: root,
  entryPoints: { main: entry },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: outside.flatMap((name) => [name, `${name}/*`]),
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
    return true;
  } catch {
    return false; // esbuild has printed why
  }
}

/**
 * What is read before any command runs: the output files that `main.js` reaches by static imports,
 * their bytes, the sources in them, and the packages outside that they import.
 */
export function startup(metafile) {
  const files = new Set();
  const packages = new Set();
  const open = [`${folder}/main.js`];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    for (const { path: target, kind, external } of metafile.outputs[path].imports) {
      if (kind === "dynamic-import") continue;
      if (!external) open.push(posix.normalize(target));
      else if (!isBuiltin(target)) packages.add(target);
    }
  }
  const outputs = [...files].map((path) => metafile.outputs[path]);
  return {
    files: [...files],
    bytes: outputs.reduce((sum, output) => sum + output.bytes, 0),
    sources: outputs.flatMap((output) => Object.keys(output.inputs)),
    packages: [...packages],
  };
}

const isBuiltin = (name) => name.startsWith("node:") || builtinModules.includes(name);

if (isEntry(import.meta.url) && !(await bundleCommand())) process.exitCode = 1;
