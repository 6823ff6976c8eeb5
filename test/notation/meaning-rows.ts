/** @file Tables of meanings as text: one test for each line `formula  →  graph`. */
import { expect, test } from "vitest";
import { complaints, meaning } from "./meaning.ts";

/** The rows of a table. */
export function rowsOf(table: string): [string, string][] {
  return table
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [formula, rest] = line.split("  →  ");
      return [formula!.trim(), rest!.trim()];
    });
}

/** Tests each row; codes of diagnostics follow the graph. */
export function means(table: string): void {
  test.each(rowsOf(table))("%s", (formula, graph) => {
    expect(meaning(formula)).toBe(graph);
  });
}

/** Tests each row: the diagnostics of a formula, and the places that they underline. */
export function complains(table: string): void {
  test.each(rowsOf(table))("%s", (formula, found) => {
    expect(complaints(formula)).toBe(found);
  });
}
