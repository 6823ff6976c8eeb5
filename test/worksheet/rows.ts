/** @file Tables of worksheets: one test a row. */
import { expect, test } from "vitest";
import { lines, type Row } from "./sheet.ts";

/** Tests each row; ` | ` in a problem stands for a new line. */
export function sheets(rows: readonly Row[]): void {
  test.each(rows.map((row) => ({ title: row[0], row })))("$title", ({ row }) => {
    const [problem, sheet, at] = row;
    expect(lines(problem.replaceAll(" | ", "\n"), at)).toEqual(sheet);
  });
}
