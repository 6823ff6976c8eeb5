/**
 * @file The vocabulary on a sheet: which quantities a call becomes and what they are called, where
 * it is only put in, what comes before it, which form is meant, and what is said of a wrong call.
 */
import { describe } from "vitest";
import { sheets } from "./rows.ts";

describe("a definition by a call", () => {
  sheets([
    [
      "p = softmaxcrossentropy(W x, 2) | x: [2]",
      [
        "W [n, 2] input",
        "x [2] input",
        "z [n] = (ij,j->i W x)",
        "p^{(2)} [n] = (softmax.0 z)",
        "p = (- (ln (i,i-> p^{(2)} [a=2])))",
      ],
    ],
    [
      "L = \\operatorname{softDice}(p, t) | p: [2]",
      [
        "p [2] input",
        "t [2] input",
        "a = (i,i-> p t)",
        "s = (+ (i-> p) (i-> t))",
        "L = (/ (* 2 a) s)",
      ],
    ],
    [
      // a name that is taken gets a label
      "\\mu = 3 | y = batchnorm(x, epsilon=0) | z = \\mu + y_1 | x: [2]",
      [
        "x [2] input",
        "\\mu = 3",
        "\\mu^{(2)} = (* 1/2 (i-> x))",
        "v = (* 1/2 (i-> (^ (+ x (- (->i \\mu^{(2)}))) (->i 2))))",
        "\\hat{x} [2] = (/ (+ x (- (->i \\mu^{(2)}))) (->i (sqrt v)))",
        "y [2] = \\hat{x}",
        "z = (+ \\mu (i,i-> y [a=1]))",
      ],
    ],
    [
      // letters that run keep clear of the sheet's names
      "y = conv1d(i, j, 2) | i: [3] | j: [2]",
      ["i [3] input", "j [2] input", "y [2] = (+ (j,k,kij->i j i [a+1=b+c]) (->i 2))"],
    ],
    [
      "y = conv1d(x, w) | x: [n] | w: [3]",
      ["x [n] input", "w [3] input", "y [n-2] = (j,k,kij->i w x [a+1=b+c])"],
    ],
  ]);
});

describe("elsewhere a call is put in", () => {
  sheets([
    [
      "f(x) = mse(x, 1) | y = f(a) + f(b)",
      ["a input", "b input", "y = (+ (^ (+ a -1) 2) (^ (+ b -1) 2))"],
    ],
    [
      "L = 2 mae(a, b) | a: [2]",
      ["a [2] input", "b [2] input", "L = (* 2 (/ (i-> (abs (+ a (- b)))) 2))"],
    ],
  ]);
});

describe("what the sheet defines comes first", () => {
  sheets([
    ["mse(a, b) = a - b | L = mse(x, 3)", ["x input", "L = (+ x -3)"]],
    ["mse = 2 | L = mse(x)", ["x input", "mse = 2", "L = (* mse x)"]],
  ]);
});

describe("forms", () => {
  sheets([
    [
      // by the shapes that are known, and by the letters
      "y = dense(x, W) | z = dense(X, W) | W: [2, 3]",
      [
        "x [3] input",
        "W [2, 3] input",
        "X [n, 3] input",
        "y [2] = (ij,j->i W x)",
        "z [n, 2] = (ik,jk->ij X W)",
      ],
    ],
    [
      "L = hinge(s, t) | at s = 2, t = -1",
      ["s = 2 given", "t = -1 given", "L = (relu (+ 1 (- (* t s))))"],
    ],
  ]);
});

describe("a wrong call", () => {
  sheets([
    ["y = conv1d(x)", ["x input", "PG2041 «conv1d(x)»"]],
    ["y = mse(a, b, c)", ["a input", "b input", "c input", "PG2041 «mse(a, b, c)»"]],
    ["y = conv1d(x, w, stride=0)", ["x input", "w input", "PG2043 «stride=0»"]],
    ["y = conv1d(x, w, stride=s)", ["x input", "w input", "s input", "PG2043 «stride=s»"]],
    ["y = conv1d(x, w, steps=2)", ["x input", "w input", "PG2044 «steps=2»"]],
    [
      "L = 1 + crossentropy(p, t) | p: [3] | t: [2]",
      ["p [3] input", "t [2] input", "PG2042 «crossentropy(p, t)»"],
    ],
    [
      "L = crossentropy(p, t) | p: [3] | t: [2]",
      ["p [3] input", "t [2] input", "PG2042 «crossentropy(p, t)»"],
    ],
    ["y = conv1d(x, w)", ["x [m] input", "w [p] input", "PG2040 «y = conv1d(x, w)»"]],
    [
      "y = conv1d(x, w) | x: [2] | w: [3]",
      ["x [2] input", "w [3] input", "PG2040 «y = conv1d(x, w)»"],
    ],
    [
      "y = rnn(X, W, U, b, h)",
      [
        "X [n, m] input",
        "W [p, m] input",
        "U [p, p] input",
        "b [p] input",
        "h [p] input",
        "PG2045 «rnn(X, W, U, b, h)»",
      ],
    ],
  ]);
});

describe("windows without the vocabulary", () => {
  sheets([
    [
      "y_i = \\sum_{j=1}^2 w_j x_{2i+j-2} | x: [7]",
      ["w [2] input", "x [7] input", "y [3] = (j,k,kij->i w x [a+2=2b+c])"],
    ],
    ["y_i = x_{i+1} - x_i | x: [3]", ["x [3] input", "PG2008 «i+1»"]],
    ["y_i = x_{i+1} | x: [3]", ["x [3] input", "y [2] = (j,ji->i x [a=b+1])"]],
    [
      "y = sum(x) | at x = [[1, 2; 3, 4], [5, 6; 7, 8]]",
      ["x [2, 2, 2] = (stack 1 2 3 4 5 6 7 8) given", "y = (ijk-> x)"],
    ],
  ]);
});
