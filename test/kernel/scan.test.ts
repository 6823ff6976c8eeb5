/** @file Products over an axis and their gradients: scans, on every back end, zeros included. */
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import type { Tensor } from "../../src/expression/index.ts";
import { compile, parse } from "../../src/index.ts";
import { compileRoots, printProgram, variablesIn } from "../../src/kernel/index.ts";
import { disagreements } from "./agreement.ts";

const rows: readonly (readonly [string, Readonly<Record<string, readonly number[]>>])[] = [
  ["\\prod_{i=1}^n x_i", { x: [5] }],
  ["\\prod_{i=1}^n (2 x_i + 1)", { x: [4] }],
  ["\\exp(\\prod_{i=1}^n x_i) + \\sum_i x_i", { x: [6] }],
  ["\\sum_j \\prod_i A_{ij}", { A: [4, 3] }],
  ["\\sum_i \\prod_j A_{ij} x_i", { A: [3, 4], x: [3] }],
];

describe.each(rows)("%s", (text, shapes) => {
  const { node, arena, diagnostics } = parse(text);
  const inputs = node === null ? [] : variablesIn(node);
  const sizes = new Map<string, number>();
  for (const { data, shape } of inputs) {
    for (const [axis, size] of shape.entries()) {
      if (typeof size === "string") sizes.set(size, shapes[data]![axis]!);
    }
  }
  const roots = [node!, ...differentiate(node!, inputs, arena)].map((root) => ({ node: root }));

  test.each([0, 1, 2])("agrees with the exact pass where %i entries are 0", (zeros) => {
    expect(diagnostics).toEqual([]);
    const values = new Map<string, Tensor<number>>();
    for (const { data } of inputs) {
      const shape = shapes[data]!;
      const entries = Array.from({ length: shape.reduce((a, b) => a * b) }, (_, k) => {
        return k % 3 === 1 && k < 3 * zeros ? 0 : 1 + Math.sin(k);
      });
      values.set(data, { shape, entries });
    }
    expect(disagreements({ arena, roots, inputs, sizes }, values)).toEqual([]);
  });

  test("makes nothing of n² entries", () => {
    const many = new Map([...sizes.keys()].map((size) => [size, 1000] as const));
    const compiled = compileRoots({ arena, roots, inputs, sizes: many });
    if ("reason" in compiled) throw new Error(compiled.what);
    const size = Math.max(...compiled.inputs.map((port) => port.size));
    expect(compiled.memory.heap).toBeLessThanOrEqual(4 * size);
    const deepest = inputs.some(({ shape }) => shape.length > 1) ? 2 : 1;
    const loops = printProgram(compiled.program).split("\n");
    expect(loops.some((line) => line.startsWith(`${"  ".repeat(deepest)}for`))).toBe(false);
  });
});

test("the gradient of a long product is right from end to end", () => {
  const x = Array.from({ length: 20_000 }, (_, k) => 1 + Math.sin(k) / 10);
  const { value, gradient } = compile("\\prod_{i=1}^n x_i", { x }).valueAndGradient({ x });
  const slopes = (gradient as { x: number[] }).x;
  for (const k of [0, 1, 9_999, 19_998, 19_999]) {
    expect((slopes[k]! * x[k]!) / (value as number)).toBeCloseTo(1, 10);
  }
});

test("a long product that is written out is read and compiled", () => {
  const names = Array.from({ length: 4_000 }, (_, k) => `x_${k + 1}`);
  const f = compile(names.join("*"), names).flat();
  const x = Float64Array.from(names, (_, k) => 1 + Math.sin(k) / 10);
  const out = new Float64Array(names.length + 1);
  f(x, out);
  for (const k of [0, 1, 1_999, 3_998, 3_999]) {
    expect((out[k + 1]! * x[k]!) / out[0]!).toBeCloseTo(1, 10);
  }
});
