/**
 * Limits, unknown functions and integrals in documents → what is found in them. Each rule has a
 * document that it accepts, one that it refutes and one where it keeps silent. In a row ` | `
 * stands for a new line.
 */
import { describe, expect, test } from "vitest";
import { complaints } from "./verdicts.ts";

type Row = readonly [rule: string, document: string, ...found: string[]];

function documents(rows: readonly Row[]): void {
  test.each(rows.map((row) => ({ row })))("$row.0: $row.1", ({ row: [, text, ...found] }) => {
    expect(complaints(text.replaceAll(" | ", "\n"))).toEqual(found);
  });
}

const derived = (last: string): string =>
  "$$\\begin{aligned} \\lim_{h \\to 0} \\frac{(x+h)^3 - x^3}{h} &= \\lim_{h \\to 0} " +
  "\\frac{3x^2 h + 3x h^2 + h^3}{h} \\\\ | &= \\lim_{h \\to 0} 3x^2 + 3xh + h^2 \\\\ | " +
  `&= ${last} \\end{aligned}$$`;

describe("limits", () => {
  documents([
    ["from first principles", derived("3x^2")],
    ["from first principles", derived("3x"), "3 ! exponent: 3x^2"],
    ["from first principles", derived("3q^2"), "3 ?"],
    [
      "a quotient of a function that is known",
      "$g(x) = x^2$. $$g'(x) = \\lim_{h \\to 0} \\frac{g(x + h) - g(x)}{h} = 2x$$",
    ],
    [
      "a quotient of a function that is known",
      "$g(x) = x^2$. $$g'(x) = \\lim_{h \\to 0} \\frac{g(x + h) - g(x)}{h} = -2x$$",
      "1 ! sign: 2x",
    ],
    ["below the sign", "$\\underset{x \\to k}\\lim x^2 = k^2$"],
    ["below the sign", "$\\underset{x \\to 3}\\lim x^2 = 6$", "1 ! arithmetic: 9"],
    ["of any function", "$f'(x) = \\lim_{h \\to 0} \\frac{f(x + h) - f(x)}{h}$"],
    ["of any function", "$f''(x) = \\lim_{h \\to 0} \\frac{f(x+h) - 2 f(x) + f(x-h)}{h^2}$"],
    ["a limit that is not known", "$\\lim_{x \\to 0} x \\ln x = 0$", "1 ?"],
    [
      "the number e is not defined by a limit",
      "$\\lim_{n \\to \\infty} (1 + \\frac1n)^n = e$. $\\ln e = 1$.",
    ],
  ]);
});
