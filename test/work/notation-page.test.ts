/** @file The reference of the notation keeps its word: every problem on the page is worked. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messageOf, severityOf } from "../../src/source/index.ts";
import { solve } from "../../src/work/index.ts";

const page = readFileSync(new URL("../../docs/NOTATION.md", import.meta.url), "utf8");
const problems = [...page.matchAll(/```pengrad\n([\s\S]*?)```/g)].map(([, text]) => text!);

test("there are problems on the page", () => {
  expect(problems.length).toBeGreaterThan(9);
});

test.each(problems)("%s", (text) => {
  const solution = solve(text);
  const grave = solution.diagnostics.filter((found) => severityOf(found) !== "info");
  expect(grave.map(messageOf)).toEqual([]);
  const last = solution.parts.at(-1)!;
  expect(last.gradients.length).toBeGreaterThan(0);
  const hasValues = last.nodes.some(({ value }) => value !== null);
  for (const { value } of last.gradients) expect(value !== null).toBe(hasValues);
});
