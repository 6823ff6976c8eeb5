/**
 * @file Limits and integrals in two expressions that are compared: what is proved, what is refuted
 * beside it, and where nothing is said because there is no value, or none that is known.
 */
import { expect, test } from "vitest";
import { equalTexts } from "../../src/check/equal.ts";

type Row = readonly [left: string, right: string];

const proved: readonly Row[] = [
  ["\\int_0^1 x^2 dx", "1/3"],
  ["\\int_0^{\\pi} \\sin x dx", "2"],
  ["\\int_0^\\infty e^{-x} dx", "1"],
  ["\\int_a^b x dx", "\\frac{b^2-a^2}{2}"],
  ["\\int_0^1 (x-m)^2 dx", "m^2-m+1/3"],
  ["\\int_0^1 \\int_0^1 x y dx dy", "1/4"],
  ["\\int_0^1 \\left(\\int_0^y x dx\\right) dy", "1/6"],
  ["\\int_a^b f(x) dx", "-\\int_b^a f(x) dx"],
  ["\\int_a^b f(x) dx + \\int_b^c f(x) dx", "\\int_a^c f(x) dx"],
  ["\\int x^2 dx", "x^3/3"],
  ["\\int 2x dx", "x^2+5"],
  ["\\int \\cos(2x) dx", "\\frac{1}{2}\\sin(2x)+C"],
  ["\\int x e^x dx", "x e^x - \\int e^x dx"],
  ["\\int \\frac{1}{x} dx", "\\ln|x|"],
  ["\\int_0^{\\sqrt{2}} \\sqrt{2-x^2} dx", "\\int_0^{\\sqrt{2}} \\sqrt{(\\sqrt{2})^2-x^2} dx"],
  ["\\int_0^{\\sqrt{2}} \\sqrt{2-x^2} dx", "\\pi/2"],
  ["\\sqrt{2-(\\sqrt{2})^2}", "0"],
  // without an antiderivative, between numbers
  ["\\int_0^1 2 e^{x^2} dx", "2\\int_0^1 e^{x^2} dx"],
  ["\\int_1^2 (e^{x^2} + x) dx", "\\int_1^2 e^{x^2} dx + \\int_1^2 x dx"],
  ["\\frac{d}{dx} \\int_0^x e^{-t^2} dt", "e^{-x^2}"],
  ["\\frac{d}{dx} \\int_0^{x^2} t dt", "2x^3"],
  ["\\lim_{x\\to 0} \\frac{\\sin x}{x}", "1"],
  ["\\lim_{h\\to 0} \\frac{(x+h)^2-x^2}{h}", "2x"],
  ["\\lim_{h\\to 0} \\frac{f(x+h)-f(x)}{h}", "f'(x)"],
  ["\\lim_{x\\to\\infty} \\frac{2x+1}{x-3}", "2"],
  ["\\lim_{x\\to 0^+} \\frac{\\ln(1+x)}{x}", "1"],
  ["2\\int_0^1 x dx + \\lim_{x \\to 0} \\cos x", "2"],
];

const refuted: readonly Row[] = [
  ["\\int_0^1 x^2 dx", "1/2"],
  ["\\int_0^{\\pi} \\sin x dx", "0"],
  ["\\int_0^\\infty e^{-x} dx", "2"],
  ["\\int_a^b x dx", "\\frac{b^2+a^2}{2}"],
  ["\\int_0^1 (x-m)^2 dx", "m^2+m+1/3"],
  ["\\int_a^b f(x) dx", "\\int_b^a f(x) dx"],
  ["\\int x^2 dx", "x^3"],
  ["\\int \\cos(2x) dx", "\\sin(2x)+C"],
  ["\\int x e^x dx", "x e^x + \\int e^x dx"],
  ["\\frac{d}{dx} \\int_0^{x^2} t dt", "x^4"],
  ["\\lim_{x\\to 0} \\frac{\\sin x}{x}", "0"],
  ["\\lim_{h\\to 0} \\frac{(x+h)^2-x^2}{h}", "x"],
  ["\\lim_{x\\to\\infty} \\frac{2x+1}{x-3}", "-1/3"],
];

const silent: readonly Row[] = [
  // a pole between the bounds
  ["\\int_{-1}^1 \\frac{1}{x} dx", "0"],
  // no antiderivative is known; what the integrals are is not, either
  ["\\int_0^{2\\pi} \\frac{1}{2+\\cos x} dx", "0"],
  ["\\int_0^1 2 e^{x^2} dx", "2\\int_0^1 e^{x^3} dx"],
  ["\\int_1^2 e^{x^2} dx", "\\int_1^2 e^{x^2} dx + 1"],
  ["\\int_a^b f(x) g(x) dx", "\\int_a^b f(x) dx \\int_a^b g(x) dx"],
  // any constant
  ["\\int 2x dx - \\int 2x dx", "5"],
  ["\\lim_{x\\to 0} \\frac{1}{x}", "0"],
  ["\\lim_{x\\to 0} \\frac{|x|}{x}", "1"],
];

test.each(proved)("%s = %s is proved", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("proved");
});

test.each(refuted)("%s = %s is refuted", (left, right) => {
  const report = equalTexts(left, right);
  expect(report.verdict).toBe("refuted");
  expect(report.counterexample).toBeDefined();
});

test.each(silent)("of %s = %s nothing is said", (left, right) => {
  const { verdict, reason } = equalTexts(left, right);
  expect(verdict).toBe("undecided");
  expect(reason).toBeDefined();
});

test("a value without a closed form is known as a decimal", () => {
  expect(equalTexts("\\int_0^1 e^{-x^2} dx", "0.7468").verdict).toBe("rounded");
  expect(equalTexts("\\int_0^1 e^{-x^2} dx", "0.7568").verdict).toBe("refuted");
});

test("what depends on the letter of a sum around it is not read", () => {
  expect(equalTexts("\\sum_{k=1}^3 \\int_0^1 x^k dx", "13/12").verdict).toBe("unread");
});

test("a report says what was used", () => {
  expect(equalTexts("\\int_0^1 x^2 dx", "1/3").rules).toContain("integral");
  expect(equalTexts("\\int 2x dx", "x^2").reason).toContain("up to a constant");
});
