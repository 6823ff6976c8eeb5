/**
 * @file Writes docs/MATRIX-IDENTITIES.md from the tables of test/identities; `npm run generate`
 * runs it. A test of that folder compares the page with the tables.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { at, isEntry, root } from "./places.js";

/** The page and its place, made by the sources without a build. */
async function makePage() {
  // in the checkout, where imports of packages resolve
  const folder = mkdtempSync(at("node_modules/.identities-"));
  const outfile = join(folder, "page.mjs");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ["test/identities/page.ts"],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      outfile,
    });
    const { identitiesPage, pagePath } = await import(outfile);
    return { text: identitiesPage(), path: pagePath };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isEntry(import.meta.url)) {
  const { text, path } = await makePage();
  writeFileSync(at(path), text);
}
