/**
 * @file Documents that are meant to break a reader: whatever they are, there is an answer, it comes
 * soon, it is the same every time, and what was not looked at is counted as unread.
 */
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";

const many = 100_000;

/** A document, and the verdicts on its steps; empty where it has none. */
const rows: readonly (readonly [what: string, text: string, verdicts: string])[] = [
  ["braces", `$${"{".repeat(many)}x${"}".repeat(many)} = 1$`, "unread"],
  ["brackets", `$${"(".repeat(many)}x${")".repeat(many)} = 1$`, "unread"],
  ["left and right", `$${"\\left(".repeat(many)}x${"\\right)".repeat(many)} = 1$`, "unread"],
  ["fractions", `$${"\\frac{1}{".repeat(many)}x${"}".repeat(many)} = 1$`, "unread"],
  ["fractions in fractions", nested("\\frac{k ", "}{k x}", 60), "unread"],
  ["derivatives in derivatives", nested("\\frac{\\delta ", "}{\\delta x}", 60), "undecided"],
  ["roots", `$${"\\sqrt{".repeat(many)}x${"}".repeat(many)} = 1$`, "unread"],
  ["exponents", `$x${"^{x".repeat(many)}${"}".repeat(many)} = 1$`, "unread"],
  ["bars", `$${"|".repeat(20_001)} = 1$`, "unread"],
  ["what never closes", `$${"{(".repeat(many)} = 1$`, "unread"],
  ["a formula of a megabyte", `$y = ${"x + ".repeat(300_000)}1 = 2$`, "unread unread"],
  ["a long product", `$${"\\frac{x}{y} \\cdot ".repeat(20_000)}1 = 1$`, "unread"],
  ["dollars", "$".repeat(2 * many + 1), ""],
  ["dollars that open nothing", "$x ".repeat(many), ""],
  ["displays that never close", "\\[ ".repeat(many), ""],
  ["environments that never close", "\\begin{align} ".repeat(many / 2), ""],
  ["comments that never close", "<!-- ".repeat(many), ""],
  ["marks of quotes", `${">".repeat(many)} $1 + 1 = 2$`, "proved"],
  ["high powers", "$(x-a)^{6000} = (a-x)^{6000}$", "proved"],
  ["high powers that differ", "so $(x+1)^{600} = (x+1)^{599} x + (x+1)^{600}$", "refuted"],
  ["a wave of high frequency", "so $\\cos(8000x) = 2\\cos^2(4000x) - 1$", "proved"],
  ["a tower", "so $9^{9^{9^9}} = 1$ and $9^{9^{9^9}} = 9^{9^{9^9}} + 1$", "undecided undecided"],
  ["a million digits", `so $${"7".repeat(1e6)} + 1 = 2$`, "unread"],
  ["many primes", `$f${"'".repeat(many)}(x) = 1$`, "undecided"],
  ["macros that double", macros(20), ""],
  [
    "a function that is said by itself twice",
    "$p(t) = \\frac{p(t - h) + p(t + h)}{2}$. Hence $p(1) = 4 = p(2)$.",
    "unread unread",
  ],
  [
    "functions that call each other twice",
    `${calls(40)}. Hence $f_1(1) = 2 = f_1(2)$.`,
    "undecided undecided",
  ],
];

/** Functions each of which calls the next one at two places. */
function calls(count: number): string {
  return Array.from({ length: count }, (_, k) => {
    return `$f_{${k + 1}}(x) = f_{${k + 2}}(x - ${k + 2}) f_{${k + 2}}(\\sin x + ${k + 1})$`;
  }).join(", ");
}

/** Macros each of which is the next one twice. */
function macros(count: number): string {
  const name = (k: number) => `\\m${String.fromCharCode(97 + k)}`;
  const lines = Array.from({ length: count }, (_, k) => {
    return `\\newcommand{${name(k)}}{${name(k + 1)}${name(k + 1)}}`;
  });
  return `$${lines.join("")}$ and $${name(0)}$`;
}

test.each(rows)("%s", (_, text, verdicts) => {
  const report = checkText(text);
  const steps = report.statements.filter(({ verdict }) => verdict !== undefined);
  expect(steps.map(({ verdict }) => verdict).join(" ")).toBe(verdicts);
  for (const { reason = "" } of steps) expect(reason.length).toBeLessThan(2_000);
  expect(checkText(text)).toEqual(report);
});

test("a letter that is defined anew many times is judged by its own definition", () => {
  const lines = Array.from({ length: 30 }, (_, k) => {
    return `$y = x^{${k + 2}}$, $\\frac{dy}{dx} = ${k + 2} x^{${k + 1}}$`;
  });
  const { summary } = checkText(lines.join("\n\n"));
  expect(summary).toMatchObject({ definitions: 30, proved: 30, steps: 30 });
});

test("a long sentence in a formula", () => {
  const sentence = "Because we are manipulating real numbers here the following is allowed: ";
  const text = `$$x + x = 2x \\text{${sentence.repeat(20)}}$$`;
  expect(checkText(text).summary).toMatchObject({ proved: 1 });
});

test("two thousand formulas", () => {
  const lines = Array.from({ length: 1_000 }, (_, k) => `$a_{${k}} = ${k}$, $${k} + 1 = ${k + 1}$`);
  expect(checkText(lines.join("\n\n")).summary).toMatchObject({ definitions: 1000, proved: 1000 });
});

/** One formula inside another, so many times. */
function nested(before: string, behind: string, times: number): string {
  return `so $${before.repeat(times)}x${behind.repeat(times)} = 3$`;
}
