/** @file Hard cases end: the work is counted, and each is answered within its budget. */
import { expect, test } from "vitest";
import { decide } from "../../src/algebra/index.ts";
import { Arena, type Node } from "../../src/expression/index.ts";
import { Q } from "../../src/number/index.ts";

const answers = /proved|agrees|refuted|conditional|undecided/;

/** f applied n times to x. */
function tower(arena: Arena, n: number, f: (u: Node) => Node): Node {
  let node: Node = arena.variable("x");
  for (let k = 0; k < n; k++) node = f(node);
  return node;
}

test.each([
  ["100,000 sines", (arena: Arena) => tower(arena, 100_000, (u) => arena.apply("sin", u))],
  ["a tower of exponentials", (arena: Arena) => tower(arena, 60, (u) => arena.apply("exp", u))],
  [
    "a continued fraction of 20,000 levels",
    (arena: Arena) => {
      const one = arena.integer(1);
      return tower(arena, 20_000, (u) => arena.divide(one, arena.add(one, u)));
    },
  ],
  [
    "f_n = sin(f_{n−1}) f_{n−1}, whose tree has 2^40 leaves",
    (arena: Arena) => tower(arena, 40, (u) => arena.multiply(arena.apply("sin", u), u)),
  ],
  [
    "squares of sums, 2^30 terms when multiplied out",
    (arena: Arena) => {
      const one = arena.integer(1);
      return tower(arena, 30, (u) => arena.power(arena.add(u, one), arena.integer(2)));
    },
  ],
])("%s", (_what, make) => {
  const arena = new Arena();
  const left = make(arena);
  const right = arena.multiply(left, arena.divide(arena.variable("y"), arena.variable("y")));
  expect(decide(left, right, arena).verdict).toMatch(answers);
  expect(decide(left, arena.add(left, arena.integer(1)), arena).verdict).toMatch(
    /refuted|undecided/,
  );
});

test("numbers of a million digits", () => {
  const arena = new Arena();
  const huge = arena.number(Q.fromInteger(10n ** 1_000_000n + 1n));
  const x = arena.variable("x");
  const left = arena.multiply(huge, arena.add(x, huge));
  const right = arena.add(arena.multiply(huge, x), arena.power(huge, arena.integer(2)));
  expect(decide(left, right, arena).verdict).toMatch(answers);
});

test("rational functions that differ where no double shows it are refuted", () => {
  const arena = new Arena();
  const x = arena.variable("x");
  const tiny = arena.number(Q.rational(1n, 10n ** 60n));
  const square = arena.power(arena.add(x, tiny), arena.integer(2));
  expect(decide(square, arena.power(x, arena.integer(2)), arena).verdict).toBe("refuted");
});

test("matrices of a million entries are evaluated nowhere", () => {
  const arena = new Arena();
  const [a, b] = ["A", "B"].map((name) => arena.variable(name, [1000, 1000]));
  const double = arena.add(a!, a!);
  expect(decide(arena.add(a!, b!), arena.add(b!, a!), arena).verdict).toBe("proved");
  const started = performance.now();
  expect(decide(double, b!, arena).verdict).toBe("undecided");
  expect(performance.now() - started).toBeLessThan(10_000);
});
