/**
 * Definite integrals, each held to its value, to another value that it is not, and to Simpson's
 * rule in plain JavaScript; antiderivatives, and what they are not.
 */
import { describe, expect, test } from "vitest";
import { verdicts } from "../check/verdicts.ts";

type Row = readonly [
  body: string,
  f: (x: number) => number,
  from: string,
  to: string,
  value: string,
  is: number,
];

const rows: readonly Row[] = [
  ["x^2", (x) => x * x, "0", "1", "\\frac13", 1 / 3],
  ["3x^2 - 2x + 1", (x) => 3 * x * x - 2 * x + 1, "1", "2", "5", 5],
  ["\\sin x", Math.sin, "0", "\\pi", "2", 2],
  [
    "\\cos(x) \\sin(x)",
    (x) => Math.cos(x) * Math.sin(x),
    "0",
    "1",
    "\\frac{\\sin^2 1}{2}",
    Math.sin(1) ** 2 / 2,
  ],
  ["e^{-2x}", (x) => Math.exp(-2 * x), "0", "1", "\\frac{1 - e^{-2}}{2}", (1 - Math.exp(-2)) / 2],
  ["x e^x", (x) => x * Math.exp(x), "0", "1", "1", 1],
  ["2x e^{x^2}", (x) => 2 * x * Math.exp(x * x), "0", "1", "e - 1", Math.E - 1],
  [
    "x^2 \\cos x",
    (x) => x * x * Math.cos(x),
    "0",
    "1",
    "2\\cos 1 - \\sin 1",
    2 * Math.cos(1) - Math.sin(1),
  ],
  ["\\frac{1}{x}", (x) => 1 / x, "1", "2", "\\ln 2", Math.LN2],
  ["\\frac{2x}{x^2 + 1}", (x) => (2 * x) / (x * x + 1), "0", "1", "\\ln 2", Math.LN2],
  ["\\frac{1}{1 + x^2}", (x) => 1 / (1 + x * x), "0", "1", "\\frac\\pi4", Math.PI / 4],
  ["\\ln x", Math.log, "1", "2", "2\\ln 2 - 1", 2 * Math.LN2 - 1],
  ["\\sqrt{x}", Math.sqrt, "1", "4", "\\frac{14}{3}", 14 / 3],
  ["x (1 - x)^2", (x) => x * (1 - x) ** 2, "0", "1", "\\frac{1}{12}", 1 / 12],
  [
    "\\frac{\\ln x}{x}",
    (x) => Math.log(x) / x,
    "1",
    "2",
    "\\frac{(\\ln 2)^2}{2}",
    Math.LN2 ** 2 / 2,
  ],
];

/** Simpson's rule with 1,000 intervals. */
function simpson(f: (x: number) => number, a: number, b: number): number {
  const n = 1000;
  const h = (b - a) / n;
  let sum = f(a) + f(b);
  for (let k = 1; k < n; k++) sum += (k % 2 === 1 ? 4 : 2) * f(a + k * h);
  return (sum * h) / 3;
}

const places: Readonly<Record<string, number>> = {
  "0": 0,
  "1": 1,
  "2": 2,
  "4": 4,
  "\\pi": Math.PI,
};

describe("definite integrals", () => {
  test.each(rows)("%s", (body, f, from, to, value, is) => {
    expect(simpson(f, places[from]!, places[to]!)).toBeCloseTo(is, 8);
    const integral = `\\int_{${from}}^{${to}} ${body} \\, dx`;
    expect(verdicts(`$${integral} = ${value}$`)).toBe("proved");
    expect(verdicts(`$${integral} = ${value} + 1$`)).toBe("refuted");
  });

  test.each([
    ["\\int_0^\\infty e^{-x} dx = 1", "proved"],
    ["\\int_0^\\infty e^{-x} dx = 2", "refuted"],
    ["\\int_{-\\infty}^\\infty e^{-x^2} dx = \\sqrt{\\pi}", "proved"],
    ["\\int_0^\\infty x e^{-x} dx = 1", "proved"],
    ["\\int_0^\\infty e^{-k x} dx = 5", "undecided"],
    // there is a pole between
    ["\\int_{-1}^1 \\frac{1}{x^2} dx = -2", "undecided"],
    ["\\int_{-1}^1 \\frac{1}{x^2} dx = 2", "undecided"],
    ["\\int_0^1 e^{-x^2} dx = \\int_0^1 e^{-t^2} dt", "proved"],
    ["\\int_0^1 \\int_0^x y \\, dy \\, dx = \\frac16", "proved"],
  ])("%s: %s", (text, verdict) => {
    expect(verdicts(`$${text}$`)).toBe(verdict);
  });
});
