/**
 * @file Factorials and binomial coefficients: how they are read and written, what is proved of
 * them, what is refuted beside it, and what is not read.
 */
import { expect, test } from "vitest";
import { equalTexts } from "../../src/check/equal.ts";
import { readFormula, writeLatex, writePlain } from "../../src/notation/index.ts";

type Row = readonly [left: string, right: string];

const proved: readonly Row[] = [
  ["5!", "120"],
  ["0!", "1"],
  ["2 \\cdot 3! - 3!^2", "-24"],
  ["\\binom{5}{2}", "10"],
  ["\\binom{5}{0}", "1"],
  ["\\binom{2}{5}", "0"],
  ["\\binom{n}{2}", "\\frac{n(n-1)}{2}"],
  ["\\binom{n}{2}+\\binom{n}{1}", "\\binom{n+1}{2}"],
  ["\\sum_{k=1}^n \\binom{k}{2}", "\\binom{n+1}{3}"],
  ["n!", "n (n-1)!"],
  ["(n+1)!", "(n+1) n!"],
  ["\\frac{(n+1)!}{(n-1)!}", "n(n+1)"],
  ["\\frac{n!}{(n-2)!}", "n(n-1)"],
  ["\\frac{1}{n!}-\\frac{1}{(n+1)!}", "\\frac{n}{(n+1)!}"],
  ["n!", "\\prod_{k=1}^n k"],
];

const refuted: readonly Row[] = [
  ["5!", "100"],
  ["0!", "0"],
  ["2 \\cdot 3! - 3!^2", "24"],
  ["\\binom{5}{2}", "20"],
  ["\\binom{n}{2}", "\\frac{n(n+1)}{2}"],
  ["\\binom{n}{2}+\\binom{n}{1}", "\\binom{n+1}{1}"],
  ["n!", "(n-1) (n-1)!"],
  ["(n+1)!", "n! + 1"],
  ["\\frac{(n+1)!}{(n-1)!}", "n(n-1)"],
  ["e^x", "1 + x + \\frac{x^2}{2!} + \\frac{x^3}{3!}"],
];

const unread: readonly Row[] = [
  ["3!!", "720"],
  ["\\binom{n}{k}", "1"],
  ["\\sum_{k=1}^n \\frac{1}{k!}", "1"],
  ["(-1)!", "1"],
];

test.each(proved)("%s = %s is proved", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("proved");
});

test.each(refuted)("%s = %s is refuted", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("refuted");
});

test.each(unread)("%s = %s is not read", (left, right) => {
  expect(equalTexts(left, right).verdict).toBe("unread");
});

test.each([
  ["n!", "n!", "factorial(n)"],
  ["(n+1)!", "(n + 1)!", "factorial(n + 1)"],
  ["2 \\cdot n!", "2 \\cdot n!", "2*factorial(n)"],
  ["\\binom{n}{k}", "\\binom{n}{k}", "binomial(n, k)"],
])("%s is written %s, and %s as plain text", (text, latex, plain) => {
  const { syntax } = readFormula(text);
  expect(writeLatex(syntax)).toBe(latex);
  expect(writePlain(syntax)).toBe(plain);
  expect(writeLatex(readFormula(latex).syntax)).toBe(latex);
  expect(writeLatex(readFormula(plain).syntax)).toBe(latex);
});
