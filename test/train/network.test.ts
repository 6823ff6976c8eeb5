/**
 * @file What a problem beside data becomes: which inputs are data and parameters, in which shapes,
 * what is predicted, and what is said when something does not fit.
 */
import { describe, expect, test } from "vitest";
import { prepare, readJson } from "../../src/train/index.ts";
import { classifier, codesOf, networkIn, prepared } from "./runs.ts";

/** "x[2]": the slots as text. */
const slots = (list: readonly { name: string; shape: readonly number[] }[]) =>
  list.map(({ name, shape }) => `${name}[${shape.join(",")}]`).join(" ");

const logistic = "z = w^T x + b\nL = bcelogits(z, t)";
const three = "x,y,c\n1,2,red\n2,3,green\n3,5,blue\n4,4,red";

const rows: readonly (readonly [
  title: string,
  text: string,
  inputs: readonly string[],
  csv: string | undefined,
  samples: string,
  parameters: string,
  decides: string | null,
])[] = [
  [
    "one-hot",
    classifier,
    ["t = kind"],
    undefined,
    "x[2] t[2]",
    "V[6,2] c[6] W[2,6] b[2]",
    "largest entry",
  ],
  [
    "two classes and a number",
    logistic,
    ["x = x1..x2", "t = kind"],
    undefined,
    "x[2] t[]",
    "w[2] b[]",
    "threshold",
  ],
  [
    "a column of 0 and 1",
    logistic,
    ["x = 1..2", "t = side"],
    undefined,
    "x[2] t[]",
    "w[2] b[]",
    "threshold",
  ],
  [
    "in parts",
    "part A: a layer\nh = tanh(V x + c)\nc: [6]\npart B\nL = softmaxcrossentropy(W h + b, t)",
    ["x = x1, x2", "t = kind"],
    undefined,
    "x[2] t[2]",
    "V[6,2] c[6] W[2,6] b[2]",
    "largest entry",
  ],
  [
    "a family of layers",
    "a^{(0)} = x\nz^{(l)} = W^{(l)} a^{(l-1)}, l = 1, ..., 2\na^{(l)} = tanh(z^{(l)}), l = 1, ..., 2\n" +
      "L = softmaxcrossentropy(z^{(2)}, t)\nW^{(1)}: [5, 2]",
    ["x = x1, x2", "t = kind"],
    undefined,
    "x[2] t[2]",
    "W^{(1)}[5,2] W^{(2)}[2,5]",
    "largest entry",
  ],
  ["by name alone", "L = (w x1 + b - x2)^2", [], undefined, "x_1[] x_2[]", "w[] b[]", null],
  [
    "a batch",
    "L = softmaxcrossentropy(dense(X, W, b), T)",
    ["X = x1, x2", "T = kind"],
    undefined,
    "X[2] T[2]",
    "W[2,2] b[2]",
    "largest entry",
  ],
  [
    "numbers as classes",
    "L = softmaxcrossentropy(W x, t)",
    ["x = x1,x2", "t = classes(side)"],
    undefined,
    "x[2] t[2]",
    "W[2,2]",
    "largest entry",
  ],
  [
    "three classes",
    "L = softmaxcrossentropy(W x, t)",
    ["x = x, y", "t = c"],
    three,
    "x[2] t[3]",
    "W[3,2]",
    "largest entry",
  ],
  [
    "a column of quantities",
    "L = mse(W x, t)",
    ["x = x, y", "t = x"],
    "x,y\n1.5,2\n2.5,3",
    "x[2] t[1]",
    "W[1,2]",
    null,
  ],
  [
    "values stay",
    "L = (w x1 - x2)^2 + \\lambda w^2\nat lambda = 0.1",
    [],
    undefined,
    "x_1[] x_2[]",
    "w[]",
    null,
  ],
  [
    "what find asks is trained",
    "L = (w x1 + b - x2)^2\nat w = 2, b = 1\nfind dL/dw",
    [],
    undefined,
    "x_1[] x_2[]",
    "w[]",
    null,
  ],
  [
    "what update names is trained",
    "L = (w x1 + b - x2)^2\nat w = 2, b = 1\nupdate b by adam\nfind dL/dw",
    [],
    undefined,
    "x_1[] x_2[]",
    "b[]",
    null,
  ],
];

describe("data and parameters", () => {
  test.each(rows)("%s", (_, text, inputs, csv, samples, parameters, decides) => {
    const network = networkIn(prepared(text, inputs, csv));
    expect(slots(network.samples)).toBe(samples);
    expect(slots(network.parameters)).toBe(parameters);
    expect(network.prediction?.decides ?? null).toBe(decides);
  });

  test("names may be given", () => {
    const text = "L = (w x1 + b - x2)^2\nM = L^2\nat b = 1";
    const network = networkIn(prepared(text, [], undefined, { of: "L", wrt: ["w"] }));
    expect([network.loss.key, slots(network.parameters)]).toEqual(["L", "w[]"]);
    expect(network.prediction).toBeNull();
  });
});

test.each<[string, string, string[], string]>([
  ["PG1001", "L = )", [], ""],
  ["PG6101", classifier, ["q = x1"], ""],
  ["PG6101", classifier, ["t = kind"], "Q"],
  ["PG6102", classifier, ["x = x1, x7"], ""],
  ["PG6102", classifier, ["x = x2..x1"], ""],
  ["PG6103", classifier, ["x = x1, kind"], ""],
  ["PG6104", `${classifier}\nx: [3]`, ["t = kind"], ""],
  ["PG6105", `${classifier}\nt: [5]`, ["t = kind"], ""],
  ["PG6106", "L = (w u - s)^2\nfind dL/dw", ["u = x1"], ""],
  ["PG6106", "L = (w u - s)^2", [], ""],
  ["PG6123", "L = mse(X w, t) + x1\nX: [m, 2]\nt: [m]", ["X = x1, x2", "t = side"], ""],
  ["PG6107", "L = (w x1)^2\nat w = 1", [], ""],
  ["PG6108", "y = W x\nx: [2]", [], "y"],
  ["PG6109", "h = V x\nz = W h\nL = softmaxcrossentropy(z, t)", ["t = kind"], ""],
])("%s of %j with %j", (code, text, inputs, of) => {
  const found = prepared(text, inputs, undefined, of === "" ? {} : { of });
  expect(found.network).toBeNull();
  expect(codesOf(found)).toContain(code);
});

describe("images", () => {
  const image = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const { table } = readJson(JSON.stringify({ x: [image, image], t: ["a", "b"] }));

  test.each([
    ["L = softmaxcrossentropy(W x, t)", "x[6] t[2]", "W[2,6]"],
    ["L = softmaxcrossentropy(A x w, t)\nA: [2, 2]", "x[2,3] t[2]", "A[2,2] w[3]"],
    ["Y = conv2d(x, K)\nL = softmaxcrossentropy(Y_1, t)\nK: [2, 2]", "x[2,3] t[2]", "K[2,2]"],
  ])("%s", (text, samples, parameters) => {
    const network = networkIn(prepare(text, table!));
    expect([slots(network.samples), slots(network.parameters)]).toEqual([samples, parameters]);
  });
});
