/**
 * @file A compact notation for checked documents. One line for each statement that does not simply
 * hold: its line, its verdict, and for a mistake the kind of its repair and the right side as it
 * should stand. `?` is undecided, `!` wrong, `~` under a condition, `-` not read, `≈` a warning of
 * rounding.
 */
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";

const signs: Readonly<Record<string, string>> = {
  refuted: "!",
  undecided: "?",
  conditional: "~",
  unread: "-",
};

/** What there is to say about a document; empty when every step holds. */
export function complaints(text: string, given = "", path = ""): string[] {
  const options = { path, ...(given !== "" && { given }) };
  const { statements, diagnostics } = checkText(text, options);
  return statements.flatMap(({ line, column, endLine, endColumn, verdict, condition }) => {
    const sign = verdict === undefined ? undefined : signs[verdict];
    if (sign === undefined) return [];
    const found = diagnostics.find((one) => {
      const starts = one.line > line || (one.line === line && one.column >= column);
      const ends = one.endLine < endLine || (one.endLine === endLine && one.endColumn <= endColumn);
      return starts && ends;
    });
    if (sign === "~") return [`${line} ~ ${condition}`];
    if (sign !== "!") return [`${line} ${sign}`];
    if (found === undefined) return [`${line} ! (nothing said)`];
    const repair = found.repair === undefined ? "" : ` ${found.repair.kind}: ${found.repair.latex}`;
    return [`${line} ${found.severity === "warning" ? "≈" : "!"}${repair.replace(/\s+/g, " ")}`];
  });
}

/** The kinds and verdicts of all statements, in order. */
export function verdicts(text: string): string {
  return checkText(text)
    .statements.map(({ kind, verdict }) => verdict ?? kind)
    .join(" ");
}

/** A rule, a document, and what there is to say about it. In a document ` | ` ends a line. */
export type Row = readonly [rule: string, document: string, ...found: string[]];

/** A test for each document, of all that there is to say about it. */
export function documents(rows: readonly Row[]): void {
  test.each(rows.map((row) => ({ row })))("$row.0: $row.1", ({ row: [, text, ...found] }) => {
    expect(complaints(text.replaceAll(" | ", "\n"))).toEqual(found);
  });
}
