/**
 * Every partial derivative against a central difference of the operation's own value in balls of
 * 400 bits (step 2^−100, error near 2^−200), and the conventions at kinks.
 */
import { describe, expect, test } from "vitest";
import {
  Arena,
  ballField,
  evaluateScalar,
  exactField,
  type Node,
} from "../../src/expression/index.ts";
import { B, type Ball, Q, type Rational, X } from "../../src/number/index.ts";
import { apply, elementwise, inputs, lower, point, rational, upper } from "./points.ts";
import { type Sample, samples } from "./samples.ts";

const bits = 400;
const field = ballField(bits);
const step = Q.power(Q.fromInteger(2), -100)!;
const tolerance = Q.power(Q.fromInteger(10), -30)!;

/** (f(x + h e_k) − f(x − h e_k))/(2h). */
function difference(name: keyof typeof samples, at: readonly Rational[], k: number): Ball {
  const { node } = apply(name, at);
  const [plus, minus] = [Q.add, Q.subtract].map((move) => {
    const moved = at.map((q, j) => (j === k ? move(q, step) : q));
    return evaluateScalar(node, field, inputs(field, moved))!;
  });
  const h = B.fromRational(Q.multiply(step, Q.fromInteger(2)), bits);
  return B.divide(B.subtract(plus!, minus!, bits), h, bits)!;
}

/** The partial derivative as the page writes it; 0 for null. */
function partial(name: keyof typeof samples, at: readonly Rational[], k: number): Ball {
  const { arena, node, args } = apply(name, at);
  const written = elementwise(name).partial(k, args, arena, node) ?? arena.integer(0);
  const value = evaluateScalar(written, field, inputs(field, at));
  if (value === undefined) throw new Error(`the derivative of ${name} has no value`);
  return value;
}

const near = (a: Ball, b: Ball): boolean => {
  const gap = B.subtract(a, b, bits);
  const size = Q.add(Q.one, Q.absolute(upper(a)));
  const most = Q.multiply(tolerance, size);
  return Q.compare(upper(gap), most) <= 0 && Q.compare(lower(gap), Q.negate(most)) >= 0;
};

const known = Object.entries(samples).filter(([, { inside }]) => inside.length > 0);

describe.each(known as [keyof typeof samples, Sample][])("%s", (name, sample) => {
  const { inside, constants = [] } = sample;
  test.each(inside)("at %s", (text) => {
    const at = point(text);
    for (const k of at.keys()) {
      if (constants.includes(k)) continue;
      expect(near(partial(name, at, k), difference(name, at, k)), `operand ${k}`).toBe(true);
    }
  });
});

const kinked = Object.entries(samples).filter(([, { kink }]) => kink !== undefined);

test.each(kinked)("%s takes its convention at the kink", (name, { kink }) => {
  const at = point(kink![0]);
  const { arena, node, args } = apply(name as keyof typeof samples, at);
  const page = elementwise(name);
  expect(page.kinks.length).toBeGreaterThan(0);
  const where = page.kinks[0]!.at(args, arena, node);
  const values = inputs(exactField, at);
  expect(X.toText(evaluateScalar(where, exactField, values)!)).toBe("0");
  const written = page.partial(0, args, arena, node) ?? arena.integer(0);
  const value = evaluateScalar(written, exactField, values)!;
  expect(X.equal(value, X.fromRational(rational(kink![1])))).toBe(true);
});

test("an operation with a kink in its samples states it, and the other way round", () => {
  for (const [name, { kink }] of Object.entries(samples)) {
    expect([name, elementwise(name).kinks.length > 0]).toEqual([name, kink !== undefined]);
  }
});

test("max(0, x) takes the rectifier's convention", () => {
  const arena = new Arena();
  const x = arena.variable("x0");
  const node = arena.apply("max", arena.integer(0), x);
  const written = elementwise("max").partial(1, node.operands, arena, node)!;
  expect(written).toBe(arena.apply("less", arena.integer(0), x));
});

test("an unknown function is differentiated order by order", () => {
  const arena = new Arena();
  const [x, y] = [arena.variable("x"), arena.variable("y")];
  const f = arena.structural("abstract", [x, y], [], { name: "f", orders: [0, 0] });
  const page = elementwise("abstract");
  const [fx, fy] = [page.partial(0, [x, y], arena, f)!, page.partial(1, [x, y], arena, f)!];
  expect(page.partial(1, [x, y], arena, fx)).toBe(page.partial(0, [x, y], arena, fy));
});

/** The forms a textbook prints, by their place in one arena. */
describe("textbook forms", () => {
  const a = new Arena();
  const [x, y] = [a.variable("x"), a.variable("y")];
  const one: Node = a.integer(1);
  const two: Node = a.integer(2);
  const tanh = a.apply("tanh", x);
  const sigmoid = a.apply("sigmoid", x);
  const of = (name: string, args: readonly Node[], k = 0) => {
    const node = a.apply(name as "sin", ...args);
    return elementwise(name).partial(k, args, a, node);
  };
  test.each([
    ["x² → 2x", of("power", [x, two]), a.multiply(two, x)],
    ["x³ → 3x²", of("power", [x, a.integer(3)]), a.multiply(a.integer(3), a.power(x, two))],
    ["x^y → y x^{y−1}", of("power", [x, y]), a.multiply(y, a.power(x, a.subtract(y, one)))],
    ["x^y → x^y ln x", of("power", [x, y], 1), a.multiply(a.power(x, y), a.apply("ln", x))],
    ["tanh → 1 − tanh²", of("tanh", [x]), a.subtract(one, a.power(tanh, two))],
    ["σ → σ(1 − σ)", of("sigmoid", [x]), a.multiply(sigmoid, a.subtract(one, sigmoid))],
    ["√x → 1/(2√x)", of("sqrt", [x]), a.divide(one, a.multiply(two, a.apply("sqrt", x)))],
    ["e^x → e^x", of("exp", [x]), a.apply("exp", x)],
    ["ln x → 1/x", of("ln", [x]), a.divide(one, x)],
    ["cos x → −sin x", of("cos", [x]), a.negate(a.apply("sin", x))],
    ["x/y → −x/y²", of("divide", [x, y], 1), a.negate(a.divide(x, a.power(y, two)))],
    ["softplus → σ", of("softplus", [x]), sigmoid],
  ])("%s", (_name, made, expected) => {
    expect(made).toBe(expected);
  });
});
