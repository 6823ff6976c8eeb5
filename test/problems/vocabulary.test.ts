/**
 * @file The vocabulary of layers and losses: every item in every form, at random points and sizes,
 * against its definition written in decimal.js (vocabulary-oracle.ts). A layer's output is weighed
 * with a given G and summed. Points where max, |x| or the hinge have a kink are not drawn.
 */
import { describe, expect, test } from "vitest";
import { vocabularyItems } from "../../src/worksheet/vocabulary/index.ts";
import { type Exercise, workAll } from "./exercise.ts";
import { drawn, type Row, rows } from "./vocabulary-rows.ts";

function exerciseOf(row: Row, seed: number): Exercise {
  const at = drawn(row, seed);
  const gradients = Object.fromEntries((row.by ?? Object.keys(at)).map((name) => [name, null]));
  return {
    title: `${row.text} (${Object.values(row.shapes).join(" ")}) ${seed}`,
    text: row.text,
    at,
    oracle: row.oracle as unknown as (...inputs: never[]) => ReturnType<Row["oracle"]>,
    value: null,
    gradients,
  };
}

workAll(
  "the vocabulary against its definitions",
  rows.flatMap((row) => [exerciseOf(row, 1), exerciseOf(row, 2)]),
);

describe("the rows", () => {
  test("have every form of every item", () => {
    const counts = new Map<string, number>();
    for (const { item } of rows) counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const { names, forms } of vocabularyItems) {
      expect([names[0], (counts.get(names[0]!) ?? 0) >= forms.length]).toEqual([names[0], true]);
    }
  });
});
