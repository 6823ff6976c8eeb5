/**
 * @file Straight-line code rolled up into loops: what becomes of formulas that are written out name
 * by name, and that every number stays what it was, to the bit.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/calculus/index.ts";
import { Arena, type Node, type OperationName } from "../../src/expression/index.ts";
import { type BackEnd, type Compiled, compileRoots, printProgram } from "../../src/kernel/index.ts";

interface Problem {
  readonly output: Node;
  readonly inputs: Node<"variable">[];
}

const named = (arena: Arena, name: string) => arena.variable(name);
const names = (arena: Arena, letter: string, n: number) =>
  Array.from({ length: n }, (_, k) => named(arena, `${letter}_${k + 1}`));

/** Formulas of n steps, written out. */
const problems: Readonly<Record<string, (arena: Arena, n: number) => Problem>> = {
  product: (arena, n) => {
    const inputs = names(arena, "x", n);
    return { output: arena.multiply(...inputs), inputs };
  },
  "product from the right": (arena, n) => {
    const inputs = names(arena, "x", n);
    return {
      output: inputs.reduceRight<Node>((y, x) => arena.multiply(x, y), arena.integer(1)),
      inputs,
    };
  },
  "derivatives in the opposite order": (arena, n) => {
    const inputs = names(arena, "x", n);
    return { output: arena.multiply(...inputs), inputs: [...inputs].reverse() };
  },
  "sum of products": (arena, n) => {
    const [a, b] = [names(arena, "a", n), names(arena, "b", n)];
    const terms = a.map((x, k) => arena.multiply(x, b[k]!));
    return { output: arena.add(...terms), inputs: [...a, ...b] };
  },
  "sum of a function": (arena, n) => {
    const inputs = names(arena, "x", n);
    return { output: arena.add(...inputs.map((x) => arena.apply("sin", x))), inputs };
  },
  "Horner's scheme": (arena, n) => {
    const [c, x] = [names(arena, "c", n), named(arena, "x")];
    const output = c.reduce<Node>((y, own) => arena.add(arena.multiply(y, x), own), x);
    return { output, inputs: [...c, x] };
  },
  "Horner's scheme with numbers": (arena, n) => {
    const x = named(arena, "x");
    let output: Node = x;
    for (let k = 0; k < n; k++) {
      output = arena.add(arena.multiply(output, x), arena.integer(((k * k) % 7) - 3));
    }
    return { output, inputs: [x] };
  },
  recurrence: (arena, n) => {
    const [x, a] = [names(arena, "x", n), named(arena, "a")];
    const start = named(arena, "s");
    const inputs = [...x, a, start];
    let s: Node = start;
    for (const own of x) {
      s = arena.apply("tanh", arena.add(arena.multiply(a, s), arena.apply("sin", own)));
    }
    return { output: s, inputs };
  },
  "two steps back": (arena, n) => {
    const x = names(arena, "x", n);
    const starts = [named(arena, "s"), named(arena, "t")] as const;
    const inputs = [...x, ...starts];
    let [s, t]: readonly Node[] = starts;
    for (const own of x) [s, t] = [t!, arena.subtract(arena.multiply(own, t!), s!)];
    return { output: t!, inputs };
  },
  "two threads": (arena, n) => {
    const x = names(arena, "x", n);
    const starts = [named(arena, "s"), named(arena, "t")] as const;
    const inputs = [...x, ...starts];
    let [s, t]: readonly Node[] = starts;
    for (const own of x) {
      [s, t] = [arena.apply("cos", arena.add(t!, own)), arena.multiply(s!, arena.apply("exp", t!))];
    }
    return { output: arena.multiply(s!, t!), inputs };
  },
};

interface Options {
  readonly asIs: number;
  readonly backEnd?: BackEnd;
}

type Maker = (arena: Arena, n: number) => Problem;

function compiled(make: Maker, n: number, options: Options): Compiled {
  const arena = new Arena();
  const { output, inputs } = make(arena, n);
  const roots = [output, ...differentiate(output, inputs, arena)].map((node) => ({ node }));
  const found = compileRoots({ arena, roots, inputs, ...options });
  if ("reason" in found) throw new Error(found.what);
  return found;
}

function results(kernel: Compiled): number[] {
  const inputs = kernel.arrays[1]!;
  for (let k = 0; k < inputs.length; k++) inputs[k] = 1 + Math.sin(3 * k) / 4;
  for (let k = 0; k < 2; k++) kernel.run(1, kernel.arrays);
  return [...kernel.arrays[2]!];
}

const loopsOf = (kernel: Compiled) =>
  printProgram(kernel.program)
    .split("\n")
    .filter((line) => !/^(in|out)put/.test(line));

describe.each(Object.entries(problems))("%s", (_, make) => {
  test("is a few loops", () => {
    const lines = (n: number) => loopsOf(compiled(make, n, { asIs: 0 })).length;
    const few = lines(60);
    expect(few).toBeLessThan(140);
    expect(lines(240)).toBe(few);
  });

  test.each(["script", "interpreter"] as const)("is the same to the bit, %s", (backEnd) => {
    for (const n of [9, 60, 61]) {
      const straight = results(compiled(make, n, { asIs: Number.POSITIVE_INFINITY }));
      expect(results(compiled(make, n, { asIs: 0, backEnd }))).toEqual(straight);
    }
  });

  test("is the same in WebAssembly", () => {
    const straight = results(
      compiled(make, 60, { asIs: Number.POSITIVE_INFINITY, backEnd: "wasm" }),
    );
    expect(results(compiled(make, 60, { asIs: 0, backEnd: "wasm" }))).toEqual(straight);
  });
});

test("a product and its gradient are two loops, as by hand", () => {
  const make = problems["product"]!;
  expect(`\n${loopsOf(compiled(make, 1000, { asIs: 2000 })).join("\n")}\n`).toMatchInlineSnapshot(`
    "
    temporary t2001: [996]
    r3997 = x_1[0]
    r3998 = x_2[0]
    r2 = multiply r3997 r3998
    r3995 := 0
    r3999 := 0
    r3999 := r2
    for i0 = 0 … 995
      r4000 = x_3[i0]
      r4 = multiply r3999 r4000
      r3995 := r4
      t2001[i0] = r4
      r3999 := r4
    r4001 = x_1000[0]
    r3994 = multiply r3995 r4001
    out999[0] = r3994
    r4002 = x_999[0]
    r1996 = multiply r3995 r4002
    r1998 = multiply r1996 r4001
    out0[0] = r1998
    out1000[0] = r1996
    r1999 = multiply r4002 r4001
    r3996 := 0
    r4004 := 0
    r4004 := r1999
    for i1 = 0 … 994
      r4003 = t2001[-1 i1 + 994]
      r3993 = multiply r4003 r4004
      out4[-1 i1 + 994] = r3993
      r4005 = x_4[-1 i1 + 994]
      r2000 = multiply r4004 r4005
      r3996 := r2000
      r4004 := r2000
    r2998 = multiply r2 r3996
    out3[0] = r2998
    r4006 = x_3[0]
    r2995 = multiply r3996 r4006
    r2997 = multiply r2995 r3997
    out2[0] = r2997
    r2996 = multiply r2995 r3998
    out1[0] = r2996
    "
  `);
});

test("short code stays as it is", () => {
  expect(loopsOf(compiled(problems["product"]!, 30, { asIs: 2000 })).join()).not.toContain("for");
});

/** A step of a recurrence in s and t with an x of its own: what each line applies to which. */
const step = fc.array(
  fc.record({
    op: fc.constantFrom<OperationName>("add", "contraction", "divide", "max"),
    of: fc.constantFrom<OperationName>("sin", "tanh", "exp"),
    a: fc.nat(5),
    b: fc.nat(5),
  }),
  { minLength: 1, maxLength: 5 },
);

test("any recurrence is the same to the bit", () => {
  fc.assert(
    fc.property(step, fc.integer({ min: 10, max: 24 }), fc.boolean(), (lines, n, isBack) => {
      const make: Maker = (arena) => {
        const x = names(arena, "x", n);
        const inputs = [...x, named(arena, "s"), named(arena, "t")];
        let [s, t]: Node[] = inputs.slice(n);
        for (const [k, own] of x.entries()) {
          const known: Node[] = [s!, t!, own, arena.add(own, arena.integer(2 + (k % 3)))];
          for (const { op, of, a, b } of lines) {
            const args = [a, b].map((at) => known[known.length - 1 - (at % known.length)]!);
            // the function keeps whole numbers from growing without bound
            known.push(arena.apply(of, arena.apply(op, ...args)));
          }
          [s, t] = [t, known.at(-1)!];
        }
        const output = arena.add(arena.multiply(s!, arena.integer(2)), t!);
        return { output, inputs: isBack ? inputs.reverse() : inputs };
      };
      const straight = results(compiled(make, n, { asIs: Number.POSITIVE_INFINITY }));
      expect(results(compiled(make, n, { asIs: 0 }))).toEqual(straight);
    }),
    { numRuns: 30 },
  );
});

test.each(["script", "interpreter", "wasm"] as const)("at many points, %s", (backEnd) => {
  const arena = new Arena();
  const c = names(arena, "c", 80);
  const x = named(arena, "x");
  const output = c.reduce<Node>(
    (y, own) => arena.apply("sin", arena.add(arena.multiply(y, x), own)),
    x,
  );
  const roots = [output, ...differentiate(output, [x], arena)].map((node) => ({ node }));
  const inputs = [...c, x];
  const found = [0, Number.POSITIVE_INFINITY].map((asIs) => {
    const request = { arena, roots, inputs, varying: new Set(["x"]), points: 5, backEnd, asIs };
    const kernel = compileRoots(request) as Compiled;
    kernel.arrays[1]!.set(c.map((_, k) => Math.cos(k)));
    kernel.arrays[3]!.set([0.1, 0.7, -0.4, 1.2, 0.9]);
    kernel.run(5, kernel.arrays);
    return [...kernel.arrays[4]!, ...kernel.arrays[5]!];
  });
  expect(found[0]).toEqual(found[1]!.map((at) => expect.closeTo(at, 12)));
});

test("a program too long for WebAssembly runs as JavaScript, and says so", () => {
  const options = { asIs: Number.POSITIVE_INFINITY, backEnd: "wasm" } as const;
  const long = compiled(problems["product"]!, 18_000, options);
  expect(long).toMatchObject({ backEnd: "script", failure: "size" });
  const rolled = compiled(problems["product"]!, 18_000, { ...options, asIs: 2_000 });
  expect(rolled).toMatchObject({ backEnd: "wasm" });
  expect(rolled.failure).toBeUndefined();
});
