/** @file `equal`: what each verdict is given for, with the certificate that comes with it. */
import { describe, expect, test } from "vitest";
import { equal } from "../../src/index.ts";

test.each([
  ["sin(2x)", "2 sin x cos x"],
  ["\\frac{d}{dx}(x^2 y)", "2xy"],
  ["\\frac{\\partial}{\\partial x}\\ln(1+e^x)", "\\sigma(x)"],
  ["(fg)'", "f'g+fg'"],
  ["\\left(\\frac{u}{v}\\right)'", "\\frac{u'v-uv'}{v^2}"],
  ["\\frac{d}{dx}(f(x)g(x))", "f'(x)g(x)+f(x)g'(x)"],
  ["x(y + 1)^2", "x y^2 + 2 x y + x"],
  [
    "\\frac{d}{dx_2} \\cos((x_1/x_2)^{x_3})",
    "\\frac{x_3}{x_2} (\\frac{x_1}{x_2})^{x_3} \\sin((\\frac{x_1}{x_2})^{x_3})",
  ],
  ["\\ln |x|^2", "2 \\ln |x|"],
  ["\\frac{d}{dx} \\ln |x|", "\\frac{1}{x}"],
  ["2^{y \\sin x}", "(2^{\\sin x})^y"],
  ["-\\sin(s) x_3 u^{x_3-1}", "-x_3 \\sin(s) u^{x_3}/u"],
])("%s = %s is proved", (left, right) => {
  const report = equal(left, right);
  expect(report.verdict).toBe("proved");
  expect(report.rules?.length).toBeGreaterThan(0);
});

test.each([
  ["x_1/x_2", "-x_1/x_2", { x_1: "2", x_2: "3" }, "0.666667", "-0.666667"],
  ["(x+y)^2", "x^2+y^2", { x: "2", y: "3" }, "25", "13"],
  ["(fg)'", "f'g'", { f: "2", g: "3", "f'": "5", "g'": "7" }, "29", "35"],
  ["e^\\pi", "\\pi^e", {}, "23.1407", "22.4592"],
])("%s = %s is refuted at a point", (left, right, at, a, b) => {
  const report = equal(left, right);
  expect(report).toMatchObject({ verdict: "refuted", counterexample: { at, left: a, right: b } });
});

test.each([
  ["sqrt(x^2)", "x", "x \\ge 0", true],
  ["\\max(0, x)", "x", "x \\ge 0", true],
  ["sign(x)^2", "1", "x \\ne 0", true],
  ["sin(n pi)", "0", "n \\in \\mathbb{Z}", false],
  ["arctan(x) + arctan(1/x)", "pi/2", "x > 0", false],
  ["sqrt(x^2 y^2)", "x y", "x \\ge 0 \\land y \\ge 0", true],
  ["sqrt((1 - x^2) cos(t)^2)", "sqrt(1 - x^2) cos(t)", "\\cos(t) > 0", true],
  ["arcsin(sin x)", "x", "-\\frac{\\pi}{2} < x < \\frac{\\pi}{2}", false],
  ["arccos(cos x)", "x", "0 \\le x < \\pi", false],
  ["arctan(tan(x/y))", "x/y", "-\\frac{\\pi}{2} < \\frac{x}{y} < \\frac{\\pi}{2}", false],
  ["arctan x + arctan y", "arctan((x+y)/(1-x y))", "x y < 1", false],
  ["|x - 1| + |x + 1|", "2", "-1 < x \\le 1", true],
  ["sqrt((1 - x)^2)", "1 - x", "x < 1", true],
  ["|x y - 1|", "1 - x y", "x y \\le 1", true],
  ["max(y, x^2)", "sqrt(y)^2", "y > x^2", true],
])("%s = %s holds under a condition", (left, right, condition, conditionProved) => {
  expect(equal(left, right)).toMatchObject({ verdict: "conditional", condition, conditionProved });
});

test.each([
  ["a^2 + arccos(cos(x + y))^2", "a^2 + (x + y)^2"],
  ["max(8 y - arcsin(sin x), y)", "max(8 y - x, y)"],
  ["relu(6 x (arccos(cos x) + y)) + z", "relu(6 x (x + y)) + z"],
])("%s = %s agrees near 0 only, and is not believed", (left, right) => {
  expect(equal(left, right).verdict).toMatch(/refuted|conditional/);
});

test("values are shown to the digits that are certain, and 0 as 0", () => {
  const { counterexample } = equal("\\arccos(\\cos(\\tan(\\arctan(10^{10}))))", "10^{10}");
  expect(counterexample).toMatchObject({ left: "0.509231", right: "10000000000" });
  expect(equal("\\arctan(\\ln(e^{\\tan(\\pi)}))", "1").counterexample?.left).toBe("0");
});

test.each([
  ["x", "2y", "x = 2y"],
  ["|x|", "-x", "x < 0"],
  ["\\sqrt{x^2 y^2}", "x y", "x > 0, y > 0"],
  ["\\frac{x y}{|x y|}", "-1", "x > 0, y < 0"],
])("%s = %s is proved where %s", (left, right, assume) => {
  expect(equal(left, right, { assume }).verdict).toBe("proved");
  expect(equal(left, right).verdict).not.toBe("proved");
});

test("a false claim stays false under an assumption that does not help", () => {
  expect(equal("|x|", "-x", { assume: "x > 0" }).verdict).toBe("refuted");
});

test.each([
  ["0.3333", "1/3", "rounded"],
  ["0.34", "1/3", "refuted"],
  ["e", "2.718", "rounded"],
  ["-0.67", "-2/3", "rounded"],
  ["0.5", "1/2", "proved"],
])("%s = %s: %s", (left, right, verdict) => {
  expect(equal(left, right).verdict).toBe(verdict);
});

test.each([
  ["\\frac{dL}{dw}", "\\frac{dL}{dy}\\frac{dy}{dw}", "undecided"],
  ["\\frac{dy}{dx}", "2\\frac{dy}{dx}", "undecided"],
  ["\\frac{dy}{dx}", "0", "undecided"],
  ["2\\frac{dy}{dx} + \\frac{dy}{dx}", "3\\frac{dy}{dx}", "proved"],
  ["\\frac{d}{dx} y^2", "2 y \\frac{dy}{dx}", "proved"],
  ["\\frac{d}{dx} (x y)", "y + x \\frac{dy}{dx}", "proved"],
  ["\\frac{d}{dx} x^2", "2 x", "proved"],
])("a derivative of what nothing defines is a letter: %s = %s is %s", (left, right, verdict) => {
  expect(equal(left, right).verdict).toBe(verdict);
});

describe("nothing is accused without a certificate, nothing praised without a proof", () => {
  test("values that no double holds", () => {
    expect(equal("e^{1000000}", "(e^{1000})^{1000}").verdict).toBe("proved");
    expect(equal("e^{1000000}", "e^{1000001}").verdict).toBe("refuted");
    expect(equal("f()", "1").verdict).toBe("unread");
  });

  test("never defined: undecided", () => {
    expect(equal("1/(\\sqrt{2}\\sqrt{3} - \\sqrt{6})", "1").verdict).toBe("undecided");
    expect(equal("\\ln(-1 - x^2)", "1")).toMatchObject({ verdict: "undecided" });
  });

  test("a difference that only forty digits show", () => {
    expect(equal("x", "x + 10^{-40}").verdict).toBe("refuted");
  });

  test("domains that differ are noted, not blamed", () => {
    const report = equal("\\ln(x^2)", "2\\ln x");
    expect(report).toMatchObject({ verdict: "proved" });
    expect(report.domainNote).toContain("only the left side is defined");
  });

  test("a small letter added to a vector may be a scalar", () => {
    const report = equal("softmax(x + c)", "softmax(x)");
    expect(report).toMatchObject({ verdict: "proved", reason: "where c is a scalar" });
  });

  test("but nothing else may become one by that", () => {
    const { verdict } = equal("\\nabla_x (x^T A x)", "2 A x");
    expect(verdict).toBe("conditional");
    expect(equal("x y^T", "y x^T").verdict).toBe("refuted");
  });

  test("an unknown function is taken to be one that shows the difference", () => {
    const { verdict, counterexample } = equal("f(x + y)", "f(x) + f(y)");
    expect(verdict).toBe("refuted");
    expect(counterexample?.functions).toHaveProperty("f");
  });
});

test.each([
  ["(x - a)^{6000}", "(a - x)^{6000}"],
  ["\\cos(800 k x) + 1", "2 \\cos^2(400 k x)"],
  ["e^{e^{e^{e^{e^{x}}}}}", "e^{e^{e^{e^{e^{x + 1}}}}}"],
  [`(${"9".repeat(2000)} + x)^2`, "x"],
  [`${"(".repeat(900)}x${")".repeat(900)}`, "x"],
  [`${"\\sin(".repeat(500)}x${")".repeat(500)}`, "x"],
])("hard case %#: an answer, and no hang", (left, right) => {
  expect(equal(left, right).verdict).toMatch(/proved|agrees|refuted|undecided|unread/);
});

test("the same question has the same answer", () => {
  const ask = () => equal("\\operatorname{erf}(-x)", "-\\operatorname{erf}(x)");
  expect(ask()).toEqual(ask());
});

test.each([
  ["x(", "y", /left side, column 2: This \( is never closed/],
  ["x", "y = z", /right side, column 1: .*one expression/],
])("%s, %s: not read, and why", (left, right, reason) => {
  const report = equal(left, right);
  expect(report.verdict).toBe("unread");
  expect(report.reason).toMatch(reason);
});

test.each([
  ["e^{i\\pi}", "1", "i may be the imaginary unit"],
  ["\\sum_i (x_i - \\bar{x})", "0", "\\bar{x} may be the conjugate or the mean of x"],
])("%s = %s is left open: names may not be real", (left, right, reason) => {
  expect(equal(left, right)).toMatchObject({ verdict: "undecided", reason });
});

test("a sum without an end is not taken for one with an end", () => {
  expect(equal("\\sum_{k=0}^\\infty x^k", "\\frac{1}{1-x}").verdict).toBe("unread");
});

test.each([
  ["(A+B)^2", "A^2+2AB+B^2", "conditional", "A B = B A"],
  ["AB", "BA", "conditional", "A B = B A"],
  ["(A+B)^2", "A^2+AB+BA+B^2", "proved", undefined],
  ["2(A+B)", "2B+2A", "proved", undefined],
  ["\\sin(A+B)", "\\sin A\\cos B+\\cos A\\sin B", "proved", undefined],
  ["(a+b)^2", "a^2+2ab+b^2", "proved", undefined],
])("capitals may be matrices: %s = %s is %s", (left, right, verdict, condition) => {
  const report = equal(left, right);
  expect(report.verdict).toBe(verdict);
  expect(report.condition).toBe(condition);
});

test("a capital of which something is assumed is a number", () => {
  expect(equal("AB", "BA", { assume: "A > 0" }).verdict).toBe("proved");
});
