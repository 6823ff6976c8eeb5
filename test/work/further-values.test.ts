/**
 * Values of Jacobians, Hessians, higher derivatives and products: every entry to 25 digits
 * against differences of the output in decimal.js (no graph, no rule of differentiation), the
 * exact ones against what was worked by hand, the closed form against the steps, and every line
 * with the numbers put in against the value that it leads to.
 */
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { Arena, ballField, evaluate } from "../../src/expression/index.ts";
import { elaborate, readFormula, type Syntax, writePlain } from "../../src/notation/index.ts";
import { B, type Ball } from "../../src/number/index.ts";
import type { Further, Value } from "../../src/work/index.ts";
import { evaluateAt, isValue } from "../../src/work/value.ts";
import { exactText } from "../problems/exercise.ts";
import {
  apply,
  at,
  type D,
  Dec,
  det,
  dot,
  entriesOf,
  type Given,
  givenOf,
  type M,
  minus,
  num,
  plus,
  sigmoid,
  slope,
  softmax,
  square,
  total,
  turned,
  type V,
  zip,
} from "../problems/oracle.ts";
import { solutionOf } from "./further.ts";

interface Row {
  readonly title: string;
  readonly text: string;
  readonly at: Readonly<Record<string, string>>;
  /** The entries of what is differentiated, or of the product, as functions of the inputs. */
  readonly oracle: (...inputs: never[]) => readonly D[];
  /** What is differentiated by, in that order: `x`, `x|y`, an entry `w@2`; none in a product. */
  readonly by: readonly string[];
  /** The exact value, where it was worked by hand. */
  readonly exact?: string;
  readonly symmetric?: boolean;
}

const map = (v: V, f: (x: D) => D): V => v.map(f);
const tanh = (v: V): V => map(v, (x) => Dec.tanh(x));

const rows: readonly Row[] = [
  {
    title: "a linear map",
    text: "z = W x + b; find dz/dx",
    at: { W: "[1, 2; 3, 4; 5, 6]", x: "[1; -1]", b: "[0; 1; 2]" },
    oracle: (w: M, x: V, b: V) => plus(apply(w, x), b),
    by: ["x"],
    exact: "1, 2; 3, 4; 5, 6",
  },
  {
    title: "two layers",
    text: "h = tanh(W x + b); z = V h; find dz/dx",
    at: { W: "[1, 2; -1, 1]", x: "[1/2; -1/3]", b: "[0; 1]", V: "[1, 1; 2, -1; 0, 3]" },
    oracle: (w: M, x: V, b: V, v: M) => apply(v, tanh(plus(apply(w, x), b))),
    by: ["x"],
  },
  {
    title: "two layers, by the inner weights",
    text: "h = tanh(W x); z = V h; find dz/dW",
    at: { W: "[1, 2; -1, 1]", x: "[1/2; -1/3]", V: "[1, 1; 2, -1; 0, 3]" },
    oracle: (w: M, x: V, v: M) => apply(v, tanh(apply(w, x))),
    by: ["W"],
  },
  {
    title: "softmax",
    text: "p = softmax(z); find dp/dz",
    at: { z: "[0; 0; ln 2]" },
    oracle: (z: V) => softmax(z),
    by: ["z"],
    exact: "3/16, -1/16, -1/8; -1/16, 3/16, -1/8; -1/8, -1/8, 1/4",
  },
  {
    title: "a direction",
    text: "u = x/norm(x); find du/dx",
    at: { x: "[3; 4]" },
    oracle: (x: V) => map(x, (one) => one.div(Dec.sqrt(dot(x, x)))),
    by: ["x"],
    exact: "16/125, -12/125; -12/125, 9/125",
  },
  {
    title: "by entries",
    text: "z = [x_1^2 x_2; 5 x_1 + sin(x_2)]; find dz/dx",
    at: { x: "[1; pi]" },
    oracle: (x: V) => [
      square(at(x, 1)).times(at(x, 2)),
      at(x, 1)
        .times(5)
        .plus(Dec.sin(at(x, 2))),
    ],
    by: ["x"],
    exact: "2*pi, 1; 5, -1",
  },
  {
    title: "a recurrent cell, by the weights used twice",
    text: "h_1 = tanh(U a); h_2 = tanh(U h_1 + b); find dh_2/dU",
    at: { U: "[1/2, -1; 1, 1/4]", a: "[1; 2]", b: "[0; -1]" },
    oracle: (u: M, a: V, b: V) => tanh(plus(apply(u, tanh(apply(u, a))), b)),
    by: ["U"],
  },
  {
    title: "the Hessian of least squares",
    text: "r = A x - b; L = r^T r; find \\nabla_x^2 L",
    at: { A: "[1, 2; 3, 4; 5, 6]", x: "[1; -1]", b: "[0; 1; 2]" },
    oracle: (a: M, x: V, b: V) => {
      const r = minus(apply(a, x), b);
      return [dot(r, r)];
    },
    by: ["x", "x"],
    exact: "70, 88; 88, 112",
    symmetric: true,
  },
  {
    title: "the Hessian of logistic regression",
    text: "z = X w; p = sigma(z); L = -(y^T ln(p) + (1 - y)^T ln(1 - p)); find \\nabla_w^2 L",
    at: { X: "[1, 2; 0, 1; 1, 1]", w: "[0; 0]", y: "[1; 0; 1]" },
    oracle: (x: M, w: V, y: V) => {
      const p = map(apply(x, w), sigmoid);
      const parts = zip(y, p, (t, q) => {
        const miss = Dec.ln(num(1).minus(q)).times(num(1).minus(t));
        return t.times(Dec.ln(q)).plus(miss);
      });
      return [total(parts).neg()];
    },
    by: ["w", "w"],
    exact: "1/2, 3/4; 3/4, 3/2",
    symmetric: true,
  },
  {
    title: "the Hessian of a network's loss by its inner bias",
    text: "h = tanh(W x + b); L = \\|V h - t\\|^2; find hessian(L, b)",
    at: { W: "[1, 2; -1, 1]", x: "[1/2; -1/3]", b: "[0; 1]", V: "[1, 1; 2, -1]", t: "[1; 0]" },
    oracle: (w: M, x: V, b: V, v: M, t: V) => {
      const r = minus(apply(v, tanh(plus(apply(w, x), b))), t);
      return [dot(r, r)];
    },
    by: ["b", "b"],
    symmetric: true,
  },
  {
    title: "a block of second derivatives",
    text: "L = \\|W x - b\\|^2; find \\frac{\\partial^2 L}{\\partial x \\partial b}",
    at: { W: "[1, 2; 3, 4]", x: "[1; -1]", b: "[0; 1]" },
    oracle: (w: M, x: V, b: V) => {
      const r = minus(apply(w, x), b);
      return [dot(r, r)];
    },
    by: ["x", "b"],
    exact: "-2, -6; -4, -8",
  },
  {
    title: "a Hessian of scalars",
    text: "f = x^2 y + exp(x); find hessian(f, x, y)",
    at: { x: "0", y: "3" },
    oracle: (x: D, y: D) => [square(x).times(y).plus(Dec.exp(x))],
    by: ["x|y", "x|y"],
    exact: "7, 0; 0, 0",
    symmetric: true,
  },
  {
    title: "polar coordinates",
    text: "x = r cos t; y = r sin t; find jacobian((x, y), (r, t))",
    at: { r: "2", t: "pi/6" },
    oracle: (r: D, t: D) => [r.times(Dec.cos(t)), r.times(Dec.sin(t))],
    by: ["r|t"],
    exact: "sqrt(3)/2, -1; 1/2, sqrt(3)",
  },
  {
    title: "a second derivative",
    text: "y = cos((x1/x2)^x3); find d^2y/dx2^2",
    at: { x1: "pi", x2: "2", x3: "3" },
    oracle: (x: D, y: D, z: D) => [Dec.cos(x.div(y).pow(z))],
    by: ["x2", "x2"],
  },
  {
    title: "a mixed second derivative",
    text: "y = cos((x1/x2)^x3); find \\frac{\\partial^2 y}{\\partial x1 \\partial x3}",
    at: { x1: "pi", x2: "2", x3: "2" },
    oracle: (x: D, y: D, z: D) => [Dec.cos(x.div(y).pow(z))],
    by: ["x1", "x3"],
  },
  {
    title: "a third derivative",
    text: "y = x^2 ln x; find d^3y/dx^3",
    at: { x: "2" },
    oracle: (x: D) => [square(x).times(Dec.ln(x))],
    by: ["x", "x", "x"],
    exact: "1",
  },
  {
    title: "a third derivative of a vector",
    text: "z = x \\odot x \\odot x; find d^2z/dx^2",
    at: { x: "[1; -2]" },
    oracle: (x: V) => map(x, (one) => one.pow(3)),
    by: ["x", "x"],
  },
  {
    title: "a second derivative that is 0 for every path",
    text: "y = |x| + a; find d^2y/dx^2",
    at: { x: "2", a: "1" },
    oracle: (x: D, a: D) => [x.abs().plus(a)],
    by: ["x", "x"],
    exact: "0",
  },
  {
    title: "second derivatives by single entries",
    text: "q = w^T A w; find \\frac{\\partial^2 q}{\\partial w_1 \\partial w_2}",
    at: { w: "[2; -1]", A: "[1, 3; -2, 4]" },
    oracle: (w: V, a: M) => [dot(w, apply(a, w))],
    by: ["w@1", "w@2"],
    exact: "1",
  },
  {
    title: "an entry of a Jacobian",
    text: "z = W tanh(x); find dz_2/dx_1",
    at: { W: "[1, 2; 3, 4]", x: "[0; 1]" },
    oracle: (w: M, x: V) => [at(apply(w, tanh(x)), 2)],
    by: ["x@1"],
    exact: "3",
  },
  {
    title: "the determinant's logarithm",
    text: "L = ln det X; find hessian(L, X)",
    at: { X: "[2, 1; 1, 3]" },
    oracle: (x: M) => [Dec.ln(det(x))],
    by: ["X", "X"],
    symmetric: true,
  },
  {
    title: "a product of entries",
    text: "y = \\prod_i x_i; find \\nabla_x^2 y",
    at: { x: "[1; 2; 3]" },
    oracle: (x: V) => [at(x, 1).times(at(x, 2)).times(at(x, 3))],
    by: ["x", "x"],
    exact: "0, 3, 2; 3, 0, 1; 2, 1, 0",
    symmetric: true,
  },
  {
    title: "a Jacobian–vector product",
    text: "z = V tanh(W x); find jvp(z, x, v)",
    at: { V: "[1, 1; 2, -1]", W: "[1, 0; 2, 1]", x: "[1; 0]", v: "[1; 1]" },
    oracle: (m: M, w: M, x: V, v: V) => {
      const slopes = map(tanh(apply(w, x)), (one) => num(1).minus(square(one)));
      return apply(
        m,
        zip(slopes, apply(w, v), (a, b) => a.times(b)),
      );
    },
    by: [],
  },
  {
    title: "a vector–Jacobian product",
    text: "z = V tanh(W x); find vjp(z, x, v)",
    at: { V: "[1, 1; 2, -1]", W: "[1, 0; 2, 1]", x: "[1; 0]", v: "[1; 1]" },
    oracle: (m: M, w: M, x: V, v: V) => {
      const slopes = map(tanh(apply(w, x)), (one) => num(1).minus(square(one)));
      return apply(
        turned(w),
        zip(slopes, apply(turned(m), v), (a, b) => a.times(b)),
      );
    },
    by: [],
  },
  {
    title: "a Hessian–vector product",
    text: "L = \\|A x - b\\|^2; find hvp(L, x, v)",
    at: { A: "[1, 2; 3, 4; 5, 6]", x: "[1; -1]", b: "[0; 1; 2]", v: "[1; -1]" },
    oracle: (a: M, _x: V, _b: V, v: V) => map(apply(turned(a), apply(a, v)), (x) => x.times(2)),
    by: [],
    exact: "-18, -24",
  },
];

/** All derivatives of the entries by the named inputs, one after the other, row by row. */
function differentiated(row: Row): readonly D[] {
  const names = Object.keys(row.at);
  const inputs = names.map((name): Given => givenOf(row.at[name]!));
  const f = row.oracle as unknown as (...inputs: Given[]) => readonly D[];
  const places = row.by.map((list) => {
    return list.split("|").flatMap((word) => {
      const [name, entry] = word.split("@");
      const which = names.indexOf(name!);
      const all = entriesOf(inputs[which]!).map((_, place) => ({ which, place }));
      return entry === undefined ? all : [all[Number(entry) - 1]!];
    });
  });
  type Scalar = (...inputs: Given[]) => D;
  let functions: Scalar[] = f(...inputs).map(
    (_, k): Scalar =>
      (...given) =>
        f(...given)[k]!,
  );
  for (const list of places) {
    functions = functions.flatMap((own) =>
      list.map(
        ({ which, place }): Scalar =>
          (...given) =>
            slope(own, given, which, place),
      ),
    );
  }
  return functions.map((own) => own(...inputs));
}

/** "agree" when they have 25 digits in common. */
function compared(ball: Ball, wanted: D): string {
  const ends = [B.lower(ball), B.upper(ball)].map((q) => num(`${q!.n}`).div(`${q!.d}`));
  const gap = Decimal.max(...ends.map((end) => end.minus(wanted).abs()));
  const scale = Decimal.max(wanted.abs(), "1e-3");
  return gap.lte(scale.times("1e-25")) ? "agree" : `${B.toDoubles(ball)} for ${wanted}`;
}

function worked(row: Row): Further {
  const values = Object.entries(row.at).map(([name, value]) => `${name} = ${value}`);
  const { further } = solutionOf(row.text, { at: values.join(", ") }).parts.at(-1)!;
  expect(further.length).toBe(1);
  return further[0]!;
}

/** The value of a formula without names; null for one with names, or with no notation. */
function valueOfNumbers(syntax: Syntax): readonly Ball[] | null {
  const { arena, field } = { arena: new Arena(), field: ballField(200) };
  const read = readFormula(writePlain(syntax), { notation: "plain" });
  const { value } = elaborate(read.syntax, { lookup: () => undefined }, arena);
  if (value === undefined) return null;
  return (
    evaluate([value.node], field, new Map(), new Map()).values.get(value.node)?.entries ?? null
  );
}

describe("values", () => {
  test.each(rows.map((row): [string, Row] => [row.title, row]))("%s", (_, row) => {
    const further = worked(row);
    const value = further.value as Value;
    const wanted = differentiated(row);
    expect(value.ball.entries.length).toBe(wanted.length);
    for (const [k, ball] of value.ball.entries.entries()) {
      expect(compared(ball, wanted[k]!), `entry ${k}`).toBe("agree");
    }
    if (row.exact !== undefined) expect(exactText(value)).toBe(row.exact);
    expect(further.symmetric).toBe(row.symmetric ?? false);
  });

  // a table of entries is in the entries' own variables
  const whole = rows.filter(({ by }) => !by.some((name) => /[|@]/.test(name)));
  test.each(whole.map((row): [string, Row] => [row.title, row]))("%s: closed form", (_, row) => {
    const values = Object.entries(row.at).map(([name, value]) => `${name} = ${value}`);
    const part = solutionOf(row.text, { at: values.join(", ") }).parts.at(-1)!;
    const { closed, value } = part.further[0]!;
    if (closed.op === "stack") return;
    const known = new Map(
      part.nodes.flatMap(({ quantity: { variable }, value: own }): [string, Value][] => {
        return own === null ? [] : [[variable.data, own]];
      }),
    );
    const found = evaluateAt(closed, known, new Map());
    expect(isValue(found)).toBe(true);
    if (!isValue(found)) return;
    for (const [k, ball] of found.ball.entries.entries()) {
      expect(B.overlaps(ball, value!.ball.entries[k]!), `entry ${k}`).toBe(true);
    }
  });

  test("the numbers put in come to the values that follow", () => {
    let compares = 0;
    for (const row of rows) {
      const { lines, chain } = worked(row);
      for (const { links } of [...lines, chain]) {
        const [numbers, last] = [links.find(({ rule }) => rule === "numbers"), links.at(-1)!];
        if (numbers === undefined || numbers === last) continue;
        const [a, b] = [valueOfNumbers(numbers.syntax), valueOfNumbers(last.syntax)];
        expect(a, writePlain(numbers.syntax)).not.toBeNull();
        for (const [k, x] of (a ?? []).entries()) {
          const gap = Math.max(...B.toDoubles(B.subtract(x, b![k]!, 200)).map(Math.abs));
          // six digits are shown where a value is no short exact one
          const exact = numbers.sign === "=" && last.sign === "=";
          expect(gap, writePlain(numbers.syntax)).toBeLessThan(exact ? 1e-40 : 1e-4);
        }
        compares++;
      }
    }
    expect(compares).toBeGreaterThan(12);
  });
});
