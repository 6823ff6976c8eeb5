/** @file A solution, checked and marked. */
import { checkText, type FileReport, type Located } from "pengrad/check";
import { kindOf, readDocument } from "pengrad/document";
import { renderMarked, summaryInWords } from "pengrad/render";
import { lineStarts, spanAt } from "pengrad/source";
import type { MarkedView, Progress, RepairView, Span } from "../model.ts";
import { blockOf, elementsOf } from "./blocks.ts";

/** The view of a document; its kind is told by its name. */
export async function markedView(
  text: string,
  name: string,
  progress: Progress,
): Promise<MarkedView> {
  const report = checkText(text, { path: name, progress });
  const document = readDocument(text, kindOf(name));
  const html = await renderMarked({ document, report });
  const starts = lineStarts(text);
  const spanOf = (place: Located): Span => spanAt(starts, place);
  return {
    blocks: elementsOf(html).map(blockOf),
    steps: report.statements.map(spanOf),
    repairs: repairsOf(text, report, spanOf),
    summary: summaryInWords(report.summary),
    diagnostics: report.diagnostics.map((one) => ({
      span: spanOf(one),
      severity: one.severity,
      code: one.code,
      message: one.message,
    })),
  };
}

/** The repairs that can be written into the text. */
function repairsOf(text: string, report: FileReport, spanOf: (at: Located) => Span): RepairView[] {
  return report.diagnostics.flatMap(({ repair, statement, ...own }): RepairView[] => {
    if (repair === undefined) return [];
    const { edit, latex } = repair;
    if (edit !== undefined) {
      const span = spanOf(edit);
      return [{ step: statement, span, was: text.slice(span.from, span.to), text: edit.text }];
    }
    // the whole side, where it stands in the text as it was read
    const span = spanOf(own);
    const was = text.slice(span.from, span.to);
    const isSide = was.trim() === report.statements[statement]?.right.trim();
    return isSide ? [{ step: statement, span, was, text: latex }] : [];
  });
}
