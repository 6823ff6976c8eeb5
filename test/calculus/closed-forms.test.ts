/**
 * Jacobians and Hessians in print, with symbolic sizes: what a textbook has for them. Then each
 * of them at numbers (n = 3, m = 2) against central differences in balls of 400 bits, which know
 * nothing of pullbacks.
 */
import { describe, expect, test } from "vitest";
import { tidy } from "../../src/algebra/index.ts";
import { jacobian } from "../../src/calculus/index.ts";
import { ballField, evaluate, type Node, type Tensor } from "../../src/expression/index.ts";
import { spell, writePlain } from "../../src/notation/index.ts";
import { B, type Ball, Q, type Rational } from "../../src/number/index.ts";
import { buildWorksheet, readProblem, type Worksheet } from "../../src/worksheet/index.ts";

const shapes = [
  "A: [m, n]; W: [m, n]; S: [n, n]; X: [n, n]; v: [m]; b: [m]; x: [n]; y: [n]; u: [n]",
  "s: []; t: []",
];

/** Formula, variable, the Jacobian as it is printed; after it, where that differs, the Hessian. */
const rows: readonly (readonly [formula: string, by: string, printed: string])[] = [
  // linear maps
  ["A x", "x", "A"],
  ["A x + b", "b", "I_m"],
  ["A^T v", "v", "A^T"],
  ["S S x", "x", "S^2"],
  ["s x", "s", "x"],
  ["s x", "x", "s*I_n"],
  ["x", "x", "I_n"],
  ["A x", "A", "((I_m)_ij*x_k)_ijk"],
  ["sum(x) y", "x", "(y_i)_{i,1 <= j <= n}"],
  // entry by entry
  ["tanh(x)", "x", "diag(1 - tanh^2(x))"],
  ["sigma(x)", "x", "diag(sigma(x) .* (1 - sigma(x)))"],
  ["exp(x)", "x", "diag(e^x)"],
  ["x .* y", "x", "diag(y)"],
  ["relu(x)", "x", "diag(1_{x > 0})"],
  ["x / y", "y", "-diag(x/y^2)"],
  ["tanh(A x + b)", "x", "diag(1 - tanh^2(A*x + b))*A"],
  ["A tanh(S x)", "x", "A*diag(1 - tanh^2(S*x))*S"],
  // with all entries in each
  ["softmax(x)", "x", "diag(softmax(x)) - softmax(x)*(softmax(x))^T"],
  ["x/norm(x)", "x", "1/norm(x)*I_n - 1/(norm(x))^3*x*x^T"],
  ["x^T x x", "x", "(x^T*x)*I_n + 2*x*x^T"],
  ["(x^T y) u", "x", "u*y^T"],
  ["S^{-1} y", "y", "S^(-1)"],
  // derivatives of gradients
  ["2 S^T S x", "x", "2*S^T*S"],
  ["x^T S x", "x", "S*x + S^T*x"],
  ["\\|x\\|^2", "x", "2*x"],
];

/** Formula of a scalar, variable, its Hessian. */
const hessians: readonly (readonly [formula: string, by: string, printed: string])[] = [
  ["x^T S x", "x", "S^T + S"],
  ["1/2 x^T x", "x", "I_n"],
  ["\\|A x - b\\|^2", "x", "2*A^T*A"],
  ["sum(softplus(A x))", "x", "A^T*diag(sigma(A*x) .* (1 - sigma(A*x)))*A"],
  ["logsumexp(x)", "x", "diag(softmax(x)) - softmax(x)*(softmax(x))^T"],
  ["exp(-x^T x)", "x", "-2*e^(-x^T*x)*I_n + 4*e^(-x^T*x)*x*x^T"],
  ["sum(x .* ln(x))", "x", "diag(1/x)"],
  ["sum(sin(x))", "x", "-diag(sin(x))"],
  ["norm(x)", "x", "1/norm(x)*I_n - 1/(norm(x))^3*x*x^T"],
  ["b^T A x", "x", "0"],
  ["ln(det(S))", "S", "-((S^(-1))_jk*(S^(-1))_li)_ijkl"],
  ["s^3", "s", "6*s"],
];

function sheetOf(formula: string, sizes = ""): Worksheet {
  const used = shapes.flatMap((line) => line.split("; "));
  const named = used.filter((one) => formula.includes(one.split(":")[0]!));
  return buildWorksheet(readProblem([`z = ${formula}`, ...named, sizes].join("\n")));
}

const closed = (kind: "jacobian" | "hessian", sheet: Worksheet, by: string): Node => {
  const { arena, quantities } = sheet;
  const z = quantities.find(({ key }) => key === "z")!.formula!;
  const { variable } = quantities.find(({ key }) => key === by)!;
  const first = tidy(jacobian(z, variable, arena), arena);
  return kind === "jacobian" ? first : tidy(jacobian(first, variable, arena), arena);
};

describe.each([
  ["jacobian", rows],
  ["hessian", hessians],
] as const)("%s", (kind, table) => {
  test.each(table)("of %s by %s", (formula, by, printed) => {
    expect(writePlain(spell(closed(kind, sheetOf(formula), by)))).toBe(printed);
  });
});

const bits = 400;
const field = ballField(bits);
const step = Q.power(Q.fromInteger(2), -100)!;
const sizes = new Map([
  ["n", 3],
  ["m", 2],
]);

type Point = Map<string, Rational[]>;

/** Small rationals, all different and positive, so that every row is defined. */
function pointOf(sheet: Worksheet): Point {
  let k = 0;
  const inputs = sheet.quantities.filter(({ formula }) => formula === null);
  return new Map(
    inputs.map(({ variable, shape }) => {
      const count = shape.reduce<number>((all, size) => all * sizes.get(size as string)!, 1);
      const entries = Array.from({ length: count }, (): Rational => {
        k++;
        return Q.divide(Q.fromInteger(BigInt(3 + ((k * k * 5) % 13))), Q.fromInteger(7n))!;
      });
      return [variable.data, entries];
    }),
  );
}

function entriesAt(node: Node, sheet: Worksheet, point: Point): readonly Ball[] {
  const inputs = new Map(
    sheet.quantities.flatMap(({ variable, shape }): [string, Tensor<Ball>][] => {
      const entries = point.get(variable.data);
      if (entries === undefined) return [];
      const own = shape.map((size) => sizes.get(size as string)!);
      return [[variable.data, { shape: own, entries: entries.map((q) => field.rational(q)) }]];
    }),
  );
  const found = evaluate([node], field, inputs, sizes).values.get(node);
  if (found === undefined) throw new Error("no value");
  return found.entries;
}

/** ∂f_o/∂x_i for all o and i, output by output. */
function differences(f: Node, name: string, sheet: Worksheet, point: Point): Ball[] {
  const x = point.get(name)!;
  const columns = x.map((_, place) => {
    const [plus, minus] = [Q.add, Q.subtract].map((move) => {
      const moved = x.map((q, k) => (k === place ? move(q, step) : q));
      return entriesAt(f, sheet, new Map(point).set(name, moved));
    });
    const h = B.fromRational(Q.multiply(step, Q.fromInteger(2n)), bits);
    return plus!.map((a, o) => B.divide(B.subtract(a, minus![o]!, bits), h, bits)!);
  });
  return columns[0]!.flatMap((_, o) => columns.map((column) => column[o]!));
}

const gap = (a: Ball, b: Ball): number =>
  Math.max(...B.toDoubles(B.subtract(a, b, bits)).map(Math.abs));

describe.each([
  ["jacobian", rows],
  ["hessian", hessians],
] as const)("the %s is the limit of differences", (kind, table) => {
  test.each(table)("of %s by %s", (formula, by) => {
    const sheet = sheetOf(formula);
    const point = pointOf(sheet);
    const { variable } = sheet.quantities.find(({ key }) => key === by)!;
    const z = sheet.quantities.find(({ key }) => key === "z")!.formula!;
    const below = kind === "jacobian" ? z : jacobian(z, variable, sheet.arena);
    const wanted = differences(below, variable.data, sheet, point);
    const found = entriesAt(closed(kind, sheet, by), sheet, point);
    expect(found.length).toBe(wanted.length);
    for (const [k, entry] of found.entries()) expect(gap(entry, wanted[k]!)).toBeLessThan(1e-40);
  });
});
