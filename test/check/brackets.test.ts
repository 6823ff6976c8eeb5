/** @file What brackets hold and end: vectors in angle brackets, arguments of functions, values. */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("two formulas in angle brackets", () => {
  const gradient = (second: string) => {
    return `$f(x, y) = x^2 + y^3$ |  | $$\\nabla f = \\langle 2x, ${second} \\rangle$$`;
  };
  documents([
    ["are a vector where a gradient is one", gradient("3y^2")],
    [
      "are a vector where a gradient is one",
      gradient("2y^2"),
      "3 ! other: \\begin{bmatrix} 2x \\\\ 3y^2 \\end{bmatrix}",
    ],
    ["are a vector where a gradient is one", gradient("\\qoppa{2}"), "3 -"],
  ]);

  const curve = (slope: string) => `$r(t) = \\langle t, t^2 \\rangle$, $r'(t) = ${slope}$`;
  documents([
    ["are a vector where a curve is one", curve("\\langle 1, 2t \\rangle")],
    [
      "are a vector where a curve is one",
      curve("\\langle 1, t \\rangle"),
      "1 ! missing-factor: \\langle 1, 2 t \\rangle",
    ],
  ]);

  const inner = (factor: string) =>
    `so $\\langle 2x, y \\rangle = ${factor} \\langle x, y \\rangle$`;
  documents([
    ["are an inner product elsewhere", inner("2")],
    ["are an inner product elsewhere", "$$f(x) = \\langle w, x \\rangle = w^T x$$"],
    [
      "are an inner product elsewhere",
      "$$f(x) = \\langle w, x \\rangle = 2 w^T x$$",
      "1 ! extra-factor: w^T x",
    ],
  ]);
});

describe("a bracket behind the argument of a function", () => {
  const quotient = (first: string) => {
    return (
      "$g(x) = \\frac{\\sin x}{x^2 + 1}$ |  | " +
      `$$g'(x) = \\frac{\\cos x(${first}) - \\sin x \\cdot 2x}{(x^2 + 1)^2}$$`
    );
  };
  documents([
    ["may be a factor of the function", quotient("x^2 + 1")],
    [
      "may be a factor of the function",
      quotient("x^2 + 2"),
      "3 ! other: -2 \\frac{\\sin(x)}{(x^2 + 1)^2} x + \\frac{\\cos(x)}{x^2 + 1}",
    ],
    ["may be a factor of the function", quotient("x^2 + q"), "3 ?"],
    [
      "or belong to its argument",
      "$h(x) = \\ln x(x + 1)$, $h'(x) = \\frac{1}{x} + \\frac{1}{x + 1}$",
    ],
  ]);
});

describe("a formula before a number in brackets", () => {
  documents([
    ["may be its value there", "$y = e^x + C$, $y(0) = 1$", "1 ?"],
    ["may be its value there", "$y = 3$, $z = y(2) = 6$"],
    ["may be its value there", "$y = 3$, $z = y(2) = 7$", "1 ! arithmetic: 6"],
  ]);
});

describe("whole numbers beside decimals that are given", () => {
  const turned = (entry: string) => {
    return (
      "$u = 0.707107$, $s = 1.414214$ |  | " +
      `$$A = \\begin{pmatrix} 0.707107 \\cdot 1.414214 \\\\ 0 \\end{pmatrix} = ${entry}$$`
    );
  };
  documents([
    ["are as exact as these", turned("\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}")],
    [
      "are as exact as these",
      turned("\\begin{pmatrix} 1 \\\\ 1 \\end{pmatrix}"),
      "3 ! arithmetic: \\begin{bmatrix} 1 \\\\ 0 \\end{bmatrix}",
    ],
    ["are as exact as these", turned("\\begin{pmatrix} q \\\\ 0 \\end{pmatrix}"), "3 ?"],
  ]);
});

describe("a number times a power of ten", () => {
  const slope = (product: string) => {
    return (
      "$a = 1$, $h = 11$, $d = 0.6 \\cdot 1.6696 \\cdot 10^{-5} = 1.00 \\times 10^{-5}$ |  | " +
      `$$g = d h = ${product}$$`
    );
  };
  documents([
    ["is rounded as one number", slope("1.00 \\times 10^{-5} \\cdot 11 = 0.0001102")],
    [
      "is rounded as one number",
      slope("1.00 \\times 10^{-5} \\cdot 11 = 0.0001202"),
      "3 ! arithmetic: 0.0001100",
    ],
    ["is rounded as one number", slope("1.00 \\times 10^{-5} \\cdot q"), "3 ?"],
  ]);
});
