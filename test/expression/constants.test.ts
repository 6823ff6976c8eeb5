/** Exact constants as expressions: the node has the constant's value and its textbook form. */
import { expect, test } from "vitest";
import {
  Arena,
  evaluateScalar,
  exactField,
  expressionOf,
  type Node,
} from "../../src/expression/index.ts";
import { type Exact, Q, X } from "../../src/number/index.ts";

const call = (name: string, x: Exact) => exactField.call(name, x)!;
const third = X.fromRational(Q.rational(1n, 3n));
const halfPi = X.divide(X.pi, X.fromInteger(2))!;

test.each<[string, Exact, ((a: Arena) => Node) | null]>([
  ["5", X.fromInteger(5), (a) => a.integer(5)],
  ["−1/3", X.negate(third)!, (a) => a.negate(a.divide(a.integer(1), a.integer(3)))],
  ["π/2", halfPi, (a) => a.divide(a.pi(), a.integer(2))],
  ["√2", call("sqrt", X.fromInteger(2)), (a) => a.apply("sqrt", a.integer(2))],
  ["∛2", X.power(X.fromInteger(2), third)!, (a) => a.apply("root", a.integer(2), a.integer(3))],
  ["sin 1", call("sin", X.one), (a) => a.apply("sin", a.integer(1))],
  ["e/(1 + e)", call("sigmoid", X.one), (a) => a.divide(a.e(), a.add(a.integer(1), a.e()))],
  ["(√6 + √2)/4", call("cos", X.divide(X.pi, X.fromInteger(12))!), null],
  ["−(π/2) ln(π/2)", X.negate(X.multiply(halfPi, X.ln(halfPi)))!, null],
  ["tanh 1", call("tanh", X.one), null],
  ["erf(1/3)", call("erf", third), null],
])("%s", (_text, value, form) => {
  const arena = new Arena();
  const node = expressionOf(value, arena);
  if (form !== null) expect(node).toBe(form(arena));
  const back = evaluateScalar(node, exactField, new Map())!;
  expect(X.equal(back, value)).toBe(true);
});
