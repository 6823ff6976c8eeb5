/**
 * @file How much the page loads: what the browser asks for until it is idle, compressed. What only
 * the worker needs is counted apart, since the first view stands there without it.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { at } from "../../scripts/places.js";
import { hasBrowser, withBrowser, withPage } from "./browser.ts";

/** Of the first view, in thousands of bytes. */
const budget = 250;

interface BuildRecord {
  readonly outputs: Record<
    string,
    {
      readonly imports: readonly { readonly path: string; readonly kind: string }[];
      readonly inputs: Record<string, unknown>;
    }
  >;
}

const record = () => JSON.parse(readFileSync(at("dist/.build/page.json"), "utf8")) as BuildRecord;

/** The files that the scripts' own imports reach from one, by esbuild's record. */
function reached(entry: string): Set<string> {
  const { outputs } = record();
  const found = new Set<string>();
  const rest = [`dist/web/${entry}`];
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement") rest.push(path);
    }
  }
  return found;
}

const sizeOf = (files: Iterable<string>): number => {
  const sizes = [...files].map((file) => {
    const bytes = readFileSync(at(file));
    return file.endsWith(".woff2") ? bytes.length : gzipSync(bytes).length;
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
};

if (hasBrowser) {
  withBrowser();

  test("the first view is small, compressed", async () => {
    const asked = new Set<string>();
    await withPage(async (page) => {
      page.context().on("request", (request) => asked.add(new URL(request.url()).pathname));
      await page.reload();
      await page.waitForSelector(".graph .node");
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(500);
      expect([...asked].every((path) => path.startsWith("/"))).toBe(true);
    });
    const files = [...asked].map((path) => `dist/web${path === "/" ? "/index.html" : path}`);
    expect(files).toContain("dist/web/main.js");
    const own = reached("main.js");
    const worker = reached("worker.js");
    const isWorkers = (file: string) => worker.has(file) && !own.has(file);
    const first = sizeOf(files.filter((file) => !isWorkers(file)));
    const later = sizeOf(files.filter(isWorkers));
    const told = `first view ${first.toFixed(1)} kB of ${budget}, worker ${later.toFixed(1)} kB`;
    console.log(told);
    for (const file of files) console.log(`${sizeOf([file]).toFixed(1).padStart(7)} ${file}`);
    expect(first, told).toBeLessThan(budget);
  });

  test("the page's own thread holds nothing of the library", () => {
    const { outputs } = record();
    const inputs = [...reached("main.js")].flatMap((file) => Object.keys(outputs[file]!.inputs));
    expect(inputs.filter((path) => path.startsWith("src/"))).toEqual([]);
  });
}
