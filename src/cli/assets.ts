/**
 * @file KaTeX's style sheet and typefaces, read from its package for pages that carry them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PageAssets } from "../render/index.ts";

/** The assets; null where the package's files are not found, and pages do with MathML. */
export function pageAssets(): PageAssets | null {
  try {
    const path = createRequire(import.meta.url).resolve("katex/dist/katex.min.css");
    const folder = join(dirname(path), "fonts");
    const files = readdirSync(folder).filter((name) => name.endsWith(".woff2"));
    const fonts = files.map((name): [string, string] => {
      return [name, readFileSync(join(folder, name)).toString("base64")];
    });
    return { css: readFileSync(path, "utf8"), fonts: new Map(fonts) };
  } catch {
    return null;
  }
}
