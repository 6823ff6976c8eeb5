/**
 * @file Building the sheet of a document: once, and again where its derivatives turn out to have
 * other axes than were thought.
 */
import { type Arena, sameShape } from "../expression/index.ts";
import { buildWorksheet } from "../worksheet/index.ts";
import { type Axes, arranged } from "./derivative.ts";
import { type Lines, linesOf, type Plan } from "./plan.ts";
import { DocumentSheet } from "./sheet.ts";

/**
 * Builds the sheet of a document. `axes` are those of derivatives in an earlier sheet; where they
 * are others here, the sheet is built again with these.
 */
export function buildSheet(plan: Plan, arena: Arena, axes: Map<string, Axes>): DocumentSheet {
  const first = linesOf(plan, axes);
  const sheet = assemble(first, arena);
  // shapes that feed each other would grow from sheet to sheet
  if (sheet.worksheet.quantities.some(({ shape }) => shape.length > rankLimit)) axes.clear();
  const found = axesOf(first, sheet);
  if (found.size === 0) return sheet;
  for (const [key, own] of found) axes.set(key, own);
  return assemble(linesOf(plan, axes), arena);
}

function assemble(made: Lines, arena: Arena): DocumentSheet {
  const problem = { text: "", statements: made.lines, diagnostics: [], lenient: true };
  return new DocumentSheet(buildWorksheet(problem, [], arena), made);
}

/** Derivatives of matrices by matrices have four axes; more come from shapes feeding themselves. */
const rankLimit = 4;

/** The axes of the derivatives where the sheet has other shapes. */
function axesOf({ derivatives, layout }: Lines, sheet: DocumentSheet): Map<string, Axes> {
  const found = new Map<string, Axes>();
  for (const derivative of derivatives) {
    const { key } = derivative;
    const axes = sheet.axesOf(derivative);
    const whole = arranged(derivative, axes, layout);
    if (whole.length > rankLimit || sameShape(sheet.shapeOf(key) ?? [], whole)) continue;
    found.set(key, axes);
  }
  return found;
}
