/**
 * @file The inner kernel of the matrix products: a tile of C, some rows high and two vectors
 * wide, stays in registers while a strip of A and a panel of B run by,
 *     C[i, j] (+)= Σ_k A[i, k] B[k, j].
 * For each k: the row of the panel is loaded, each entry of A is loaded into all lanes, multiplied
 * and added (SIMD128 has no fused multiply-add). 15 registers are free on x64: with 2 for the row
 * and 2 for products, five rows of two vectors fit.
 */
import type { Body, Module } from "./assembler.ts";
import {
  at,
  branch,
  type Callee,
  type Code,
  f32x4,
  f64x2,
  get,
  i32,
  onLane,
  op,
  set,
} from "./code.ts";
import { doubles, type Lanes, singles } from "./maths/lanes.ts";

/** How products of one type are cut. */
export interface Format {
  readonly lanes: Lanes;
  /** Rows and columns of a tile. */
  readonly height: number;
  readonly breadth: number;
  readonly splat: "v128.load32_splat" | "v128.load64_splat";
  readonly load: "f32.load" | "f64.load";
  readonly store: "f32.store" | "f64.store";
  readonly zero: () => Code;
}

export const formats: Readonly<Record<"f32" | "f64", Format>> = {
  f32: {
    lanes: singles,
    height: 4,
    breadth: 8,
    splat: "v128.load32_splat",
    load: "f32.load",
    store: "f32.store",
    zero: () => f32x4(0),
  },
  f64: {
    lanes: doubles,
    height: 4,
    breadth: 4,
    splat: "v128.load64_splat",
    load: "f64.load",
    store: "f64.store",
    zero: () => f64x2(0),
  },
};

export interface Tile {
  readonly format: Format;
  readonly rows: number;
  /** Columns of C; the panel's row has as many vectors as these need. */
  readonly columns: number;
  /** Entries of A from row to row, and from k to k. */
  readonly a: { readonly row: number; readonly column: number };
  /** Entries of B from k to k. */
  readonly b: number;
  /** Entries of C from row to row. */
  readonly c: number;
}

/** Values of k that one turn of the loop takes. */
const unrolled = 4;

/** The tile as a function (a, b, c, inner, adds): the last says whether C keeps what it had. */
export function defineTile(module: Module, tile: Tile): Callee {
  const { format, rows, columns, a, b, c } = tile;
  const { lanes, splat, zero } = format;
  const { scalar, width, count, add, mul } = lanes;
  const name = `tile.${scalar}.${rows}x${columns}(${a.row},${a.column};${b};${c})`;
  const known = module.find(name);
  if (known !== undefined) return known;
  const parameters = ["a", "b", "c", "inner", "adds"].map((label) => [label, "i32"] as const);
  return module.define(name, { parameters }, (body) => {
    const [pa, pb, pc, inner, adds] = body.parameters;
    const vectors = Math.ceil(columns / count);
    const sums = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: vectors }, (_, v) => body.local("v128", `sum${i}.${v}`)),
    );
    for (const sum of sums.flat()) body.push(set(sum, zero()));
    const step = (u: number) => {
      const row = Array.from({ length: vectors }, (_, v) => {
        return body.let(at("v128.load", (u * b + v * count) * width, get(pb!)), "row");
      });
      for (const [i, own] of sums.entries()) {
        const entry = body.let(at(splat, (i * a.row + u * a.column) * width, get(pa!)), "entry");
        for (const [v, sum] of own.entries()) {
          body.push(set(sum, add(get(sum), mul(entry, row[v]!))));
        }
      }
    };
    body.block((end) => {
      body.push(branch(end, op("i32.le_s", get(inner!), i32(0))));
      body.loop((head) => {
        for (let u = 0; u < unrolled; u += 1) {
          step(u);
          if (u < unrolled - 1) body.push(branch(end, op("i32.eq", get(inner!), i32(u + 1))));
        }
        body.push(set(pa!, op("i32.add", get(pa!), i32(unrolled * a.column * width))));
        body.push(set(pb!, op("i32.add", get(pb!), i32(unrolled * b * width))));
        body.push(set(inner!, op("i32.sub", get(inner!), i32(unrolled))));
        body.push(branch(head, op("i32.gt_s", get(inner!), i32(0))));
      });
    });
    const put = (adding: boolean) => {
      for (const [i, own] of sums.entries()) {
        for (const [v, sum] of own.entries()) {
          const place = { offset: (i * c + v * count) * width, valid: columns - v * count };
          storeVector(body, format, get(pc!), get(sum), { ...place, adding });
        }
      }
    };
    body.when(
      get(adds!),
      () => put(true),
      () => put(false),
    );
    return undefined;
  });
}

/** Stores, or adds to what is there, the first `valid` lanes. */
function storeVector(
  body: Body,
  { lanes, load, store }: Format,
  address: Code,
  sum: Code,
  { offset, valid, adding }: { offset: number; valid: number; adding: boolean },
): void {
  const { shape, count, width, scalar, add } = lanes;
  if (valid >= count) {
    const value = adding ? add(at("v128.load", offset, address), sum) : sum;
    body.push(at("v128.store", offset, address, value));
    return;
  }
  for (let lane = 0; lane < valid; lane += 1) {
    const place = offset + lane * width;
    const entry = onLane(`${shape}.extract_lane`, lane, [sum]);
    const value = adding ? op(`${scalar}.add`, at(load, place, address), entry) : entry;
    body.push(at(store, place, address, value));
  }
}
