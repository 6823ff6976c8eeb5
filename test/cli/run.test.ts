/** @file `pengrad run` as a process: CSV and JSON, exit codes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isStale } from "../../scripts/build.js";
import { bundleCommand } from "../../scripts/bundle.js";
import { at } from "../../scripts/places.js";
import { runSchema } from "../../src/cli/run-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "pengrad-run-"));

beforeAll(async () => {
  if (isStale()) expect(await bundleCommand()).toBe(true);
  writeFileSync(join(folder, "points.csv"), "a,b\n1,2\n3,0\n");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pengrad(...words: readonly string[]) {
  const options = { cwd: folder, encoding: "utf8", input: "" } as const;
  const command = [at("bin/pengrad.cjs"), "run", ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { code: status, out: stdout, err: stderr };
}

const points = ["--points", "points.csv"];

test("CSV", () => {
  expect(pengrad("y = a^2 / b", ...points, "--gradient", "--quiet")).toEqual({
    code: 0,
    out: "y,dy/da,dy/db\n0.5,1,-0.25\n,,\n",
    err: "",
  });
  expect(pengrad("y = [a; b]", ...points).out).toBe("y_1,y_2\n1,2\n3,0\n");
  expect(pengrad("Y = x x^T", ...points, "--input", "x = a, b").out).toBe(
    '"Y_{1,1}","Y_{1,2}","Y_{2,1}","Y_{2,2}"\n1,2,2,4\n9,0,0,0\n',
  );
});

test("a sheet for a batch", () => {
  const text = "L = \\|X w\\|^2 / m; X: [m, 2]; at w = [1; 2]";
  const found = pengrad(text, ...points, "--input", "X = a, b", "--gradient");
  expect(found.out).toBe("L,dL/dX_1,dL/dX_2\n17,5,10\n17,3,6\n");
});

test("JSON", () => {
  const { code, out, err } = pengrad("y = a / b", ...points, "--format", "json", "--gradient");
  expect(code).toBe(0);
  expect(err).toContain("warning[PG6120]: y has no value in 1 of 2 rows, the first of them row 2.");
  expect(runSchema.parse(JSON.parse(out))).toEqual({
    version: 1,
    rows: 2,
    columns: { y: [0.5, null], "dy/da": [0.5, null], "dy/db": [-0.25, null] },
  });
});

test.each<[number, string, string[]]>([
  [2, "no points were given", ["y = a"]],
  [2, "gone.csv cannot be opened", ["y = a", "--points", "gone.csv"]],
  [3, "error[PG6106]: No column is for c", ["y = a c", ...points]],
  [3, "error[PG1001]", ["y = )", ...points]],
])("%i: %s", (code, said, words) => {
  const found = pengrad(...words);
  expect(found.err).toContain(said);
  expect(found.code).toBe(code);
});
