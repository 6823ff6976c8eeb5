/**
 * On random questions about a few sheets: nothing is thrown, every section leads somewhere, and
 * the closed form, which is differentiated order by order in the inputs, has the value of the
 * steps, which go through the quantities between.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { B } from "../../src/number/index.ts";
import { renderJson, renderText } from "../../src/render/index.ts";
import type { Value } from "../../src/work/index.ts";
import { solve } from "../../src/work/index.ts";
import { evaluateAt, isValue } from "../../src/work/value.ts";

/** A sheet, values, the names that questions are made of, and directions. */
const sheets = [
  {
    text: "z = W tanh(x); L = z^T z + s^2; W: [2, 3]; x: [3]",
    at: "W = [1, 2, 3; 0, 1, 0], x = [1; 0; 1/2], s = 2",
    names: ["z", "L", "W", "x", "s", "x_1", "W_{12}", "z_2"],
  },
  {
    text: "u = [x_1 x_2; sin(x_1)]; L = u_1 u_2; x: [2]",
    at: "x = [1; 2]",
    names: ["u", "L", "x", "u_1", "x_2"],
  },
  {
    text: "p = softmax(A x); L = -ln(p_2); A: [3, 3]; x: [3]",
    at: "A = [1, 2, 3; 0, 1, 0; 2, 0, 1], x = [0; 0; 0]",
    names: ["p", "L", "A", "x", "p_2", "A_{11}"],
  },
  { text: "y = x^s; z = y^2 + s; L = z s", at: "x = 2, s = 3", names: ["y", "z", "L", "x", "s"] },
  {
    text: "z^{(1)} = V x; a = relu(z^{(1)}); L = \\|a\\|^2; x: [2]; V: [2, 2]",
    at: "x = [1; 2], V = [1, 2; 3, -4]",
    names: ["z^{(1)}", "a", "L", "x", "V", "a_1"],
  },
  { text: "L = ln det X + tr(X); X: [2, 2]", at: "X = [2, 1; 1, 2]", names: ["L", "X", "X_{12}"] },
  { text: "c = a b; c += a; L = c^2", at: "a = 1, b = 2", names: ["c", "L", "a", "b"] },
] as const;

const forms: readonly ((a: string, b: string, c: string) => string)[] = [
  (a, b) => `d${a}/d${b}`,
  (a, b, c) => `\\frac{\\partial^2 ${a}}{\\partial ${b} \\partial ${c}}`,
  (a, b) => `\\frac{\\partial^2 ${a}}{\\partial ${b}^2}`,
  (a, b, c) => `hessian(${a}, ${b}, ${c})`,
  (a) => `hessian(${a})`,
  (a, b, c) => `jacobian((${a}, ${b}), ${c})`,
  (a, b) => `jvp(${a}, ${b}, v)`,
  (a, b) => `vjp(${a}, ${b}, w)`,
  (a, b) => `hvp(${a}, ${b}, v)`,
  (a, b) => `\\nabla_{${b}}^2 ${a}`,
  (a) => `\\nabla ${a}`,
];

const questions = fc
  .tuple(fc.constantFrom(...sheets), fc.constantFrom(...forms), fc.boolean())
  .chain(([sheet, form, valued]) => {
    const name = fc.constantFrom<string>(...sheet.names);
    return fc.tuple(name, name, name).map(([a, b, c]) => {
      return { text: `${sheet.text}; find ${form(a, b, c)}`, at: valued ? sheet.at : "" };
    });
  });

test("steps and closed forms agree, and nothing is thrown", () => {
  let compared = 0;
  fc.assert(
    fc.property(questions, ({ text, at }) => {
      const solution = solve(text, at === "" ? {} : { at });
      expect(renderText(solution).length).toBeGreaterThan(0);
      expect(renderJson(solution, text).diagnostics.length).toBe(solution.diagnostics.length);
      const part = solution.parts.at(-1)!;
      const known = new Map(
        part.nodes.flatMap(({ quantity: { variable }, value }): [string, Value][] => {
          return value === null ? [] : [[variable.data, value]];
        }),
      );
      for (const { chain, closed, value } of part.further) {
        expect(chain.links.length).toBeGreaterThan(0);
        const found = value === null ? null : evaluateAt(closed, known, solution.sheet.sizes);
        if (found === null || !isValue(found)) continue;
        compared++;
        for (const [k, ball] of found.ball.entries.entries()) {
          expect(B.overlaps(ball, value!.ball.entries[k]!), `entry ${k}`).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(40);
});
