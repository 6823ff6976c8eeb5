/** @file Formulas for many points at once against the same formula point by point. */
import { expect, test } from "vitest";
import { batched, substitute } from "../../src/calculus/index.ts";
import {
  concreteShape,
  entryCount,
  evaluateRoots,
  floatField,
  type Node,
  type Tensor,
} from "../../src/expression/index.ts";
import { buildWorksheet, readProblem } from "../../src/worksheet/index.ts";

const points = 4;
const sizes = new Map([["N", points]]);

test.each([
  "y = W x + b\nW: [2, 3]",
  "y = tanh(V x) \\odot x\nV: [3, 3]",
  "y = x x^T W\nW: [3, 2]",
  "y = softmax(W x)\nW: [3, 3]",
  "y = softmaxcrossentropy(W x, t)\nW: [3, 3]\nt: [3]",
  "y = layernorm(x, g, c)\nx: [3]",
  "y = x^T A x + c\nA: [3, 3]",
  "y = max(x) + sum(x) - x_2 + c\nx: [3]",
  "y = relu(x) - |x|\nx: [3]",
  "y = [x_1^2; x_2; c]\nx: [2]",
  "y = mean((x - t)^2) + \\lambda tr(W^T W)\nW: [2, 2]\nx: [3]\nt: [3]",
  "y = conv2d(x, K)\nx: [4, 4]\nK: [2, 2]",
  "y = c + 1",
])("%s", (text) => {
  const sheet = buildWorksheet(readProblem(text));
  const { arena, quantities } = sheet;
  const whole = new Map<Node, Node>();
  for (const { formula, variable } of quantities) {
    if (formula !== null) whole.set(variable, substitute(formula, whole, arena));
  }
  const root = whole.get(quantities.at(-1)!.variable)!;
  const inputs = quantities.filter(({ formula }) => formula === null);
  const shapeOf = (node: Node) => concreteShape(node.shape, sizes)!;
  const drawn = (shape: readonly number[], seed: number): Tensor<number> => {
    const count = entryCount(shape);
    return { shape, entries: Array.from({ length: count }, (_, k) => Math.sin(3.7 * k + seed)) };
  };
  const varying = new Map<Node, Node>();
  const values = new Map<string, Tensor<number>>();
  for (const [k, { key, variable }] of inputs.entries()) {
    values.set(variable.data, drawn(shapeOf(variable), k + 0.3));
    if (key !== "x" && key !== "t") continue;
    const many = arena.variable(`many ${key}`, ["N", ...variable.shape]);
    varying.set(variable, many);
    values.set(many.data, drawn(shapeOf(many), k + 0.6));
  }
  const found = batched(root, varying, "N", arena)!;
  expect(found.varies).toBe(varying.size > 0);
  const all = evaluateRoots([found.node], floatField, values, sizes)[0]!;
  const width = entryCount(shapeOf(root));
  for (let point = 0; point < points; point++) {
    const own = new Map(values);
    for (const [variable, many] of varying) {
      const { entries } = values.get((many as Node<"variable">).data)!;
      const count = entries.length / points;
      const row = entries.slice(point * count, (point + 1) * count);
      own.set((variable as Node<"variable">).data, { shape: shapeOf(variable), entries: row });
    }
    const wanted = evaluateRoots([root], floatField, own, sizes)[0]!;
    const rows = found.varies ? all.entries.slice(point * width, (point + 1) * width) : all.entries;
    for (const [k, entry] of wanted.entries.entries()) expect(rows[k]).toBeCloseTo(entry, 12);
  }
});

test("an inverse has no such form", () => {
  const { arena, quantities } = buildWorksheet(readProblem("y = A^{-1} b\nA: [2, 2]"));
  const a = quantities.find(({ key }) => key === "A")!.variable;
  const many = arena.variable("many", ["N", 2, 2]);
  const { formula } = quantities.at(-1)!;
  expect(batched(formula!, new Map([[a, many]]), "N", arena)).toBeNull();
});
