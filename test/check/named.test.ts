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

describe("the standard normal distribution", () => {
  const text = "Let $Z$ be standard normal. | ";
  documents([
    ["is that of Φ", `${text}$\\Phi(0.75) = 0.7734$ | $\\Phi(-1) = 1 - \\Phi(1)$`],
    ["is that of Φ", `${text}$\\Phi(0.75) = 0.7834$`, "2 ! arithmetic: 0.7734"],
    ["is that of Z", `${text}$P(Z > 1.5) = 1 - P(Z \\le 1.5) = 1 - 0.9332 = 0.0668$`],
    ["is that of Z", `${text}$P(-1 < Z < 1) = 2 \\Phi(1) - 1 = 0.6827$`],
    ["is that of Z", `${text}$P(-1 < Z < 1) = 2 \\Phi(1) - 1 = 0.6227$`, "2 ! arithmetic: 0.6827"],
    ["may be looked up", `${text}$P(Z > 1.333) = 0.0918$`, "2 ?"],
    ["is of nothing else", "$\\Phi(0.75) = 0.7834$", "1 ?"],
  ]);
});

describe("units behind chains of numbers", () => {
  documents([
    ["are left out", "$W = 200(12) = 2400\\,\\mathrm{lb}$, $x = 12 + 8 = 20\\,\\mathrm{ft}$"],
    ["are left out", "$W = 200(12) = 2500\\,\\mathrm{lb}$", "1 ! arithmetic: 2400"],
    ["are others", "$v = 11.2\\ \\text{km/s} = 1.12\\times10^4\\ \\text{m/s}$", "1 ?"],
    ["are others", "$d = 8 \\text{ inches} = 8 \\times 0.0254 = 0.2032 \\text{ m}$", "1 ?"],
    ["are others", "$E = \\frac12 \\cdot 3000 \\cdot 4^2 = 24 \\text{ kJ}$", "1 ?"],
    [
      "are others",
      "$E = \\frac12 \\cdot 3000 \\cdot 4^2 = 25000 \\text{ kJ}$",
      "1 ! arithmetic: 24000",
    ],
  ]);
});

describe("bars of a sum", () => {
  const sum = (second: string) => {
    return `$\\int_0^1 x dx + \\int_1^2 x^2 dx = \\frac{x^2}{2}\\Big|_0^1 + ${second}\\Big|_1^2$`;
  };
  documents([
    ["are about their own terms", sum("\\frac{x^3}{3}")],
    [
      "are about the terms before them",
      "$\\int_0^2 x + 3x^2 dx = \\frac{x^2}{2} + x^3 \\Big|_0^2$",
    ],
    ["have formulas for bounds", "$\\int_0^{2\\pi} 1 - \\cos x dx = x - \\sin x \\Big|_0^{2\\pi}$"],
    ["have formulas for bounds", "$\\int_{2a}^{4a} x dx = 6a^2$"],
    ["have formulas for bounds", "$\\int_{2a}^{4a} x dx = 5a^2$", "1 ! arithmetic: 6a^2"],
  ]);
});

describe("letters and words", () => {
  const heads = "Given $H=8, T=2$: | $$p^H (1-p)^T = ";
  documents([
    ["T is a number", `${heads}p^8 (1-p)^2$$`],
    ["T is a number", `${heads}p^8 (1-p)^3$$`, "2 ?"],
    ["a prime behind a call", "$\\sigma(x)' = \\sigma(x)(1 - \\sigma(x))$"],
    ["a prime behind a call", "$f(x) = x^2$ | $f(x)' = x$", "2 ! missing-factor: 2 x"],
    ["j is imaginary", "$e^{-j\\pi/2} = -j$"],
    ["and may be meant so", "$e^{-j\\pi/2} = j$", "1 ?"],
    ["thousands in brackets", "$\\pi = p(200,000-500p) = 200,000 p - 500 p^2$"],
    ["behind an arrow", "- $[2+, 2-] \\to E = 1.000$ | - $[4+, 2-] \\to E = 0.918$"],
    ["what a name counts", "$m = 10$, $n = 2$ | $\\lambda = \\text{how many} = \\frac{m}{n} = 5$"],
    ["behind an unequal sign", "$r(A) = 1 \\ne r(B) = 2$"],
    ["names of one value", "$z = x + y$, $x = 1$, $y = 0$, $t = 1$ | so $r = z = t = 1$"],
    ["whole numbers of decimals", "$v = 5(54.44) - 49 = 223$"],
    ["whole numbers of decimals", "$v = 5(54.44) - 49 = 224$", "1 ! arithmetic: \\frac{1116}{5}"],
    [
      "limits of roots",
      "$\\lim_{x \\to \\infty} \\frac{x}{x\\sqrt{x}} = \\lim_{x \\to \\infty} \\frac{1}{\\sqrt{x}} = 0$",
    ],
  ]);
});

describe("factorials and binomial coefficients of letters", () => {
  const likelihood = (sign: string) => {
    return (
      "$\\ln\\left(\\binom{n}{y} p^y (1-p)^{n-y}\\right) = " +
      `\\ln\\binom{n}{y} + y\\ln p ${sign} (n-y)\\ln(1-p)$`
    );
  };
  documents([
    ["are names", likelihood("+")],
    ["of which more is known", likelihood("-"), "1 ?"],
    ["are made of factorials", "$\\binom{n}{k} = \\frac{n!}{k!(n-k)!}$"],
    ["of which more is known", "$\\binom{n}{k} = \\binom{n}{n-k}$", "1 ?"],
    ["are products", "$(n+1)! = (n+1) n!$"],
    [
      "run with their letters",
      "$\\prod_{i=1}^n \\frac{e^{-\\theta}\\theta^{x_i}}{x_i!} = " +
        "\\frac{e^{-n\\theta}\\theta^{\\sum_i x_i}}{\\prod_i x_i!}$",
    ],
    [
      "have no slope",
      "$\\ell = \\sum_{i=1}^n (-\\lambda + x_i \\ln\\lambda - \\ln(x_i!))$ | " +
        "$\\frac{d\\ell}{d\\lambda} = -n + \\frac{1}{\\lambda}\\sum_{i=1}^n x_i$",
    ],
    ["numbers are numbers", "$\\binom{4}{2} = 5$", "1 ! arithmetic: 6"],
  ]);
});

describe("how many a set has", () => {
  const counts = "$|S| = \\binom{52}{5}$, $|E| = 4 \\cdot 13 = 52$ | ";
  documents([
    ["is a name", `${counts}$P = \\frac{|E|}{|S|} = 0.00002$`],
    ["is a name", `${counts}$P = \\frac{|E|}{|S|} = 0.0002$`, "2 ! rounding: 0.00002"],
    ["is none of a matrix", "$A = [1,2;3,4]$ | $|A| = -2$"],
  ]);
});

describe("slopes of what is wrongly written again", () => {
  const wrong = "$g(x) = (x+1)^2 = x^2 + 1$ | ";
  documents([
    ["follow from it", `${wrong}$g'(x) = 2x$`, "1 ! missing-term: x^2 + 1 + 2x"],
    ["or are wrong again", `${wrong}$g'(x) = 3x$`, "1 !", "2 ! other: 2 (x + 1)"],
  ]);
});
