import fc from "fast-check";
import { expect, test } from "vitest";
import * as B from "../../src/number/ball.ts";
import * as X from "../../src/number/exact.ts";
import * as Q from "../../src/number/rational.ts";
import {
  close,
  D,
  describeTree,
  evaluate,
  functionNames,
  presentationValue,
  type Tree,
  trees,
} from "./exact-oracle.ts";

const { add, divide, multiply, negate, subtract } = X;
const shallow = trees(functionNames, 2);
const deep = trees(functionNames, 4);
const value = (tree: Tree) => evaluate(tree).exact;
const small = (d: InstanceType<typeof D>) => d.isFinite() && d.abs().lt(1e12);

test("what is written has the value that decimal.js computes at 80 digits", () => {
  fc.assert(
    fc.property(deep, (tree) => {
      const { exact, decimal } = evaluate(tree);
      fc.pre(exact !== undefined && small(decimal));
      const shown = X.present(exact!);
      const told = `${describeTree(tree)} = ${X.presentationText(shown)}`;
      expect(close(decimal, presentationValue(shown)), told).toBe(true);
      const double = X.toDouble(exact!);
      if (decimal.abs().gt("1e-40")) expect(double, told).toBe(decimal.toNumber());
    }),
    { numRuns: 200 },
  );
});

test("a value is only refused where decimal.js has none, either", () => {
  fc.assert(
    fc.property(deep, (tree) => {
      const { exact, decimal } = evaluate(tree);
      if (exact === undefined) expect(small(decimal), describeTree(tree)).toBe(false);
    }),
    { numRuns: 250 },
  );
});

test("toBall encloses the value", () => {
  fc.assert(
    fc.property(deep, (tree) => {
      const { exact, decimal } = evaluate(tree);
      fc.pre(exact !== undefined && small(decimal));
      const ball = X.toBall(exact!, 120)!;
      const near = Q.fromDecimal(decimal.toString())!;
      const slack = Q.rational(1n, 10n ** 45n);
      const [low, high] = [B.lower(ball)!, B.upper(ball)!];
      expect(Q.compare(Q.subtract(low, slack), near)).not.toBe(1);
      expect(Q.compare(Q.add(high, slack), near)).not.toBe(-1);
    }),
    { numRuns: 200 },
  );
});

test("an operation's ball meets the operation on balls", () => {
  const operations = [
    [add, B.add],
    [subtract, B.subtract],
    [multiply, B.multiply],
    [divide, B.divide],
  ] as const;
  fc.assert(
    fc.property(shallow, shallow, fc.constantFrom(...operations), (s, t, [exactly, roughly]) => {
      const [x, y] = [value(s), value(t)];
      const z = exactly(x, y);
      fc.pre(z !== undefined);
      const balls = roughly(X.toBall(x!, 80)!, X.toBall(y!, 80)!, 80);
      const direct = X.toBall(z!, 80);
      if (balls !== undefined) expect(direct && B.overlaps(balls, direct)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

/** Law → two values that are equal wherever both exist. */
const LAWS: readonly (readonly [
  string,
  (a: X.Exact, b: X.Exact, c: X.Exact) => readonly [X.Maybe, X.Maybe],
])[] = [
  ["a + b = b + a", (a, b) => [add(a, b), add(b, a)]],
  ["ab = ba", (a, b) => [multiply(a, b), multiply(b, a)]],
  ["(a + b) + c = a + (b + c)", (a, b, c) => [add(add(a, b), c), add(a, add(b, c))]],
  ["(ab)c = a(bc)", (a, b, c) => [multiply(multiply(a, b), c), multiply(a, multiply(b, c))]],
  [
    "(a + b)c = ac + bc",
    (a, b, c) => [multiply(add(a, b), c), add(multiply(a, c), multiply(b, c))],
  ],
  ["a − a = 0", (a) => [subtract(a, a), X.zero]],
  ["(a/b)b = a", (a, b) => [multiply(divide(a, b), b), divide(a, b) && a]],
  ["a/c + b/c = (a + b)/c", (a, b, c) => [add(divide(a, c), divide(b, c)), divide(add(a, b), c)]],
  ["√(a²) = |a|", (a) => [X.sqrt(multiply(a, a)), X.absolute(a)]],
  ["(√a)² = a", (a) => [X.powerInteger(X.sqrt(a), 2), X.sqrt(a) && a]],
  ["(∛a)³ = a", (a) => [X.powerInteger(X.rationalPower(a, Q.rational(1, 3)), 3), a]],
  ["ln eᵃ = a", (a) => [X.ln(X.exp(a)), a]],
  ["e^{ln a} = a", (a) => [X.exp(X.ln(a)), X.ln(a) && a]],
  [
    "sin² + cos² = 1",
    (a) => {
      const square = (name: string) => X.powerInteger(X.exactFunctions[name]!(a), 2);
      return [add(square("sin"), square("cos")), X.one];
    },
  ],
];

test.each(LAWS)("%s: never refuted, and decided nearly always", (_, law) => {
  let [held, tried] = [0, 0];
  fc.assert(
    fc.property(shallow, shallow, shallow, (s, t, u) => {
      const [a, b, c] = [value(s), value(t), value(u)];
      fc.pre(a !== undefined && b !== undefined && c !== undefined);
      const [left, right] = law(a!, b!, c!);
      if (left === undefined || right === undefined) return;
      const equal = X.equal(left, right);
      expect(equal, [s, t, u].map(describeTree).join("; ")).not.toBe(false);
      tried++;
      if (equal) held++;
    }),
    { numRuns: 80 },
  );
  expect(held / tried).toBeGreaterThan(0.9);
});

test("addition and multiplication of polynomials in π and e are one object form", () => {
  const tree = trees(["exp"], 2);
  fc.assert(
    fc.property(tree, tree, tree, (s, t, u) => {
      const [a, b, c] = [value(s), value(t), value(u)];
      const left = multiply(add(a, b), c);
      const right = add(multiply(b, c), multiply(a, c));
      if (left !== undefined && right !== undefined) expect(X.keyOf(left)).toBe(X.keyOf(right));
    }),
    { numRuns: 150 },
  );
});

test("equality agrees with 60 digits", () => {
  fc.assert(
    fc.property(shallow, shallow, (s, t) => {
      const [a, b] = [evaluate(s), evaluate(t)];
      fc.pre(a.exact !== undefined && b.exact !== undefined);
      const same = a.decimal.minus(b.decimal).abs().lt("1e-60");
      const told = X.equal(a.exact!, b.exact!);
      // Undecided is allowed for equal values only.
      expect(told === undefined ? same : told === same).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const DENOMINATORS = [1, 2, 3, 4, 5, 6, 8, 10, 12];

test.each(DENOMINATORS)("multiples of π/%i: sin² + cos² = 1, values right and invertible", (d) => {
  for (let k = -2 * d; k <= 2 * d; k++) {
    const x = multiply(X.fromRational(Q.rational(k, d)), X.pi)!;
    const [s, c] = [X.exactFunctions["sin"]!(x)!, X.exactFunctions["cos"]!(x)!];
    const one = add(multiply(s, s), multiply(c, c))!;
    expect(X.toText(one), `${k}/${d}`).toBe("1");
    const radians = D.acos(-1).times(k).div(d);
    expect(close(presentationValue(X.present(s)), radians.sin())).toBe(true);
    expect(close(presentationValue(X.present(c)), radians.cos())).toBe(true);
    const t = X.exactFunctions["tan"]!(x);
    const quotient = divide(s, c);
    expect(t === undefined).toBe(quotient === undefined);
    if (t !== undefined) expect(X.equal(t, quotient!)).toBe(true);
    if (Math.abs(k / d) <= 0.5) {
      expect(X.toText(X.exactFunctions["arcsin"]!(s)!)).toBe(X.toText(x));
      if (t !== undefined) expect(X.toText(X.exactFunctions["arctan"]!(t)!)).toBe(X.toText(x));
    }
    if (k >= 0 && k <= d) {
      expect(X.toText(X.exactFunctions["arccos"]!(c)!)).toBe(X.toText(x));
    }
  }
});

test("every budget ends in undefined, soon and without an exception", () => {
  const f = X.exactFunctions;
  const repeat = (step: (x: X.Exact) => X.Maybe, from: X.Maybe) => {
    let x = from;
    for (let i = 0; i < 20_000 && x !== undefined; i++) x = step(x);
    return x;
  };
  for (const name of ["sin", "exp", "tanh", "sigmoid", "erf", "arctan", "arsinh"]) {
    expect(
      repeat((x) => f[name]!(x), X.one),
      name,
    ).toBeUndefined();
  }
  expect(repeat((x) => X.sqrt(add(X.one, x)), X.one)).toBeUndefined();
  expect(repeat((x) => multiply(x, x), X.half)).toBeUndefined();
  expect(repeat((x) => multiply(x, x), add(X.one, X.sqrt(X.two)))).toBeUndefined();
  expect(repeat((x) => multiply(x, add(x, X.pi)), X.one)).toBeUndefined();
  const harmonic = (k: number) => divide(X.one, add(X.pi, X.sqrt(X.fromInteger(k))));
  let k = 0;
  expect(repeat((x) => add(x, harmonic(++k)), X.zero)).toBeUndefined();
  expect(X.powerInteger(X.two, 10n ** 12n)).toBeUndefined();
  expect(X.powerInteger(add(X.one, X.pi), 10n ** 12n)).toBeUndefined();
  expect(X.toDouble(X.exp(X.fromInteger(10n ** 40n))!)).toBeUndefined();
});

test("long rational chains stay on the short path", () => {
  let sum: X.Maybe = X.zero;
  for (let k = 0; k < 100_000; k++) sum = negate(add(multiply(sum, X.minusOne), X.half));
  expect(sum && X.toText(sum)).toBe("-50000");
});
