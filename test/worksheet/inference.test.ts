/**
 * What is inferred where only the case of letters speaks: the forms of matrix calculus, with
 * symbolic sizes. One row a problem, and the shapes of its names
 * that are no scalars.
 */
import { describe, expect, test } from "vitest";
import { shapes } from "./sheet.ts";

const rows: readonly (readonly [problem: string, shapes: string])[] = [
  ["f = tr(X^{-1} A)", "X [n, n]; A [n, n]"],
  ["f = tr(A X^{-1} B)", "A [n, m]; X [m, m]; B [m, n]"],
  ["f = a^T X^{-1} b", "a [n]; X [n, n]; b [n]"],
  ["f = tr((X + A)^{-1} B)", "X [n, n]; A [n, n]; B [n, n]"],
  ["f = tr(X^2 B)", "X [n, n]; B [n, n]"],
  ["f = a^T X^3 b", "a [n]; X [n, n]; b [n]"],
  ["f = tr((A X B + C)(A X B + C)^T)", "A [n, m]; X [m, p]; B [p, q]; C [n, q]"],
  ["f = (B x + b)^T C (D x + d)", "B [n, m]; x [m]; b [n]; C [n, p]; D [p, m]; d [p]"],
  ["f = (x - A s)^T W (x - A s)", "x [n]; A [n, m]; s [m]; W [n, n]"],
  ["f = ((A x)^T (A x))/((B x)^T (B x))", "A [n, m]; x [m]; B [p, m]"],
  ["f = \\ln |X^T X|", "X [n, m]"],
  ["f = sum(X)^2", "X [n, m]"],
  ["f = sum((W x - y)^2)", "W [n, m]; x [m]; y [n]"],
  ["f = a^T (2 x + b)", "a [n]; x [n]; b [n]"],
  // what stands above a bracket after a matrix is of the bracket
  ["f = a^T X (X^T X)^{-1} b", "X [n, m]; a [n]; b [m]"],
  ["f = y^T X (X^T X)^{-1} X^T y", "X [n, m]; y [n]"],
  ["f = tr(A (X + B)^T)", "A [n, m]; B [n, m]; X [n, m]"],
  ["f = det(A + x B)", "A [n, n]; B [n, n]"],
  ["f = \\|\\lambda x - b\\|", "b [n]; x [n]"],
  // letters alone are scalars, in powers and in quotients too
  ["f = (A + b)^2/C", ""],
  ["f = x^2 + sin(y)", ""],
  ["f = (1 - t) a + t b", ""],
  // squares entry by entry do not make a matrix square
  ["Y = X W; L = sum(Y^2) + sum(W^2)", "X [n, p]; W [p, m]; Y [n, m]"],
];

describe("shapes by the case of letters", () => {
  test.each(rows)("%s", (problem, wanted) => {
    const tensors = shapes(problem)
      .split("; ")
      .filter((shape) => !shape.endsWith("[]"));
    const all = wanted.split("; ").filter((shape) => shape !== "");
    expect(tensors).toEqual(all.sort());
  });
});
