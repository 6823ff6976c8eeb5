/** @file Vectors and matrices: identities proved in index notation for every size, and slips. */
import { expect, test } from "vitest";
import { decide, prove, verify } from "../../src/algebra/index.ts";
import { readPair } from "../../src/check/pair.ts";
import { equal } from "../../src/index.ts";

const identities: readonly (readonly [string, string])[] = [
  ["(A B)^T x", "B^T A^T x"],
  ["W^T x", "x^T W"],
  ["x^T A x", "\\sum_i \\sum_j A_{ij} x_i x_j"],
  ["x^T A x", "x^T A^T x"],
  ["x^T (A - A^T) x", "0"],
  ["tr(A B)", "tr(B A)"],
  ["tr(A B C)", "tr(C A B)"],
  ["tr(A^T)", "tr(A)"],
  ["\\|A\\|_F^2", "tr(A^T A)"],
  ["(A + B)^2 x", "A^2 x + A B x + B A x + B^2 x"],
  ["(x y^T) z", "x (y^T z)"],
  ["(x^T y)^2", "x^T y y^T x"],
  ["\\|x\\|", "\\sqrt{x^T x}"],
  ["\\|x - y\\|^2", "\\|x\\|^2 - 2 x^T y + \\|y\\|^2"],
  ["(x \\odot y)^T z", "\\sum_i x_i y_i z_i"],
  ["diag(x) y", "x \\odot y"],
  ["\\sum_i (x_i + y_i)", "\\sum_i x_i + \\sum_i y_i"],
  ["\\sum_{i,j} x_i y_j", "(\\sum_i x_i)(\\sum_j y_j)"],
  ["\\sum_{i=1}^n (x_i - \\mu)^2", "\\sum_{i=1}^n x_i^2 - 2\\mu \\sum_{i=1}^n x_i + n\\mu^2"],
  ["\\sum_{k=0}^n c", "(n + 1) c"],
  ["\\ln softmax(x)", "x - logsumexp(x)"],
  ["\\nabla_x (x^T A x)", "(A + A^T) x"],
  ["\\nabla_x \\|x\\|", "x/\\|x\\|"],
  ["\\nabla_x \\|A x - b\\|^2", "2 A^T (A x - b)"],
  ["\\nabla_W \\|W x - y\\|^2", "2 (W x - y) x^T"],
  ["\\nabla_z (logsumexp(z) - t^T z)", "softmax(z) - t"],
  [
    "\\nabla_w (\\frac{1}{n} \\sum_{i=1}^n (w x_i - y_i)^2)",
    "\\frac{2}{n} \\sum_{i=1}^n (w x_i - y_i) x_i",
  ],
  ["(I + A)(I - A)", "I - A^2"],
  ["[1, 2; 3, 4] [x; y]", "[x + 2y; 3x + 4y]"],
];

test.each(identities)("%s = %s is proved for every size", (left, right) => {
  const pair = readPair(left, right);
  if ("diagnostics" in pair) throw new Error(JSON.stringify(pair.diagnostics));
  const verdict = decide(pair.left, pair.right, pair.arena);
  expect(verdict.verdict).toBe("proved");
  if (verdict.verdict === "proved") expect(verify(verdict.proof, pair.arena)).toBe(true);
});

const slips: readonly (readonly [string, string])[] = [
  ["(A B)^T x", "A^T B^T x"],
  ["tr(A B C)", "tr(A C B)"],
  ["x^T A y", "x^T A^T y"],
  ["x y^T", "y x^T"],
  ["\\sum_i x_i y_i", "(\\sum_i x_i)(\\sum_i y_i)"],
  ["\\|x + y\\|^2", "\\|x\\|^2 + \\|y\\|^2"],
  ["\\nabla_W \\|W x - y\\|^2", "(W x - y) x^T"],
  ["\\nabla_x (x^T A x)", "2 A x"],
  ["\\nabla_x \\|A x - b\\|^2", "2 A (A x - b)"],
  ["\\nabla_z (-t^T \\ln softmax(z))", "softmax(z) - t"],
  ["softmax(2 z)", "2 softmax(z)"],
  ["\\sum_{i=1}^n (x_i - \\mu)^2", "\\sum_{i=1}^n x_i^2 - n\\mu^2"],
  ["[1, 2; 3, 4] [x; y]", "[x + 3y; 2x + 4y]"],
];

test.each(slips)("%s = %s is not proved, neither by the kernel alone", (left, right) => {
  const pair = readPair(left, right);
  if ("diagnostics" in pair) throw new Error(JSON.stringify(pair.diagnostics));
  expect(prove(pair.left, pair.right, pair.arena)).toBeUndefined();
  expect(equal(left, right).verdict).toMatch(/refuted|conditional/);
});

test.each([
  ["\\nabla_z (-t^T \\ln softmax(z))", "softmax(z) - t", "\\sum_i t_i = 1"],
  ["A x", "A^T x", "A^T = A"],
  ["Q^T Q x", "x", "Q^T Q = I"],
  ["\\sum_i x_i^2", "\\sum_i x_i", "x \\text{ one-hot}"],
])("%s = %s holds under a condition on a tensor", (left, right, condition) => {
  expect(equal(left, right)).toMatchObject({ verdict: "conditional", condition });
});

test.each([
  ["A A^{-1}", "I"],
  ["\\prod_i e^{x_i}", "e^{\\sum_i x_i}"],
  ["\\sum_{k=1}^n k^3", "(\\sum_{k=1}^n k)^2"],
])("%s = %s is not proved, but agrees at several sizes", (left, right) => {
  expect(equal(left, right).verdict).toBe("agrees");
});
