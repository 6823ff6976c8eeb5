/** @file Which entries made an entry of a step, its sum with numbers, and the paths of a fork. */
import { expect, test } from "vitest";
import { writePlain } from "../../src/notation/index.ts";
import {
  contributionsOf,
  solve,
  type Tracing,
  tracingOf,
  type WorkedNode,
  type WorkedPart,
} from "../../src/work/index.ts";

const network = [
  "z = W^T x + b",
  "a = relu(z)",
  "y = v^T a",
  "L = (y - t)^2",
  "at W = [2, -1; 1, 2], x = [-2; 3], b = [1; 2], v = [3; 2], t = 15",
].join("\n");

function worked(text: string, key: string): { part: WorkedPart; node: WorkedNode } {
  const part = solve(text).parts.at(-1)!;
  return { part, node: part.nodes.find(({ quantity }) => quantity.key === key)! };
}

function traced(text: string, key: string, phase: "forward" | "backward"): Tracing | null {
  const solution = solve(text);
  const part = solution.parts.at(-1)!;
  const node = part.nodes.find(({ quantity }) => quantity.key === key)!;
  return tracingOf(solution, part, node, phase);
}

const products = "Z = X W\nL = sum(Z .* Z)\nat X = [1, 2; 0, 1], W = [1, -1; 2, 3]";

test.each([
  [network, "z", "forward", 1, "W^T: 1 3; x: 0 1; b: 1", "(-1)*(-2) + 2*3 + 2"],
  [network, "W", "backward", 1, "x: 0; (dL/dz)^T: 1", "20*(-2)"],
  [network, "x", "backward", 0, "W: 0 1; dL/dz: 0 1", "2*0 + (-1)*20"],
  [network, "z", "backward", 1, "dL/da: 1; z: 1", "20*1_{10 > 0}"],
  [network, "y", "forward", 0, "v^T: 0 1; a: 0 1", "3*0 + 2*10"],
  [products, "Z", "forward", 1, "X: 0 1; W: 1 3", "1*(-1) + 2*3"],
  [products, "W", "backward", 2, "X^T: 1 3; dL/dZ: 0 2", "2*10 + 1*4"],
  [products, "X", "backward", 1, "dL/dZ: 0 1; W^T: 2 3", "10*2 + 10*3"],
  ["p = softmax(z)\nL = p^T p\nat z = [0; 1; 2]", "p", "forward", 0, "z: 0 1 2", null],
  [
    "y_i = sum_j w_j x_{i+j-1}\nL = sum(y)\nat w = [1; 2], x = [1; 2; 3]",
    ..."y forward".split(" "),
    1,
    "w: 0 1; x: 1 2",
    "1*2 + 2*3",
  ],
] as [string, string, "forward" | "backward", number, string, string | null][])(
  "%s: %s %s, entry %i",
  (text, key, phase, place, made, numbers) => {
    const { operands, entry } = traced(text, key, phase)!;
    const found = entry(place);
    const said = operands.map(({ name }, k) => `${writePlain(name)}: ${found.made[k]!.join(" ")}`);
    expect(said.join("; ")).toBe(made);
    if (numbers !== null)
      expect(found.links.map(({ syntax }) => writePlain(syntax))).toContain(numbers);
  },
);

test.each([
  ["scalars have no entries", "y = cos(x)\nat x = 1", "y"],
  ["what has no value is not traced", "z = W x\nL = z^T z\nwhere W: 2 x 2, x: 2", "z"],
])("%s", (_, text, key) => {
  expect(traced(text, key, "forward")).toBe(null);
});

test.each([
  [
    "a = x^2\nb = a y\nc = sin(a)\nL = b + c\nat x = 2, y = 3",
    "a",
    ["b: dL/db*y", "c: dL/dc*cos(a)"],
  ],
  ["a = x^2\ny = a sin(a)\nat x = 2", "a", ["y: sin(a) + a*cos(a)"]],
  [`${products}\nR = sum(W .* W)\nM = L + R`, "W", ["Z: X^T*dM/dZ", "R: 2*dM/dR*W"]],
])("the paths of a fork: %s", (text, key, paths) => {
  const { part, node } = worked(text, key);
  const found = contributionsOf(part, node);
  const said = found.map(({ through, syntax }) => `${through.key}: ${writePlain(syntax)}`);
  expect(said).toEqual(paths);
});
