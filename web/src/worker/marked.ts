/** @file A solution, checked and marked. */
import { checkText } from "pengrad/check";
import { kindOf, readDocument } from "pengrad/document";
import { renderMarked, summaryInWords } from "pengrad/render";
import { lineStarts } from "pengrad/source";
import type { MarkedView } from "../model.ts";

/** The view of a document; its kind is told by its name. */
export async function markedView(text: string, name: string): Promise<MarkedView> {
  const report = checkText(text, { path: name });
  const document = readDocument(text, kindOf(name));
  const html = await renderMarked({ document, report });
  const starts = lineStarts(text);
  const at = (line: number, column: number) => starts[line - 1]! + column - 1;
  return {
    html,
    summary: summaryInWords(report.summary),
    counts: { ...report.summary },
    diagnostics: report.diagnostics.map((one) => ({
      span: { from: at(one.line, one.column), to: at(one.endLine, one.endColumn) },
      severity: one.severity,
      code: one.code,
      message: one.message,
    })),
  };
}
