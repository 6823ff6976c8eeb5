/**
 * @file What a browser loads: bundles made by esbuild (minified, for the browser), compressed.
 * A peer is bundled whole as its manual says to import it; ours also with the differentiator alone, and
 * the kernels alone.
 */
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { figures, promise, table } from "../table.js";

/** The differentiator alone, in kB of gzip. */
const promised = 30;

const entries = {
  "pengrad, differentiate only": `
    export { Arena } from "../dist/expression/index.js";
    export { differentiate } from "../dist/calculus/index.js";`,
  "pengrad, parse and differentiate": `export { parse, differentiate } from "../dist/index.js";`,
  "pengrad/kernel": `export * from "../dist/kernel/index.js";`,
  "pengrad, compile from text": `export { compile } from "../dist/index.js";`,
  "pengrad, everything": `export * from "../dist/index.js";`,
  "math-expressions": `export { default } from "math-expressions";`,
  algebrite: `export { default } from "algebrite";`,
  nerdamer: `
    import nerdamer from "nerdamer"; import "nerdamer/Algebra"; import "nerdamer/Calculus";
    export default nerdamer;`,
  "mathjs, derivative only": `
    import { create, derivativeDependencies } from "mathjs";
    export const { derivative } = create(derivativeDependencies);`,
  mathjs: `export * from "mathjs";`,
  "compute-engine": `export { ComputeEngine } from "@cortex-js/compute-engine";`,
};

export const title = "Browser bundle, kB of 1,000 bytes";

export async function measure() {
  const rows = [];
  for (const [name, contents] of Object.entries(entries))
    rows.push([name, ...(await sizes(contents))]);
  const kept = promise("Differentiate only, kB of gzip", Number(rows[0][2]), { most: promised });
  return `${table(["", "minified", "gzip", "brotli"], rows)}\n\n${kept}`;
}

async function sizes(contents) {
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      logLevel: "silent",
    });
    const code = outputFiles[0].contents;
    return [code, gzipSync(code, { level: 9 }), brotliCompressSync(code)].map(({ length }) =>
      figures(length / 1000),
    );
  } catch {
    return ["–", "–", "–"];
  }
}
