/**
 * @file Slips that are ones whatever a text says of its letters elsewhere: they are found behind
 * doubts about what a letter is, and nothing else is.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("letters that are something else in several sections", () => {
  const sections = (claim: string) =>
    `# A |  | $p = 3$ apples. |  | # B |  | $p = 5$ apples. |  | # C |  | $$r = ${claim}$$`;
  documents([
    ["one sign from what holds", sections("\\frac{4p-2}{2} = 2p + 1"), "11 ! sign: 2p - 1"],
    ["and what holds", sections("\\frac{4p-2}{2} = 2p - 1")],
    ["and no slip", sections("p^2 + p = 3p + q"), "11 ?"],
  ]);
});

describe("functions of formulas", () => {
  const square = (claim: string) => `Let $f(x) = x^2$. Then |  | $$${claim}$$`;
  documents([
    ["are worked out", square("f(x + h) = (x + h)^2")],
    ["with one sign too many", square("f(x + h) = (x - h)^2"), "3 ! sign: (x + h)^2"],
    ["or are an equation", square("f(x - 1) = x"), "3 ?"],
  ]);
});

describe("what looks like a slip of numbers", () => {
  documents([
    ["of matrices", "$A = [1, 2; 3, 4]$. |  | $$S = A B = -B A$$", "3 ?"],
    ["where it is supposed", "if $f(x) = \\frac{1}{x} = x^{-2}$, then $f'(x) = -x^{-2}$", "1 ?"],
  ]);
});

describe("what a relation on its own works out", () => {
  documents([
    ["a product", "$$3x^4 \\cdot 2x = 7x^5$$", "1 ! arithmetic: 6x^5"],
    ["a sum", "$$2x + 0 = 3x$$", "1 ! arithmetic: 2x"],
    ["that holds", "$$3x^4 \\cdot 2x = 6x^5$$"],
    ["or is to be solved", "$$3x \\cdot 2x = 6$$", "1 ?"],
    ["or is to be solved, too", "$$2x = 3x$$", "1 ?"],
    ["of another degree", "$$x \\cdot x = x^3$$", "1 ?"],
  ]);
});

describe("a letter that is a matrix elsewhere, or has its value only for a while", () => {
  documents([
    [
      "the number at fault rather than a name that was put in",
      "Let $u = 5 - 2w$ and $f = u^2$. |  | $$\\frac{df}{dw} = 2u \\frac{du}{dw} = 2(5 - 2w)(-2) = -5(5 - 2w)$$",
      "3 ! arithmetic: -4(5 - 2w)",
    ],
    [
      "a number here",
      "Let $P = [p_{ij}]$ and $p = [1, 2; 3, 4]$. |  | # B |  | $$r = \\frac{4p-2}{2} = 2p + 1$$",
      "5 ! sign: 2p - 1",
    ],
  ]);
});
