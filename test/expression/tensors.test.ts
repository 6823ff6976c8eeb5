/**
 * Operations on whole tensors: values against their definitions, pullbacks against central
 * differences of Σ ȳ ⊙ f(x) in balls (or in doubles, where a choice must be made by size).
 */
import { describe, expect, test } from "vitest";
import {
  Arena,
  ballField,
  evaluate,
  exactField,
  type Field,
  floatField,
  type Node,
  nested,
  operations,
  type Sizes,
  type Tensor,
} from "../../src/expression/index.ts";
import { B, Q, type Rational, X } from "../../src/number/index.ts";
import { lower, rational } from "./points.ts";
import { structuralNames } from "./samples.ts";

type Values = Map<string, { shape: number[]; entries: Rational[] }>;

const values = (shape: number[], text: string) => ({
  shape,
  entries: text.split(" ").map(rational),
});

function inField<T>(field: Field<T>, given: Values): Map<string, Tensor<T>> {
  return new Map(
    [...given].map(([name, { shape, entries }]) => [
      name,
      { shape, entries: entries.map((q) => field.rational(q)) },
    ]),
  );
}

interface Row {
  readonly op: string;
  readonly make: (a: Arena, x: Node) => Node;
  readonly shape: number[];
  readonly x: string;
  /** Differences in doubles: a ball cannot tell which entry is the largest from its value. */
  readonly double?: true;
}

const matrix4 = "2 1 0 1/2 -1 3 1/3 0 0 1 -2 1 1 0 1 4";
const onAxis =
  (op: "softmax" | "logsumexp" | "maximum" | "minimum" | "productover", axis: number) =>
  (a: Arena, x: Node) =>
    a.structural(op, [x], op === "softmax" ? x.shape : x.shape.filter((_, k) => k !== axis), axis);
const square = (op: "inverse" | "determinant") => (a: Arena, x: Node) =>
  op === "inverse" ? a.inverse(x) : a.structural(op, [x], x.shape.slice(0, -2), null);

/** X^k. */
const raised = (k: number) => (a: Arena, x: Node) => a.matrixPower(x, [], a.integer(k));

/** P(X; Y_1 … Y_m; k) with Y's that depend on X too. */
const between = (m: number, k: number) => (a: Arena, x: Node) => {
  const y = a.stack(
    [1, 2, 0, -1].map((n) => a.integer(n)),
    [2, 2],
  );
  const factors = [y, a.multiply(x, x), a.add(x, y)];
  return a.matrixPower(x, factors.slice(0, m), a.integer(k));
};

const rows: readonly Row[] = [
  { op: "norm", make: (a, x) => a.structural("norm", [x], [], null), shape: [3], x: "1 -2 1/2" },
  { op: "norm", make: (a, x) => a.structural("norm", [x], [], null), shape: [2, 2], x: "1 -2 0 3" },
  { op: "inverse", make: square("inverse"), shape: [1, 1], x: "-3" },
  { op: "inverse", make: square("inverse"), shape: [2, 2], x: "1 2 3 5" },
  { op: "inverse", make: square("inverse"), shape: [3, 3], x: "1 2 0 3 5 1 0 1 1/2" },
  { op: "inverse", make: square("inverse"), shape: [4, 4], x: matrix4 },
  { op: "inverse", make: square("inverse"), shape: [2, 2, 2], x: "1 2 3 5 0 1 -1 0" },
  { op: "determinant", make: square("determinant"), shape: [1, 1], x: "-3" },
  { op: "determinant", make: square("determinant"), shape: [2, 2], x: "1 2 3 5" },
  { op: "determinant", make: square("determinant"), shape: [3, 3], x: "1 2 0 3 5 1 0 1 1/2" },
  { op: "determinant", make: square("determinant"), shape: [4, 4], x: matrix4 },
  { op: "determinant", make: square("determinant"), shape: [2, 2, 2], x: "1 2 3 5 0 1 -1 0" },
  { op: "matrixpower", make: raised(0), shape: [2, 2], x: "1 2 3 5" },
  { op: "matrixpower", make: raised(1), shape: [2, 2], x: "1 2 3 5" },
  { op: "matrixpower", make: raised(3), shape: [3, 3], x: "1 2 0 3 5 1 0 1 1/2" },
  { op: "matrixpower", make: raised(12), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "matrixpower", make: between(1, 0), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "matrixpower", make: between(1, 5), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "matrixpower", make: between(2, 1), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "matrixpower", make: between(2, 5), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "matrixpower", make: between(3, 6), shape: [2, 2], x: "1/2 -1 1/3 1" },
  { op: "softmax", make: onAxis("softmax", 0), shape: [3], x: "1 -2 1/2" },
  { op: "softmax", make: onAxis("softmax", 0), shape: [2, 3], x: "1 -2 1/2 0 0 3" },
  { op: "softmax", make: onAxis("softmax", 1), shape: [2, 3], x: "1 -2 1/2 0 0 3" },
  { op: "logsumexp", make: onAxis("logsumexp", 0), shape: [3], x: "1 -2 1/2" },
  { op: "logsumexp", make: onAxis("logsumexp", 1), shape: [2, 3], x: "1 -2 1/2 0 0 3" },
  { op: "maximum", make: onAxis("maximum", 0), shape: [3], x: "1 -2 3/2", double: true },
  { op: "maximum", make: onAxis("maximum", 0), shape: [2, 3], x: "1 -2 1/2 0 1 3", double: true },
  { op: "maximum", make: onAxis("maximum", 0), shape: [1], x: "7", double: true },
  { op: "minimum", make: onAxis("minimum", 1), shape: [2, 3], x: "1 -2 1/2 0 1 3", double: true },
  { op: "productover", make: onAxis("productover", 0), shape: [4], x: "2 3 -1 1/2" },
  { op: "productover", make: onAxis("productover", 0), shape: [4], x: "2 0 -1 1/2" },
  { op: "productover", make: onAxis("productover", 1), shape: [2, 3], x: "0 0 1 2 3 4" },
  { op: "productover", make: onAxis("productover", 0), shape: [2, 2, 2], x: "1 2 3 4 0 6 7 8" },
  {
    op: "stack",
    make: (a, x) =>
      a.stack(
        [1, 2, 1, 2].map((k) => a.entry(x, [k])),
        [2, 2],
      ),
    shape: [2],
    x: "3 -4",
  },
  {
    op: "contraction",
    // xᵀ A x with the diagonal of the outer product added
    make: (a, x) =>
      a.add(
        a.contract({ operands: [x, x], axes: [[0], [0]], output: [0] }),
        a.contract({
          operands: [x, a.iota(3), a.identity(3)],
          axes: [[0], [1], [0, 1]],
          output: [0],
        }),
      ),
    shape: [3],
    x: "1 -2 1/2",
  },
];

/** The gradient of Σ ȳ ⊙ f(x) by the pages, walking back over the nodes. */
function gradient(arena: Arena, root: Node, x: Node, seed: Node): Node {
  const adjoints = new Map<Node, Node>([[root, seed]]);
  for (let id = arena.nodes.length - 1; id >= 0; id--) {
    const node = arena.nodes[id]!;
    const adjoint = adjoints.get(node);
    if (adjoint === undefined) continue;
    const page = operations[node.op];
    for (const [k, operand] of node.operands.entries()) {
      let part: Node | null;
      if (page.kind === "elementwise") {
        const partial = page.partial(k, node.operands, arena, node);
        part = partial && arena.multiply(adjoint, partial);
      } else part = page.pullback(k, adjoint, node, arena);
      if (part === null) continue;
      expect(part.shape, `${node.op} operand ${k}`).toEqual(operand.shape);
      const known = adjoints.get(operand);
      adjoints.set(operand, known === undefined ? part : arena.add(known, part));
    }
  }
  return adjoints.get(x) ?? arena.zeros(x.shape);
}

test("the tables here and of the leaves below cover what is not elementwise", () => {
  const here = new Set([...rows.map(({ op }) => op), ...leaves.map(([op]) => op), "variable"]);
  expect(structuralNames.filter((name) => !here.has(name))).toEqual([]);
});

describe.each(rows.map((row) => [row.op, row.shape.join("×"), row] as const))(
  "%s of %s",
  (_op, _shape, { make, shape, x: text, double }) => {
    const arena = new Arena();
    const x = arena.variable("x", shape);
    const root = make(arena, x);
    const seed = arena.variable("ȳ", root.shape);
    const loss = arena.total(arena.multiply(seed, root));
    const count = (root.shape as number[]).reduce((product, n) => product * n, 1);
    const seeds = {
      shape: root.shape as number[],
      entries: Array.from({ length: count }, (_, k) => Q.rational(k * k + 1, k + 2)),
    };
    const given: Values = new Map([
      ["x", values(shape, text)],
      ["ȳ", seeds],
    ]);
    const moved = (k: number, by: Rational): Values => {
      const entries = given.get("x")!.entries.map((q, j) => (j === k ? Q.add(q, by) : q));
      return new Map([...given, ["x", { shape, entries }]]);
    };
    const pulled = gradient(arena, root, x, seed);

    test("pulls the adjoint back", () => {
      const h = Q.power(Q.fromInteger(2), double ? -20 : -60)!;
      const field = (double ? floatField : ballField(300)) as Field<unknown>;
      const at = (where: Values) => {
        const entry = evaluate([loss], field, inField(field, where)).values.get(loss)!.entries[0];
        return double ? Q.fromDouble(entry as number)! : lower(entry as never);
      };
      const result = evaluate([pulled], field, inField(field, given)).values.get(pulled)!;
      expect(result.shape).toEqual(shape);
      for (const [k, entry] of result.entries.entries()) {
        const difference = Q.subtract(at(moved(k, h)), at(moved(k, Q.negate(h))));
        const expected = Q.divide(difference, Q.multiply(Q.fromInteger(2), h))!;
        const value = double ? Q.fromDouble(entry as number)! : lower(entry as never);
        const gap = Math.abs(Q.toDouble(Q.subtract(value, expected)));
        expect(gap, `entry ${k}`).toBeLessThanOrEqual(double ? 1e-8 : 1e-28);
      }
    });

    test("has one value in all fields", () => {
      const doubles = evaluate([root], floatField, inField(floatField, given)).values.get(root)!;
      const field = ballField(120);
      const balls = evaluate([root], field, inField(field, given)).values.get(root)!;
      const exact = evaluate([root], exactField, inField(exactField, given)).values.get(root)!;
      for (const [k, ball] of balls.entries.entries()) {
        expect(Q.toDouble(lower(ball))).toBeCloseTo(doubles.entries[k]!, 12);
        expect(B.overlaps(ball, X.toBall(exact.entries[k]!, 120)!)).toBe(true);
      }
    });
  },
);

const sizes: Sizes = new Map([["n", 3]]);
const leaves: readonly [string, (a: Arena) => Node, unknown][] = [
  ["number", (a) => a.number(rational("-3/4")), "-3/4"],
  ["pi", (a) => a.pi(), "pi"],
  ["e", (a) => a.e(), "e"],
  ["size", (a) => a.size("n"), "3"],
  ["iota", (a) => a.iota("n"), ["1", "2", "3"]],
  [
    "indicator",
    (a) => a.identity("n"),
    [
      ["1", "0", "0"],
      ["0", "1", "0"],
      ["0", "0", "1"],
    ],
  ],
];

test.each(leaves)("the leaf %s has its value and passes nothing back", (op, make, expected) => {
  const arena = new Arena();
  const node = make(arena);
  const value = evaluate([node], exactField, new Map(), sizes).values.get(node)!;
  expect(nested(value, X.toText)).toEqual(expected);
  const page = operations[op as "pi"];
  expect(page.kind === "leaf" && page.pullback(0, node, node, arena)).toBeNull();
});

test("a singular matrix has a determinant and no inverse", () => {
  const arena = new Arena();
  const A = arena.variable("A", [4, 4]);
  const [d, inverse] = [square("determinant")(arena, A), square("inverse")(arena, A)];
  const given: Values = new Map([["A", values([4, 4], "1 2 3 4 2 4 6 8 0 1 0 1 5 5 5 5")]]);
  const result = evaluate([d, inverse], exactField, inField(exactField, given));
  expect(X.toText(result.values.get(d)!.entries[0]!)).toBe("0");
  expect(result.undefinedAt).toEqual({ node: inverse, reason: "outside its domain" });
});

test("at a tie the entries share the adjoint of a maximum", () => {
  const arena = new Arena();
  const x = arena.variable("x", [4]);
  const root = onAxis("maximum", 0)(arena, x);
  const pulled = gradient(arena, root, x, arena.integer(1));
  const given: Values = new Map([["x", values([4], "1 5 2 5")]]);
  const result = evaluate([pulled], exactField, inField(exactField, given)).values.get(pulled)!;
  expect(result.entries.map(X.toText)).toEqual(["0", "1/2", "0", "1/2"]);
});

test("softmax and log-sum-exp neither overflow nor cancel", () => {
  const arena = new Arena();
  for (const n of [3, 200]) {
    const x = arena.variable(`x${n}`, [n]);
    const [s, l] = [onAxis("softmax", 0)(arena, x), onAxis("logsumexp", 0)(arena, x)];
    const entries = Array.from({ length: n }, (_, k) => (k === 1 ? 2000 : k - 1000));
    const { values: found } = evaluate(
      [s, l],
      floatField,
      new Map([[`x${n}`, { shape: [n], entries }]]),
    );
    expect(found.get(s)!.entries[1]).toBe(1);
    expect(found.get(s)!.entries[0]).toBe(0);
    expect(found.get(l)!.entries[0]).toBe(2000);
  }
});

/** P(X; Y_1 … Y_m; k) by its definition: all exponents that add up to k − m. */
function powerSum(x: number[][], between: number[][][], k: number): number[][] {
  const times = (a: number[][], b: number[][]) =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, entry, i) => sum + entry * b[i]![j]!, 0)));
  const raise = (n: number): number[][] =>
    n === 0
      ? [
          [1, 0],
          [0, 1],
        ]
      : times(raise(n - 1), x);
  const sums = (left: number, rest: number[][][]): number[][] => {
    if (left < 0)
      return [
        [0, 0],
        [0, 0],
      ];
    const [y, ...more] = rest;
    if (y === undefined) return raise(left);
    return Array.from({ length: left + 1 }, (_, r) =>
      times(times(raise(r), y), sums(left - r, more)),
    ).reduce((a, b) => a.map((row, i) => row.map((entry, j) => entry + b[i]![j]!)));
  };
  return sums(k - between.length, between);
}

const ys = [
  [
    [1, 2],
    [0, -1],
  ],
  [
    [0, 1],
    [3, 1],
  ],
  [
    [2, 0],
    [1, 1],
  ],
];

test.each([0, 1, 2, 3].flatMap((m) => [0, 1, 2, 3, 4, 7, 11].map((k) => [m, k] as const)))(
  "a matrix power with %i matrices between and exponent %i is its definition",
  (m, k) => {
    const arena = new Arena();
    const names = ["X", ...ys.slice(0, m).map((_, j) => `Y${j}`)];
    const [x, ...between] = names.map((name) => arena.variable(name, [2, 2]));
    const root = arena.matrixPower(x!, between, arena.variable("k"));
    const X = [
      [1, -1],
      [2, 3],
    ];
    const given = new Map<string, Tensor<number>>([
      ["k", { shape: [], entries: [k] }],
      ...names.map((name, j): [string, Tensor<number>] => {
        return [name, { shape: [2, 2], entries: (j === 0 ? X : ys[j - 1]!).flat() }];
      }),
    ]);
    const value = evaluate([root], floatField, given).values.get(root)!;
    expect(value.entries).toEqual(powerSum(X, ys.slice(0, m), k).flat());
  },
);

test("a matrix power wants a whole exponent that is not negative", () => {
  const arena = new Arena();
  const root = arena.matrixPower(arena.variable("X", [1, 1]), [], arena.variable("k"));
  const reasons = ["-1", "1/2", "2"].map((k) => {
    const given: Values = new Map([
      ["X", values([1, 1], "3")],
      ["k", values([], k)],
    ]);
    return evaluate([root], exactField, inField(exactField, given)).undefinedAt?.reason;
  });
  expect(reasons).toEqual(["outside its domain", "not decided", undefined]);
});
