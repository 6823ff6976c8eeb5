/**
 * Readings that a whole derivation hangs on: functions of numbered examples, pairs of values,
 * scales before brackets, signs side by side, and letters of another section.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

const examples = "Let $\\mu_i(w) = \\exp(x_i^T w)$.";

describe("functions of numbered examples", () => {
  documents([
    [
      "are summed over",
      `${examples} |  | $$\\sum_{i=1}^n \\mu_i(w) = \\sum_{i=1}^n \\exp(x_i^T w)$$`,
    ],
    [
      "are differentiated in a sum",
      `${examples} |  | $$\\sum_{i=1}^n \\nabla_w \\mu_i(w) = \\sum_{i=1}^n \\nabla_w (\\exp(x_i^T w))$$`,
    ],
    [
      "are wrong with another sign",
      `${examples} Let $J(w) = \\sum_{i=1}^n \\mu_i(w)$. |  | $$\\nabla_w J(w) = \\sum_{i=1}^n \\nabla_w \\mu_i(w) = -\\sum_{i=1}^n \\exp(x_i^T w) x_i$$`,
      "3 ! sign: \\sum_{i=1}^n \\exp(x_i^T w) x_i",
    ],
  ]);
});

describe("a \u00b1 b beside a pair", () => {
  documents([
    ["is both values", "The interval is $3 \\pm 0.5 = [2.5, 3.5]$."],
    ["is both in their order", "We find $x = \\frac{3 \\pm 1}{2} = (2, 1)$."],
    ["is wrong by one", "The interval is $3 \\pm 1 = (2, 5)$.", "1 ! arithmetic: 4"],
  ]);
});

const pareto = "$y = 1 - (x/\\sigma)^{-2}$, where $x > \\sigma > 0$. |  | ";

describe("\u03c3 before a bracket", () => {
  documents([
    ["is a factor where it is a scale", `${pareto}$\\sigma(1 - t) = \\sigma - \\sigma t$.`],
    [
      "is a factor of a power",
      `${pareto}$\\sigma(1 - t)^2 = \\sigma - 2 \\sigma t + \\sigma t^2$.`,
    ],
    [
      "is an activation in a text of such",
      `The sigmoid. ${pareto}$\\sigma(1 - t) = \\sigma - \\sigma t$.`,
      "3 ?",
    ],
  ]);
});

describe("what stands side by side", () => {
  documents([
    ["is a sum of a negative product", "$$5 + -2 \\cdot 3 = -1$$"],
    ["is a sum of a product without its sign", "$x = 4$, so $5 + -2x = -3$."],
    ["is no side where its letter is missing", "We get $^{(1)} = \\frac{29}{28}$.", "1 -"],
    [
      "is a matrix before and after operations on its rows",
      "The reduced echelon form is $\\begin{pmatrix} 2 & 0 \\\\ 0 & 3 \\end{pmatrix} = \\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}$.",
      "1 ?",
    ],
  ]);
});

describe("another section", () => {
  const matrix = "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}";
  documents([
    [
      "says nothing of the shape of a letter of which only a slope is taken",
      `# A | $A = ${matrix}$ and $H = A^T A$. | # B | $\\frac{dH}{dp} = -\\log p - 1$. |  | $H(1/2) = \\log 2$.`,
      "4 ?",
      "6 ?",
    ],
    [
      "says nothing of a matrix where another section has slopes of the letter",
      `# Form | $A = ${matrix}$ and $H = A^T A$. | # Entropy | $2\\frac{dH}{dp} + \\frac{dH}{dp} = 3\\frac{dH}{dp}$. |  | With $q = (1, 2, 3)^T$ we have $q H + 2 q H = 3 q H$.`,
      "4 ?",
    ],
    [
      "begins with a heading in a quote, with blanks before it, too",
      "> # One | > $x = (4, 3)$, so $x \\cdot x = 25$. | > |  >   # Two | > Here $x \\cdot x = 3^2 + 1^2$.",
      "5 ?",
    ],
  ]);
});

describe("what claims less than it seems to", () => {
  const planes = "The planes are given by $w \\cdot x = b$";
  documents([
    ["two equations beside each other", `${planes} and $w \\cdot x = -b$.`, "1 ?"],
    ["an equation that follows", `${planes}, so that $w \\cdot x = -b$.`, "1 ! sign: b"],
    ["a constant before a bracket", "$C = e^{c_1}$. |  | $x = C t$, and $C(0) = 0$."],
    ["a value of what is made of a letter", "$y = e^t$. |  | $y(0) = 0$.", "3 ! arithmetic: 1"],
    [
      "a power for its limit",
      "Let $p = 2$. |  | We have $q = (1 - \\frac{1}{N})^{p N} = e^{-p}$ of $N$ draws.",
      "3 ?",
    ],
    [
      "a power for something else",
      "Let $p = 2$. |  | We have $q = (1 - \\frac{1}{N})^{p N} = (1 - \\frac{1}{N})^{N}$ of $N$ draws.",
      "3 ! exponent: (1 - \\frac{1}{N})^{N p}",
    ],
  ]);
});
