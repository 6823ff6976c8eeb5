/** @file What names stand for: at the end of a chain, with an event in brackets, a condition. */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("a name at the end of a chain", () => {
  const chain = "$\\frac{x^2-1}{x-1} = x+1 = k$ | ";
  const layer =
    "$z = w x + b$, $p = \\sigma(z)$, $L = -y\\ln p - (1-y)\\ln(1-p)$ | " +
    "$\\frac{\\partial L}{\\partial z} = p - y = \\delta$ | ";
  documents([
    ["is what the chain comes to", `${chain}$2k = 2x + 2$`],
    ["is what the chain comes to", `${chain}$2k = 2x - 2$`, "2 ?"],
    ["is an adjoint", `${layer}$\\frac{\\partial L}{\\partial b} = \\delta$`],
    ["is an adjoint", `${layer}$\\frac{\\partial L}{\\partial w} = \\delta x$`],
    ["is known before", "$k = 3$ | $\\frac{x^2-1}{x-1} = x+1 = k$", "2 ?"],
  ]);
});

describe("derivatives in the middle of a chain", () => {
  const layers =
    "$z = W a + b$, $a = \\sigma(u)$, $\\hat{y} = \\sigma(z)$ | " +
    "$\\frac{\\partial L}{\\partial z} = \\delta$ | $\\frac{\\partial L}{\\partial a} = W^T \\delta$ | ";
  const chain = (slope: string) => {
    return (
      "$$\\frac{\\partial L}{\\partial u} = \\frac{\\partial L}{\\partial a} \\odot \\sigma'(u) " +
      `= W^T \\delta \\odot a \\odot ${slope}$$`
    );
  };
  documents([
    ["are what was written of them", layers + chain("(1 - a)")],
    ["are what was written of them", layers + chain("(1 - a)^3"), "4 ?"],
  ]);
});

describe("values of names with letters in brackets", () => {
  documents([
    ["are no values of a constant", "$P(A) = 1/3$, $P(B) = 1/4$. | $P(A) P(B) = 1/12$"],
    ["are no values of a constant", "$f(a) = 3$ and $f(b) = 4$. | $f(a) + f(b) = 7$"],
    ["a constant function is one", "Let $f(x) = 3$. | $f(y) = 3$ | $f(2) = 3$"],
    ["are read with \\Pr", "$\\Pr(X = 0) = 1/4$ | $\\Pr(X=1) = 1 - \\Pr(X=0) = 3/4$"],
    [
      "are read with \\Pr",
      "$\\Pr(X = 0) = 1/4$ | $\\Pr(X=1) = 1 - \\Pr(X=0) = 2/4$",
      "2 ! arithmetic: \\frac{3}{4}",
    ],
  ]);
});

describe("conditions in brackets", () => {
  const slope = (right: string) => {
    return `$h = \\max(0, z)$ | $\\frac{\\partial h}{\\partial z} = ${right}$`;
  };
  documents([
    ["behind a letter", slope("I[z > 0]")],
    ["behind a letter", slope("I(z > 0)")],
    ["behind a letter", slope("I(z < 0)"), "2 ! other: \\mathbf{1}_{z > 0}"],
    ["behind a 1", slope("1\\{z > 0\\}")],
    ["a value of a name", "$I(\\theta = 2) = 3$ | $2 I(\\theta = 2) = 6$"],
  ]);
});

describe("ways of writing", () => {
  documents([
    ["a derivative with \\over", "$$ {\\partial \\over \\partial x} x^2 y = 2 x y$$"],
    [
      "a derivative with \\over",
      "$$ {\\partial \\over \\partial x} x^2 y = x y$$",
      "1 ! missing-factor: 2 x y",
    ],
    ["an integrand in braces", "$\\int {x \\sin xdx} = \\sin x - x \\cos x + C$"],
    ["one bracket for all", "$\\int_0^1 (2x^2 + 2xdx) = \\frac{5}{3}$"],
    [
      "one bracket for all",
      "$\\int_0^1 (2x^2 + 2xdx) = \\frac{4}{3}$",
      "1 ! arithmetic: \\frac{5}{3}",
    ],
    ["marks", "$r_\\bot = -0.274$ | $x^\\perp = 3$ | $2 r_\\perp = 1$, $2 x^{\\perp} = 6$", "3 ?"],
  ]);
});
