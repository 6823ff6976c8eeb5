/**
 * What a step may suppose without a word: an equation before it, the wrong form of a function, the
 * branch of a substitution, a probability beside its complement, another exercise of a list.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("an equation that makes a name 0", () => {
  const zero = "Setting the slope to zero, $4k = 0$. | ";
  documents([
    ["says what it is", `${zero}$$k = 0$$`],
    ["says nothing of formulas in it", `${zero}$$m = k^2 - k (2 + k) = -2k$$`, "1 ?"],
    [
      "says nothing of formulas in it",
      `${zero}$$m = k^2 - k (2 + k) = 2k$$`,
      "1 ?",
      "2 ! sign: -2k",
    ],
  ]);
});

describe("a value of a function that was wrongly worked out", () => {
  const wrong = "$$m(k) = k^2 - k (6 k - 15) = -5k^2 - 15k$$ |";
  const found = "1 ! sign: -5k^2 + 15k";
  documents([
    ["follows from it", `${wrong} $$m(-2) = -20 + 30$$`, found],
    ["is right all the same", `${wrong} $$m(-2) = -20 - 30$$`, found],
    ["is neither", `${wrong} $$m(-2) = -20 + 32$$`, found, "2 ?"],
  ]);
});

describe("the branch of a substitution", () => {
  const root = "$$\\sqrt{(1 - x^2) \\cos^2 \\theta} = \\sqrt{1 - x^2} \\cos \\theta$$";
  documents([
    ["is the principal one", `Let $y = (1 - x^2) \\sin \\theta$. Then ${root}`],
    ["is not known without one", root, "1 ~ \\cos(\\theta) > 0"],
    [
      "makes nothing right that is wrong",
      `Let $y = (1 - x^2) \\sin \\theta$. Then ${root.replaceAll("= \\sqrt", "= -\\sqrt")}`,
      "1 ~ \\cos(\\theta) < 0",
    ],
  ]);
});

describe("the complement of a probability", () => {
  const mean = (value: string) =>
    `$$\\mathbb{E}[T] = \\frac{1}{(p + q)(p - q)}$$ | and $$\\frac{1 - (p - q)}{2q (p - q)} = ${value}$$`;
  documents([
    ["is q where p + q is written", mean("\\frac{1}{p - q}")],
    ["is no reason for what is wrong", mean("\\frac{2}{p - q}"), "2 ?"],
    [
      "is not known of other letters",
      "$$\\frac{1 - (p - q)}{2q (p - q)} = \\frac{1}{p - q}$$",
      "1 ?",
    ],
  ]);
});

describe("a mistake behind another one", () => {
  const chain = (last: string) => `$$y = 2 \\cdot (3 + 4) = 2 \\cdot 8 = 15 ${last}$$`;
  documents([
    [
      "and what follows from the line before it",
      chain("= 16"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
    ],
    [
      "and what follows from it",
      chain("= 3 \\cdot 5"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
    ],
    [
      "and what follows from nothing",
      chain("= 19"),
      "1 ! arithmetic: 2 \\cdot 7",
      "1 ! arithmetic: 16",
      "1 ! arithmetic: 15",
    ],
  ]);
});

describe("a value for names of which something was made", () => {
  const head = "We have $c = a + y$ and $d = b + n - y$. | Choose $a = b = 1$, $y = 3$, $n = 4$.";
  documents([
    ["is that of each", `${head} | $$r = \\frac{c - 1}{c + d - 2} = \\frac{3}{4}$$`],
    [
      "is that of each",
      `${head} | $$r = \\frac{c - 1}{c + d - 2} = \\frac{1}{4}$$`,
      "3 ! arithmetic: \\frac{3}{4}",
    ],
    ["is not that of a name with a formula", "$a = x + 1$ and $x = 3$. | Then $$a = b = 1$$"],
  ]);
});

describe("numbers with an index that runs out of what is known", () => {
  const product = "Let $\\bar{\\alpha}_t = \\prod_{i=1}^t \\alpha_i$. |";
  const sum = (over: string) =>
    `$$a = \\frac{\\alpha_t}{\\beta_t} + \\frac{1}{1 - \\bar{\\alpha}_{t-1}} = \\frac{\\alpha_t (1 - \\bar{\\alpha}_{t-1}) + ${over}}{(1 - \\bar{\\alpha}_{t-1}) \\beta_t}$$`;
  documents([
    ["are any numbers in what holds", `${product} ${sum("\\beta_t")}`],
    ["make nothing wrong", `${product} ${sum("2 \\beta_t")}`, "2 -"],
    [
      "are no matrices",
      "Let $\\bar{A}_t = \\prod_{i=1}^t A_i$. | $$c = A_t \\bar{A}_{t-1} + A_t = A_t (\\bar{A}_{t-1} + 1)$$",
      "2 -",
    ],
  ]);
});

describe("means of what is drawn", () => {
  const mean = (of: string) => `\\mathbb{E}_{x \\sim p}[${of}]`;
  documents([
    [
      "are linear in numbers and Greek letters",
      `$$V = ${mean("\\gamma f(x) + 2")} = \\gamma ${mean("f(x)")} + 2$$`,
    ],
    [
      "are linear in numbers and Greek letters",
      `$$V = ${mean("\\gamma f(x) + 2")} = \\gamma ${mean("f(x)")} + 3$$`,
      "1 ?",
    ],
    ["are of all that may be made of it", `$$V = ${mean("r_t - b")} = ${mean("r_t")} - b$$`, "1 ?"],
    [
      "are no product of means",
      `Let f and g be independent. $$V = 2 ${mean("f(x) g(x)")} = 2 ${mean("f(x)")} ${mean("g(x)")}$$`,
      "1 ?",
    ],
    [
      "differ by how it is drawn",
      `$$\\mathrm{Var}(X) = 1, \\quad V = ${mean("X^2")} - ${mean("X")}^2 = \\mathbb{E}_{x \\sim q}[X^2] - \\mathbb{E}_{x \\sim q}[X]^2$$`,
      "1 ?",
    ],
  ]);
});
