/** @file The JSON report: its keys, its values by hand, its schema. */
import { expect, test } from "vitest";
import { workSchema } from "../../src/cli/schema.ts";
import { renderJson, type WorkReport } from "../../src/render/index.ts";
import { solve } from "../../src/work/index.ts";
import { examples, layer, parts, quotient, symbolic } from "./solutions.ts";

const report = ({ solution, text }: (typeof examples)[string]): WorkReport => {
  return renderJson(solution, text);
};

test.each(Object.entries(examples))("%s keeps to the schema, also as text", (_, example) => {
  const made = report(example);
  expect(workSchema.strict().parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
});

const half = "-\\frac{1}{2}";

test.each([
  ["x_1", half, -0.5],
  ["x_2", "\\frac{\\pi}{4}", Math.PI / 4],
  ["x_3", "-\\frac{\\pi}{2} \\ln \\frac{\\pi}{2}", (-Math.PI / 2) * Math.log(Math.PI / 2)],
])("quotient: dy/d%s is %s", (name, exact, numeric) => {
  const { value, shape } = report(quotient).gradients[name]!;
  expect(value!.exact).toBe(exact);
  expect(value!.numeric).toBeCloseTo(numeric, 15);
  expect(shape).toEqual([]);
});

test("quotient: nodes, edges and steps of the graph", () => {
  const { output, nodes, edges, steps, parts: several } = report(quotient);
  expect(output).toBe("y");
  expect(nodes.map(({ name }) => name)).toEqual(["x_1", "x_2", "x_3", "u", "s", "y"]);
  const [x1, u, y] = [nodes[0]!, nodes[3]!, nodes[5]!];
  expect(x1).toMatchObject({
    latex: "x_1",
    formula: null,
    adjoint: { exact: half, numeric: -0.5 },
  });
  expect(u).toMatchObject({ latex: "\\frac{x_1}{x_2}", shape: [], adjoint: { exact: "-1" } });
  expect(u.value).toEqual({ exact: "\\frac{\\pi}{2}", numeric: 1.5707963267948966 });
  expect(y.formula).toBe("\\cos(s)");
  expect(y.latex).toContain("\\frac{x_1}{x_2}");
  expect(edges[0]).toMatchObject({
    from: "x_1",
    to: "u",
    local: { latex: "\\frac{1}{x_2}", exact: "\\frac{1}{2}", numeric: 0.5 },
    adjoint: { exact: half, numeric: -0.5 },
  });
  const chain = steps.filter(({ rule }) => rule === "chain rule");
  expect(chain[0]).toEqual({
    rule: "chain rule",
    from: "\\frac{dy}{dx_1}",
    to: "\\frac{dy}{ds} \\cdot \\frac{ds}{du} \\cdot \\frac{du}{dx_1}",
  });
  expect(several).toBeUndefined();
});

test.each([
  ["W_{2,2}", [], -24],
  [
    "W",
    [2, 2],
    [
      [0, 16],
      [0, -24],
    ],
  ],
  ["b", [2], [0, -8]],
  ["v", [2], [0, -40]],
  ["x", [2], [8, -16]],
] as const)("layer: dL/d%s, of shape %j, is %j", (name, shape, numeric) => {
  const gradient = report(layer).gradients[name]!;
  expect(gradient.shape).toEqual(shape);
  expect(gradient.value!.numeric).toEqual(numeric);
});

test("derivatives beyond the gradient stand under keys of their own", () => {
  const text = [
    "z = V tanh(W x); L = z^T z; f = a^2 b; v: [2]",
    "at V = [1, 1; 2, -1], W = [1, 0; 2, 1], x = [0; 0], v = [1; 1], a = 1, b = 2",
    "find dz/dx, hessian(L, x), d^2f/da^2, \\frac{\\partial^2 f}{\\partial a \\partial b}, jvp(z, x, v)",
  ];
  const made = renderJson(solve(text.join("\n")), text.join("\n"));
  expect(workSchema.parse(made)).toEqual(made);
  expect(made.jacobians).toMatchObject([{ of: ["z"], by: [["x"]], shape: [2, 2] }]);
  expect(made.jacobians![0]!.value).toMatchObject({
    numeric: [
      [3, 1],
      [0, -1],
    ],
  });
  expect(made.hessians).toMatchObject([{ by: [["x"], ["x"]], symmetric: true }]);
  expect(made.hessians![0]!.value).toMatchObject({
    numeric: [
      [18, 6],
      [6, 4],
    ],
  });
  expect(made.higher!.map(({ latex, by }) => [latex, by])).toEqual([
    ["2b", [["a"], ["a"]]],
    ["2a", [["a"], ["b"]]],
  ]);
  expect(made.products).toMatchObject([
    { kind: "jvp", direction: "v", value: { numeric: [4, -1] } },
  ]);
  for (const one of [...made.jacobians!, ...made.hessians!]) {
    expect(one.steps.length).toBeGreaterThan(1);
    for (const step of one.steps) expect(made.steps).toContainEqual(step);
  }
  expect(report(symbolic)).not.toHaveProperty("jacobians");
});

test("without values the work is symbolic", () => {
  const { gradients, nodes } = report(symbolic);
  expect(gradients["w"]).toMatchObject({ value: null });
  expect(nodes.every(({ value }) => value === null)).toBe(true);
});

test("parts: the last one on top, all of them in the list", () => {
  const made = report(parts);
  expect(made.output).toBe("L");
  expect(made.parts!.map(({ name, title, output }) => [name, title, output])).toEqual([
    ["A", "A quotient & a power", "y"],
    ["B", "A network", "L"],
  ]);
  expect(made.gradients).toEqual(made.parts![1]!.gradients);
});

test.each([
  ["y = (x", { code: "PG1004", severity: "error", line: 1, column: 5, endLine: 1, endColumn: 6 }],
  ["u = 2\nat x = 1\ny = ?", { severity: "error", line: 3 }],
  ["# nothing", { code: "PG3006", severity: "error" }],
])("%s: what is wrong, and where", (text, expected) => {
  const { diagnostics } = renderJson(solve(text), text);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(
    diagnostics.some((one) =>
      Object.entries(expected).every(([key, value]) => {
        return (one as unknown as Record<string, unknown>)[key] === value;
      }),
    ),
  ).toBe(true);
});

test("a long chain of formulas stays in proportion", () => {
  const lines = (n: number) => {
    const steps = Array.from({ length: n }, (_, k) => `f_{${k + 1}} = sin(f_{${k}}) + f_{${k}}`);
    return JSON.stringify(
      report({ text: "", solution: solve(steps.join("\n"), { wrt: [`f_{${n - 1}}`] }) }).nodes,
    ).length;
  };
  expect(lines(80)).toBeLessThan(3.5 * lines(40));
});
