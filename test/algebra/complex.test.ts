/**
 * Real and imaginary parts, against complex arithmetic in doubles that knows nothing of graphs.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { complexParts } from "../../src/algebra/index.ts";
import { Arena, evaluate, floatField, type Node } from "../../src/expression/index.ts";

type Pair = readonly [re: number, im: number];

const times = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c - b * d, a * d + b * c];
const over = (z: Pair, [c, d]: Pair): Pair => {
  const [re, im] = times(z, [c, -d]);
  return [re / (c * c + d * d), im / (c * c + d * d)];
};
const exp = ([a, b]: Pair): Pair => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d];
const turned = (z: Pair): Pair => times([0, 1], z);
const scaled = (factor: number, [a, b]: Pair): Pair => [factor * a, factor * b];
const minus = (z: Pair, w: Pair): Pair => plus(z, scaled(-1, w));
const inverse = (z: Pair): Pair => scaled(-1, z);
// by Euler's formula, not by the formulas for the parts
const cos = (z: Pair): Pair => scaled(0.5, plus(exp(turned(z)), exp(inverse(turned(z)))));
const sin = (z: Pair): Pair => over(minus(exp(turned(z)), exp(inverse(turned(z)))), [0, 2]);
const cosh = (z: Pair): Pair => scaled(0.5, plus(exp(z), exp(inverse(z))));
const sinh = (z: Pair): Pair => scaled(0.5, minus(exp(z), exp(inverse(z))));

/** Functions of z and w, as nodes and in doubles. */
const functions: readonly (readonly [
  name: string,
  node: (arena: Arena, z: Node, w: Node) => Node,
  value: (z: Pair, w: Pair) => Pair,
])[] = [
  ["z w", (arena, z, w) => arena.multiply(z, w), times],
  ["z / w", (arena, z, w) => arena.divide(z, w), over],
  [
    "z w z w",
    (arena, z, w) => arena.multiply(z, w, z, w),
    (z, w) => times(times(z, w), times(z, w)),
  ],
  ["z^3", (arena, z) => arena.power(z, arena.integer(3)), (z) => times(z, times(z, z))],
  ["w^-2", (arena, _, w) => arena.power(w, arena.integer(-2)), (_, w) => over([1, 0], times(w, w))],
  ["2^z", (arena, z) => arena.power(arena.integer(2), z), (z) => exp(scaled(Math.LN2, z))],
  ["e^z", (arena, z) => arena.power(arena.e(), z), exp],
  ["|z|", (arena, z) => arena.apply("abs", z), ([a, b]) => [Math.hypot(a, b), 0]],
  ["exp", (arena, z) => arena.apply("exp", z), exp],
  ["sin", (arena, z) => arena.apply("sin", z), sin],
  ["cos", (arena, z) => arena.apply("cos", z), cos],
  ["sinh", (arena, z) => arena.apply("sinh", z), sinh],
  ["cosh", (arena, z) => arena.apply("cosh", z), cosh],
  ["tan", (arena, z) => arena.apply("tan", z), (z) => over(sin(z), cos(z))],
  ["cot", (arena, z) => arena.apply("cot", z), (z) => over(cos(z), sin(z))],
  ["sec", (arena, z) => arena.apply("sec", z), (z) => over([1, 0], cos(z))],
  ["csc", (arena, z) => arena.apply("csc", z), (z) => over([1, 0], sin(z))],
  ["tanh", (arena, z) => arena.apply("tanh", z), (z) => over(sinh(z), cosh(z))],
  ["coth", (arena, z) => arena.apply("coth", z), (z) => over(cosh(z), sinh(z))],
  ["sech", (arena, z) => arena.apply("sech", z), (z) => over([1, 0], cosh(z))],
  ["csch", (arena, z) => arena.apply("csch", z), (z) => over([1, 0], sinh(z))],
  ["-z + w", (arena, z, w) => arena.add(arena.negate(z), w), (z, w) => minus(w, z)],
];

const part = fc.double({ min: 0.2, max: 1.3, noNaN: true });

test.each(functions)("%s has the parts that complex arithmetic has", (_, made, value) => {
  fc.assert(
    fc.property(part, part, part, part, (a, b, c, d) => {
      const arena = new Arena();
      const [z, w] = ["z", "w"].map((name) => arena.variable(name)) as [Node, Node];
      const leaf = ({ data }: { data: string }) => ({
        re: arena.variable(`re ${data}`),
        im: arena.variable(`im ${data}`),
      });
      const parts = complexParts(made(arena, z, w), { leaf, taken: () => null }, arena);
      const { re, im } = parts!;
      const values = new Map(
        Object.entries({ "re z": a, "im z": b, "re w": c, "im w": d }).map(([name, entry]) => {
          return [name, { shape: [], entries: [entry] }];
        }),
      );
      const found = evaluate([re, im], floatField, values, new Map()).values;
      const own = [re, im].map((node) => found.get(node)!.entries[0]!);
      for (const [k, expected] of value([a, b], [c, d]).entries()) {
        expect(own[k]).toBeCloseTo(expected, 6);
      }
    }),
    { numRuns: 20 },
  );
});

test.each(["ln", "arctan", "relu"] as const)("%s is taken of real numbers only", (op) => {
  const arena = new Arena();
  const [x, i] = [arena.variable("x"), arena.variable("i")];
  const leaf = (one: Node) => (one === i ? { re: arena.integer(0), im: arena.integer(1) } : null);
  const names = { leaf, taken: () => null };
  expect(complexParts(arena.apply(op, arena.multiply(i, x)), names, arena)).toBeNull();
  expect(complexParts(arena.apply(op, x), names, arena)?.re).toBe(arena.apply(op, x));
});
