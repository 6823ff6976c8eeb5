/**
 * @file A compact notation for worksheets, so that a test of names, parts and shapes is short.
 * One line a quantity, in order of dependence: `z [2] = (+ (ji,j->i W x) b)`, `x [3] input`,
 * `b = 2 given`; parts by their names, and at the end the diagnostics, each with the text that it
 * underlines. Graphs are printed as in test/notation/meaning.ts.
 */
import { unmarked } from "../../src/notation/index.ts";
import {
  buildWorksheet,
  type Quantity,
  readProblem,
  readValues,
  type Worksheet,
} from "../../src/worksheet/index.ts";
import { graph } from "../notation/meaning.ts";

/** The sheet of a problem, with values from outside. */
export function sheetOf(text: string, at = ""): Worksheet {
  return buildWorksheet(readProblem(text), at === "" ? [] : readValues(at).statements);
}

/** Marks that tell apart quantities of one name are shown as primes: x of part B is x'. */
function plain(text: string): string {
  return text.replace(/\0[^\s)]*/g, "'");
}

function line({ variable, shape, formula, value, key }: Quantity): string {
  const marks = variable.data === unmarked(variable.data) ? "" : "'";
  const extents = shape.length === 0 ? "" : ` [${shape.join(", ")}]`;
  const meaning = formula ?? value;
  const shown = meaning === null ? "input" : plain(graph(meaning)).replace(/ : \[.*\]$/, "");
  return `${key}${marks}${extents}${meaning === null ? ` ${shown}` : ` = ${shown}`}${formula === null && value !== null ? " given" : ""}`;
}

/** The sheet as lines. */
export function lines(text: string, at = ""): string[] {
  const sheet = sheetOf(text, at);
  const found: string[] = [];
  for (const { name, quantities } of sheet.parts) {
    if (name !== "") found.push(`part ${name}`);
    found.push(...quantities.map(line));
  }
  return [...found, ...complaints(sheet, text)];
}

/** The diagnostics, with the text that each underlines. */
export function complaints({ diagnostics }: Worksheet, text: string): string[] {
  return diagnostics.map(({ code, span }) => {
    return span === null ? code : `${code} «${text.slice(span.from, span.to)}»`;
  });
}

/** The shapes of names as the sheet has them: `W [n, m], b [m]`; scalars only when asked for. */
export function shapes(text: string, at = ""): string {
  const sheet = sheetOf(text, at);
  const all = sheet.quantities.map(({ key, shape }) => `${key} [${shape.join(", ")}]`);
  const found = sheet.diagnostics.map(({ code }) => `!${code}`);
  return [...all.sort(), ...found].join("; ");
}

/** A problem, what its sheet is, and values from outside. */
export type Row = readonly [problem: string, sheet: readonly string[], at?: string];
