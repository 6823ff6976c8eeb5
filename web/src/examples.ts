/** @file What the page shows at first, and examples to choose from. */

/** A problem or a document to begin with. */
export interface Example {
  readonly title: string;
  readonly text: string;
}

export const problems: readonly Example[] = [
  {
    title: "Chain rule through u, s, y",
    text: [
      "u = x1/x2",
      "s = u^x3",
      "y = cos(s)",
      "at x1 = pi, x2 = 2, x3 = 1",
      "find dy/dx1, dy/dx2, dy/dx3",
      "",
    ].join("\n"),
  },
  {
    title: "A small network",
    text: [
      "z = W^T x + b",
      "a = relu(z)",
      "y = v^T a",
      "L = (y - t)^2",
      "at W = [2, -1; 1, 2], x = [-2; 3], b = [1; 2], v = [3; 2], t = 15",
      "find dL/dW, dL/dv",
      "",
    ].join("\n"),
  },
  {
    title: "Softmax and cross-entropy",
    text: [
      "z = W x + b",
      "p = softmax(z)",
      "L = -sum(t .* ln(p))",
      "at W = [1, 0; 0, 1; 1, 1], x = [1; 2], b = [0; 0; 0], t = [0; 0; 1]",
      "find dL/dW",
      "",
    ].join("\n"),
  },
  {
    title: "A quantity used twice",
    text: ["a = x^2", "y = a sin(a)", "at x = 2", "find dy/dx", ""].join("\n"),
  },
];
