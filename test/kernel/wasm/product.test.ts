/** @file Matrix products against three loops: all transpositions, sizes around every block. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newModule } from "../../../src/kernel/wasm/assembler.ts";
import { instantiate, newMemory } from "../../../src/kernel/wasm/engine.ts";
import { peakLoop } from "../../../src/kernel/wasm/peak.ts";
import {
  type Distances,
  defineProduct,
  type Extent,
  productScratch,
} from "../../../src/kernel/wasm/product.ts";

type Type = "f32" | "f64";
interface Case {
  readonly type: Type;
  /** rows, inner, columns. */
  readonly extents: readonly [number, number, number];
  /** Whether each of A, B, C lies column by column. */
  readonly turned: readonly [boolean, boolean, boolean];
  readonly adds: boolean;
  /** Which extent is the number of points. */
  readonly points?: 0 | 1 | 2;
  /** Entries between one line of a matrix and the next. */
  readonly gap?: number;
}

/** What the product leaves in C, with small integers in A and B, and what it should. */
function both({ type, extents, turned, adds, points, gap = 0 }: Case): [number[], number[]] {
  const [m, k, n] = extents;
  const sizes = [
    [m, k],
    [k, n],
    [m, n],
  ] as const;
  const distances = sizes.map(([rows, columns], q): Distances => {
    return turned[q] ? { row: 1, column: rows + gap } : { row: columns + gap, column: 1 };
  });
  const [rows, inner, columns] = extents.map((extent, q): Extent => {
    return points === q ? "points" : extent;
  });
  const [a, b, c] = distances;
  const module = newModule();
  const shape = { type, rows: rows!, inner: inner!, columns: columns!, a: a!, b: b!, c: c!, adds };
  const product = defineProduct(module, shape);
  const width = type === "f64" ? 8 : 4;
  const counts = sizes.map(([p, q]) => (p + gap) * (q + gap) + 4);
  const starts = counts.map((_, q) => width * counts.slice(0, q).reduce((s, x) => s + x, 16));
  const end = starts[2]! + width * counts[2]!;
  const memory = newMemory(Math.ceil((end + 16 + productScratch(type)) / 65536))!;
  const run = instantiate(module.bytes([product]), memory, {})![product.name]!;
  const view = (q: number) =>
    type === "f64"
      ? new Float64Array(memory.buffer, starts[q], counts[q])
      : new Float32Array(memory.buffer, starts[q], counts[q]);
  const [A, B, C] = [view(0), view(1), view(2)];
  for (let i = 0; i < A.length; i += 1) A[i] = ((i * 7919) % 13) - 6;
  for (let i = 0; i < B.length; i += 1) B[i] = ((i * 104729) % 11) - 5;
  for (let i = 0; i < C.length; i += 1) C[i] = (i % 5) + 1;
  const wanted = [...C];
  const place = (q: number, i: number, j: number) =>
    i * distances[q]!.row + j * distances[q]!.column;
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = adds ? wanted[place(2, i, j)]! : 0;
      for (let l = 0; l < k; l += 1) sum += A[place(0, i, l)]! * B[place(1, l, j)]!;
      wanted[place(2, i, j)] = sum;
    }
  }
  run(...starts, points === undefined ? 0 : extents[points], Math.ceil(end / 16) * 16);
  return [[...C], wanted];
}

const cases: readonly (Pick<Case, "extents" | "points"> & { readonly name: string })[] = [
  { name: "a dense layer", extents: [32, 784, 16] },
  { name: "its weights' gradient", extents: [100, 32, 128] },
  { name: "more columns than a block", extents: [9, 7, 700] },
  { name: "deeper than a block", extents: [5, 1203, 9] },
  { name: "one row", extents: [1, 50, 33] },
  { name: "one column", extents: [50, 33, 1] },
  { name: "one number", extents: [1, 77, 1] },
  { name: "nothing inside", extents: [3, 0, 5] },
  { name: "rows are points", extents: [7, 20, 12], points: 0 },
  { name: "points are summed over", extents: [20, 450, 12], points: 1 },
  { name: "columns are points", extents: [12, 20, 9], points: 2 },
  { name: "no points at all", extents: [5, 0, 6], points: 1 },
];

const sides = [false, true];
const turnings = sides.flatMap((a) => sides.flatMap((b) => sides.map((c) => [a, b, c] as const)));

test.each(cases)("$name", ({ extents, points }) => {
  const axis = points === undefined ? {} : { points };
  for (const type of ["f32", "f64"] as const) {
    for (const turned of turnings) {
      for (const adds of sides) {
        const [got, wanted] = both({ type, extents, turned, adds, ...axis });
        const wrong = got.findIndex((x, i) => x !== wanted[i]);
        expect(wrong, `${type} ${turned} ${adds}`).toBe(-1);
      }
    }
  }
});

test("any size and any distance", () => {
  const extent = fc.integer({ min: 1, max: 21 });
  const side = fc.boolean();
  const arbitrary = fc.record({
    type: fc.constantFrom<Type>("f32", "f64"),
    extents: fc.tuple(extent, extent, extent),
    turned: fc.tuple(side, side, side),
    adds: side,
    points: fc.constantFrom(0 as const, 1 as const, 2 as const),
    gap: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(arbitrary, (row) => {
      const [got, wanted] = both(row);
      expect(got).toEqual(wanted);
    }),
    { numRuns: 150 },
  );
});

test("the loop that measures the peak runs", () => {
  const loops = (["f32", "f64"] as const).map((type) => peakLoop(type)!);
  for (const { run } of loops) run(10);
  expect(loops.map(({ operations }) => operations)).toEqual([416, 208]);
});
