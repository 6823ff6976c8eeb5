/** @file The table of an arena's keys: each key has one number, through every growth. */
import { expect, test } from "vitest";
import { Arena } from "../../src/expression/index.ts";
import { KeyTable } from "../../src/expression/table.ts";

test("keys get numbers in the order in which they come, and keep them", () => {
  const table = new KeyTable();
  const keys: [number, number[]][] = [];
  for (let k = 0; k < 3_000; k++) {
    keys.push([k % 7, Array.from({ length: k % 5 }, (_, j) => (j + k) * (j % 2 ? -1 : 1))]);
  }
  const numbers = new Map<string, number>();
  for (const [head, key] of keys) {
    const text = `${head}:${key}`;
    const known = numbers.get(text);
    expect(table.find(head, key)).toBe(known ?? -1);
    if (known === undefined) numbers.set(text, numbers.size);
  }
  for (const [head, key] of keys) {
    expect(table.find(head, key)).toBe(numbers.get(`${head}:${key}`));
  }
});

test("a key is neither its beginning nor one with another head", () => {
  const table = new KeyTable();
  for (const [head, key] of [
    [1, [2, 3]],
    [1, [2]],
    [1, []],
    [2, [2, 3]],
    [2, [3]],
  ] as const) {
    expect(table.find(head, key)).toBe(-1);
  }
  expect(table.find(1, [2])).toBe(1);
});

test("numbers and sizes that are large are found again, and are not taken for others", () => {
  const arena = new Arena();
  const large = 2n ** 40n;
  expect(arena.integer(large)).toBe(arena.integer(large));
  expect(arena.integer(large)).not.toBe(arena.integer(large + 2n ** 32n));
  const [x, y] = [arena.variable("x", [2 ** 40]), arena.variable("x", [2 ** 40 + 2 ** 32])];
  expect(arena.variable("x", [2 ** 40])).toBe(x);
  expect(y).not.toBe(x);
});

test("a contraction is the same by whatever labels it is asked for", () => {
  const arena = new Arena();
  const [W, x] = [arena.variable("W", ["m", "n"]), arena.variable("x", ["n"])];
  const product = (i: number, j: number) =>
    arena.contract({ operands: [W, x], axes: [[i, j], [j]], output: [i] });
  for (const [i, j] of [
    [1, 0],
    [7, 3],
    [0, 100],
    [-2, 5],
  ] as const) {
    expect(product(i, j)).toBe(product(0, 1));
  }
  const spread = (sizes: ReadonlyMap<number, string> | readonly string[], i: number, j: number) =>
    arena.contract({ operands: [x], axes: [[j]], output: [i, j], sizes });
  expect(spread(new Map([[9, "m"]]), 9, 4)).toBe(spread(["m", "n"], 0, 1));
});
