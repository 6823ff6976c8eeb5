/** How far a letter runs, as people write it: a text → what stands beside it, letter, bounds. */
import { describe, expect, test } from "vitest";
import { findRange, type Stretch } from "../../src/worksheet/range.ts";

type Row = readonly [text: string, found: readonly [string, string, string, string] | null];

const none = "–";

const rows: readonly Row[] = [
  ["for l = 1, ..., 3", ["", "l", "1", "3"]],
  ["for l = 1, …, 3:", ["", "l", "1", "3"]],
  ["l = 1, \\dots, L", ["", "l", "1", "L"]],
  ["l = 1..3", ["", "l", "1", "3"]],
  ["for t = 1 to T", ["", "t", "1", "T"]],
  ["for t from 1 to T-1", ["", "t", "1", "T-1"]],
  ["for t = 1:3", ["", "t", "1", "3"]],
  ["\\ell \\in \\{1, \\ldots, L\\}", ["", "\\ell", "1", "L"]],
  ["l ∈ {1, …, 4}", ["", "l", "1", "4"]],
  ["1 \\le l \\le L", ["", "l", "1", "L"]],
  ["1 <= l <= 3", ["", "l", "1", "3"]],
  ["\\forall l \\in [L]", ["", "l", none, "L"]],
  ["for all t >= 1", ["", "t", "1", none]],
  ["for l = 1, 2, \\dots", ["", "l", "1", none]],
  ["z = W a + b, \\quad l = 1,\\ldots,L", ["z = W a + b", "l", "1", "L"]],
  ["z = f(x) \\qquad (l = L-1, \\dots, 1)", ["z = f(x)", "l", "L-1", "1"]],
  ["z = f(x), \\text{for } l = 1, 2, \\ldots, L.", ["z = f(x)", "l", "1", "L"]],
  ["h_t = w h_{t-1}, t = 1, 2, 3", ["h_t = w h_{t-1}", "t", "1", "3"]],
  ["for l = 1, ..., L: z = W x", ["z = W x", "l", "1", "L"]],
  ["y = x^2", null],
  ["y = 1, 2", null],
  ["y = |x|, x > 0", null],
  ["y = x_1 + \\dots + x_n", null],
  ["y = [x_i]_{1 \\le i \\le 2, 1 \\le j \\le 2}", null],
  ["y = \\sum_{i=1}^n x_i", null],
  ["W \\in \\mathbb{R}^{2 \\times 3}", null],
  ["force = 1, mass = 2", null],
];

describe("ranges", () => {
  test.each(rows)("%s", (text, found) => {
    const range = findRange(text);
    const part = (at: Stretch | null): string => {
      return at === null ? none : text.slice(at.from, at.to).trim();
    };
    const parts = range && [range.rest, range.letter, range.first, range.last].map(part);
    expect(parts).toEqual(found);
  });
});
