/**
 * @file Nests of loops in WebAssembly against JavaScript: sums below a diagonal, bounds and
 * conditions that depend on other indices, sums in memory, loops as short as a vector.
 */
import { expect, test } from "vitest";
import { compileScript } from "../../../src/kernel/javascript.ts";
import type { Program, Statement } from "../../../src/kernel/loops.ts";
import type { Memory } from "../../../src/kernel/memory.ts";
import { compileWasm, type WasmKernel } from "../../../src/kernel/wasm/back-end.ts";
import { doubles } from "../../../src/kernel/wasm/maths/lanes.ts";
import { hoistSums, loopsInLanes } from "../../../src/kernel/wasm/vectors.ts";

type Terms = readonly (readonly [label: number, coefficient: number])[];
const form = (terms: Terms, offset = 0) => ({ terms, offset });
const end = (terms: Terms, offset: number) => ({ form: form(terms, offset), by: 1 });
const register = (id: number) => ({ kind: "register", id }) as const;
const loop = (label: number, last: number, body: readonly Statement[]): Statement => {
  return { kind: "loop", label, from: [end([], 0)], to: [end([], last)], body };
};
const load = (to: number, buffer: number, terms: Terms, offset = 0): Statement => {
  return { kind: "load", to, from: { buffer, at: form(terms, offset) } };
};
const product = (to: number, x: number, y: number): Statement => {
  return { kind: "let", to, primitive: "multiply", args: [register(x), register(y)] };
};
const fold = (to: number, from: number): Statement => {
  return { kind: "fold", to, by: "add", from: register(from) };
};
const begin = (to: number): Statement => ({ kind: "begin", to, value: 0 });

/** Buffers: a [n, n], x [n], and y [n, n] that is made. */
const n = 13;
const programs: Readonly<Record<string, readonly Statement[]>> = {
  // y_ij = Σ_{k < i} a_ik x_k
  "a bound by another index": [
    loop(0, n - 1, [
      begin(0),
      {
        ...{ kind: "loop", label: 1, from: [end([], 0)] },
        to: [end([], n - 1), end([[0, 1]], -1)],
        body: [
          load(1, 0, [
            [0, n],
            [1, 1],
          ]),
          load(2, 1, [[1, 1]]),
          product(3, 1, 2),
          fold(0, 3),
        ],
      } as Statement,
      { kind: "store", to: { buffer: 2, at: form([[0, 1]]) }, from: register(0) },
    ]),
  ],
  // y_ij = Σ_k a_ki a_kj where j < i
  "a condition that holds in some lanes": [
    loop(0, n - 1, [
      loop(1, n - 1, [
        begin(0),
        {
          kind: "when",
          conditions: [
            {
              form: form([
                [1, 1],
                [0, -1],
              ]),
              sign: "<",
            },
          ],
          body: [
            loop(2, n - 1, [
              load(1, 0, [
                [2, n],
                [0, 1],
              ]),
              load(2, 0, [
                [2, n],
                [1, 1],
              ]),
              product(3, 1, 2),
              fold(0, 3),
            ]),
          ],
        },
        {
          kind: "store",
          to: {
            buffer: 2,
            at: form([
              [0, n],
              [1, 1],
            ]),
          },
          from: register(0),
        },
      ]),
    ]),
  ],
  // y_i += Σ_j a_ij x_{n−1−j}
  "a sum in memory, read backwards": [
    { kind: "fill", to: { buffer: 2, at: { terms: [], offset: 0 } }, value: 0 },
    loop(0, n - 1, [
      loop(1, n - 1, [
        load(1, 0, [
          [0, n],
          [1, 1],
        ]),
        load(2, 1, [[1, -1]], n - 1),
        product(3, 1, 2),
        { kind: "accumulate", to: { buffer: 2, at: form([[0, 1]]) }, by: "add", from: register(3) },
      ]),
    ]),
  ],
  // y_ij = a_ij x_i for j ≤ 1
  "loops as short as a vector, inside a long one": [
    loop(0, n - 1, [
      load(2, 1, [[0, 1]]),
      loop(1, 1, [
        load(1, 0, [
          [0, n],
          [1, 1],
        ]),
        product(3, 1, 2),
        {
          kind: "store",
          to: {
            buffer: 2,
            at: form([
              [0, n],
              [1, 1],
            ]),
          },
          from: register(3),
        },
      ]),
    ]),
  ],
  // y_i = Π_j a_ij from the largest, by max
  "the largest of a row": [
    loop(0, n - 1, [
      { kind: "begin", to: 0, value: Number.NEGATIVE_INFINITY },
      loop(1, n - 1, [
        load(1, 0, [
          [0, n],
          [1, 1],
        ]),
        { kind: "fold", to: 0, by: "max", from: register(1) },
      ]),
      { kind: "store", to: { buffer: 2, at: form([[0, 1]]) }, from: register(0) },
    ]),
  ],
};

const shapes = [[n, n], [n], [n, n]];
const buffers = shapes.map((shape, id) => {
  return { id, role: id < 2 ? "input" : "output", name: "axy"[id]!, shape } as const;
});
const lengths = [0, n * n, n, n * n];
const memory: Memory = { lodgings: [1, 2, 3].map((array) => ({ array, offset: 0 })), heap: 0 };
const entry = (k: number) => Math.sin(1 + 12.9898 * k);

test.each(Object.entries(programs))("%s", (_, body) => {
  const program: Program = { buffers, body, registers: 4 };
  for (const precision of ["f64", "f32"] as const) {
    const make = precision === "f64" ? Float64Array : Float32Array;
    const plain = lengths.map((length) => new make(length));
    const kernel = compileWasm(program, memory, lengths, precision) as WasmKernel;
    for (const arrays of [plain, kernel.arrays]) {
      for (const array of arrays.slice(1, 3)) array.set([...array].map((_, k) => entry(k)));
    }
    compileScript(program, memory)(1, plain);
    kernel.run(1);
    const digits = precision === "f64" ? 13 : 4;
    expect([...kernel.arrays[3]!]).toEqual([...plain[3]!].map((x) => expect.closeTo(x, digits)));
  }
});

test("which loop runs in lanes", () => {
  const labels = Object.entries(programs).map(([name, body]) => {
    const statements = hoistSums(body, () => 9);
    return [name, [...loopsInLanes(statements, doubles)].map(({ label }) => label)];
  });
  expect(Object.fromEntries(labels)).toMatchInlineSnapshot(`
    {
      "a bound by another index": [
        1,
      ],
      "a condition that holds in some lanes": [
        1,
      ],
      "a sum in memory, read backwards": [
        0,
      ],
      "loops as short as a vector, inside a long one": [
        1,
      ],
      "the largest of a row": [
        1,
      ],
    }
  `);
});
