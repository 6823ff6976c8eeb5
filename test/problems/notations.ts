/**
 * @file One network, two inputs, two hidden and two output units, in six notations: what people
 * write for the same layers.
 */

/** The numbers of the classic network. */
export const numbers = {
  x: "[0.05; 0.1]",
  W: "[0.15, 0.2; 0.25, 0.3]",
  b: "[0.35; 0.35]",
  U: "[0.4, 0.45; 0.5, 0.55]",
  c: "[0.6; 0.6]",
  y: "[0.01; 0.99]",
};

/** The same network: what it is called, its text, the names of W, b, U and c in it. */
export const notations: readonly (readonly [
  title: string,
  text: string,
  names: readonly [string, string, string, string],
  says?: readonly string[],
])[] = [
  [
    "layer by layer",
    "z^{(1)} = W^{(1)} x + b^{(1)}; a^{(1)} = sigmoid(z^{(1)}); " +
      "z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}; a^{(2)} = sigmoid(z^{(2)}); " +
      "L = \\frac12 \\|a^{(2)} - y\\|^2",
    ["W^{(1)}", "b^{(1)}", "W^{(2)}", "b^{(2)}"],
  ],
  [
    "a rule with a range",
    "a^{(0)} = x; z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, \\quad l = 1, \\ldots, 2; " +
      "a^{(l)} = \\operatorname{sigmoid}(z^{(l)}); L = \\frac{1}{2} \\|a^{(2)} - y\\|^2",
    ["W^{(1)}", "b^{(1)}", "W^{(2)}", "b^{(2)}"],
  ],
  [
    "square brackets, a heading, and L both the number of layers and the loss",
    "a^{[0]} = x\nL = 2\nfor l = 1, ..., L:\nz^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}\n" +
      "a^{[l]} = sigmoid(z^{[l]})\nL = \\frac12 \\|a^{[L]} - y\\|^2",
    ["W^{[1]}", "b^{[1]}", "W^{[2]}", "b^{[2]}"],
  ],
  [
    "bare superscripts",
    "a^0 = x; z^l = W^l a^{l-1} + b^l; a^l = sigmoid(z^l); L = (a^2 - y)^T (a^2 - y) / 2",
    ["W^{(1)}", "b^{(1)}", "W^{(2)}", "b^{(2)}"],
    ["PG2052"],
  ],
  [
    "indices as names",
    "a_0 = x; z_l = W_l a_{l-1} + b_l; a_l = sigmoid(z_l); L = \\|a_2 - y\\|^2/2",
    ["W_1", "b_1", "W_2", "b_2"],
  ],
  [
    "entry by entry",
    "a_i^{(0)} = x_i; z_j^{(l)} = \\sum_i w_{ji}^{(l)} a_i^{(l-1)} + b_j^{(l)}; " +
      "a_j^{(l)} = sigmoid(z_j^{(l)}); L = \\frac12 \\sum_k (a_k^{(2)} - y_k)^2",
    ["w^{(1)}", "b^{(1)}", "w^{(2)}", "b^{(2)}"],
  ],
];
