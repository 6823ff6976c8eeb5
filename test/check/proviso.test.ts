/**
 * What is said "if z > 0" alone, and which function σ is. Each rule has a document that it accepts,
 * one that it refutes, and one where it keeps silent. In a row ` | ` stands for a new line.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("a claim holds under the condition that stands beside it", () => {
  const unit = "Let $h = \\max(0, z)$. At $z = 0.5$ we have $h = 0.5$. | ";
  const slope = (value: number, sign: string) => {
    return `$$\\frac{dh}{dz} = ${value} \\quad \\text{if } z ${sign} 0$$`;
  };
  const modulus = "Let $f(x) = |x|$ and $x = -2$. |  | ";
  documents([
    ["behind it, against a value", `${unit}${slope(0, "<")} | ${slope(1, ">")}`],
    ["behind it, against a value", `${unit}${slope(1, "<")}`, "2 ! arithmetic: 0"],
    ["behind it, with a value", `${unit}${slope(2, ">")}`, "2 ! arithmetic: 1"],
    ["of what is not known", `${unit}$$\\frac{dg}{dz} = 1 \\quad \\text{if } z < 0$$`, "2 ?"],
    ["several", `${modulus}$f'(x) = 1$ if $x > 0$, and $f'(x) = -1$ when $x < 0$.`],
    ["several", `${modulus}$f'(x) = 1$ if $x > 0$, and $f'(x) = 1$ when $x < 0$.`, "3 ! sign: -1"],
    ["before it", `${modulus}For $x > 0$ we have $|x| = x$ and $f'(x) = 1$.`],
    ["before it", `${modulus}For $x > 0$ we have $f'(x) = -1$.`, "3 ! sign: 1"],
    [
      "it is none for what follows",
      `$\\sqrt{x^2} = x$ if $x > 0$. |  | Thus $|x| = x^2 - x$.`,
      "3 ?",
    ],
    ["a slope may be set to 0", "$f(x) = x^2 - 2 \\ln x$. Then $f'(x) = 0$ for $x > 0$.", "1 ?"],
    ["a function's value there", "$g(z) = \\max(0.1 z, z)$. For $z = -3$ we get $g(z) = -0.3$."],
    [
      "a function's value there",
      "$g(z) = \\max(0.1 z, z)$. For $z = -3$ we get $g(z) = 0.3$.",
      "1 !",
    ],
    ["a function's value somewhere", "$g(z) = \\max(0.1 z, z)$. We get $g(z) = 0.3$.", "1 ?"],
  ]);
});

describe("the only function that a document names is \u03c3", () => {
  const named = "The sigmoid function $\\sigma$ is used. With $a = \\sigma(z)$, |  | ";
  const unnamed = "With $a = \\sigma(z)$, |  | ";
  documents([
    ["a step alone", `${named}$$\\frac{da}{dz} = a(1 - a)$$`],
    [
      "a step alone",
      `${named}$$\\frac{da}{dz} = 1 - \\sigma(z)^2$$`,
      "3 ! missing-factor: a - \\sigma(z)^2",
    ],
    ["where none is named, any", `${unnamed}$$\\frac{da}{dz} = 1 - \\sigma(z)^2$$`],
  ]);
});

describe("other sections show what \u03c3 is", () => {
  const net = (value: string) => {
    return [
      "$y = \\sigma(w x)$ with $w = 1$, $x = 1$.",
      "# Forward",
      "$u = w x = 1$ and $y = \\sigma(1) = \\frac{e}{1 + e}$.",
      "# Backward",
      `$\\frac{dy}{dw} = ${value}$`,
    ].join(" |  | ");
  };
  documents([
    ["as they show", net("y (1 - y) x")],
    ["not as they show", net("x"), "9 ! chain-rule: x \\cdot \\frac{dy}{du}"],
    ["nothing shows it", "$y = \\sigma(w x)$, $w = 1$, $x = 1$. $\\frac{dy}{dw} = x$"],
  ]);
});

describe("a step puts in no other value than is said", () => {
  const given = (step: string) =>
    `Given $t = 3$. |  | # Loss |  | $y = 5$ |  | $$L = (y - t)^2 = ${step}$$`;
  documents([
    ["the value", given("(5 - 3)^2 = 4")],
    ["another one", given("(- 3)^2 = 9"), "7 ! missing-term: (5 - 3)^2"],
    ["where none is said", "$$L = (y - t)^2 = (5 - 8)^2 = 9$$"],
  ]);
});

describe("what is said later on is of other letters", () => {
  const quiz = (value: string) => {
    return [
      `1. $k(x, y) = x^3 - 3x + y^2$: $k_x = 3x^2 - 3 = 0$ and $k_{yy} = ${value}$.`,
      "2. Of $x + 2y = 4$: $y = \\lambda$, $x = 2\\lambda$, so $\\lambda = 1$, $x = 2$.",
    ].join(" |  | ");
  };
  documents([
    ["no value of an equation above", quiz("2"), "1 ?"],
    ["what is wrong of all values", quiz("3"), "1 ?", "1 ! arithmetic: 2"],
    [
      "where it is said for the step above",
      "$y = x^2 = 5$, |  | where $x = 2$.",
      "1 ! arithmetic: 4",
    ],
  ]);
});

describe("a name with a number is one that a rule gives", () => {
  const cell = "$h_t = \\tanh(w h_{t-1} + x_t)$, $h_0 = 0$, $w = 0.5$, $x_1 = 1$, $x_2 = 0$. |  | ";
  const loss = "$L = \\frac12 (h_2 - 1)^2$ and $a_2 = w h_1 + x_2$. |  | ";
  const forward = "$h_1 = \\tanh(1) = 0.7616$, $h_2 = \\tanh(0.3808) = 0.3634$. |  | ";
  const slope = (value: string) => {
    return `$$\\frac{\\partial L}{\\partial a_2} = (h_2 - 1) (${value})$$`;
  };
  documents([
    ["its slopes", `${cell}${loss}${forward}${slope("1 - h_2^2")}`],
    [
      "its slopes",
      `${cell}${loss}${forward}${slope("1 - h_2")}`,
      "7 ! exponent: (h_2 - 1) (1 - h_2^2)",
    ],
    ["the first is none", "$h_t = 2 h_{t-1}$ and $h_0 = 3$. |  | $h_1 = 6$, $h_2 = 12$."],
  ]);
});

describe("what is known roughly is no exact number", () => {
  documents([
    ["in a calculation", "$L = -\\log 0.2447 \\approx 1.4076$"],
    ["in a calculation", "$L = -\\log 0.2447 \\approx 1.4072$", "1 ! rounding: 1.4077"],
    ["of a name", "With $p \\approx 0.2447$ we get $L = -\\log p \\approx 1.4076$."],
    [
      "of a name",
      "With $p = 0.2447$ we get $L = -\\log p \\approx 1.4076$.",
      "1 ! rounding: 1.4077",
    ],
  ]);
});

describe("letters below names that only tell them apart", () => {
  const net = "$z_h = w x + b$, $a_h = \\tanh(z_h)$, $z_o = v a_h + c$, $y = \\sigma(z_o)$. |  | ";
  documents([
    ["slopes along them", `${net}$$\\frac{\\partial y}{\\partial w} = y (1 - y) v (1 - a_h^2) x$$`],
    [
      "slopes along them",
      `${net}$$\\frac{\\partial y}{\\partial w} = y (1 - y) v (1 - a_h) x$$`,
      "3 ! exponent: y (1 - y) v (1 - a_h^2) x",
    ],
    ["slopes of a function", "$f(x, y) = x^2 y$. Then $f_x = 2 x y$ and $f_y = x^2$."],
    [
      "what a vector is made of",
      "A point $\\mathbf{x} = \\mathbf{x}_p + r \\mathbf{w}$ has $\\mathbf{w}^T \\mathbf{x} = \\mathbf{w}^T \\mathbf{x}_p + r \\|\\mathbf{w}\\|^2$.",
    ],
    [
      "what a vector is made of",
      "A point $\\mathbf{x} = \\mathbf{x}_p + r \\mathbf{w}$ has $\\mathbf{w}^T \\mathbf{x} = \\mathbf{w}^T \\mathbf{x}_p + r \\|\\mathbf{w}\\|$.",
      "1 ! missing-factor: \\mathbf{w}^T \\mathbf{x}_p + r \\|\\mathbf{w} \\cdot \\|\\mathbf{w}\\|\\|",
    ],
    [
      "a letter that runs",
      "$p_c = w x$ and $H = \\sum_c p_c^2$. $\\frac{\\partial H}{\\partial p_c} = 2$",
      "1 ?",
    ],
  ]);
});

describe("numbers that are put in for names", () => {
  const unit = "$z = w_1 x_1 + w_2 x_2 + b$ and $a = \\sigma(z) = \\frac{1}{1 + e^{-z}}$. |  | ";
  const picture =
    "$z = 0.15 \\cdot 0.05 + 0.2 \\cdot 0.1 + 0.3 = 0.3275$, $a = \\frac{1}{1 + e^{-0.3275}} = 0.5812$. |  | ";
  const slope = (last: string, value: string) => {
    return `$\\frac{\\partial a}{\\partial w_2} = a (1-a) x_2 = 0.5812 \\cdot 0.4188 \\cdot ${last} = ${value}$.`;
  };
  const output = "$y = \\frac{2}{1 + e^{-0.3275}} = 1.1623$. |  | ";
  documents([
    ["in the formula of a name", `${unit}${picture}${slope("0.1", "0.02434")}`],
    [
      "in the formula of a name",
      `${unit}${picture}${slope("0.05", "0.01217")}`,
      "5 ! arithmetic: 0.5812 \\cdot 0.4188 \\cdot 0.1",
    ],
    ["in a new name", `${unit}${picture}${output}$\\frac{dy}{dz} = 2a (1 - a)$`],
    [
      "in a new name",
      `${unit}${picture}${output}$\\frac{dy}{dz} = 2a (1 + a)$`,
      "7 ! sign: 2a (1 - a)",
    ],
    [
      "of two names",
      "$a = 2 \\cdot 0.1 + 0.123 = 0.323$, $b = 0.3 + 0.023 = 0.323$, $c = 2 \\cdot 0.323$. $\\frac{dc}{da} = 2$",
      "1 ?",
    ],
  ]);
});

describe("the Hessian of a function of one vector, or written as a matrix", () => {
  const quadratic = "$f(x) = x^T A x$ with $A \\in \\mathbb{R}^{n \\times n}$. |  | ";
  const cubic = "$f(x, y) = x^2 y + y^3$. |  | ";
  documents([
    ["of a vector", `${quadratic}$\\nabla^2 f(x) = A + A^T$`],
    ["of a vector", `${quadratic}$\\nabla^2 f(x) = A + A$`, "3 ~ A^T = A"],
    [
      "of numbers",
      `${cubic}$\\nabla^2 f(1, 2) = \\begin{pmatrix} 4 & 2 \\\\ 2 & 12 \\end{pmatrix}$`,
    ],
    [
      "of numbers",
      `${cubic}$\\nabla^2 f = \\begin{pmatrix} 2y & 2x \\\\ x & 6y \\end{pmatrix}$`,
      "3 ! missing-factor: \\begin{pmatrix} 2y & 2x \\\\ 2 x & 6y \\end{pmatrix}",
    ],
    ["it may be a Laplacian", `${cubic}$\\nabla^2 f = 8y$`, "3 -"],
  ]);
});

describe("what is listed before the clause is given, and what is worked out there claimed", () => {
  const unit = "Let $p = \\sigma(z)$ and $L = -g \\ln p$. ";
  const sum =
    "Let $u_i = e^{v_i}$ and $S = \\sum_i u_i c_i$. For $u = (2, 3)$, $c = (1, 4)$ we get ";
  documents([
    [
      "numbers",
      `${unit}For $p = 0.8$ and $g = 2$ we get $L = 0.4463$ and $\\frac{dL}{dz} = -0.4$.`,
    ],
    ["numbers", `${unit}For $p = 0.8$ and $g = 2$ we get $L = 0.4563$.`, "1 !"],
    ["vectors", `${sum}$S = 14$ and $\\frac{\\partial S}{\\partial v_2} = 12$.`],
    ["vectors", `${sum}$S = 15$.`, "1 ?"],
    ["what is given of the name itself", `${unit}For $z = 0$, $L = 3$ we write $L' = 4$.`],
  ]);
});

describe("a prime of a name is its slope where the text has slopes of it", () => {
  const first = "a) $y = x^2 e^{-x}$: $y' = x(2 - x) e^{-x}$ |  | ";
  documents([
    ["as another one shows", `${first}b) $y = \\ln(\\cos x)$: $y' = -\\tan x$`],
    [
      "as another one shows",
      `${first}b) $y = \\ln(\\cos x)$: $y' = \\tan x$`,
      "3 ! sign: -\\tan x",
    ],
    [
      "as its words show",
      "The derivative of $y = (3x + 1)^5$ is $y' = 5(3x + 1)^4$.",
      "1 ! arithmetic: 15(3x + 1)^4",
    ],
    ["another name", "Let $y = x^2$ and $y' = x^3$ be two curves."],
  ]);
});

describe("an equation may be a constraint, and a slope set to 0", () => {
  const lagrangian = "The budget is $p x + q y = m$. |  | $L = x y + k (m - p x - q y)$. |  | ";
  const optimum = "$q = 100 p^{-2}$ and $p = 10$. |  | $C = q^3 - 4q^2$, $\\frac{dC}{dq} = ";
  documents([
    ["slopes of what it constrains", `${lagrangian}$\\frac{\\partial L}{\\partial x} = y - k p$`],
    [
      "slopes of what it constrains",
      `${lagrangian}$\\frac{\\partial L}{\\partial x} = y + k p$`,
      "5 ! extra-term: y",
    ],
    ["a slope that is set to 0", `${optimum}3q^2 - 8q = 0$ gives $q = \\frac83$.`, "3 ?"],
    ["a slope that is wrong", `${optimum}3q^2 - 4q$.`, "3 ! arithmetic: 3q^2 - 8q"],
    ["a claim that it is 0", "$q = 3$, $C = q^2$, $\\frac{dC}{dq} = 2q = 0$.", "1 ! arithmetic: 6"],
  ]);
});

describe("two capitals side by side", () => {
  documents([
    ["a word", "$AC = \\frac{C}{q}$ with $C = q^3$. Then $AC = q^2$ and $\\frac{dAC}{dq} = 2q$."],
    [
      "a word",
      "$AC = \\frac{C}{q}$ with $C = q^3$. Then $\\frac{dAC}{dq} = 3q$.",
      "1 ! arithmetic: 2q",
    ],
    ["a product", "$A = 2$, $C = 3$ and $AC = 6$."],
  ]);
});

describe("an input in the middle of a chain has the value at its end", () => {
  const trace =
    "$f = \\ln a + a b$. |  | $v_0 = a = 2$, $v_1 = b = 5$, $v_2 = v_0 v_1 = 10$. |  | ";
  documents([
    ["in what follows", `${trace}$\\frac{\\partial f}{\\partial a} = \\frac1a + b = 5.5$`],
    [
      "in what follows",
      `${trace}$\\frac{\\partial f}{\\partial a} = \\frac1a + b = 7$`,
      "5 ! arithmetic: \\frac{11}{2}",
    ],
    ["alone", "$v_0 = a = 2$. |  | $c = 3 a = 7$", "3 ! arithmetic: 6"],
  ]);
});
