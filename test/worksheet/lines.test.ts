/**
 * Problems → worksheets, one row a problem: kinds of lines, values, sizes, constants.
 * In a row ` | ` stands for a new line; the notation of sheets stands in sheet.ts.
 */
import { describe } from "vitest";
import { sheets } from "./rows.ts";

describe("lines and names", () => {
  sheets([
    ["x^2 + 1 | y + z", ["x input", "z input", "y = (+ (^ x 2) 1)", "f = (+ y z)"]],
    [
      "loss = (yhat - y)^2 | at yhat = 1, y = 2",
      ["yhat = 1 given", "y = 2 given", "loss = (^ (+ yhat (- y)) 2)"],
    ],
    ["wx = w x | y = wx + 1", ["w input", "x input", "wx = (* w x)", "y = (+ wx 1)"]],
    ["y = wx", ["w input", "x input", "y = (* w x)"]],
    ["y = wx | at wx = 2", ["wx = 2 given", "y = wx"]],
    ["$y = x^2$; $z = y + 1$", ["x input", "y = (^ x 2)", "z = (+ y 1)"]],
    ["$$ y = x^2 $$", ["x input", "y = (^ x 2)"]],
    [
      "A = [1, 2; 3, 4]; y = A x",
      ["x [2] input", "A [2, 2] = (stack 1 2 3 4)", "y [2] = (ij,j->i A x)"],
    ],
    [
      "A = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix} | y = A x",
      ["x [2] input", "A [2, 2] = (stack 1 2 3 4)", "y [2] = (ij,j->i A x)"],
    ],
    ["# a comment | y = x # another | # end", ["x input", "y = x"]],
    ["y = x \\# 2", ["x input", "PG1008 «\\#»"]],
    ["y = x | find dy/dx, y", ["x input", "y = x"]],
    ["y := x^2", ["x input", "y = (^ x 2)"]],
    ["y \\equiv x", ["x input", "y = x"]],
    ["y = x = 2", ["x input", "y = x", "PG2012 «2»"]],
    ["y < 2", ["PG2012 «y < 2»"]],
    ["x \\in S", ["PG2012 «x \\in S»"]],
    ["3 = y", ["PG2013 «3»"]],
    ["x + y = 2", ["PG2013 «x + y»"]],
    ["y = ", ["PG1001 «»"]],
    ["= x", ["PG1011 «=»"]],
    ["y = (x", ["x input", "PG1004 «(»"]],
    ["\\frac{a}{b} = c", ["PG2013 «\\frac{a}{b}»"]],
    ["y = theta^2 | at theta = 1", ["\\theta = 1 given", "y = (^ \\theta 2)"]],
    [
      "h = \\tanh(W x + b) | L = h^T h",
      [
        "W [n, m] input",
        "x [m] input",
        "b [n] input",
        "h [n] = (tanh (+ (ij,j->i W x) b))",
        "L = (i,i-> h h)",
      ],
    ],
    [
      "y = W x | at x = [1; 2]",
      ["W [n, 2] input", "x [2] = (stack 1 2) given", "y [n] = (ij,j->i W x)"],
    ],
  ]);
});

describe("values", () => {
  sheets([
    ["at x = 1 | y = x", ["x = 1 given", "y = x"]],
    ["y = x | at y = 2", ["x input", "y = x", "PG2015 «y = 2»"]],
    ["y = x | at z = 2", ["x input", "y = x", "PG2014 «z = 2»"]],
    ["y = x", ["x input", "y = x", "PG2014"], "z = 1"],
    ["y = x", ["x = 2 given", "y = x"], "x = 2"],
    ["y = x | at x = 1", ["x = 2 given", "y = x"], "x = 2"],
    ["y = x | at x = q", ["x input", "y = x", "PG2002 «q»"]],
    ["y = x | at x", ["x input", "y = x", "PG2012 «x»"]],
    [
      "y = w x; L = (y - t)^2; at w = 1/3, x = sqrt(2), t = 1e-5",
      [
        "w = 1/3 given",
        "x = (sqrt 2) given",
        "t = 1/100000 given",
        "y = (* w x)",
        "L = (^ (+ y (- t)) 2)",
      ],
    ],
  ]);
});

describe("sizes, letters and indices", () => {
  sheets([
    ["y = \\sum_{i=1}^n x_i", ["x [n] input", "y = (i-> x)"]],
    ["y = \\sum_{i=1}^n x_i | at n = 3", ["x [3] input", "y = (i-> x)"]],
    [
      "y = \\sum_{i=1}^n x_i | at n = 3, x = [1; 2; 3]",
      ["x [3] = (stack 1 2 3) given", "y = (i-> x)"],
    ],
    ["y = \\sum_{i=1}^n x_i | at x = [1; 2; 3]", ["x [3] = (stack 1 2 3) given", "y = (i-> x)"]],
    [
      "y = \\frac1n \\sum_{i=1}^n x_i^2 | at n = 2.5",
      ["x [n] input", "y = (* (/ 1 #n) (i-> (^ x (->i 2))))", "PG2005 «2.5»"],
    ],
    ["n = 3 | y = \\sum_{i=1}^n x_i", ["x [3] input", "y = (i-> x)"]],
    [
      "z_j = \\sum_i W_{ij} x_i + b_j",
      ["W [m, n] input", "x [m] input", "b [n] input", "z [n] = (+ (ji,j->i W x) b)"],
    ],
    ["z_i = x_i y_i", ["x [n] input", "y [n] input", "z [n] = (i,i->i x y)"]],
    ["z_i = \\sum_i x_i", ["x [n] input", "z_i = (i-> x)"]],
    [
      "Z_{ij} = \\sum_k A_{ik} B_{kj}",
      ["A [n, p] input", "B [p, m] input", "Z [n, m] = (ik,kj->ij A B)"],
    ],
    [
      "z_j = A_j | y = sum(z) | at A = [1, 2; 3, 4]",
      ["A [2, 2] = (stack 1 2 3 4) given", "z [2, 2] = A", "y = (ij-> z)"],
    ],
    ["y = I_n x", ["x [n] input", "y [n] = x"]],
    ["y = \\sum_j \\delta_{ij} x_j", ["x [n] input", "PG2002 «\\delta_{ij}»"]],
    [
      "y = [\\delta_{ij} x_i]_{1 \\le i \\le 2, 1 \\le j \\le 2}",
      ["x [2] input", "y [2, 2] = (ij,i->ij [a=b] x)"],
    ],
    ["y = x^{(1)} + x^{(2)}", ["x^{(1)} input", "x^{(2)} input", "y = (+ x^{(1)} x^{(2)})"]],
    ["y = \\sum_{i=1}^m x^{(i)}", ["PG2050 «\\sum_{i=1}^m x^{(i)}»"]],
    [
      "L = \\frac1n \\sum_{i=1}^n (w x_i - y_i)^2 | at n = 2, x = [1; 2], y = [3; 4]",
      [
        "w input",
        "x [2] = (stack 1 2) given",
        "y [2] = (stack 3 4) given",
        "L = (* 1/2 (i-> (^ (+ (,i->i w x) (- y)) (->i 2))))",
      ],
    ],
  ]);
});

describe("constants and identity matrices", () => {
  sheets([
    ["y = A x + I x", ["A [n, n] input", "x [n] input", "y [n] = (+ (ij,j->i A x) x)"]],
    [
      "y = (A - \\lambda I)^{-1} b",
      [
        "A [n, n] input",
        "\\lambda input",
        "b [n] input",
        "y [n] = (ij,j->i (inverse (+ A (- (,ij->ij \\lambda [a=b])))) b)",
      ],
    ],
    ["y = I x | at I = 2", ["I = 2 given", "x input", "y = (* I x)"]],
    ["y = \\| W \\|_F^2", ["W [n, m] input", "y = (ij,ij-> W W)"]],
    ["e = 2 | y = e^x", ["x input", "e = 2", "y = (^ e x)"]],
    ["y = \\pi r^2 | at \\pi = 3", ["\\pi = 3 given", "r input", "y = (* \\pi (^ r 2))"]],
  ]);
});
