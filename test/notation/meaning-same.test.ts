/** Spellings of one meaning are one node: the same object of the arena. */
import { expect, test } from "vitest";
import { Arena } from "../../src/expression/index.ts";
import { graph, meaningOf, usual } from "./meaning.ts";
import { rowsOf } from "./meaning-rows.ts";

const pairs = rowsOf(String.raw`
  W^T x  →  [\sum_i W_{ij} x_i]_j
  W^T x  →  [\sum_i x_i W_{ij}]_j
  W^T x + b  →  [\sum_i W_{ij} x_i + b_j]_j
  X^T q  →  [\sum_{i=1}^m X_{ij} q_i]_j
  x^T y  →  y^T x
  x^T y  →  \sum_i x_i y_i
  x^T y  →  x \cdot y
  x^T y  →  sum(x \odot y)
  x^T A y  →  \sum_i \sum_j x_i A_{ij} y_j
  x^T A y  →  \sum_{i,j} A_{ij} x_i y_j
  x^T A y  →  y^T A^T x
  x y^T  →  [x_i y_j]_{ij}
  x y^T  →  (y x^T)^T
  x \odot y  →  [x_i y_i]_i
  x \odot y  →  diag(x) y
  A B  →  [\sum_k A_{ik} B_{kj}]_{ij}
  (A B)^T  →  B^T A^T
  (A B) x  →  [\sum_j (A B)_{ij} x_j]_i
  (B^T A^T)^T x  →  (A B) x
  A^2  →  A A
  tr(A B)  →  tr(B A)
  tr(A^T B)  →  \sum_{i,j} A_{ij} B_{ij}
  tr(A)  →  \sum_i A_{ii}
  \|x\|^2  →  x^T x
  \|A\|_F^2  →  tr(A^T A)
  2 x^T y  →  2 (x^T y)
  (x^T y) z  →  x^T y z
  x_2  →  (x)_2
  (x y^T)_{12}  →  x_1 y_2
  (A x)_2  →  \sum_j A_{2j} x_j
  (A B)_{12}  →  \sum_k A_{1k} B_{k2}
  W_{:,2}  →  [W_{i,2}]_i
  W_2  →  W_{2,:}
  \sum_{i=1}^3 x_i  →  sum(x)
  \sum_{i=0}^2 x_i  →  sum(x)
  \sum_i \delta_{i,2} x_i  →  x_2
  A I  →  A
  [\delta_{ij}]_{1 \le i \le 3, 1 \le j \le 3}  →  I_3
  A + s I  →  A + s I_3
  -(-x)  →  x
  x - y  →  x + (-y)
  s + s  →  2 s
  s s_1  →  s_1 s
  e^s  →  exp(s)
  \max(0, s)  →  \text{ReLU}(s)
  \max\{s, 0\}  →  relu(s)
  \sigma(s)  →  sigmoid(s)
  1_{s > 0}  →  1_{0 < s}
  1_{s \ge t}  →  1_{t \le s}
  \frac12 s  →  0.5 s
  s^{-1} t  →  s^{-1} \cdot t
  \log s  →  \ln s
  s s  →  s^2
  s t s^2  →  s^3 t
`);

test.each(pairs)("%s is %s", (left, right) => {
  const arena = new Arena();
  const [a, b] = [meaningOf(left, usual, arena), meaningOf(right, usual, arena)];
  expect(a.node && graph(a.node)).toBeDefined();
  expect(b.node && graph(b.node)).toBe(a.node && graph(a.node));
  expect(b.node).toBe(a.node);
});

const others = rowsOf(String.raw`
  s (t + u)  →  s t + s u
  x - y  →  y - x
  W^T x  →  V x
  x^2  →  x \odot x
  (\|x\|)^2  →  \|x\|^2
  A^2  →  [A_{ij}^2]_{ij}
  s^2  →  t t
  A B  →  B A
  A_{12}  →  A_{21}
  \sum_i x_i y_i  →  \sum_i x_i \sum_j y_j
  \log_2 s  →  \ln s
`);

test.each(others)("%s is not %s", (left, right) => {
  const arena = new Arena();
  const [a, b] = [meaningOf(left, usual, arena), meaningOf(right, usual, arena)];
  expect(a.node).toBeDefined();
  expect(b.node).toBeDefined();
  expect(b.node).not.toBe(a.node);
});
