/**
 * @file An independent reading of exact values: expressions evaluated twice, once by pengrad and
 * once by decimal.js at 80 digits, and presentations evaluated as they are written.
 */
import { Decimal } from "decimal.js";
import fc from "fast-check";
import * as X from "../../src/number/exact.ts";
import * as Q from "../../src/number/rational.ts";

export const D = Decimal.clone({ precision: 80, toExpNeg: -9e15, toExpPos: 9e15 });
export const PI = D.acos(-1);

/** A random expression. */
export type Tree =
  | { readonly op: "number"; readonly n: number; readonly d: number }
  | { readonly op: "constant"; readonly name: "pi" | "e" }
  | { readonly op: string; readonly of: readonly Tree[] };

type Both = { exact: X.Exact | undefined; decimal: Decimal };

/** Functions of one argument that decimal.js has as well. */
const DECIMAL: Readonly<Record<string, (x: Decimal) => Decimal>> = {
  exp: (x) => D.exp(x),
  ln: (x) => D.ln(x),
  sqrt: (x) => D.sqrt(x),
  sin: (x) => D.sin(x),
  cos: (x) => D.cos(x),
  tan: (x) => D.tan(x),
  arcsin: (x) => D.asin(x),
  arccos: (x) => D.acos(x),
  arctan: (x) => D.atan(x),
  sinh: (x) => D.sinh(x),
  cosh: (x) => D.cosh(x),
  tanh: (x) => D.tanh(x),
  arsinh: (x) => D.asinh(x),
  arcosh: (x) => D.acosh(x),
  artanh: (x) => D.atanh(x),
  abs: (x) => D.abs(x),
  sigmoid: (x) => new D(1).div(D.exp(x.neg()).plus(1)),
  cbrt: (x) => D.cbrt(x),
};

/** Two-argument operations. */
const BINARY: Readonly<
  Record<
    string,
    readonly [(x: X.Maybe, y: X.Maybe) => X.Maybe, (x: Decimal, y: Decimal) => Decimal]
  >
> = {
  add: [X.add, (x, y) => x.plus(y)],
  subtract: [X.subtract, (x, y) => x.minus(y)],
  multiply: [X.multiply, (x, y) => x.times(y)],
  divide: [X.divide, (x, y) => x.div(y)],
  power: [X.power, (x, y) => D.pow(x, y)],
};

const THIRD = Q.rational(1, 3);

/** The tree by both calculators; decimals within 10⁻⁶⁰ of an integer are that integer. */
export function evaluate(tree: Tree): Both {
  const { exact, decimal } = evaluateRaw(tree);
  const whole = decimal.round();
  return { exact, decimal: decimal.minus(whole).abs().lt("1e-60") ? whole : decimal };
}

function evaluateRaw(tree: Tree): Both {
  if ("n" in tree) {
    return {
      exact: X.fromRational(Q.rational(tree.n, tree.d)),
      decimal: new D(tree.n).div(tree.d),
    };
  }
  if ("name" in tree) {
    return tree.name === "pi" ? { exact: X.pi, decimal: PI } : { exact: X.e, decimal: D.exp(1) };
  }
  const parts = tree.of.map(evaluate);
  const [a, b] = parts;
  if (
    parts.some((p) => p.exact === undefined || !p.decimal.isFinite() || p.decimal.abs().gt(1e9))
  ) {
    return { exact: undefined, decimal: new D(Number.NaN) };
  }
  const binary = BINARY[tree.op];
  if (binary !== undefined) {
    return {
      exact: binary[0](a!.exact, b!.exact),
      decimal: binary[1](a!.decimal, b!.decimal),
    };
  }
  const exact =
    tree.op === "cbrt" ? X.rationalPower(a!.exact, THIRD) : X.exactFunctions[tree.op]!(a!.exact!);
  return { exact, decimal: DECIMAL[tree.op]!(a!.decimal) };
}

/** A presentation, evaluated exactly as it is written. */
export function presentationValue(p: X.Presentation): Decimal {
  const sum = (terms: readonly X.Presentation[]) =>
    terms.reduce((s, t) => s.plus(presentationValue(t)), new D(0));
  switch (p.kind) {
    case "integer":
      return new D(p.value.toString());
    case "pi":
      return PI;
    case "e":
      return D.exp(1);
    case "negate":
      return presentationValue(p.operand).neg();
    case "sum":
      return sum(p.terms);
    case "product":
      return p.factors.reduce((s, t) => s.times(presentationValue(t)), new D(1));
    case "fraction":
      return presentationValue(p.numerator).div(presentationValue(p.denominator));
    case "power":
      return D.pow(presentationValue(p.base), presentationValue(p.exponent));
    case "root": {
      const x = presentationValue(p.radicand);
      return p.degree === 2n ? x.sqrt() : D.pow(x, new D(1).div(p.degree.toString()));
    }
    case "call":
      return DECIMAL[p.function]!(presentationValue(p.arguments[0]!));
  }
}

/** |a − b| ≤ 10⁻⁴⁵·max(1, |a|): what 80 digits leave after a few cancellations. */
export function close(a: Decimal, b: Decimal): boolean {
  return a.minus(b).abs().lte(D.max(1, a.abs()).times("1e-45"));
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.record({
    op: fc.constant("number" as const),
    n: fc.integer({ min: -6, max: 6 }),
    d: fc.constantFrom(1, 1, 1, 2, 3, 4, 6),
  }),
  fc.record({ op: fc.constant("constant" as const), name: fc.constantFrom("pi", "e") }),
) as fc.Arbitrary<Tree>;

/** Random trees over these functions. */
export function trees(functions: readonly string[], depth: number): fc.Arbitrary<Tree> {
  let level = leaf;
  for (let i = 0; i < depth; i++) {
    const below = level;
    const binary = fc.record({
      op: fc.constantFrom("add", "subtract", "multiply", "divide"),
      of: fc.tuple(below, below),
    });
    const unary = fc.record({ op: fc.constantFrom(...functions), of: fc.tuple(below) });
    level = fc.oneof(leaf, binary, binary, unary) as fc.Arbitrary<Tree>;
  }
  return level;
}

/** All function names with a decimal.js counterpart. */
export const functionNames = Object.keys(DECIMAL);

/** An expression as text, for failure messages. */
export function describeTree(tree: Tree): string {
  if ("n" in tree) return `${tree.n}/${tree.d}`;
  if ("name" in tree) return tree.name;
  return `${tree.op}(${tree.of.map(describeTree).join(", ")})`;
}
