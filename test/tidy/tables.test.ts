/** @file Tables and their shadows: each operation has its page and a test, each code its row. */
import { basename } from "node:path";
import { expect, test } from "vitest";
import { diagnosticsPage, pagePath, recordedCodes } from "../../scripts/diagnostics.js";
import { filesBelow } from "../../scripts/places.js";
import { messages } from "../../src/source/messages.ts";
import { read } from "./sources.ts";

const folder = "src/expression/operations";
const text = read(`${folder}/names.ts`).replace(/\/\*[\s\S]*?\*\//g, "");
const operations = [...text.matchAll(/"(\w+)"/g)].map(([, name]) => name!);

test("the names of the operations are there, and there once", () => {
  expect(operations.length).toBeGreaterThan(40);
  expect(new Set(operations).size).toBe(operations.length);
});

test("every operation has a page", () => {
  const pages = filesBelow(folder)
    .filter((path) => !["index.ts", "names.ts"].includes(basename(path)))
    .map((path) => read(path));
  const missing = operations.filter((name) => {
    // A page's constant may bear a longer name where the word is taken (`number`, `e`).
    const page = new RegExp(`export const ${name}\\w*\\b`);
    return !pages.some((contents) => page.test(contents));
  });
  expect(missing).toEqual([]);
});

test("every operation appears in a test of the expression floor", () => {
  const tests = filesBelow("test/expression").map(read).join("\n");
  expect(operations.filter((name) => !new RegExp(`\\b${name}\\b`).test(tests))).toEqual([]);
});

test("the page of diagnostics is up to date (npm run generate)", () => {
  expect(read(pagePath)).toBe(diagnosticsPage(messages));
});

test("no code was ever taken back, and every code is on record (npm run generate)", () => {
  expect(recordedCodes()).toEqual(Object.keys(messages).sort());
});

test.each(Object.entries(messages))("%s is well formed", (code, { text: sentence }) => {
  expect(code).toMatch(/^PG\d{4}$/);
  // A sentence, or nothing but a slot that brings its own sentence.
  expect(sentence).toMatch(/^\S[\s\S]*[.?}]$/);
  expect(sentence.replace(/\{\w+\}/g, "")).not.toMatch(/[{}]/);
});

test("every code is used somewhere in src", () => {
  const used = filesBelow("src")
    .filter((path) => !path.endsWith("source/messages.ts"))
    .map(read)
    .join("\n");
  expect(Object.keys(messages).filter((code) => !used.includes(`"${code}"`))).toEqual([]);
});
