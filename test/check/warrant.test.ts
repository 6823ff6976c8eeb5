/**
 * What may be held against a step: what is said of its names right there, or alone and borne out
 * by other steps; and what fails whatever its names are.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("what a step fails of", () => {
  documents([
    [
      "is nothing where it fails of any names",
      "$f = \\ln x$. | # Algebra | $g = (x + f)(x - f) = x^2 + f^2$",
      "3 ! sign: x^2 - f^2",
    ],
    [
      "is nothing where numbers fail",
      "$x = 2$. | # Sums | $3 \\cdot 4 = 11$",
      "3 ! arithmetic: 12",
    ],
    [
      "is said right before it",
      "Let $f(x) = x^2 + 3x$. Then $f'(x) = 2x + 2$.",
      "1 ! arithmetic: 2x + 3",
    ],
    [
      "is said in the paragraph before it",
      "Let $f(x) = x^2 + 3x$. |  | Then $f'(x) = 2x + 2$.",
      "3 ! arithmetic: 2x + 3",
    ],
  ]);
});

describe("what is said of a name in several exercises", () => {
  const others =
    "# One | $f(x) = x^2$, $f'(x) = 2x$. | # Two | $f(x) = e^{2x}$, $f'(x) = 2e^{2x}$. | ";
  documents([
    [
      "is held against what stands right below it",
      `${others}# Three | $f(x) = x^4$ |  | $f'(x) = 3x^3$`,
      "8 ! arithmetic: 4x^3",
    ],
    ["is not held against another one", `${others}# Three | $f'(x) = 3x^3$`, "6 ?"],
  ]);
});

describe("what is said of a name once, in another section", () => {
  const model = "# Model | $y = w^2 x$ | # Slopes | ";
  const slope = (of: string, is: string) => `$\\frac{\\partial y}{\\partial ${of}} = ${is}$`;
  documents([
    ["holds", `${model}${slope("w", "2 w x")}`],
    [
      "is held against a step where another one bears it out",
      `${model}${slope("x", "w^2")} and ${slope("w", "3 w x")}`,
      "4 ! arithmetic: 2 w x",
    ],
    ["is not where nothing bears it out", `${model}${slope("w", "3 w x")}`, "4 ?"],
  ]);
});

describe("what several steps fail of and none holds by", () => {
  const square = "Let $f(x) = x^2$. |  | ";
  documents([
    ["may not be meant", `${square}$f(3) = 8$ and $f(2) = 5$`, "3 ?", "3 ?"],
    ["is meant where one is right", `${square}$f(3) = 9$ and $f(2) = 5$`, "3 ! arithmetic: 4"],
    [
      "is meant where one is a slip that nobody makes of anything else",
      `${square}$f'(x) = -2x$ and $f(2) = 5$`,
      "3 ! sign: 2x",
      "3 ?",
    ],
  ]);
});

describe("a function that is called in another way since", () => {
  const said = "$f(x, y) = x + y$. |  | ";
  const since = "For $x = (x_1, x_2)$, $f(x) \\approx f(x_0)$. |  | ";
  const claim = "So $\\frac{\\partial f}{\\partial y} = 2$";
  documents([
    ["is meant", `${said}${claim}`, "3 ! arithmetic: 1"],
    ["may be another one", `${said}${since}${claim}`, "5 ?"],
  ]);
});
