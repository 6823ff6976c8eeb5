/** @file The problem that a document defines, as lines; and the way back to the document. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  definedProblem,
  fencedProblem,
  looksLikeDocument,
} from "../../src/cli/document-problem.ts";

const lines = (source: string) =>
  definedProblem(source)
    .text.split("\n")
    .filter((x) => x !== "");

test.each([
  ["a formula in running text", "Let $y = x^2$.", ["y = x^2"]],
  ["a display", "$$\ny = x^2\n$$", ["y = x^2"]],
  ["brackets", "\\[ y = x^2 \\] and \\( u = 2 y \\)", ["y = x^2", "u = 2 y"]],
  [
    "an environment",
    "\\begin{align*} y &= x^2 \\\\ u &= 2 y \\end{align*}",
    ["y = x^2", "u = 2 y"],
  ],
  ["the first right side counts", "$y = v x = 3 \\cdot 2 = 6$", ["y = v x"]],
  ["a relation that defines nothing", "$x > 0$, $W^T x = 3$, $y = x^2$", ["y = x^2"]],
  ["the first definition counts", "$y = x^2$ and $y = x \\cdot x$", ["y = x^2"]],
  ["a number is a value", "$y = w x$ with $w = 2$", ["y = w x", "at w = 2"]],
  ["a number for what is defined is a claim", "$y = w x$, so $y = 6$", ["y = w x"]],
  [
    "a derivative is a question",
    "$y = x^2$, $\\frac{dy}{dx} = 2x$",
    ["y = x^2", "find \\frac{dy}{dx}"],
  ],
  ["code is not read", "```\n$u = 3x$\n```\n`$v = x$`\n$y = x^2$", ["y = x^2"]],
  ["money is no formula", "It costs $5 and more. $y = x^2$", ["y = x^2"]],
  [
    "an open entry asks for the whole",
    "$y = v^T (W x)$ $\\frac{dy}{dW_{1,2}} = 3$",
    ["y = v^T (W x)", "find \\frac{d y}{d W}"],
  ],
])("%s", (_, source, expected) => {
  expect(lines(source)).toEqual(expected);
});

test("a letter alone on a line begins a part; what is known is not defined again", () => {
  const source = `A

$y = \\cos(s)$, $s = x^2$

## B

$y = \\cos(x^2)$

(c)

$z = W x$, $y = v^T z$

D

$y = v_1 z_1 + v_2 z_2$, $z_2 = W_{2,1} x_1$, $L = (y - t)^2$
`;
  expect(lines(source)).toEqual([
    "part A:",
    "y = \\cos(s)",
    "s = x^2",
    "part c:",
    "z = W x",
    "y = v^T z",
    "part D:",
    "L = (y - t)^2",
  ]);
});

test.each([
  ["one fence", "x\n```pengrad\ny = x\n```\nz", "y = x\n\n"],
  ["two fences", "```pengrad\na = b\n```\n\n~~~ pengrad\nc = a\n~~~\n", "a = b\n\nc = a\n\n"],
  ["a fence that never closes", "```pengrad\ny = x", "y = x\n"],
])("%s", (_, source, text) => {
  expect(fencedProblem(source)?.text).toBe(text);
});

test("a document without fences has none", () => {
  expect(fencedProblem("```js\nx\n```\n$y = x$")).toBe(null);
});

test.each([
  ["y = x^2\nat x = 2", false],
  ["# a comment\ny = [1, 2; 3, 4] x", true],
  ["$$y = x$$", true],
  ["\\begin{align} y = x", true],
])("%j is a document: %s", (text, verdict) => {
  // a line of a problem that begins with # and a word could be a heading; .pg says what it is
  expect(looksLikeDocument(text)).toBe(verdict);
});

test("every character of the problem that is taken comes from where `origin` says", () => {
  const piece = fc.constantFrom(
    "$y = x^2$",
    "text ",
    "\n\nA\n\n",
    "$$u = y + 1$$",
    "$w=2$",
    "\\(",
    "$",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const source = pieces.join("");
      const { text, origin } = definedProblem(source);
      for (const match of text.matchAll(/x\^2|u|w/g)) {
        expect(source.startsWith(match[0], origin(match.index))).toBe(true);
      }
    }),
  );
});
