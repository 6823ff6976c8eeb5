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
  ["(x^2)^2", (x) => x ** 4, "0", "1", "\\frac15", 1 / 5],
  ["\\sin^3 x", (x) => Math.sin(x) ** 3, "0", "\\pi", "\\frac43", 4 / 3],
  [
    "\\sin^2 x \\cos^2 x",
    (x) => (Math.sin(x) * Math.cos(x)) ** 2,
    "0",
    "\\pi",
    "\\frac\\pi8",
    Math.PI / 8,
  ],
  [
    "e^x \\sin x",
    (x) => Math.exp(x) * Math.sin(x),
    "0",
    "\\pi",
    "\\frac{e^\\pi + 1}{2}",
    (Math.exp(Math.PI) + 1) / 2,
  ],
  ["x \\sin^2 x", (x) => x * Math.sin(x) ** 2, "0", "\\pi", "\\frac{\\pi^2}{4}", Math.PI ** 2 / 4],
  ["\\tan^2 x", (x) => Math.tan(x) ** 2, "0", "1", "\\tan 1 - 1", Math.tan(1) - 1],
  ["\\frac{x^2}{x + 1}", (x) => (x * x) / (x + 1), "0", "1", "\\ln 2 - \\frac12", Math.LN2 - 0.5],
  [
    "\\frac{x}{(x + 1)(x + 2)}",
    (x) => x / ((x + 1) * (x + 2)),
    "0",
    "1",
    "2\\ln 3 - 3\\ln 2",
    2 * Math.log(3) - 3 * Math.LN2,
  ],
  [
    "\\frac{1}{(x^2 + 1)^2}",
    (x) => 1 / (x * x + 1) ** 2,
    "0",
    "1",
    "\\frac\\pi8 + \\frac14",
    Math.PI / 8 + 0.25,
  ],
  [
    "\\frac{1}{x^2 - 5}",
    (x) => 1 / (x * x - 5),
    "0",
    "1",
    "\\frac{1}{2\\sqrt5} \\ln\\frac{\\sqrt5 - 1}{\\sqrt5 + 1}",
    Math.log((Math.sqrt(5) - 1) / (Math.sqrt(5) + 1)) / (2 * Math.sqrt(5)),
  ],
  [
    "\\frac{1}{1 + e^x}",
    (x) => 1 / (1 + Math.exp(x)),
    "0",
    "1",
    "1 - \\ln\\frac{1 + e}{2}",
    1 - Math.log((1 + Math.E) / 2),
  ],
  [
    "\\arctan x",
    Math.atan,
    "0",
    "1",
    "\\frac\\pi4 - \\frac{\\ln 2}{2}",
    Math.PI / 4 - Math.LN2 / 2,
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
    ["\\int_0^1 \\int_0^x (x + y) \\, dy \\, dx = \\frac12", "proved"],
    ["\\int_0^1 \\int_0^1 xy \\, dy \\, dx = \\frac12", "refuted"],
    // letters for which the integral converges
    ["\\int_0^\\infty x e^{-a x} dx = \\frac{1}{a^2}", "proved"],
    ["\\int_0^\\infty x e^{-a x} dx = \\frac{1}{a^3}", "refuted"],
    ["\\int_0^\\infty e^{-s t} \\cos 2t \\, dt = \\frac{s}{s^2 + 4}", "proved"],
    ["\\int_1^\\infty \\frac{1}{x^p} dx = \\frac{1}{p - 1}", "proved"],
    ["\\int_0^1 p^k (1 - p) dp = \\frac{1}{(k + 1)(k + 2)}", "proved"],
    ["\\int_{-\\infty}^\\infty e^{-\\lambda |x|} dx = \\frac{2}{\\lambda}", "proved"],
    ["\\int_{-\\infty}^\\infty e^{-a x^2} dx = \\sqrt{\\frac{\\pi}{a}}", "proved"],
    // for which it does not, or not for any
    ["\\int_{-\\infty}^\\infty e^{-\\lambda x} dx = 0", "undecided"],
    ["\\int_0^\\infty x^{-p} dx = 0", "undecided"],
    ["\\int_{-\\infty}^\\infty \\frac{1}{x^2 + a^2} dx = \\frac{\\pi}{a}", "conditional"],
    // improper at a bound, and divergent there
    ["\\int_0^1 \\frac{1}{\\sqrt{x}} dx = 2", "proved"],
    ["\\int_0^1 \\ln x \\, dx = -1", "proved"],
    ["\\int_0^1 \\frac{1}{x} dx = 1", "undecided"],
    // given in cases
    ["\\int_{-1}^2 |x| dx = \\frac52", "proved"],
    ["\\int_0^2 \\max(0, x - 1) dx = \\frac12", "proved"],
    ["\\int_0^2 \\max(0, x - 1) dx = 0", "refuted"],
  ])("%s: %s", (text, verdict) => {
    expect(verdicts(`$${text}$`)).toBe(verdict);
  });
});
