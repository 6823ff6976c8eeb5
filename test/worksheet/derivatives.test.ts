/**
 * @file Derivatives inside formulas, as values: what each line says with names, with numbers and
 * in the end, worked by hand; new versions of a name; and what cannot be differentiated.
 */
import { describe, expect, test } from "vitest";
import { treeSize, writePlain } from "../../src/notation/index.ts";
import { type Solution, solve } from "../../src/work/index.ts";

/** The lines of the forward pass that have a formula, in plain text. */
function linesOf({ parts }: Solution): string[] {
  return parts
    .flatMap(({ nodes }) => nodes)
    .flatMap(({ quantity, forward: { target, links } }) => {
      if (quantity.formula === null) return [];
      const steps = links.map(({ sign, syntax }) => {
        return ` ${sign === "=" ? "=" : "~"} ${writePlain(syntax)}`;
      });
      return [`${writePlain(target)}${steps.join("")}`];
    });
}

const worked: readonly (readonly [title: string, text: string, lines: readonly string[]])[] = [
  [
    "by a quantity in between: the graph is cut there",
    "z = w x; a = z^2; L = a + z; d = \\frac{dL}{dz}; g = \\frac{\\partial L}{\\partial w}; at w = 2, x = 3",
    [
      "z = w*x = 2*3 = 6",
      "a = z^2 = 6^2 = 36",
      "L = a + z = 36 + 6 = 42",
      "dL/dz = 2*z + 1 = 2*6 + 1 = 13",
      "d = dL/dz = 13",
      "\\partial L/\\partial w = dL/dz*x = 13*3 = 39",
      "g = \\partial L/\\partial w = 39",
    ],
  ],
  [
    "of the same quantities it is one quantity, however it is written",
    "y = x^3; z = y' + dy/dx; at x = 2",
    ["y = x^3 = 2^3 = 8", "y' = 3*x^2 = 3*2^2 = 12", "z = y' + y' = 12 + 12 = 24"],
  ],
  [
    "of higher order, and of an expression",
    "y = x^3; a = \\frac{d^2y}{dx^2}; c = \\frac{d}{dx} (x^2 + y); at x = 2",
    [
      "y = x^3 = 2^3 = 8",
      "d^2 y/dx^2 = 6*x = 6*2 = 12",
      "a = d^2 y/dx^2 = 12",
      "d/dx (x^2 + y) = 3*x^2 + 2*x = 3*2^2 + 2*2 = 16",
      "c = d/dx (x^2 + y) = 16",
    ],
  ],
  [
    "at a place: also what is made of the variable moves there",
    "u = x^2; y = a u; g = \\frac{dy}{dx}\\Big|_{x=3}; at a = 2",
    [
      "u = x^2",
      "y = a*u",
      "dy/dx = 2*a*x",
      "\\left.dy/dx\\right|_{x = 3} = 6*a = 6*2 = 12",
      "g = \\left.dy/dx\\right|_{x = 3} = 12",
    ],
  ],
  [
    "f' of a defined function, entry by entry on a vector",
    "f(t) = t^2 + 1; a = f'(x); b = f''(x); z = v .* f'(u); at x = 3, u = [1; 2], v = [3; 4]",
    [
      "a = f'(x) = f'(3) = 6",
      "b = f''(x) = f''(3) = 2",
      "z = v .* f'(u) = [3; 4] .* f'([1; 2]) = [6; 16]",
    ],
  ],
  [
    "sigma'' of the sigmoid",
    "y = \\sigma''(x) + \\tanh''(x); at x = 0",
    ["y = sigma''(x) + \\tanh''(x) = sigma''(0) + \\tanh''(0) = 0"],
  ],
  [
    "entries, and letters that run",
    "L = \\|W x\\|^2; V_{ij} = W_{ij} - \\eta \\frac{\\partial L}{\\partial W_{ij}}; q = \\sum_i \\frac{\\partial L}{\\partial x_i}; r = \\frac{\\partial L}{\\partial W_{1,2}}; at W = [1, 2; 3, 4], x = [1; -1], \\eta = 1/2",
    [
      "L = norm(W*x)^2 = norm([1, 2; 3, 4]*[1; -1])^2 = 2",
      "\\partial L/\\partial W = 2*W*x*x^T = 2*[1, 2; 3, 4]*[1; -1]*[1; -1]^T = [-2, 2; -2, 2]",
      "V = (W_ij - eta*\\partial L/\\partial W_ij)_ij = [1, 2; 3, 4] - 1/2*[-2, 2; -2, 2] = [2, 1; 4, 3]",
      "\\partial L/\\partial x = 2*W^T*W*x = 2*[1, 2; 3, 4]^T*[1, 2; 3, 4]*[1; -1] = [-8; -12]",
      "q = sum_{i} \\partial L/\\partial x_i = sum([-8; -12]) = -20",
      "r = \\partial L/\\partial W_{1,2} = 2",
    ],
  ],
  [
    "an entry of a name that has an index already",
    "L = \\|z_1\\|^2; q = \\sum_i \\frac{\\partial L}{\\partial (z_1)_i}; r = \\frac{\\partial L}{\\partial (z_1)_2} + 1; at z_1 = [1; 2]",
    [
      "L = norm(z1)^2 = norm([1; 2])^2 = 5",
      "\\partial L/\\partial z1 = 2*z1 = 2*[1; 2] = [2; 4]",
      "q = sum_{i} \\partial L/\\partial(z1)_i = sum([2; 4]) = 6",
      "r = \\partial L/\\partial(z1)_2 + 1 = 4 + 1 = 5",
    ],
  ],
  [
    "of a vector: its axes first",
    "z = A x; J = \\frac{\\partial z}{\\partial x}; q_i = \\sum_j \\frac{\\partial z_i}{\\partial x_j}; at A = [1, 2, 0; 3, 4, 5], x = [1; 1; 1]",
    [
      "z = A*x = [1, 2, 0; 3, 4, 5]*[1; 1; 1] = [3; 12]",
      "\\partial z/\\partial x = A = [1, 2, 0; 3, 4, 5]",
      "J = \\partial z/\\partial x = [1, 2, 0; 3, 4, 5]",
      "q = (sum_{j} \\partial z_i/\\partial x_j)_i = [3; 12]",
    ],
  ],
  [
    "new values by hand, in names of their own and as versions",
    "y = w x; L = (y - 1)^2; w' = w - eta dL/dw; b := b - dL/dw; w := w - eta dL/dw; M = (w x - 1)^2; at w = 2, eta = 1/10, x = 3, b = 1",
    [
      "y = w^{(0)}*x = 2*3 = 6",
      "L = (y - 1)^2 = (6 - 1)^2 = 25",
      "dL/d(w^{(0)}) = 2*(y - 1)*x = 2*(6 - 1)*3 = 30",
      "w' = w^{(0)} - eta*dL/d(w^{(0)}) = 2 - 1/10*30 = -1",
      "b^{(1)} = b^{(0)} - dL/d(w^{(0)}) = 1 - 30 = -29",
      "w^{(1)} = w^{(0)} - eta*dL/d(w^{(0)}) = 2 - 1/10*30 = -1",
      "M = (w^{(1)}*x - 1)^2 = ((-1)*3 - 1)^2 = 16",
    ],
  ],
  [
    "of every layer of a family",
    "z^{(l)} = W^{(l)} z^{(l-1)}; z^{(0)} = x; L = \\|z^{(2)}\\|^2; \\delta^{(l)} = \\frac{\\partial L}{\\partial z^{(l)}}; at x = [1; 2], W^{(1)} = [1, 0; 1, 1], W^{(2)} = [0, 1; 1, 0]",
    [
      "z^{(0)} = x = [1; 2]",
      "z^{(1)} = W^{(1)}*z^{(0)} = [1, 0; 1, 1]*[1; 2] = [1; 3]",
      "z^{(2)} = W^{(2)}*z^{(1)} = [0, 1; 1, 0]*[1; 3] = [3; 1]",
      "L = norm(z^{(2)})^2 = norm([3; 1])^2 = 10",
      "\\partial L/\\partial(z^{(1)}) = 2*(W^{(2)})^T*z^{(2)} = 2*[0, 1; 1, 0]^T*[3; 1] = [2; 6]",
      "delta^{(1)} = \\partial L/\\partial(z^{(1)}) = [2; 6]",
      "\\partial L/\\partial(z^{(2)}) = 2*z^{(2)} = 2*[3; 1] = [6; 2]",
      "delta^{(2)} = \\partial L/\\partial(z^{(2)}) = [6; 2]",
    ],
  ],
  [
    "a raised + names the new value",
    "L = (w - 1)^2; w^+ = w - eta dL/dw; M = (w^+ - 1)^2; at w = 2, eta = 1/4",
    [
      "L = (w - 1)^2 = (2 - 1)^2 = 1",
      "dL/dw = 2*(w - 1) = 2*(2 - 1) = 2",
      "w^(+) = w - eta*dL/dw = 2 - 1/4*2 = 3/2",
      "M = (w^(+) - 1)^2 = (3/2 - 1)^2 = 1/4",
    ],
  ],
  [
    "the error of a layer by its sign, then the rule of the layer before",
    "z = W x; L = z^T z; \\delta = \\frac{dL}{dz}; G = \\delta x^T; at W = [1, 0; 2, 1], x = [1; 2]",
    [
      "z = W*x = [1, 0; 2, 1]*[1; 2] = [1; 4]",
      "L = z^T*z = [1; 4]^T*[1; 4] = 17",
      "dL/dz = 2*z = 2*[1; 4] = [2; 8]",
      "delta = dL/dz = [2; 8]",
      "G = delta*x^T = [2; 8]*[1; 2]^T = [2, 4; 8, 16]",
    ],
  ],
];

describe("worked", () => {
  test.each(worked)("%s", (_title, text, lines) => {
    const solution = solve(text, { whole: true });
    const wrong = solution.diagnostics.filter(({ code }) => !/PG2011|PG3005/.test(code));
    expect(wrong).toEqual([]);
    expect(linesOf(solution)).toEqual(lines);
  });
});

test("of a long chain: adjoints get names on the way, and what is written stays short", () => {
  const levels = 200;
  const chain = Array.from({ length: levels }, (_, k) => `x_{${k + 1}} = sin(x_{${k}}) + w`);
  const text = [...chain, `g = \\frac{dx_{${levels}}}{dw}`, "at x_0 = 0, w = 0"].join("\n");
  const { sheet, parts, diagnostics } = solve(text);
  expect(diagnostics).toEqual([]);
  const g = parts[0]!.nodes.find(({ quantity }) => quantity.key === "g")!;
  expect(writePlain(g.forward.links.at(-1)!.syntax)).toBe(`${levels}`);
  const fresh = sheet.quantities.filter(({ key }) => key.startsWith("\\frac"));
  expect(fresh.length).toBeGreaterThan(20);
  for (const { formula, key } of fresh.slice(0, -1)) {
    expect(treeSize(formula!), key).toBeLessThan(60);
  }
});

test("shapes follow from derivatives, without numbers", () => {
  const text = "z = W x + b; L = \\|z\\|^2; V = W - \\eta \\frac{\\partial L}{\\partial W}";
  const { sheet, diagnostics } = solve(text);
  expect(diagnostics).toEqual([]);
  const shapes = new Map(sheet.quantities.map(({ key, shape }) => [key, shape]));
  expect(shapes.get("V")).toEqual(shapes.get("W"));
  expect(shapes.get("W")!.length).toBe(2);
  expect(shapes.get("\\eta")).toEqual([]);
});

test("what is found is what the derivatives are of", () => {
  const text = "y = w x; g = dL/dw; L = (y - 1)^2; w := w - eta g; at w = 2, x = 3, eta = 1/10";
  const { parts } = solve(text);
  expect(parts[0]!.output!.key).toBe("L");
  expect(parts[0]!.gradients.map(({ key }) => key)).toContain("w^{(0)}");
});

test("of several versions `find` means the one that the output is made of", () => {
  const text = "L = (w - 1)^2; w := w - dL/dw; at w = 2; find dL/dw";
  const { parts, diagnostics } = solve(text);
  expect(diagnostics).toEqual([]);
  expect(parts[0]!.gradients.map(({ key }) => key)).toEqual(["w^{(0)}"]);
});

/** What has no value: the text, the code, and what it points at. */
const refused: readonly (readonly [text: string, code: string, at: string])[] = [
  ["L = w^2; g = dL/dq; at w = 1, q = 1", "PG2067", "dL/dq"],
  ["L = w^2; w := w - dL/dw; w := w - dL/dw; at w = 1", "PG2067", "dL/dw"],
  ["L = w^2; g = \\frac{dL}{d(w+1)}; at w = 1", "PG2069", "w+1"],
  ["L = w^2; h(w) = dL/dw; q = h(3); at w = 1", "PG2069", "w"],
  ["y = a x^2; z = y'; at a = 1, x = 1", "PG2068", "y'"],
  ["y = x^2; y' = 2 x; at x = 1", "PG2013", "y'"],
  ["L = w^2; g = \\nabla L; at w = 1", "PG2005", "\\nabla L"],
  ["y = x^2; g = \\frac{d}{dx}; at x = 1", "PG2005", "\\frac{d}{dx}"],
  ["y = x^2; z = y|_{x}; at x = 1", "PG2005", "x"],
  ["x: [2]; L = x^T x; z = L|_{x = 1}", "PG2003", "x = 1"],
  ["y = A^{+} x; at A = [1, 2], x = [1; 2]", "PG2005", "A^{+}"],
  ["f(t) = \\|t\\|; z = f'(u); at u = [1; 2]", "PG2005", "f'(u)"],
  ["w := w - dL/dw; L = w^2; at w = 1", "PG2001", "w := w - dL/dw"],
];

describe("without a value, or hardly meant", () => {
  test.each(refused)("%s", (text, code, at) => {
    const found = solve(text).diagnostics.map(({ code: own, span }) => {
      return `${own} ${text.slice(span?.from ?? 0, span?.to ?? 0)}`;
    });
    expect(found).toContain(`${code} ${at}`);
  });
});
