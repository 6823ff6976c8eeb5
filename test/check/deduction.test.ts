/**
 * Equations that are said to follow from the one before: what follows, what does not, and what is
 * no deduction at all.
 */
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { documents } from "./verdicts.ts";

describe("an equation that is solved", () => {
  documents([
    ["step by step", "We solve $3x - 4 = 11$. Then $3x = 15$, so $x = 5$"],
    ["with a wrong number", "We solve $3x - 4 = 11$. Then $3x = 12$", "1 ! arithmetic: 15"],
    ["with a wrong end", "We solve $3x - 4 = 11$. Then $3x = 15$, so $x = 6$", "1 ! arithmetic: 5"],
    [
      "with two mistakes",
      "$$3x - 4 = 11 \\implies 3x = 12 \\implies x = 3$$",
      "1 ! arithmetic: 15",
      "1 ! arithmetic: 4",
    ],
    [
      "with words in the formula",
      "$$3x - 4 = 11 \\quad\\text{so}\\quad 3x = 7$$",
      "1 ! arithmetic: 15",
    ],
    [
      "in rows",
      "$$\\begin{aligned} 5t + 2 &= 3t - 6 \\\\ 2t &= -4 \\end{aligned}$$",
      "1 ! arithmetic: -8",
    ],
    [
      "with letters",
      "$$m v + p = q \\quad\\Rightarrow\\quad v = \\frac{q + p}{m}$$",
      "1 ! sign: \\frac{q - p}{m}",
    ],
    [
      "in displays",
      "$$\\frac{k}{p} - \\frac{n}{1 - p} = 0$$ | $$k (1 - p) = n^2 p$$",
      "2 ! exponent: n p",
    ],
    [
      "with an exponent that is a fraction",
      "$$0 = k + \\frac{c}{7^{-\\frac12}} \\implies c = -k \\cdot 7^\\frac12$$",
      "1 ! exponent: -k \\cdot 7^{-\\frac12}",
    ],
    ["by a logarithm", "$$\\ln w = 3t \\implies w = e^{-3t}$$", "1 ! sign: e^{3t}"],
    ["to a root of several", "From $x^2 - 7x + 12 = 0$ we get $x = 4$"],
    ["to none of its roots", "From $x^2 - 7x + 12 = 0$ we get $x = 6$", "1 ! arithmetic: 4"],
    ["to the positive root", "$x^2 = 49$, so $x = 7$"],
  ]);
});

describe("what is solved for a sum", () => {
  const score = "$$-\\frac{n}{a} + \\frac{1}{a^2} \\sum_{i=1}^n x_i = 0$$ | ";
  documents([
    ["follows", `${score}So $$a = \\frac1n \\sum_{i=1}^n x_i$$`],
    [
      "does not",
      `${score}So $$a = \\frac{1}{n^2} \\sum_{i=1}^n x_i$$`,
      "2 ! exponent: \\frac{1}{n} \\sum_{i=1}^n x_i",
    ],
  ]);
});

describe("a slope along a curve", () => {
  const curve = "$$6x + 10y \\frac{dy}{dx} = 0$$ | ";
  documents([
    ["that is isolated", `${curve}Hence $$10y \\frac{dy}{dx} = -6x$$`, "1 ?"],
    ["with a sign lost", `${curve}Hence $$10y \\frac{dy}{dx} = 6x$$`, "2 ! sign: -6x"],
  ]);
});

describe("what is no deduction", () => {
  documents([
    [
      "two equations that are to hold",
      "$$\\begin{aligned} x + y &= 9 \\\\ x + 2y &= 9 \\end{aligned}$$",
      "1 ?",
      "1 ?",
    ],
    ["a value that words bring in", "$p + q = 9$. With Ohm's law $p = 7$", "1 ?"],
    ["formulas beside each other", "$2x + 3 = 7$, $2x = 5$", "1 ?", "1 ?"],
    ["items of a list", "1. $2x + 3 = 7$ | 2. $2x = 5$", "1 ?", "2 ?"],
    [
      "what a longer chain says by its ends",
      "$$5 = y(0) = a + b \\quad\\Rightarrow\\quad a + b = 5$$",
      "1 ?",
      "1 ?",
      "1 ?",
    ],
    ["another unit", "$2v = 144 \\text{ km/h}$, so $v = 20 \\text{ m/s}$", "1 ?"],
    ["a number that is rounded up", "$1.3 n = 20$, so $n = 16$", "1 ?"],
    ["a name of which a value was put in", "$p + q = 9$, hence $p = 7$", "1 ?"],
  ]);
});

test("the message tells where the equation before holds", () => {
  const { diagnostics, statements } = checkText("$2x + 3 = 7$, so $2x = 5$", { path: "a.md" });
  expect(diagnostics[0]).toMatchObject({
    code: "PG4106",
    premise: "2x + 3 = 7",
    counterexample: { at: { x: "2" }, left: "4", right: "5" },
  });
  expect(diagnostics[0]!.message).toBe(
    "This does not follow from 2x + 3 = 7: at x = 2 that holds, but here the left side is 4, " +
      "the right side 5: the value is 4.",
  );
  // what is solved claims nothing itself
  expect(statements[0]).toMatchObject({ kind: "condition" });
});
