/**
 * @file A problem at many points: values and gradients by the kernel against the worked solution
 * of the same problem, row by row, and what is refused.
 */
import { describe, expect, test } from "vitest";
import { evaluateAtPoints, type PointOptions, readInput } from "../../src/train/index.ts";
import { numericOf, solve } from "../../src/work/index.ts";
import { tableOf } from "./runs.ts";

function at(text: string, csv: string, inputs: readonly string[] = [], options: PointOptions = {}) {
  const choices = inputs.map((input) => readInput(input)!);
  return evaluateAtPoints(text, tableOf(csv), { ...options, inputs: choices });
}

const columns = (found: ReturnType<typeof at>): Record<string, readonly number[]> =>
  Object.fromEntries((found.columns ?? []).map(({ name, values }) => [name, [...values]]));

describe("values and gradients", () => {
  const text = "u = x1/x2; s = u^x3; y = cos(s)";
  const rows = [
    [3, 2, 1],
    [1.5, 0.25, 2],
    [0.5, 4, 0.5],
  ];
  const csv = `x1,x2,x3\n${rows.map((row) => row.join(",")).join("\n")}`;

  test("are those of the worked solution", () => {
    const found = columns(at(text, csv, [], { gradient: true }));
    expect(Object.keys(found)).toEqual(["y", "dy/dx1", "dy/dx2", "dy/dx3"]);
    for (const [row, [a, b, c]] of rows.entries()) {
      const [part] = solve(text, { at: `x1 = ${a}, x2 = ${b}, x3 = ${c}` }).parts;
      const node = part!.nodes.find(({ quantity }) => quantity.key === "y")!;
      expect(found["y"]![row]).toBeCloseTo(numericOf(node.value!) as number, 12);
      for (const { key, value } of part!.gradients) {
        expect(found[`dy/d${key.replace("_", "")}`]![row]).toBeCloseTo(
          numericOf(value!) as number,
          11,
        );
      }
    }
  });

  test("more rows than one call takes", () => {
    const many = Array.from({ length: 3000 }, (_, k) => `${k}`).join("\n");
    const { y } = columns(at("y = x^2", `x\n${many}`));
    expect(y).toEqual(Array.from({ length: 3000 }, (_, k) => k * k));
  });

  test("vectors, fixed matrices, and gradients by what is fixed", () => {
    const network = "z = W x\ny = z^T z\nat W = [1, 2; 3, 4]";
    const options = { wrt: ["W", "x"], gradient: true };
    const found = at(network, "x1,x2\n1,0\n0,1", [], options);
    expect(found.columns!.map(({ name, shape }) => [name, shape])).toEqual([
      ["y", []],
      ["dy/dW", [2, 2]],
      ["dy/dx", [2]],
    ]);
    expect(columns(found)["y"]).toEqual([10, 20]);
    expect(columns(found)["dy/dW"]).toEqual([2, 0, 6, 0, 0, 4, 0, 8]);
    expect(columns(at(network, "x1,x2\n1,0\n0,1", [], { of: "z" }))["z"]).toEqual([1, 3, 2, 4]);
  });

  test("what does not depend on the points is the same in every row", () => {
    expect(columns(at("c = 2 a; y = x", "x\n1\n2", [], { of: "c", at: "a = 3" }))["c"]).toEqual([
      6, 6,
    ]);
  });

  test("of a sheet for a batch: an entry a row, or the same in all", () => {
    const csv = "x1,x2\n1,2\n3,4\n-1,0.5";
    const layer = "Z = dense(X, W, b)\nX: [m, 2]\nat W = [1, 0; 2, 1], b = [10, 20]";
    const found = at(layer, csv, ["X = x1, x2"]);
    expect(found.columns!.map(({ name, shape }) => [name, shape])).toEqual([["Z", [2]]]);
    expect(columns(found)["Z"]).toEqual([11, 24, 13, 30, 9, 18.5]);
    const apart = at("y = s X w\nX: [m, 2]\ns: []\nat w = [1; 1]", csv, ["X = x1, x2", "s = x1"]);
    expect(apart.diagnostics.map((one) => one.code)).toEqual(["PG6123"]);
    const mean = "L = \\|X w - t\\|^2 / m\nX: [m, 2]\nt: [m]\nat w = [1; 1]";
    const inputs = ["X = x1, x2", "t = x1"];
    const options = { gradient: true, wrt: ["X", "w"] };
    const slopes = columns(at(mean, csv, inputs, options));
    const L = (2 ** 2 + 4 ** 2 + 0.5 ** 2) / 3;
    for (const value of slopes["L"]!) expect(value).toBeCloseTo(L, 12);
    // 2/m (X w − t) wᵀ and 2/m Xᵀ (X w − t)
    const byX = [2, 2, 4, 4, 0.5, 0.5].map((off) => (2 / 3) * off);
    const byW = [2 + 12 - 0.5, 4 + 16 + 0.25].map((sum) => (2 / 3) * sum);
    const wanted = { "dL/dX": byX, "dL/dw": [...byW, ...byW, ...byW] };
    for (const [name, values] of Object.entries(wanted)) {
      expect(slopes[name]).toHaveLength(6);
      for (const [k, value] of values.entries()) expect(slopes[name]![k]).toBeCloseTo(value, 12);
    }
  });

  test("of much work, by WebAssembly", () => {
    const rows = 1500;
    const entries = Array.from({ length: 16 }, (_, k) => `x${k + 1}`);
    const numbers = Array.from({ length: rows }, (_, p) => entries.map((_, k) => (p * k) % 7));
    const csv = [entries, ...numbers].map((row) => row.join(",")).join("\n");
    const W = Array.from({ length: 16 }, (_, i) => entries.map((_, j) => (i * j) % 5).join(", "));
    const text = `y = \\|exp(-x) ⊙ (W W W x)\\|^2\nat W = [${W.join("; ")}]`;
    const many = columns(at(text, csv));
    const few = columns(at(text, csv.split("\n").slice(0, 100).join("\n")));
    expect(many["y"]).toHaveLength(rows);
    for (const [p, y] of few["y"]!.entries()) {
      expect(Math.abs(many["y"]![p]! - y)).toBeLessThanOrEqual(1e-13 * Math.abs(y));
    }
  });

  test("a row without a value is said", () => {
    const { diagnostics, columns: found } = at("y = ln(x)", "x\n1\n-1\n-2");
    expect(diagnostics).toMatchObject([
      { code: "PG6120", args: { name: "y", count: "2", rows: "3", row: "2" } },
    ]);
    expect(found![0]!.values[0]).toBe(0);
  });
});

test.each<[string, string, PointOptions]>([
  ["PG6106", "y = x + a", {}],
  ["PG6101", "y = x", { of: "q" }],
  ["PG6101", "y = x", { wrt: ["q"], gradient: true }],
  ["PG3003", "y = [x; 2 x]", { gradient: true }],
  ["PG1001", "y = )", {}],
])("%s of %s", (code, text, options) => {
  const found = at(text, "x\n1", [], options);
  expect(found.columns).toBeNull();
  expect(found.diagnostics.map((one) => one.code)).toContain(code);
});
