/**
 * Layer notation → worksheets, one row a problem: which members a rule makes, where it begins and
 * ends, what a letter means. In a row ` | ` stands for a new line; see sheet.ts.
 */
import { describe } from "vitest";
import { sheets } from "./rows.ts";

describe("rules and their members", () => {
  sheets([
    [
      "a^{(0)} = x | a^{(l)} = w^{(l)} a^{(l-1)} | y = a^{(2)}",
      [
        "x input",
        "w^{(1)} input",
        "w^{(2)} input",
        "a^{(0)} = x",
        "a^{(1)} = (* w^{(1)} a^{(0)})",
        "a^{(2)} = (* w^{(2)} a^{(1)})",
        "y = a^{(2)}",
      ],
    ],
    [
      "a^{(l)} = w a^{(l-1)}, \\quad l = 1, \\ldots, 2",
      ["w input", "a^{(0)} input", "a^{(1)} = (* w a^{(0)})", "a^{(2)} = (* w a^{(1)})"],
    ],
    [
      "for l = 1, ..., 2: | z^{[l]} = w^{[l]} a^{[l-1]} | a^{[l]} = tanh(z^{[l]})",
      [
        "w^{[1]} input",
        "a^{[0]} input",
        "w^{[2]} input",
        "z^{[1]} = (* w^{[1]} a^{[0]})",
        "a^{[1]} = (tanh z^{[1]})",
        "z^{[2]} = (* w^{[2]} a^{[1]})",
        "a^{[2]} = (tanh z^{[2]})",
      ],
    ],
    // an explicit member wins over the rule
    [
      "a^{(l)} = w a^{(l-1)} (l = 1, ..., 3) | a^{(2)} = c",
      [
        "w input",
        "a^{(0)} input",
        "c input",
        "a^{(1)} = (* w a^{(0)})",
        "a^{(2)} = c",
        "a^{(3)} = (* w a^{(2)})",
      ],
    ],
    // a value is where a rule begins, unless a range says that the rule makes it
    [
      "a^{(l)} = w a^{(l-1)} | y = a^{(2)} | at a^{(1)} = 3",
      ["w input", "a^{(1)} = 3 given", "a^{(2)} = (* w a^{(1)})", "y = a^{(2)}"],
    ],
    [
      "a^{(l)} = w a^{(l-1)}, l = 1, ..., 2 | at a^{(1)} = 3",
      [
        "w input",
        "a^{(0)} input",
        "a^{(1)} = (* w a^{(0)})",
        "a^{(2)} = (* w a^{(1)})",
        "PG2015 «a^{(1)} = 3»",
      ],
    ],
    // backwards
    [
      "d^{(3)} = c | d^{(l)} = w^{(l+1)} d^{(l+1)} | y = d^{(1)}",
      [
        "c input",
        "w^{(2)} input",
        "w^{(3)} input",
        "d^{(3)} = c",
        "d^{(2)} = (* w^{(3)} d^{(3)})",
        "d^{(1)} = (* w^{(2)} d^{(2)})",
        "y = d^{(1)}",
      ],
    ],
    // a rule that nothing asks for runs as far as the others of its letter
    [
      "a^{(0)} = x | a^{(l)} = w a^{(l-1)} | y = a^{(2)} | d^{(2)} = 1 | d^{(l)} = w d^{(l+1)}",
      [
        "x input",
        "w input",
        "a^{(0)} = x",
        "a^{(1)} = (* w a^{(0)})",
        "a^{(2)} = (* w a^{(1)})",
        "y = a^{(2)}",
        "d^{(2)} = 1",
        "d^{(1)} = (* w d^{(2)})",
      ],
    ],
    // members given one by one say how far
    [
      "z^{(l)} = w^{(l)} x | at w^{(1)} = 2, w^{(2)} = 3",
      [
        "w^{(1)} = 2 given",
        "x input",
        "w^{(2)} = 3 given",
        "z^{(1)} = (* w^{(1)} x)",
        "z^{(2)} = (* w^{(2)} x)",
      ],
    ],
    [
      "w^{(t+1)} = w^{(t)} - c, t = 0, \\ldots, 1",
      ["w^{(0)} input", "c input", "w^{(1)} = (+ w^{(0)} (- c))", "w^{(2)} = (+ w^{(1)} (- c))"],
    ],
    [
      "f_n = f_{n-1} + f_{n-2} | f_0 = a | f_1 = b | y = f_3",
      [
        "a input",
        "b input",
        "f_1 = b",
        "f_0 = a",
        "f_2 = (+ f_1 f_0)",
        "f_3 = (+ f_2 f_1)",
        "y = f_3",
      ],
    ],
    // the activation of each layer
    [
      "a^{[l]} = g^{[l]}(w a^{[l-1]}), l = 1, ..., 2 | g^{[1]}(u) = tanh(u) | g^{[2]}(u) = u^2",
      [
        "w input",
        "a^{[0]} input",
        "a^{[1]} = (tanh (* w a^{[0]}))",
        "a^{[2]} = (^ (* w a^{[1]}) 2)",
      ],
    ],
    // later parts see the members of earlier ones, and ask for more
    [
      "part A: | a^{(0)} = x | a^{(l)} = w a^{(l-1)} | part B: | y = a^{(1)}",
      [
        "part A",
        "x input",
        "w input",
        "a^{(0)} = x",
        "a^{(1)} = (* w a^{(0)})",
        "part B",
        "y' = a^{(1)}",
      ],
    ],
    // the letter is a number too
    ["a_t = t a_{t-1} | a_0 = 1 | y = a_2", ["a_0 = 1", "a_1 = a_0", "a_2 = (* 2 a_1)", "y = a_2"]],
  ]);
});

describe("the number of layers", () => {
  const two = [
    "w input",
    "a^{(0)} input",
    "a^{(1)} = (* w a^{(0)})",
    "a^{(2)} = (* w a^{(1)})",
    "C = a^{(2)}",
  ];
  sheets([
    ["a^{(l)} = w a^{(l-1)} | L = 2 | C = a^{(L)}", two],
    ["a^{(l)} = w a^{(l-1)} | C = a^{(L)} | at L = 2", two],
    ["a^{(l)} = w a^{(l-1)} | C = a^{(L)}", two, "L = 2"],
    ["a^{(l)} = w a^{(l-1)}, l = 1, …, L | C = a^{(L)} | L = 2", two],
    // the range says what L is
    ["a^{(l)} = w a^{(l-1)}, l = 1, …, 2 | C = a^{(L)}", two],
    ["a^{(\\ell)} = w a^{(\\ell-1)}, \\ell = 1, …, L | C = a^{(L)} | L = 2", two],
    // L is the loss as well
    [
      "a^{(l)} = w a^{(l-1)}, l = 1, …, L | L = (a^{(L)} - y)^2 | at L = 1",
      [
        "w input",
        "a^{(0)} input",
        "y input",
        "a^{(1)} = (* w a^{(0)})",
        "L = (^ (+ a^{(1)} (- y)) 2)",
      ],
    ],
    [
      "a^{(l)} = w a^{(l-1)}, l = 1, …, 1 | L = (a^{(1)} - y)^2",
      [
        "w input",
        "a^{(0)} input",
        "y input",
        "a^{(1)} = (* w a^{(0)})",
        "L = (^ (+ a^{(1)} (- y)) 2)",
      ],
    ],
    // no count, but a quantity
    ["V_L = L x | at L = 3", ["L = 3 given", "x input", "V_L = (* L x)"]],
    [
      "K = 5 | x_{k+1} = x_k - K x_k | y = x_1 | at x_0 = 1",
      ["x_0 = 1 given", "K = 5", "x_1 = (+ x_0 (- (* K x_0)))", "y = x_1"],
    ],
    ["C = a^{(L)} | a^{(l)} = w a^{(l-1)}", ["PG2050 «a^{(L)}»"]],
    ["a^{(l)} = w a^{(l-1)}, l = 1, …, L", ["PG2050 «a^{(l)}»"]],
    ["a^{(l)} = w a^{(l-1)} | C = a^{(3)}", ["PG2051 «a^{(l)}»"]],
    ["d^{(l)} = w d^{(l+1)} | C = d^{(1)}", ["PG2051 «d^{(l)}»"]],
    ["a^{(l)} = w a^{(l-1)} for all l >= 1", ["PG2055 «a^{(l)}»"]],
    ["a^{(l)} = w a^{(l-1)}, l = 1, …, 30000", ["PG2054 «a^{(l)}»"]],
    // sums in sums have 160,000 terms
    [
      "a^{(l)} = w a^{(l-1)}, l = 1, …, 2 | y = \\sum_{i=1}^{400} a^{(i)} \\sum_{j=1}^{400} a^{(j)}",
      ["PG2054 «\\sum_{j=1}^{400} a^{(j)}»"],
    ],
  ]);
});

describe("bare superscripts and indices", () => {
  sheets([
    [
      "a^0 = x | z^l = W^l a^{l-1} + b^l | a^l = tanh(z^l) | y = (a^1)^T a^1",
      [
        "x [n] input",
        "W^{(1)} [m, n] input",
        "b^{(1)} [m] input",
        "a^{(0)} [n] = x",
        "z^{(1)} [m] = (+ (ij,j->i W^{(1)} a^{(0)}) b^{(1)})",
        "a^{(1)} [m] = (tanh z^{(1)})",
        "y = (i,i-> a^{(1)} a^{(1)})",
        "PG2052 «a^0»",
      ],
    ],
    // a power stays one where nothing declares a family, and on what is none
    ["y = a^2 + b^1", ["a input", "b input", "y = (+ (^ a 2) b)"]],
    [
      "z^1 = w x^2 | z^2 = w z^1",
      ["w input", "x input", "z^{(1)} = (* w (^ x 2))", "z^{(2)} = (* w z^{(1)})", "PG2052 «z^1»"],
    ],
    ["r^2 = x^2 + y^2", ["PG2013 «r^2»"]],
    [
      "z^(l) = w^(l) z^(l-1), l = 1, ..., 1",
      ["w^{(1)} input", "z^{(0)} input", "z^{(1)} = (* w^{(1)} z^{(0)})", "PG2052 «z^(l)»"],
    ],
    [
      "d^l = W^{l+1 T} d^{l+1} | d^2 = c | y = d^1 | at c = [1; 2], W^2 = [1, 2; 3, 4]",
      [
        "W^{(2)} [2, 2] = (stack 1 2 3 4) given",
        "c [2] = (stack 1 2) given",
        "d^{(2)} [2] = c",
        "d^{(1)} [2] = (ji,j->i W^{(2)} d^{(2)})",
        "y [2] = d^{(1)}",
        "PG2052 «d^l»",
      ],
    ],
    [
      "h_t = tanh(w h_{t-1} + u x_t) | for t = 1, ..., 2",
      [
        "w input",
        "h_0 input",
        "u input",
        "x_1 input",
        "x_2 input",
        "h_1 = (tanh (+ (* w h_0) (* u x_1)))",
        "h_2 = (tanh (+ (* w h_1) (* u x_2)))",
      ],
    ],
    // entries of a given vector, and what is made of members
    [
      "h_t = w h_{t-1} + x_t | y_t = v h_t | E = \\sum_{t=1}^2 y_t | at h_0 = 0, x = [1; 2]",
      [
        "w input",
        "h_0 = 0 given",
        "x [2] = (stack 1 2) given",
        "v input",
        "h_1 = (+ (* w h_0) (i,i-> x [a=1]))",
        "h_2 = (+ (* w h_1) (i,i-> x [a=2]))",
        "y_1 = (* v h_1)",
        "y_2 = (* v h_2)",
        "E = (+ y_1 y_2)",
      ],
    ],
    [
      "a_0 = x | z_l = w_l a_{l-1} | a_l = tanh(z_l) | y = a_1",
      ["x input", "w_1 input", "a_0 = x", "z_1 = (* w_1 a_0)", "a_1 = (tanh z_1)", "y = a_1"],
    ],
    // indices over entries stay vectors
    ["z_j = \\sum_i W_{ij} x_i", ["W [m, n] input", "x [m] input", "z [n] = (ji,j->i W x)"]],
    [
      "a^{(0)} = x | a_j^{(l)} = \\sum_i W_{ji}^{(l)} a_i^{(l-1)}, l = 1, ..., 1 | y = a_2^{(1)} | at x = [1; 2], W^{(1)} = [1, 2; 3, 4]",
      [
        "x [2] = (stack 1 2) given",
        "W^{(1)} [2, 2] = (stack 1 2 3 4) given",
        "a^{(0)} [2] = x",
        "a^{(1)} [2] = (ij,j->i W^{(1)} a^{(0)})",
        "y = (i,i-> a^{(1)} [a=2])",
      ],
    ],
    ["h_t = w h_{t-1}", ["w input", "h_{t-1} input", "h_t = (* w h_{t-1})", "PG2053 «h_t»"]],
    [
      "a^{(l)} = w a^{(l-1)}",
      ["w input", "a^{(l-1)} input", "a^{(l)} = (* w a^{(l-1)})", "PG2053 «a^{(l)}»"],
    ],
    [
      "E^{(i)} = (w x^{(i)} - y^{(i)})^2",
      [
        "w input",
        "x^{(i)} input",
        "y^{(i)} input",
        "E^{(i)} = (^ (+ (* w x^{(i)}) (- y^{(i)})) 2)",
      ],
    ],
  ]);
});

describe("new versions of all members", () => {
  // a prime marks the older version, see sheet.ts
  sheets([
    [
      "a^{(l)} = w^{(l)} a^{(l-1)}, l = 1, …, 2 | w^{(l)} -= c",
      [
        "a^{(0)} input",
        "w^{(1)}^{(0)}' input",
        "c input",
        "w^{(2)}^{(0)}' input",
        "a^{(1)} = (* w^{(1)}' a^{(0)})",
        "a^{(2)} = (* w^{(2)}' a^{(1)})",
        "w^{(1)}^{(1)} = (+ w^{(1)}' (- c))",
        "w^{(2)}^{(1)} = (+ w^{(2)}' (- c))",
      ],
    ],
    [
      "y = w^{(1)} w^{(2)} | w^{(l)} := w^{(l)} - c^{(l)}",
      [
        "w^{(1)}^{(0)}' input",
        "c^{(1)} input",
        "w^{(2)}^{(0)}' input",
        "c^{(2)} input",
        "y = (* w^{(1)}' w^{(2)}')",
        "w^{(1)}^{(1)} = (+ w^{(1)}' (- c^{(1)}))",
        "w^{(2)}^{(1)} = (+ w^{(2)}' (- c^{(2)}))",
      ],
    ],
  ]);
});

describe("rows, columns and vectors of ones", () => {
  sheets([
    // vectors are rows: x W, with a batch X W + b, b added to each row
    [
      "z = x W + b | y = z V | at x = [1, 2], W = [1, 2, 3; 4, 5, 6], V = [1, 0; 0, 1; 1, 1]",
      [
        "x [2] = (stack 1 2) given",
        "W [2, 3] = (stack 1 2 3 4 5 6) given",
        "b [3] input",
        "V [3, 2] = (stack 1 0 0 1 1 1) given",
        "z [3] = (+ (j,ji->i x W) b)",
        "y [2] = (j,ji->i z V)",
      ],
    ],
    [
      "Z = X W + b | y = tr(Z^T Z)",
      [
        "X [n, p] input",
        "W [p, m] input",
        "b [m] input",
        "Z [n, m] = (+ (ik,kj->ij X W) (j->ij b))",
        "y = (ij,ij-> Z Z)",
      ],
    ],
    [
      "Z = X W + \\mathbf{1} b^T | y = \\mathbf{1}^T Z \\mathbf{1} | at X = [1, 2; 3, 4; 5, 6], b = [1; 2]",
      [
        "X [3, 2] = (stack 1 2 3 4 5 6) given",
        "W [2, 2] input",
        "b [2] = (stack 1 2) given",
        "Z [3, 2] = (+ (ik,kj->ij X W) (j->ij b))",
        "y = (ij-> Z)",
      ],
    ],
    [
      "p = \\mathbf{1} - a | at a = [1; 2]",
      ["a [2] = (stack 1 2) given", "p [2] = (+ (->i 1) (- a))"],
    ],
    ["y = \\mathbf{1}_n^T x | at n = 3", ["x [3] input", "y = (i-> x)"]],
    [
      "y = \\mathbf{1}^T x | at \\mathbf{1} = [2; 3]",
      ["\\mathbf{1} [2] = (stack 2 3) given", "x [2] input", "y = (i,i-> \\mathbf{1} x)"],
    ],
  ]);
});

describe("shapes, values and sums over members", () => {
  sheets([
    [
      "z^{(l)} = W^{(l)} z^{(l-1)}, l = 1, …, 2 | W^{(l)} \\in \\mathbb{R}^{n_l \\times n_{l-1}} | at n_0 = 2, n_1 = 3, n_2 = 1",
      [
        "W^{(1)} [3, 2] input",
        "z^{(0)} [2] input",
        "W^{(2)} [1, 3] input",
        "z^{(1)} [3] = (ij,j->i W^{(1)} z^{(0)})",
        "z^{(2)} [1] = (ij,j->i W^{(2)} z^{(1)})",
      ],
    ],
    [
      "z^{[l]} = W^{[l]} z^{[l-1]}, l = 1, …, 1 | W^{[l]}: [n^{[l]}, n^{[l-1]}]",
      [
        "W^{[1]} [n^{[1]}, n^{[0]}] input",
        "z^{[0]} [n^{[0]}] input",
        "z^{[1]} [n^{[1]}] = (ij,j->i W^{[1]} z^{[0]})",
      ],
    ],
    [
      "z^{(l)} = w^{(l)} + b^{(l)}, l = 1, …, 2 | at b^{(l)} = 0, b^{(2)} = 5",
      [
        "w^{(1)} input",
        "b^{(1)} = 0 given",
        "w^{(2)} input",
        "b^{(2)} = 5 given",
        "z^{(1)} = (+ w^{(1)} b^{(1)})",
        "z^{(2)} = (+ w^{(2)} b^{(2)})",
      ],
    ],
    [
      "C = \\frac1m \\sum_{i=1}^m E^{(i)} | E^{(i)} = w x^{(i)} | at m = 2",
      [
        "w input",
        "x^{(1)} input",
        "x^{(2)} input",
        "E^{(1)} = (* w x^{(1)})",
        "E^{(2)} = (* w x^{(2)})",
        "C = (* 1/2 (+ E^{(1)} E^{(2)}))",
      ],
    ],
    // without bounds: as far as members are given
    [
      "y = \\sum_i x^{(i)} | at x^{(1)} = 1, x^{(2)} = 2",
      ["x^{(1)} = 1 given", "x^{(2)} = 2 given", "y = (+ x^{(1)} x^{(2)})"],
    ],
    ["y = \\prod_{i=1}^2 x^{(i)}", ["x^{(1)} input", "x^{(2)} input", "y = (* x^{(1)} x^{(2)})"]],
    ["y = \\max_{i=1}^2 x^{(i)}", ["x^{(1)} input", "x^{(2)} input", "y = (max x^{(1)} x^{(2)})"]],
    // rows of a matrix of data
    [
      "x^{(i)} = X_{i,:} | y = \\sum_{i=1}^2 w^T x^{(i)} | at X = [1, 2; 3, 4]",
      [
        "X [2, 2] = (stack 1 2 3 4) given",
        "w [2] input",
        "x^{(1)} [2] = (ji,j->i X [a=1])",
        "x^{(2)} [2] = (ji,j->i X [a=2])",
        "y = (+ (i,i-> w x^{(1)}) (i,i-> w x^{(2)}))",
      ],
    ],
    ["y = \\sum_{i=1}^m x^{(i)}", ["PG2050 «\\sum_{i=1}^m x^{(i)}»"]],
    ["y = \\sum_i x^{(i)}", ["PG2055 «\\sum_i x^{(i)}»"]],
  ]);
});
