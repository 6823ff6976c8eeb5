/** @file docs/RUN.md: every command in it is run, and prints what the page says. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isStale } from "../../scripts/build.js";
import { bundleCommand } from "../../scripts/bundle.js";
import { at } from "../../scripts/places.js";

const folder = mkdtempSync(join(tmpdir(), "pengrad-page-"));

beforeAll(async () => {
  if (isStale()) expect(await bundleCommand()).toBe(true);
  cpSync(at("examples/train"), folder, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = readFileSync(at("docs/RUN.md"), "utf8");
const samples = [...page.matchAll(/^ {4}\$ npx pengrad (.*)\n((?: {4}.*\n)+)/gm)].map(
  ([, words, lines]) => [words!, lines!.replace(/^ {4}/gm, "")] as const,
);

test("there are commands on the page", () => {
  expect(samples.length).toBeGreaterThan(2);
});

test.each(samples)("%s", (text, wanted) => {
  const words = (text.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
  const options = { cwd: folder, encoding: "utf8" } as const;
  const made = spawnSync(process.execPath, [at("bin/pengrad.cjs"), ...words], options);
  expect(made.status).toBe(0);
  // dots stand for more of the same
  const [before] = wanted.split("…\n");
  if (wanted.includes("…\n")) expect(made.stdout.startsWith(before!)).toBe(true);
  else expect(made.stdout).toBe(wanted);
});
