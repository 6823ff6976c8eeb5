/** @file `pengrad equal` as a command: what it prints, and with which code it ends. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import { equalSchema } from "../../src/cli/schema.ts";

/** Runs the command in this process. */
async function pengrad(...words: readonly string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const quiet = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  const code = await main(["equal", ...words]);
  write.mockRestore();
  quiet.mockRestore();
  return { code, out };
}

test.each([
  [["sin(2x)", "2 sin x cos x"], 0, "equal: proved"],
  [["erf(-x)", "-erf(x)"], 0, "equal: proved"],
  [["tr(A B C)", "tr(C A B)"], 0, "equal"],
  [["0.3333", "1/3"], 0, "equal as rounded"],
  [["sqrt(x^2)", "x"], 1, "if x \\ge 0 (proved)"],
  [["x", "2x"], 1, "at x = 2"],
  [["sqrt(x^2)", "x", "--assume", "x > 0"], 0, "equal: proved"],
  [["ln(-1)", "1"], 3, "undecided"],
  [["x(", "1"], 3, "not read"],
  [["x"], 2, ""],
  [["--pairs", "no-such-file.jsonl"], 2, ""],
])("equal %j ends with %i", async (words, code, text) => {
  const answer = await pengrad(...words);
  expect(answer.code).toBe(code);
  expect(answer.out).toContain(text);
});

test("JSON keeps to its schema", async () => {
  for (const [a, b] of [
    ["x", "2x"],
    ["sqrt(x^2)", "x"],
    ["ln(x^2)", "2 ln x"],
    ["f(x)", "f(2x)"],
    ["x(", "1"],
  ] as const) {
    const { out } = await pengrad(a, b, "--format", "json");
    expect(() => equalSchema.strict().parse(JSON.parse(out))).not.toThrow();
  }
});

test("pairs are answered in their order, and a bad line does not stop them", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "pairs-")), "pairs.jsonl");
  const lines = ['{"id": 7, "a": "x + x", "b": "2x"}', "nonsense", '{"a": "x", "b": "y"}'];
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { code, out } = await pengrad("--pairs", path);
  const answers = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id?: number; verdict: string });
  expect(code).toBe(0);
  expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
    [7, "proved"],
    [undefined, "unread"],
    [undefined, "refuted"],
  ]);
});
