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
    ["a power of x", "$(x^p)' = p x^{p-1}$"],
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

  test("of a power of x, wrong", () => {
    expect(complaints("$(x^p)' = p x^p$")[0]).toMatch(/^1 !/);
  });

  test("of names that have primes themselves, wrong: nothing is said of one alone", () => {
    expect(complaints("$(x y)' = y + x$")[0]).toMatch(/^1 [?!]/);
  });

  test("of what may be a constant, wrong: nothing is said", () => {
    expect(complaints("$(C u v)' = C u' v$")).toEqual(["1 ?"]);
  });
});

describe("what conditions are said of", () => {
  const tall = "Let $A \\in \\mathbb{R}^{3 \\times 3}$. ";
  test.each([
    ["definite", `${tall}$A$ is positive definite. So $x^T A^T = x^T A$.`, []],
    [
      "a Gram matrix that is",
      `${tall}$A^T A$ is positive definite. So $x^T A^T = x^T A$.`,
      ["1 ~"],
    ],
    ["a letter that counts", "Let $a_n = 2 n$. So $x + \\sin(n \\pi) = x$.", []],
    ["a letter that does not", "Let $a = 2 t$. So $x + \\sin(t \\pi) = x$.", ["1 ~"]],
  ])("%s: %s", (_, text, found) => {
    expect(complaints(text).map((one) => one.slice(0, 3))).toEqual(found);
  });
});

describe("a function of what stands in braces", () => {
  test.each([
    ["$\\sin{x}(1 + y) = \\sin x + y \\sin x$", true],
    ["$\\sin{x}(1 + y) = \\sin x + x y$, for all $x, y$", false],
  ])("%s", (text, holds) => {
    expect(complaints(text)).toHaveLength(holds ? 0 : 1);
  });
});

describe("the argument of a function that is a quantity", () => {
  const given = "Let $f(u) = u^2$, $u = 3x + 1$. ";
  test.each([
    [`${given}$\\frac{df}{dx} = 2u \\cdot 3$`, []],
    [`${given}$\\frac{df}{dx} = 2x$`, ["1 !"]],
    ["Let $f(u) = u^2$. $\\frac{df}{dx} = 2x$", []],
  ])("%s", (text, found) => {
    expect(complaints(text).map((one) => one.slice(0, 3))).toEqual(found);
  });
});

test("an equation that has a vector in it has no consequences that are looked for", () => {
  const text =
    "Let $v = [1, 2, 3]$. The condition is $\\|v\\|^2 s = t$. Hence $2 s = t + \\|v\\|^2$.";
  expect(() => complaints(text)).not.toThrow();
});
