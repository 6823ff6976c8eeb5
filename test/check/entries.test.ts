/**
 * Claims entry by entry: letters that run over the axes, δ_ij, sums with conditions, slices. Each
 * rule has a document that it accepts, one that it refutes, one where it keeps silent. In a row
 * ` | ` stands for a new line.
 */
import { describe, expect, test } from "vitest";
import { complaints } from "./verdicts.ts";

type Row = readonly [rule: string, document: string, ...found: string[]];

function documents(rows: readonly Row[]): void {
  test.each(rows.map((row) => ({ row })))("$row.0: $row.1", ({ row: [, text, ...found] }) => {
    expect(complaints(text.replaceAll(" | ", "\n"))).toEqual(found);
  });
}

const layer = "$$a_i = \\sum_{j=1}^n W_{ij} x_j + b_i$$";

describe("derivatives of entries by entries", () => {
  documents([
    ["of a vector by a vector", `${layer} | $$\\frac{\\partial a_i}{\\partial x_j} = W_{ij}$$`],
    [
      "of a vector by a vector",
      `${layer} | $$\\frac{\\partial a_i}{\\partial b_j} = \\delta_{ij}$$`,
    ],
    [
      "of a vector by a matrix",
      `${layer} | $$\\frac{\\partial a_i}{\\partial W_{kj}} = \\delta_{ik} x_j$$`,
    ],
    [
      "of a vector by a matrix",
      `${layer} | $$\\frac{\\partial a_i}{\\partial W_{kj}} = 2 \\delta_{ik} x_j$$`,
      "2 !",
    ],
    ["of what is not defined", "$$\\frac{\\partial a_i}{\\partial W_{kj}} = 2 x_j + 1$$", "1 ?"],
  ]);
});

describe("entries of a whole that has a formula", () => {
  documents([["they are claims", "Let $z = W x + b$. | $$z_i = \\sum_j W_{ij} x_j + b_i$$"]]);
});
