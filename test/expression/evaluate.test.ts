/** Evaluation as a pass: sharing, depth, budgets, holes and the reasons given for them. */
import { describe, expect, test } from "vitest";
import {
  Arena,
  ballField,
  evaluate,
  evaluateScalar,
  exactField,
  floatField,
  intervalField,
  type Node,
  operations,
  readOnly,
  scalarTensor,
  spellings,
  topological,
  vocabulary,
} from "../../src/expression/index.ts";
import { erfcDouble, erfDouble } from "../../src/expression/operations/erf.ts";
import { realPower } from "../../src/expression/operations/power.ts";
import { B, X } from "../../src/number/index.ts";
import { unitsOff } from "../kernel/wasm/units.ts";

const scalars = (given: Record<string, number>) =>
  new Map(Object.entries(given).map(([name, value]) => [name, scalarTensor(value)]));

describe("why a value is undefined", () => {
  const a = new Arena();
  const [x, v, w] = [a.variable("x"), a.variable("v", [2]), a.variable("w", ["n"])];
  const inverse = a.divide(a.integer(1), x);
  const f = a.structural("abstract", [x], [], { name: "f", orders: [0] });
  test.each<[string, Node, Node, string]>([
    ["no value given", a.apply("sin", a.variable("y")), a.variable("y"), "no value given"],
    ["a value of another shape", a.total(v), v, "value of another shape"],
    ["an open size", a.total(w), w, "size open"],
    ["an unknown function", a.add(f, x), f, "unknown function"],
    ["outside its domain", a.apply("sin", a.add(inverse, x)), inverse, "outside its domain"],
    [
      "the first of several",
      a.apply("ln", a.multiply(inverse, a.apply("ln", x))),
      inverse,
      "outside its domain",
    ],
    [
      "out of range",
      a.apply("exp", a.add(x, a.integer(800))),
      a.apply("exp", a.add(x, a.integer(800))),
      "out of range",
    ],
  ])("%s", (_name, root, node, reason) => {
    const given = new Map([
      ["x", scalarTensor(0)],
      ["v", scalarTensor(1)],
      ["w", { shape: [3], entries: [1, 2, 3] }],
    ]);
    const { undefinedAt, values } = evaluate([root], floatField, given);
    expect(undefinedAt).toEqual({ node, reason });
    expect(values.has(root)).toBe(false);
  });

  test("no closed form is told apart from no value", () => {
    const node = a.apply("sin", a.apply("erf", x));
    let deep: Node = node;
    for (let k = 0; k < 60; k++) deep = a.apply("gelu", a.add(deep, a.integer(1)));
    const { undefinedAt } = evaluate([deep], exactField, new Map([["x", scalarTensor(X.one)]]));
    expect(undefinedAt?.reason).toBe("no closed form");
    const zero = new Map([["x", scalarTensor(X.zero)]]);
    expect(evaluate([inverse], exactField, zero).undefinedAt?.reason).toBe("outside its domain");
  });

  test("a hole leaves the other values in place", () => {
    const whole = a.apply("cos", x);
    const { values, undefinedAt } = evaluate([inverse, whole], floatField, scalars({ x: 0 }));
    expect(values.get(whole)).toEqual(scalarTensor(1));
    expect(undefinedAt?.node).toBe(inverse);
  });

  test("an interval that straddles a pole is not decided", () => {
    const given = new Map([["x", scalarTensor({ lo: -1, hi: 1 })]]);
    expect(evaluate([inverse], intervalField, given).undefinedAt?.reason).toBe("not decided");
  });
});

describe("cases", () => {
  const a = new Arena();
  const zero = a.integer(0);
  const clamp = (x: Node) => a.apply("piecewise", a.apply("less", zero, x), a.apply("ln", x), zero);
  test("the branch that is not taken need not be defined", () => {
    const node = clamp(a.variable("x"));
    for (const [x, expected] of [
      [-1, 0],
      [0, 0],
      [1, 0],
      [Math.E, 1],
    ] as const) {
      expect(evaluateScalar(node, floatField, new Map([["x", x]]))).toBe(expected);
    }
    expect(X.toText(evaluateScalar(node, exactField, new Map([["x", X.zero]]))!)).toBe("0");
  });
  test("entry by entry too", () => {
    const node = clamp(a.variable("v", [3]));
    const given = new Map([["v", { shape: [3], entries: [-1, 1, Math.E] }]]);
    expect(evaluate([node], floatField, given).values.get(node)!.entries).toEqual([0, 0, 1]);
    const strict = a.apply("sin", a.apply("ln", a.variable("v", [3])));
    const { undefinedAt } = evaluate([strict], floatField, given);
    expect(undefinedAt).toEqual({
      node: a.apply("ln", a.variable("v", [3])),
      reason: "outside its domain",
    });
  });
  test("a condition left open gives the hull of both branches", () => {
    const x = a.variable("x");
    const node = a.apply("piecewise", a.apply("less", zero, x), a.integer(2), a.integer(-1));
    const { lo, hi } = evaluateScalar(node, intervalField, new Map([["x", { lo: -1, hi: 1 }]]))!;
    expect([lo, hi]).toEqual([-1, 2]);
  });
});

describe("size", () => {
  test("a product of 100,000 variables and its gradient are linear", () => {
    const a = new Arena();
    const count = 100_000;
    const variables = Array.from({ length: count }, (_, k) => a.variable(`x${k}`));
    const product = a.multiply(...variables);
    const before = a.nodes.length;
    const page = operations.contraction;
    if (page.kind === "elementwise") throw new Error("a contraction is structural");
    const one = a.integer(1);
    const gradient = variables.map((_, k) => page.pullback(k, one, product, a)!);
    expect(a.nodes.length - before).toBeLessThanOrEqual(3 * count + 1);
    const given = new Map(variables.map((_, k) => [`x${k}`, scalarTensor(k % 2 === 0 ? 2 : 0.5)]));
    const { values } = evaluate([product, ...gradient], floatField, given);
    expect(values.get(product)).toEqual(scalarTensor(1));
    expect(gradient.slice(0, 4).map((node) => values.get(node)!.entries[0])).toEqual([
      0.5, 2, 0.5, 2,
    ]);
    expect(
      gradient.every((node, k) => values.get(node)!.entries[0] === (k % 2 === 0 ? 0.5 : 2)),
    ).toBe(true);
    const exact = new Map(
      variables.map((_, k) => [`x${k}`, X.fromInteger(k % 1000 === 0 ? 2 : 1)]),
    );
    expect(X.toText(evaluateScalar(product, exactField, exact)!)).toBe(`${2n ** 100n}`);
  });

  test("a chain of 200,000 operations is as good as any graph", () => {
    const a = new Arena();
    let node: Node = a.variable("x");
    for (let k = 0; k < 200_000; k++) node = a.apply("sin", node);
    expect(topological([node])).toHaveLength(200_001);
    expect(evaluateScalar(node, floatField, new Map([["x", 1]]))).toBeCloseTo(
      Math.sqrt(3 / 200_000),
      5,
    );
  });

  test("a sum of 100,000 terms does not spread its arguments", () => {
    const a = new Arena();
    const terms = Array.from({ length: 100_000 }, (_, k) => a.variable(`x${k}`));
    const given = new Map(terms.map((_, k) => [`x${k}`, 1]));
    expect(evaluateScalar(a.add(...terms), floatField, given)).toBe(100_000);
  });

  test("a contraction of more steps than the budget is refused and says so", () => {
    const a = new Arena();
    const x = a.variable("x", ["n"]);
    const cube = a.contract({ operands: [x, x, x], axes: [[0], [1], [2]], output: [0, 1, 2] });
    const given = new Map([["x", { shape: [2000], entries: new Array<number>(2000).fill(1) }]]);
    const sizes = new Map([["n", 2000]]);
    expect(evaluate([cube], floatField, given, sizes).undefinedAt?.reason).toBe("over budget");
    const total = a.total(a.apply("tanh", cube));
    expect(evaluate([total], floatField, given, sizes).values.has(total)).toBe(false);
    const direct = a.contract({ operands: [x, x, x], axes: [[0], [1], [2]], output: [] });
    expect(evaluate([direct], floatField, given, sizes).values.get(direct)).toEqual(
      scalarTensor(8e9),
    );
  });

  test("a mask costs the entries it lets through, not a dense tensor", () => {
    const a = new Arena();
    const n = 100_000;
    const x = a.variable("x", [n]);
    const next = { coefficients: [1, -1], offset: 1, sign: "=" as const };
    // Σ_i x_i x_{i+1}
    const node = a.contract({
      operands: [x, x, a.indicator([n, n], [next])],
      axes: [[0], [1], [0, 1]],
      output: [],
    });
    const given = new Map([
      ["x", { shape: [n], entries: Array.from({ length: n }, (_, k) => k % 3) }],
    ]);
    expect(evaluate([node], floatField, given).values.get(node)).toEqual(scalarTensor(66_666));
  });
});

describe("doubles", () => {
  test.each([
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2.3, 0.9988568234026434],
    [4, 0.9999999845827421],
    [7, 1],
    [-1, -0.8427007929497149],
  ])("erf %f", (x, expected) => {
    expect(Math.abs(erfDouble(x) - expected)).toBeLessThanOrEqual(2.3e-16 * Math.abs(expected));
  });
  test("erfc is within 5 units in the last place, far out too", () => {
    const off = (x: number) => {
      const exact = B.subtract(
        B.fromInteger(1n),
        B.functions["erf"]!(B.fromDouble(x)!, 1300)!,
        120,
      );
      return unitsOff(erfcDouble(x), exact, 53);
    };
    const points = Array.from({ length: 1000 }, (_, k) => [-1 + k / 250, 3 + k / 40]).flat();
    expect(Math.max(...points.map((x) => off(x + 1e-3 / Math.PI)))).toBeLessThanOrEqual(5);
    expect([30, Infinity, -30].map(erfcDouble)).toEqual([0, 0, 2]);
    expect(erfcDouble(Number.NaN)).toBeNaN();
  });
  test.each([
    [-8, 1 / 3, -2],
    [-8, 2 / 3, 4],
    [-1, 0.2, -1],
    [0, 2, 0],
    [4, 0.5, 2],
    [-2, 3, -8],
  ])("(%f)^%f", (x, b, expected) => {
    expect(realPower(x, b)).toBeCloseTo(expected, 13);
  });
  test.each([
    [-8, 0.5],
    [0, 0],
    [0, -1],
    [-2, Math.PI],
  ])("(%f)^%f is not real", (x, b) => {
    expect(realPower(x, b)).toBeNaN();
  });
});

test.each([
  ["1/3", "-2"],
  ["2/3", "4"],
  ["-1/3", "-1/2"],
  ["2", "64"],
  ["-1", "-1/8"],
])("(−8)^{%s} is %s as a constant of the formula, in every field", (exponent, expected) => {
  const a = new Arena();
  const [n, d = "1"] = exponent.split("/");
  const q = a.divide(a.integer(BigInt(n!)), a.integer(BigInt(d)));
  const node = a.power(a.variable("x"), q);
  const exact = evaluateScalar(node, exactField, new Map([["x", X.fromInteger(-8)]]))!;
  expect(X.toText(exact)).toBe(expected);
  const value = X.toDouble(exact)!;
  expect(evaluateScalar(node, floatField, new Map([["x", -8]]))).toBeCloseTo(value, 12);
  const field = ballField(80);
  expect(evaluateScalar(node, field, new Map([["x", field.integer(-8)]]))).toBeDefined();
  expect(
    evaluateScalar(node, intervalField, new Map([["x", intervalField.integer(-8)]])),
  ).toBeDefined();
});

test("every spelling leads to one name, an operation or a word of the vocabulary", () => {
  for (const [word, name] of spellings) {
    expect(name in operations || name in vocabulary, word).toBe(true);
  }
  const words = Object.values(operations).flatMap(({ notation }) => [
    ...(notation?.latex ?? []),
    ...(notation?.plain ?? []),
  ]);
  const all = [...words, ...Object.values(vocabulary).flat()];
  expect(new Set(all).size).toBe(all.length);
  // other capitals, which are never written, are no word of another name
  for (const word of readOnly) expect(all, word).not.toContain(word);
  expect(spellings.size).toBe(all.length + readOnly.size);
});
