/**
 * What a verdict rests on: a proof may not rest on a shape or on a dependence that nothing says. In
 * a row ` | ` stands for a new line; the verdicts are those of all statements, in order.
 */
import { describe, expect, test } from "vitest";
import { complaints, verdicts } from "./verdicts.ts";

type Row = readonly [rule: string, document: string, verdicts: string];

function documents(rows: readonly Row[]): void {
  test.each(rows)("%s: %s", (_, text, found) => {
    expect(verdicts(text.replaceAll(" | ", "\n"))).toBe(found);
  });
}

describe("a capital that is taken for a number", () => {
  const typed = "Let $W \\in \\mathbb{R}^{3 \\times 2}$, $x \\in \\mathbb{R}^2$ and $z = W x$.";
  documents([
    [
      "nothing says what it is",
      "$z = W x$, so $\\frac{\\partial z}{\\partial x} = W$.",
      "definition agrees",
    ],
    [
      "it is a matrix",
      `${typed} So $\\frac{\\partial z}{\\partial x} = W$.`,
      "condition condition definition proved",
    ],
    [
      "it is a matrix",
      `${typed} So $\\frac{\\partial z}{\\partial x} = 2 W$.`,
      "condition condition definition refuted",
    ],
    [
      "with a total derivative",
      "$P = \\frac{K}{V}$, so $\\frac{dP}{dV} = -\\frac{K}{V^2}$.",
      "definition proved",
    ],
  ]);
});

describe("what depends only as its derivatives are written", () => {
  documents([
    ["of what is not defined", "$$\\frac{dL}{dz} = \\frac{dL}{da} \\frac{da}{dz}$$", "agrees"],
    ["of what is not defined", "$$\\frac{dL}{dz} = 3 \\frac{dL}{da} \\frac{da}{dz}$$", "undecided"],
    [
      "of what is defined",
      "$a = z^2$, $L = \\sin a$ and $\\frac{dL}{dz} = \\frac{dL}{da} \\frac{da}{dz}$.",
      "definition definition proved",
    ],
    [
      "of what is defined",
      "$a = z^2$, $L = \\sin a$ and $\\frac{dL}{dz} = 3 \\frac{dL}{da} \\frac{da}{dz}$.",
      "definition definition refuted",
    ],
  ]);
});

describe("what is concluded of two names", () => {
  documents([
    [
      "defines none of them where it is used",
      "Here $r v = t v$, so $r = t$.",
      "undecided condition",
    ],
    [
      "a new name is defined",
      "Let $r v = t v$, so $c = r$ and $c v = r v$.",
      "undecided definition proved",
    ],
  ]);
});

describe("primes", () => {
  test.each([
    ["a constant", "$(C u)' = C u'$"],
    ["a function of one letter", "$\\ln(\\cos x)' = -\\tan x$"],
    [
      "a vector entry by entry",
      "Let $x \\in \\mathbb{R}^3$ and $y = x^2$. Then $\\frac{dy}{dx} = 2 x$.",
    ],
  ])("of %s: %s", (_, text) => {
    expect(complaints(text).filter((one) => one.includes("!"))).toEqual([]);
  });

  test("of a function of one letter, wrong", () => {
    expect(complaints("$\\ln(\\cos x)' = \\tan x$")[0]).toMatch(/^1 !/);
  });

  test("of what may be a constant, wrong: nothing is said", () => {
    expect(complaints("$(C u v)' = C u' v$")).toEqual(["1 ?"]);
  });
});

test("an equation that has a vector in it has no consequences that are looked for", () => {
  const text =
    "Let $v = [1, 2, 3]$. The condition is $\\|v\\|^2 s = t$. Hence $2 s = t + \\|v\\|^2$.";
  expect(() => complaints(text)).not.toThrow();
});
