/**
 * @file docs/VOCABULARY.md says what the vocabulary's lines are and what pengrad derives from them.
 * `npm run examples` renews it.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vocabularyPage, vocabularyPath } from "../../scripts/vocabulary.js";
import * as notation from "../../src/notation/index.ts";
import { solve } from "../../src/work/index.ts";
import * as worksheet from "../../src/worksheet/index.ts";

test("the table of layers and losses is up to date", () => {
  const written = readFileSync(new URL(`../../${vocabularyPath}`, import.meta.url), "utf8");
  expect(vocabularyPage({ ...worksheet, solve, notation })).toBe(written);
});
