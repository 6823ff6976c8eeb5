/**
 * Derivatives that name their variables in short, f_x and ∇f: what they accept, what they refute,
 * and where they keep silent. In a row ` | ` stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("derivatives that name their variables in short", () => {
  const f = "Let $f(x, y) = x^2 y$. ";
  const least =
    "Let $A \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$ and $f(x) = \\|A x - b\\|^2$. ";
  documents([
    ["by an index", `${f}Then $f_x = 2 x y$, $f_{xy}(x, y) = 2 x$, $f_y(1, 2) = 1$.`],
    ["by an index", `${f}Then $f_y = x$.`, "1 ! exponent: x^2"],
    ["by an index", `${f}Then $f_y(1, 2) = 2$.`, "1 ! arithmetic: 1"],
    ["a function of fewer arguments", "$p(u, v) = u + v$ has $p_u(u) = u + 1$ and $p_u = 7$."],
    ["an index that counts", "Let $h(a, j) = a^j$ and $h_j = 3$."],
    [
      "by all variables",
      `${f}$$\\nabla f(x, y) = \\begin{bmatrix} 2 x y \\\\ x^2 \\end{bmatrix}$$`,
    ],
    [
      "by all variables",
      `${f}$$\\nabla f = \\begin{bmatrix} 2 x y \\\\ x \\end{bmatrix}$$`,
      "1 ! exponent: \\begin{bmatrix} 2 x y \\\\ x^2 \\end{bmatrix}",
    ],
    ["by the only one", `${least}Then $\\nabla f(x) = 2 A^T (A x - b)$.`],
    [
      "by the only one",
      `${least}Then $\\nabla f(x) = A^T (A x - b)$.`,
      "1 ! missing-factor: 2 A^T (A x - b)",
    ],
    ["by weights or by inputs", "Let $h(x) = w^T x$. Then $\\nabla h = x$.", "1 -"],
    [
      "a letter that is a number elsewhere",
      `# One | ${least}Then $\\nabla f(x) = 2 A^T (A x - b)$. | # Two | Let $q(x) = x^3$. Then $\\nabla q(x) = 3 x^2$.`,
    ],
    [
      "a capital that is a letter of functions",
      "Let $\\Phi \\in \\mathbb{R}^{n \\times k}$, $\\theta = (\\Phi^T \\Phi)^{-1} \\Phi^T y$, thus $\\Phi \\theta = \\Phi (\\Phi^T \\Phi)^{-1} \\Phi^T y$.",
    ],
  ]);
});

describe("conditions in words", () => {
  const form = "$f(x) = x^T A x$. ";
  documents([
    ["a symmetric matrix", `Let $A$ be symmetric and ${form}Then $\\nabla f(x) = 2 A x$.`],
    [
      "a symmetric matrix",
      `Let $A$ be symmetric and ${form}Then $\\nabla f(x) = 3 A x$.`,
      "1 ! arithmetic: 2 A x",
    ],
    [
      "a symmetric matrix",
      `Let $A$ be a matrix and ${form}Then $\\nabla f(x) = 2 A x$.`,
      "1 ~ A^T = A",
    ],
    [
      "a vector by what stands before it",
      "$p(x) = \\frac{1}{1 + \\exp(-\\theta^T x)}$ and $L(y, x) = - y \\ln(p(x)) = y \\ln(1 + \\exp(\\theta^T x))$",
      "1 ! sign: y \\ln(1 + \\exp(-\\theta^T x))",
    ],
  ]);
});
