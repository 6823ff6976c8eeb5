/**
 * Problems → worksheets, one row a problem: names in parts and versions, entries, functions, declarations.
 * In a row ` | ` stands for a new line; the notation of sheets stands in sheet.ts.
 */
import { describe } from "vitest";
import { sheets } from "./rows.ts";

describe("order, versions and circles", () => {
  sheets([
    [
      "y = cos(s) | s = u^x3 | u = x1/x2",
      ["x_3 input", "x_1 input", "x_2 input", "u = (/ x_1 x_2)", "s = (^ u x_3)", "y = (cos s)"],
    ],
    [
      "u = x1/x2; s = u^x3; y = cos(s); at x1 = pi, x2 = 2, x3 = 1",
      [
        "x_1 = pi given",
        "x_2 = 2 given",
        "x_3 = 1 given",
        "u = (/ x_1 x_2)",
        "s = (^ u x_3)",
        "y = (cos s)",
      ],
    ],
    ["y = a b", ["a input", "b input", "y = (* a b)"]],
    ["a b", ["a input", "b input", "y = (* a b)"]],
    [
      "c = a b | c += a | d = c",
      ["a input", "b input", "c^{(1)} = (* a b)", "c^{(2)}' = (+ c a)", "d = c'"],
    ],
    [
      "c = a | c += b | c *= 2 | y = c",
      ["a input", "b input", "c^{(1)} = a", "c^{(2)}' = (+ c b)", "c^{(3)}' = (* 2 c')", "y = c'"],
    ],
    ["c += 1", ["c^{(0)}' input", "c^{(1)} = (+ c' 1)"]],
    ["x = x + 1", ["PG2001 «x = x + 1»"]],
    ["a = b | b = a", ["PG2001 «a = b»"]],
    ["a = b | b = c | c = a | y = a + 1", ["PG2001 «a = b»"]],
    ["y = a | z = y | a = z | w = 1", ["w = 1", "PG2001 «y = a»"]],
    ["y = x | y = 2 x | z = y", ["x input", "y^{(1)} = x", "y^{(2)}' = (* 2 x)", "z = y'"]],
  ]);
});

describe("parts", () => {
  sheets([
    [
      "part A: first | u = x1 x2 | part B | v = u + x1",
      ["part A", "x_1 input", "x_2 input", "u = (* x_1 x_2)", "part B", "v' = (+ u x_1)"],
    ],
    [
      "part A | y = x_1 + x_2 | part B | x = [1; 2] | z = x_2",
      [
        "part A",
        "x_1 input",
        "x_2 input",
        "y = (+ x_1 x_2)",
        "part B",
        "x' [2] = (stack 1 2)",
        "z' = (i,i-> x' [a=2])",
      ],
    ],
    [
      "part A | y = x_1 + x_2 | part C | z = w^T x + x_2",
      [
        "part A",
        "x_1 input",
        "x_2 input",
        "y = (+ x_1 x_2)",
        "part C",
        "w' [n] input",
        "x' [n] input",
        "z' = (+ (i,i-> w' x') (i,i-> x' [a=2]))",
      ],
    ],
    [
      "part A | y = x | at x = 1 | part B | z = x^2 | at x = 2",
      ["part A", "x = 1 given", "y = x", "part B", "x' = 2 given", "z' = (^ x' 2)"],
    ],
    [
      "part A | y = x | at x = 1 | part B | z = x^2",
      ["part A", "x = 1 given", "y = x", "part B", "z' = (^ x 2)"],
    ],
    ["part A: | part B | y = x", ["part A", "part B", "x' input", "y' = x'"]],
    [
      "y = a^2 | part B | y += b | z = y",
      ["a input", "y = (^ a 2)", "part B", "b' input", "y' = (+ y b')", "z' = y'"],
    ],
    ["c = a | part B | c += 1 | d = c", ["a input", "c = a", "part B", "c' = (+ c 1)", "d' = c'"]],
  ]);
});

describe("entries", () => {
  sheets([
    ["y = x_2 | x = [1; 2]", ["x [2] = (stack 1 2)", "y = (i,i-> x [a=2])"]],
    [
      "y = W_{2,2} + x_2 | at W = [1, 2; 3, 4], x = [5; 6]",
      [
        "W [2, 2] = (stack 1 2 3 4) given",
        "x [2] = (stack 5 6) given",
        "y = (+ (ij,i,j-> W [a=2] [a=2]) (i,i-> x [a=2]))",
      ],
    ],
    ["y = x_1 x_2", ["x_1 input", "x_2 input", "y = (* x_1 x_2)"]],
    [
      "y = x_1 + x | at x = [1; 2]",
      ["x [2] = (stack 1 2) given", "y [2] = (+ (->i (i,i-> x [a=1])) x)"],
    ],
    [
      "a_1 = x; a_2 = a_1^2; y = a_1 + a_2",
      ["x input", "a_1 = x", "a_2 = (^ a_1 2)", "y = (+ a_1 a_2)"],
    ],
    ["x1 = 3 | y = x1^2", ["x_1 = 3", "y = (^ x_1 2)"]],
  ]);
});

describe("functions", () => {
  sheets([
    ["f(t) = t^2 + 1 | y = f(x) + f(2)", ["x input", "y = (+ (+ (^ x 2) 1) 5)"]],
    ["f(t) = a t | y = f(x)", ["x input", "a input", "y = (* a x)"]],
    ["f(x, y) = x y | z = f(a, b)", ["a input", "b input", "z = (* a b)"]],
    ["f(t) = f(t) + 1 | y = f(x)", ["x input", "PG2005 «f(t)»"]],
    ["f(v) = v^T v | y = f(x) | at x = [1; 2]", ["x [2] = (stack 1 2) given", "y = (i,i-> x x)"]],
    [
      "f(v) = \\|v\\| | y = f(x) + 1 | at x = [1; 2]",
      ["x [2] = (stack 1 2) given", "y = (+ (norm x) 1)"],
    ],
    [
      "f(t) = t^2 | L = \\sum_i f(x_i) | at x = [1; 2]",
      ["x [2] = (stack 1 2) given", "L = (i-> (^ x (->i 2)))"],
    ],
    [
      "f(v) = \\sum_i v_i^2 | L = \\sum_i f(A_i) | at A = [1, 2; 3, 4]",
      ["A [2, 2] = (stack 1 2 3 4) given", "L = (ij-> (^ A (->ij 2)))"],
    ],
    ["g(t) = f(t) | f(t) = t + 1 | y = g(x)", ["x input", "y = (+ x 1)"]],
    ["y = f(x)", ["x input", "y = (f.0 x)"]],
    ["y = f'(x) g(x)", ["x input", "y = (* (f.1 x) (g.0 x))"]],
    [
      "y = \\sigma(x) + \\text{ReLU}'(x)",
      ["x input", "y = (+ (sigmoid x) (less 0 x))", "PG2011 «\\sigma»"],
    ],
    ["y = sigma(x)", ["x input", "y = (sigmoid x)", "PG2011 «sigma»"]],
  ]);
});

describe("declared shapes", () => {
  sheets([
    ["W: [2, 3] | z = W x", ["W [2, 3] input", "x [3] input", "z [2] = (ij,j->i W x)"]],
    ["W in R^{m x n} | z = W x", ["W [m, n] input", "x [n] input", "z [m] = (ij,j->i W x)"]],
    ["x in R^3 | y = \\|x\\|", ["x [3] input", "y = (norm x)"]],
    ["x \\in \\mathbb{R}^{n} | y = x^T x", ["x [n] input", "y = (i,i-> x x)"]],
    [
      "W : [m, n] | z = W x | at m = 2, n = 3",
      ["W [2, 3] input", "x [3] input", "z [2] = (ij,j->i W x)"],
    ],
    ["W: [2, 3]", ["PG2014 «W: [2, 3]»"]],
  ]);
});
