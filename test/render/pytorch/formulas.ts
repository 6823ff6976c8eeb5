/**
 * @file Formulas and the Python that a person would write for them. The table is read by two
 * tests: one compares the text, one runs it beside PyTorch.
 */
import { type Solution, solve } from "../../../src/work/index.ts";

const shapes = {
  x: "[3]",
  y: "[3]",
  u: "[7]",
  v: "[2]",
  A: "[3, 3]",
  B: "[3, 3]",
  W: "[3, 2]",
  V: "[2, 3]",
  P: "[4, 5]",
  Q: "[2, 3, 3]",
};

/** The problem that defines q as a formula in scalars s, t and the tensors above. */
export function formulaProblem(formula: string): Solution {
  const declared = Object.entries(shapes).filter(([letter]) => {
    return new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])`).test(formula);
  });
  const lines = declared.map(([letter, shape]) => `${letter}: ${shape}`);
  return solve([...lines, `q = ${formula}`].join("\n"), { whole: true });
}

/** Formula, Python. */
export const formulas: readonly (readonly [string, string])[] = [
  // arithmetic
  ["s + t - 2", "s + t - 2"],
  ["-(s + t)", "-(s + t)"],
  ["2 s t", "2 * s * t"],
  ["s - (t - 1)", "s - (t - 1)"],
  ["s/(2 t)", "s / (2 * t)"],
  ["s/t/2", "s / t / 2"],
  ["s^2 - t^{-1}", "s ** 2 - t ** -1"],
  ["2^s", "2 ** s"],
  ["(-s)^2", "(-s) ** 2"],
  ["s^t^2", "s ** t ** 2"],
  ["s/3 + 0.25", "s / 3 + 0.25"],
  ["\\pi s + e", "math.pi * s + math.e"],
  ["s \\sqrt{2}", "s * math.sqrt(2)"],
  ["\\log_2 s + \\log_{10} t", "torch.log2(s) + torch.log10(t)"],
  ["softplus(s) + silu(t)", "F.softplus(s, threshold=40.0) + F.silu(t)"],
  ["leakyrelu(x)", "F.leaky_relu(x, 0.01)"],
  // products
  ["x^T y", "x @ y"],
  ["A x", "A @ x"],
  ["A^T x", "A.T @ x"],
  ["W v + x", "W @ v + x"],
  ["x y^T", "torch.outer(x, y)"],
  ["x^T A y", "x @ A @ y"],
  ["A B^T", "A @ B.T"],
  ["A W V x", "A @ W @ V @ x"],
  ["x \\odot y", "x * y"],
  ["x \\odot (A y)", "x * (A @ y)"],
  ["2 (x^T y) A", "2 * (x @ y) * A"],
  ["tr(A)", "torch.trace(A)"],
  ["tr(A B)", "torch.trace(A @ B)"],
  ["tr(A^T B)", "(A * B).sum()"],
  ["tr(A^T B A)", "torch.trace(A.T @ B @ A)"],
  ["\\sum_i x_i", "x.sum()"],
  ["\\sum_i x_i y_i", "x @ y"],
  ["\\sum_i x_i y_i x_i A_{ii}", "(x * y * x * A.diagonal()).sum()"],
  ["\\sum_{ij} A_{ij}", "A.sum()"],
  ["diag(x) A", "x[:, None] * A"],
  ["A diag(x)", "A * x"],
  ["diag(x)", "torch.diag(x)"],
  ["\\sum_{ij} A_{ij} B_{ij} x_i", 'torch.einsum("ij,ij,i->", A, B, x)'],
  // entries, slices, windows, masks
  ["x_2 + A_{1,3}", "x[1] + A[0, 2]"],
  ["\\sum_{i=1}^{2} x_{i+1} v_i", "x[1:] @ v"],
  ["\\sum_{i=1}^{2} \\sum_{k=1}^{2} x_{i+k-1} v_k", "x.unfold(0, 2, 1).sum(dim=0) @ v"],
  [
    "\\sum_{i=1}^{3} \\sum_{j=1}^{3} \\sum_{k=1}^{2} \\sum_{l=1}^{3} P_{i+k-1,j+l-1} V_{kl} A_{ij}",
    'torch.einsum("ikjl,jl,ik->", P.unfold(0, 2, 1).unfold(1, 3, 1), V, A)',
  ],
  ["\\sum_{i=1}^{6} (u_{i+1} - u_i)^2", "((u[1:] - u[:6]) ** 2).sum()"],
  [
    "\\sum_{i} \\sum_{j < i} A_{ij} x_j",
    'torch.einsum("ji,i,ij->", A, x, indicator(lambda i, j: i < j, 3, 3))',
  ],
  ["\\sum_{i} \\sum_{j \\ne i} x_i x_j", "x @ indicator(lambda i, j: i != j, 3, 3) @ x"],
  ["\\sum_i A_{i2} x_i", "A[:, 1] @ x"],
  ["\\sum_{k} x_k^2 k", "x ** 2 @ torch.arange(1.0, 4)"],
  ["\\sum_{k i j} Q_{kij} v_k A_{ij}", 'torch.einsum("ijk,i,jk->", Q, v, A)'],
  ["[\\sum_j Q_{kij} x_j]_{ki} y", 'torch.einsum("ijk,k->ij", Q, x) @ y'],
  // whole tensors
  ["\\|x\\|", "torch.linalg.norm(x)"],
  ["A^{-1} x", "torch.linalg.inv(A) @ x"],
  ["\\det A", "torch.linalg.det(A)"],
  ["A^9 x", "torch.linalg.matrix_power(A, 9) @ x"],
  ["\\sum_{r=0}^{9} A^r B A^{9-r}", "powers(A, [B], 10)"],
  ["softmax(x)", "torch.softmax(x, dim=0)"],
  ["\\max_i x_i", "torch.amax(x, dim=0)"],
  ["mean(x)", "x.sum() / 3"],
  // choices
  ["\\max(s, t)", "torch.maximum(s, t)"],
  ["\\max(0, s)", "torch.relu(s)"],
  ["\\max(s, 1)", "torch.where(s > 1, s, torch.tensor(1.0))"],
  ["\\mathbf{1}_{s > 0} t", "(s > 0).double() * t"],
  ["\\begin{cases} s & s > 0 \\\\ 2 s & s \\le 0 \\end{cases}", "torch.where(s > 0, s, 2 * s)"],
];
