/** @file `compile`: values in and out by name and as lists, sizes, many points, bad input. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, type Value } from "../../src/index.ts";

const close = (x: unknown): unknown => {
  if (typeof x === "number") return expect.closeTo(x, 10);
  return Array.isArray(x) ? x.map(close) : x;
};

describe("value and gradient", () => {
  const f = compile("cos((x1/x2)^x3)", ["x1", "x2", "x3"]);

  test("a list of values gives a list", () => {
    const { value, gradient } = f.valueAndGradient([Math.PI, 2, 1]);
    expect(value).toBeCloseTo(0, 12);
    expect(gradient).toEqual(close([-0.5, Math.PI / 4, (-Math.PI / 2) * Math.log(Math.PI / 2)]));
  });

  test("values by name give a gradient by name", () => {
    const { gradient } = f.valueAndGradient({ x1: Math.PI, x2: 2, x3: 1 });
    expect(Object.keys(gradient)).toEqual(["x1", "x2", "x3"]);
    expect(f.value({ x1: 1, x2: 1, x3: 5 })).toBeCloseTo(Math.cos(1), 14);
  });

  test("a negative base keeps its whole powers", () => {
    expect(f.value([-2, 1, 3])).toBeCloseTo(Math.cos(-8), 14);
    const { gradient } = f.valueAndGradient([-2, 1, 3]);
    expect(gradient).toEqual([
      expect.closeTo(-Math.sin(-8) * 12, 10),
      expect.anything(),
      Number.NaN,
    ]);
  });

  test("inputs may be left out: then they come as they occur", () => {
    expect(compile("a b^2 + c").inputs).toEqual(["a", "b", "c"]);
  });

  test("an input that does not occur has derivative 0", () => {
    expect(compile("x^2", ["x", "t"]).valueAndGradient([3, 1])).toEqual({
      value: 9,
      gradient: [6, 0],
    });
  });
});

describe("vectors and matrices", () => {
  const example = {
    W: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    x: [1, -1, 2],
    b: [0.5, -20],
    v: [3, 4],
  };
  const net = compile("z = W^T x + b; a = relu(z); y = v^T a", example);

  test("examples tell the shapes, and gradients have them", () => {
    expect(net.diagnostics).toEqual([]);
    // z = [8.5, -10], a = [8.5, 0]
    expect(net.valueAndGradient(example)).toEqual({
      value: 25.5,
      gradient: {
        W: [
          [3, 0],
          [-3, -0],
          [6, 0],
        ],
        x: [3, 9, 15],
        b: [3, 0],
        v: [8.5, 0],
      },
    });
  });

  test("symbolic sizes are those of the values", () => {
    const quadratic = compile("x^T A x", ["x", "A"]);
    expect(
      quadratic.valueAndGradient([
        [1, 2],
        [
          [2, 0],
          [0, 3],
        ],
      ]),
    ).toEqual({
      value: 14,
      gradient: [
        [4, 12],
        [
          [1, 2],
          [2, 4],
        ],
      ],
    });
    expect(quadratic.value([[2], [[5]]])).toBe(20);
  });

  test("a vector has a Jacobian", () => {
    const f = compile("A x", {
      A: [
        [1, 2],
        [3, 4],
      ],
      x: [5, 6],
    });
    const inputs = {
      A: [
        [1, 2],
        [3, 4],
      ],
      x: [5, 6],
    };
    expect(f.value(inputs)).toEqual([17, 39]);
    expect((f.jacobian(inputs) as { x: Value }).x).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(f.valueAndGradient(inputs).gradient).toEqual({ A: Number.NaN, x: Number.NaN });
  });

  test("an inverse is left to its page", () => {
    const f = compile("tr(inv(A))", {
      A: [
        [2, 0],
        [0, 4],
      ],
    });
    expect(
      f.valueAndGradient({
        A: [
          [2, 0],
          [0, 4],
        ],
      }),
    ).toEqual({
      value: 0.75,
      gradient: {
        A: [
          [-0.25, -0],
          [-0, -0.0625],
        ].map((row) => row.map((x) => expect.closeTo(x, 12))),
      },
    });
  });
});

describe("second derivatives", () => {
  test("the Hessian times a direction, over all inputs", () => {
    const f = compile("x^2 y + y^3", ["x", "y"]);
    // H = [2y, 2x; 2x, 6y] at (1, 2), times (1, −1)
    expect(f.hessianVector([1, 2], [1, -1])).toEqual([2, -10]);
  });
});

describe("many points", () => {
  test("each point is worked as it would be alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_500 }), fc.integer(), (count, seed) => {
        const f = compile("a sin(x y) + x^2", ["a", "x", "y"], { backEnd: "script" });
        const at = (p: number, k: number) => Math.sin(seed + 7 * p + k) * 2;
        const x = Float64Array.from({ length: count }, (_, p) => at(p, 0));
        const y = Float64Array.from({ length: count }, (_, p) => at(p, 1));
        const { value, gradient } = f.many({ a: 1.5, x, y }, count);
        for (const p of [0, count >> 1, count - 1]) {
          const one = f.valueAndGradient([1.5, x[p]!, y[p]!]);
          expect(value[p]).toBe(one.value);
          expect([gradient.a![p], gradient.x![p], gradient.y![p]]).toEqual(one.gradient);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("back ends", () => {
  test("the interpreter gives what the script gives", () => {
    const inputs = {
      W: [
        [1, 2],
        [3, 4],
      ],
      x: [0.3, -0.2],
    };
    const text = "softmax(W tanh(x))^T x";
    const [a, b] = (["script", "interpreter"] as const).map((backEnd) => {
      return compile(text, inputs, { backEnd }).valueAndGradient(inputs);
    });
    expect(b).toEqual(a);
  });

  test("singles are stored singles", () => {
    const f = compile("x/3", ["x"], { precision: "f32" });
    expect(f.value([1])).toBe(Math.fround(1 / 3));
  });
});

describe("bad input", () => {
  const rows: readonly [
    title: string,
    text: string,
    inputs: readonly string[] | undefined,
    code: string,
  ][] = [
    ["what cannot be read", "cos(", ["x"], "PG1"],
    ["an input without a place", "x + y", ["x"], "PG5007"],
    ["a function of which only the name is known", "f(x) + x", ["x"], "PG5001"],
  ];
  test.each(rows)("%s", (_title, text, inputs, code) => {
    const f = compile(text, inputs);
    expect(f.diagnostics.map((at) => at.code).join()).toContain(code);
    expect(f.value([1, 2])).toBeNaN();
  });

  test("a value of another shape is complained of, and gives no number", () => {
    const f = compile("v^T x", { v: [1, 2], x: [3, 4] });
    expect(f.value({ v: [1, 2], x: [1, 2, 3] })).toBeNaN();
    expect(f.complaints({ v: [1, 2], x: [1, 2, 3] }).map(({ code }) => code)).toEqual(["PG5005"]);
    expect(f.complaints({ v: [1, 2] }).map(({ code }) => code)).toEqual(["PG5004"]);
  });
});

test("what a program runs as is told", () => {
  const text = "x^2 + 1";
  expect(compile(text).listing().backEnd).toBe("script");
  expect(compile(text, ["x"], { backEnd: "wasm" }).listing().backEnd).toBe("wasm");
  expect(compile(text, ["x"], { backEnd: "wasm" }).complaints({ x: 1 })).toEqual([]);
  expect(compile("f(x)").listing().backEnd).toBe(null);
});

test("many points are the same for both back ends and for few of them", () => {
  const text = "cos((x1/x2)^x3) + tan(x1) erf(x2) + arctan(x3)";
  const names = ["x1", "x2", "x3"];
  const count = 200;
  const inputs = Object.fromEntries(
    names.map((name, k) => [
      name,
      Float64Array.from({ length: count }, (_, p) => 1 + ((p * (k + 3)) % 17) / 9),
    ]),
  );
  const [own, script, wasm] = [{}, { backEnd: "script" }, { backEnd: "wasm" }].map((options) =>
    compile(text, names, options as { backEnd?: "script" | "wasm" }).many(inputs, count),
  );
  expect(own).toEqual(wasm);
  expect([...script!.value]).toEqual([...own!.value].map((at) => expect.closeTo(at, 12)));
});
