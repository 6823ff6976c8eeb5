/**
 * The shipped homework, with three mistakes of the kinds that people make. The shipped worked
 * solutions, in which there is none, are in `written.test.ts`.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { complaints } from "./verdicts.ts";

const homework = readFileSync(new URL("../../examples/homework.md", import.meta.url), "utf8");

test("the homework's three mistakes are found, each with its repair, and nothing else", () => {
  expect(complaints(homework)).toEqual([
    String.raw`17 ! sign: -\cos(r) \cdot k \cdot t^{k-1} \cdot \frac{a}{b^2}`,
    String.raw`19 ! extra-factor: \cos(r) \cdot r \ln t`,
    String.raw`35 ! missing-term: \max(0, p_1 U_{1,1} + p_2 U_{2,1} + c_1)`,
  ]);
});

test("what is wrong is said with a point, in the words of a person", () => {
  const { diagnostics, inferred, summary } = checkText(homework);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "At k = 1, a = pi, b = 3 the left side is -0.174533, the right side 0.174533: a minus sign is lost.",
    "At k = 1, a = pi, b = 3 the left side is 0.0241471, the right side 0.0252868: an extra factor r.",
    "At c = [-2; 1], U = [1, 2; 3, -1], p = [4; 1] the left side is 5, the right side 7: " +
      "the term c_1 is missing.",
  ]);
  expect(inferred.map(({ name }) => name).sort()).toEqual(["U", "a", "b", "c", "k", "m", "p"]);
  expect(summary).toMatchObject({ steps: 35, refuted: 3, undecided: 0, unread: 0 });
});

test("a step before an update is shown wrong at the old value", () => {
  const text = [
    "# One",
    "Let $f(w, x) = w_0 x_0 + w_1 x_1$ with $w_0 = 1$, $x_0 = 2$, $w_1 = 3$, $x_1 = 1$.",
    "# Two",
    "Let $L = (y - t)^2$, $y = w x + b$. With $w = 3$, $x = 2$, $b = 2$, $t = 5$, $\\eta = 0.1$",
    "$$\\frac{dL}{db} = 2 (y - t) b$$",
    "$$w := w - \\eta \\frac{dL}{dw}$$",
  ];
  const messages = checkText(text.join("\n\n")).diagnostics.map(({ message }) => message);
  expect(messages).toEqual([
    "At w = 3, x = 2, b = 2, t = 5 the left side is 6, the right side 12: an extra factor b.",
  ]);
});
