/**
 * Limits, each held to its value, to another value that it is not, and to the function itself
 * near the place: the oracle is plain JavaScript.
 */
import { describe, expect, test } from "vitest";
import { verdicts } from "../check/verdicts.ts";

type Row = readonly [
  place: string,
  body: string,
  value: string,
  f: (x: number) => number,
  near: number,
  is: number,
];

const rows: readonly Row[] = [
  ["x \\to 0", "\\frac{\\sin x}{x}", "1", (x) => Math.sin(x) / x, 1e-6, 1],
  [
    "x \\to 0",
    "\\frac{1 - \\cos x}{x^2}",
    "\\frac12",
    (x) => (1 - Math.cos(x)) / x ** 2,
    1e-4,
    0.5,
  ],
  ["x \\to 0", "\\frac{e^x - 1}{x}", "1", (x) => Math.expm1(x) / x, 1e-6, 1],
  ["x \\to 0", "(1 + x)^{1/x}", "e", (x) => (1 + x) ** (1 / x), 1e-7, Math.E],
  ["x \\to \\infty", "(1 + \\frac{2}{x})^x", "e^2", (x) => (1 + 2 / x) ** x, 1e7, Math.exp(2)],
  [
    "x \\to 4",
    "\\frac{\\sqrt{x} - 2}{x - 4}",
    "\\frac14",
    (x) => (Math.sqrt(x) - 2) / (x - 4),
    4.0001,
    0.25,
  ],
  [
    "x \\to 0",
    "\\frac{\\sqrt[3]{x^3 + x^4}}{x}",
    "1",
    (x) => Math.cbrt(x ** 3 + x ** 4) / x,
    -1e-6,
    1,
  ],
  [
    "x \\to -8",
    "\\frac{\\sqrt[3]{x} + 2}{x + 8}",
    "\\frac{1}{12}",
    (x) => (Math.cbrt(x) + 2) / (x + 8),
    -8.0001,
    1 / 12,
  ],
  ["x \\to 3", "\\frac{x^2 - 9}{x - 3}", "6", (x) => (x * x - 9) / (x - 3), 3.0001, 6],
  ["x \\to 0^+", "\\frac{|x|}{x}", "1", (x) => Math.abs(x) / x, 1e-6, 1],
  ["x \\to 0^{-}", "\\frac{|x|}{x}", "-1", (x) => Math.abs(x) / x, -1e-6, -1],
  ["x \\to 0", "\\frac{x^2}{|x|}", "0", (x) => (x * x) / Math.abs(x), -1e-6, 0],
  [
    "x \\to \\infty",
    "\\frac{2x^2 + 1}{x^2 - x}",
    "2",
    (x) => (2 * x * x + 1) / (x * x - x),
    1e7,
    2,
  ],
  ["x \\to \\infty", "\\sqrt{x^2 + x} - x", "\\frac12", (x) => Math.sqrt(x * x + x) - x, 1e5, 0.5],
  ["x \\to -\\infty", "\\frac{1}{1 + e^{-x}}", "0", (x) => 1 / (1 + Math.exp(-x)), -40, 0],
  ["x \\to +\\infty", "\\frac{1}{1 + e^{-x}}", "1", (x) => 1 / (1 + Math.exp(-x)), 40, 1],
  ["x \\to \\infty", "x e^{-x}", "0", (x) => x * Math.exp(-x), 50, 0],
  ["x \\to \\infty", "\\arctan x", "\\frac\\pi2", Math.atan, 1e7, Math.PI / 2],
  ["x \\to \\infty", "x (\\frac\\pi2 - \\arctan x)", "1", (x) => x * Math.atan(1 / x), 1e7, 1],
  ["x \\to 0", "\\frac{\\ln(1 + 3x)}{x}", "3", (x) => Math.log1p(3 * x) / x, 1e-7, 3],
  [
    "x \\to 0",
    "\\frac{\\tan x - \\sin x}{x^3}",
    "\\frac12",
    (x) => (Math.tan(x) - Math.sin(x)) / x ** 3,
    1e-3,
    0.5,
  ],
  [
    "x \\to 1",
    "\\frac{x^5 - 1}{x^3 - 1}",
    "\\frac53",
    (x) => (x ** 5 - 1) / (x ** 3 - 1),
    1.00001,
    5 / 3,
  ],
  ["x \\to 0^+", "x \\ln x", "0", (x) => x * Math.log(x), 1e-6, 0],
  ["x \\to 0^+", "\\frac{\\ln x}{1/x}", "0", (x) => x * Math.log(x), 1e-6, 0],
  ["x \\to 0^+", "x^x", "1", (x) => x ** x, 1e-6, 1],
  ["x \\to \\infty", "\\frac{\\ln x}{\\sqrt{x}}", "0", (x) => Math.log(x) / Math.sqrt(x), 1e10, 0],
  ["x \\to \\infty", "x^{1/x}", "1", (x) => x ** (1 / x), 1e6, 1],
  ["x \\to 2", "x^2 + 1", "5", (x) => x * x + 1, 2.000001, 5],
  ["x \\to \\infty", "\\tanh(2x)", "1", (x) => Math.tanh(2 * x), 30, 1],
];

describe("limits", () => {
  test.each(rows)("%s of %s is %s", (place, body, value, f, near, is) => {
    expect(Math.abs(f(near) - is)).toBeLessThan(1e-3);
    const limit = `\\lim_{${place}} \\left[${body}\\right]`;
    expect(verdicts(`$${limit} = ${value}$`)).toBe("proved");
    expect(verdicts(`$${limit} = ${value} + 1$`)).toBe("refuted");
  });

  test.each([
    ["there is none", "\\lim_{x \\to 0} \\frac{|x|}{x} = 1"],
    ["there is none", "\\lim_{x \\to 0} \\frac{1}{x} = 0"],
    ["it has no bound", "\\lim_{x \\to \\infty} \\frac{x}{\\ln x} = 0"],
    ["no such series", "\\lim_{x \\to \\infty} \\frac{\\ln x}{\\ln(x + 1)} = 1"],
    ["a jump", "\\lim_{x \\to 1} \\lfloor x \\rfloor = 1"],
    ["it swings", "\\lim_{x \\to \\infty} \\frac{\\sin x}{x} = 1"],
    ["a sign that is not known", "\\lim_{x \\to \\infty} e^{-a x} = 1"],
  ])("%s: nothing is said of %s", (_why, text) => {
    expect(verdicts(`$${text}$`)).toBe("undecided");
  });
});
