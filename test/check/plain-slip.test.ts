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
