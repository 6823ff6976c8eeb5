/** @file What public documents write and what was once taken for a mistake. */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("values of signals", () => {
  documents([
    ["are names", "$y[0] = 1 \\cdot 1 = 1$ | $y[1] = 1 \\cdot 1 + 2 \\cdot 1 = 3$"],
    ["are names", "$y[0] = 1$ | $y[1] = 1 \\cdot 1 + 2 \\cdot 1 = 4$", "2 ! arithmetic: 3"],
    ["are factors of a number", "$x = 3$, $x[2] + x[4] = 18$"],
    ["are entries of a list", "$x = [1,2,3]$, $x[0] + x[1] = 3$"],
  ]);
});

describe("a number in brackets behind a name", () => {
  documents([
    ["is a place", "$y = 3$ | with $y(0) = 1$", "2 ?"],
    ["is a factor in a chain", "$p = 3$. $$q = p(2) = 7$$", "1 ! arithmetic: 6"],
    ["is a place of a function", "$f(x) = x^2$ | $f(3) = 8$", "2 ! arithmetic: 9"],
  ]);
});

describe("names", () => {
  documents([
    [
      "e that is said",
      "$$e = Z_{1 - \\alpha/2} \\frac{\\sigma}{\\sqrt{n}}$$ | $$e = 14.3138$$",
      "2 ?",
    ],
    ["of the sides of a proof", "$1 \\times 1! = \\text{LHS} = 1$ | $2! - 1 = \\text{RHS} = 1$"],
    [
      "a zero vector",
      "$f(x,y) = x^2 + y^2$ | $\\nabla f = (2x, 2y)^T = \\mathbf{0}$ | $\\mathbf{0} = 0$",
      "2 ?",
    ],
    ["a size that is 0", "$n = 0$: $2^n = 1$ and $\\sum_{k=1}^n k = n(n+1)/2$", "1 ?"],
  ]);
});

describe("signs", () => {
  documents([
    ["an inequality written anew", "$4k \\le 4 + 4k$ | $= k \\le 1 + k$", "2 ?"],
    [
      "an implication in a column of its own",
      "\\begin{align*}&& q &= 0.5\\\\&\\implies & t&=x+1\\\\&&&=3\\end{align*}",
      "1 ?",
    ],
    ["≈ of a matrix", "$[.001, 256007] \\approx [.001, 256000]$"],
    ["≈ of a matrix", "$[.001, 256007] \\approx [.001, 266000]$", "1 ! arithmetic: 256007"],
    ["lists entry by entry", "$2 \\cdot [0.2, 0.3] \\cdot [0.5, 0.6] \\approx [0.2, 0.36]$", "1 ?"],
    ["lists one by the other", "$[1,2] \\cdot [3,4] = 12$", "1 ! arithmetic: 11"],
    ["two lines", "The line $y = 2x$ meets $y = 2 - x$ at $x = 2/3$."],
  ]);
});

describe("a condition that is written", () => {
  documents([
    ["is granted", "Then $A^T A = I_2$, so $P = A A^T$. | $P^2 = P$"],
    ["is asked for", "$P = A A^T$. | $P^2 = P$", "2 ~ A^T A = I"],
  ]);
});
