/**
 * Cancelling and collecting: what becomes shorter, what stays, and that nothing changes its value.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect } from "../../src/algebra/index.ts";
import { Arena, ballField, evaluate, type Node } from "../../src/expression/index.ts";
import { elaborate, readFormula, type Scope, spell, writePlain } from "../../src/notation/index.ts";
import { B, type Ball, Q } from "../../src/number/index.ts";

const shapes: Readonly<Record<string, readonly string[]>> = { x: ["n"], y: ["n"], p: ["n"] };

function nodeOf(text: string, arena: Arena): Node {
  const names = ["x", "y", "p", "a", "b", "c", "d"];
  const scope: Scope = {
    lookup: (key) =>
      names.includes(key)
        ? { kind: "quantity", node: arena.variable(key, shapes[key] ?? []) }
        : undefined,
  };
  const { value } = elaborate(readFormula(text, { names: new Set(names) }).syntax, scope, arena);
  if (value === undefined) throw new Error(text);
  return value.node;
}

describe("what it comes to", () => {
  test.each([
    // entry by entry: the slope of cross-entropy through the sigmoid
    ["((1 - y)/(1 - p) - y/p) .* p .* (1 - p)", "p - y"],
    ["((1 - y)/(1 - p) - y/p) .* (p .* (1 - p))", "p - y"],
    // scalars
    ["a/b*b", "a"],
    ["(a + b)*c - a*c", "b*c"],
    ["a*b/(a*c)", "b/c"],
    ["(a^2 - b)/a + b/a", "a"],
    ["2 + 2*a/a - b/b + 2*c", "3 + 2*c"],
    ["a/(b + c)*(b + c)", "a"],
    ["(a + b)^2 - a^2 - b^2", "2*a*b"],
    ["(a + b)/(a + b)^2", "1/(a + b)"],
    // nothing is gained: the author's form stays
    ["(a + b)*(c + d)", "(a + b)*(c + d)"],
    ["(a + b)^3", "(a + b)^3"],
    ["a*b + a*c", "a*b + a*c"],
    ["1/a + 1/b", "1/a + 1/b"],
    // functions are atoms
    ["sin(a)*b/sin(a)", "b"],
    ["exp(a)/exp(a) + c", "1 + c"],
    // inside a function and beside a matrix product too
    ["cos(a/b*b)", "cos(a)"],
    ["x*(a/a)", "x"],
  ])("%s is %s", (text, expected) => {
    const arena = new Arena();
    expect(writePlain(spell(collect(nodeOf(text, arena), arena)))).toBe(expected);
  });
});

/** Random quotients, products and sums of a, b, c and d. */
const formulas = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constantFrom("a", "b", "c", "d", "2", "3", "sin(a)", "exp(b)"),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/"), tie("formula"))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    tie("formula").map((base) => `(${base})^2`),
    tie("formula").map((base) => `(-${base})`),
  ),
})).formula;

const bits = 200;
const field = ballField(bits);
const inputs = new Map(
  ["a", "b", "c", "d"].map((name, k) => {
    const entry = field.rational(Q.divide(Q.fromInteger(BigInt(17 * k + 5)), Q.fromInteger(13n))!);
    return [name, { shape: [], entries: [entry] }];
  }),
);

const valueOn = (node: Node): Ball | undefined =>
  evaluate([node], field, inputs, new Map()).values.get(node)?.entries[0];

test("values stay", () => {
  let defined = 0;
  fc.assert(
    fc.property(formulas, (text) => {
      const arena = new Arena();
      const node = nodeOf(text, arena);
      const [before, after] = [valueOn(node), valueOn(collect(node, arena))];
      // what is cancelled may be defined where the whole was not, never the other way round
      if (before === undefined) return;
      defined++;
      expect(after !== undefined && B.overlaps(before, after)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(defined).toBeGreaterThan(200);
});

test("a long sum of shared parts costs little more than itself", () => {
  const arena = new Arena();
  let node: Node = arena.variable("a");
  for (let k = 0; k < 400; k++) {
    node = arena.add(arena.multiply(node, node), arena.divide(node, arena.variable("b")));
  }
  const before = arena.nodes.length;
  collect(node, arena);
  expect(arena.nodes.length - before).toBeLessThan(400 * 60);
});
