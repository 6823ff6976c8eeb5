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

describe("what is supposed of a function in one section", () => {
  const rule = "# One | If $f(x) = c$, then $f'(x) = 0$. | # Two | ";
  test.each([
    ["is nothing in the next", `${rule}$\\frac{d}{dx} [f(x) g(x)] = f'(x) g(x) + f(x) g'(x)$`, []],
    ["proves nothing there", `${rule}$\\frac{d}{dx} [f(x) + g(x)] = 2 f'(x) + g'(x)$`, ["4 ?"]],
    ["is so in it", "If $f(x) = x^2$, then $f'(x) = 3x$.", ["1 !"]],
    ["unlike what is defined", "# One | Let $f(x) = x^2$. | # Two | So $f'(x) = 2x$.", []],
  ])("%s: %s", (_, text, found) => {
    const all = complaints(text.replaceAll(" | ", "\n"));
    expect(all.map((one) => one.slice(0, 3))).toEqual(found);
  });
});

describe("both sides 0", () => {
  test.each([
    ["as far as is said", "$f(x) = c$, $g(x) = k f(x)$, so $g'(x) = 3 k f'(x)$", ["1 ?"]],
    ["and said to be", "$f(x) = c$, so $f'(x) = 0$", []],
    ["and wrong", "$f(x) = c$, so $f'(x) = 1$", ["1 ?"]],
  ])("%s: %s", (_, text, found) => {
    expect(complaints(text).map((one) => one.slice(0, 3))).toEqual(found);
  });
});

describe("entries", () => {
  test.each([
    ["counted from 0", "$z_0 = 2 + 3$ | $z_1 = 3 + 4$ | $z = [5, 7]$", []],
    ["counted from 1", "$z = [5, 7, 2]$ | so $z_1 + z_2 = 5 + 2$", ["2 !"]],
    ["of what may be vectors", "so $\\sum_{i=1}^2 a_i x_i = a_1 [1, 2] + a_2 [3, 4]$", []],
  ])("%s: %s", (_, text, found) => {
    const all = complaints(text.replaceAll(" | ", "\n")).filter((one) => one.includes("!"));
    expect(all.map((one) => one.slice(0, 3))).toEqual(found);
  });
});

test("a derivative that words name is what goes on, and not the formula before them", () => {
  expect(complaints("$q = 0.5$, so derivative $= 0.5 \\times 0.5 = 0.25$")).toEqual(["1 ?"]);
  expect(complaints("$q = 0.5$, so $= 0.5 \\times 0.5$")[0]).toMatch(/^1 !/);
});

test("an entry that was taken for a row is not called wrong", () => {
  const text =
    "$v = h W + b$, $h = \\sigma(t)$ | $$\\frac{\\partial v_b}{\\partial h_c} = W_{ib} \\frac{\\partial h_i}{\\partial h_c} = W_{ib} \\delta_{ic}$$";
  expect(complaints(text.replaceAll(" | ", "\n")).filter((one) => one.includes("!"))).toEqual([]);
});

test("an equation that has a vector in it has no consequences that are looked for", () => {
  const text =
    "Let $v = [1, 2, 3]$. The condition is $\\|v\\|^2 s = t$. Hence $2 s = t + \\|v\\|^2$.";
  expect(() => complaints(text)).not.toThrow();
});
