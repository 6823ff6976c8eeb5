/** @file Trees of instructions in the binary format and as text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newModule } from "../../../src/kernel/wasm/assembler.ts";
import {
  at,
  branch,
  call,
  f64,
  get,
  i32,
  i64,
  op,
  select,
  set,
  signed,
  tee,
  unsigned,
} from "../../../src/kernel/wasm/code.ts";
import { instantiate, isValid, newMemory } from "../../../src/kernel/wasm/engine.ts";
import { lane, memory, plain } from "../../../src/kernel/wasm/opcodes.ts";

test("integers in LEB128, as the specification has them", () => {
  expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
  expect(signed(-123456n)).toEqual([0xc0, 0xbb, 0x78]);
  expect([0n, 63n, 64n, -64n, -65n].map(signed)).toEqual([
    [0],
    [63],
    [0xc0, 0],
    [0x40],
    [0xbf, 0x7f],
  ]);
});

test("no two instructions share an opcode", () => {
  const codes = [plain, memory, lane].flatMap((rows) =>
    Object.values(rows).map(({ code }) => code),
  );
  expect(new Set(codes).size).toBe(codes.length);
});

/** Σ x_i² over n doubles, and a call of the host. */
function squares() {
  const module = newModule();
  const cube = module.import("cube", ["f64"], "f64");
  const parameters = [
    ["x", "i32"],
    ["n", "i32"],
  ] as const;
  module.define(
    "squares",
    { parameters, result: "f64" },
    (body) => {
      const [x, n] = body.parameters;
      const sum = body.local("f64", "sum");
      body.count({ name: "i", from: i32(0), to: get(n!), step: 1 }, (i) => {
        const address = op("i32.add", get(x!), op("i32.shl", i, i32(3)));
        const entry = body.let(at("f64.load", 0, address), "entry");
        body.push(set(sum, op("f64.add", get(sum), op("f64.mul", entry, entry))));
      });
      body.when(op("f64.lt", get(sum), f64(0.5)), () => {
        body.push(set(sum, call(cube, get(sum))));
      });
      return get(sum);
    },
    true,
  );
  return module;
}

test("a module prints as text", () => {
  expect(squares().print()).toMatchInlineSnapshot(`
    "memory 1
    import $cube (f64) → f64
    export function $squares($x: i32, $n: i32) → f64
      set $i 0
      if $if1 (i32.lt_s $i $n)
        loop $loop2
          set $entry (f64.load (i32.add $x (i32.shl $i 3)))
          set $sum (f64.add $sum (f64.mul $entry $entry))
          set $i (i32.add $i 1)
          br_if $loop2 (i32.lt_s $i $n)
      if $if3 (f64.lt $sum 0.5)
        set $sum (call $cube $sum)
      $sum
    "
  `);
});

test("a module runs", () => {
  const memory = newMemory(1)!;
  const bytes = squares().bytes();
  expect(isValid(bytes)).toBe(true);
  const run = instantiate(bytes, memory, { cube: (x) => x ** 3 })!["squares"]!;
  new Float64Array(memory.buffer).set([1, 2, 3]);
  expect([run(0, 3), run(0, 0), run(512, 1)]).toEqual([14, 0, 0]);
  new Float64Array(memory.buffer)[0] = 0.5;
  expect(run(0, 1)).toBe(0.25 ** 3);
});

test("blocks are left and loops repeated by their labels; both sides of a condition run", () => {
  const module = newModule();
  module.define(
    "collatz",
    { parameters: [["n", "i32"]], result: "i32" },
    (body) => {
      const n = body.parameters[0]!;
      const steps = body.local("i32", "steps");
      body.block((end) => {
        body.loop((head) => {
          body.push(branch(end, op("i32.eq", get(n), i32(1))));
          const next = op("i32.add", op("i32.mul", get(n), i32(3)), i32(1));
          const odd = op("i32.and", get(n), i32(1));
          body.when(
            odd,
            () => body.push(set(n, next)),
            () => body.push(set(n, op("i32.shr_u", get(n), i32(1)))),
          );
          body.push(set(steps, op("i32.add", get(steps), i32(1))));
          body.push(branch(head));
        });
      });
      return get(steps);
    },
    true,
  );
  const run = instantiate(module.bytes(), newMemory(1)!, {})!["collatz"]!;
  expect([1, 2, 27].map((n) => run(n))).toEqual([0, 1, 111]);
});

test("constants come back as they were, of any size and sign", () => {
  fc.assert(
    fc.property(fc.double(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (x, n) => {
      const module = newModule();
      const sum = op("f64.reinterpret_i64", i64(n));
      module.define("x", { parameters: [], result: "f64" }, () => f64(x), true);
      module.define(
        "n",
        { parameters: [], result: "f64" },
        (body) => {
          const local = body.local("f64", "t");
          return select(tee(local, sum), get(local), i32(1));
        },
        true,
      );
      const exports = instantiate(module.bytes(), newMemory(1)!, {})!;
      expect(exports["x"]!()).toBe(x);
      expect(exports["n"]!()).toBe(new Float64Array(BigInt64Array.of(n).buffer)[0]);
    }),
    { numRuns: 100 },
  );
});

test("locals of a scope serve again behind it, so that a long function has few", () => {
  const module = newModule();
  module.define(
    "sum",
    { parameters: [["x", "f64"]], result: "f64" },
    (body) => {
      const x = get(body.parameters[0]!);
      const sum = body.local("f64", "sum");
      for (let k = 0; k < 100; k++) {
        body.scoped(() => {
          let last = body.let(op("f64.add", x, f64(k)), "first");
          for (let t = 0; t < 600; t++) last = body.let(op("f64.add", last, f64(1)), "next");
          body.push(set(sum, op("f64.add", get(sum), last)));
        });
      }
      return get(sum);
    },
    true,
  );
  const { sum } = instantiate(module.bytes(), newMemory(1)!, {})!;
  // Σ_k (x + k + 600)
  expect(sum!(0.5)).toBe(100 * 600.5 + 4950);
});
