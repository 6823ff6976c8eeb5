/**
 * @file `pengrad run`: a problem's output, and its gradient, in every row of a file of points, as
 * CSV or JSON on standard output.
 */
import { extname } from "node:path";
import { type Diagnostic, severityOf } from "../source/index.ts";
import { evaluateAtPoints, type PointColumn } from "../train/index.ts";
import { openData } from "./data-file.ts";
import { placed, tell } from "./diagnostics.ts";
import { inputChoice, namesIn } from "./input-choice.ts";
import { exit } from "./main.ts";
import { writeResult } from "./output.ts";
import { problemText } from "./problem-file.ts";
import { Refusal } from "./refusal.ts";

/** The options as they come from the command line. */
export interface RunWords {
  readonly points?: readonly string[];
  readonly input?: readonly string[];
  readonly at?: string;
  readonly of?: string;
  readonly wrt?: string;
  readonly gradient?: boolean;
  readonly format?: "csv" | "json";
  readonly output?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Runs the command; gives the exit code. */
export function runPoints(word: string | undefined, words: RunWords): number {
  const { points = [], input = [] } = words;
  if (points.length === 0) throw new Refusal("no points were given: --points FILE.");
  const problem = problemText(word);
  const data = openData(points);
  for (const { diagnostic, source } of data.wrong) tell([diagnostic], source, words);
  if (data.table === null) return exit.unread;
  const { columns, diagnostics } = evaluateAtPoints(problem.text, data.table, {
    inputs: input.map(inputChoice),
    gradient: words.gradient === true || words.wrt !== undefined,
    ...(words.at === undefined ? {} : { at: words.at }),
    ...(words.of === undefined ? {} : { of: words.of }),
    ...(words.wrt === undefined ? {} : { wrt: namesIn(words.wrt) }),
  });
  tell(
    diagnostics.map((one: Diagnostic) => placed(one, problem)),
    problem,
    words,
  );
  if (columns === null) return exit.unread;
  const isJson = (words.format ?? formatOf(words.output)) === "json";
  const text = isJson ? jsonText(columns, data.table.rows) : csvText(columns, data.table.rows);
  writeResult(text, words.output);
  return diagnostics.some((one) => severityOf(one) === "error") ? exit.unread : 0;
}

function formatOf(file: string | undefined): "csv" | "json" {
  return file !== undefined && extname(file).toLowerCase() === ".json" ? "json" : "csv";
}

/** A column for each entry; a cell is empty where there is no value. */
function csvText(columns: readonly PointColumn[], rows: number): string {
  const heads = columns.flatMap(({ name, shape }) => {
    return entryPlaces(shape).map((place) => quoted(place === "" ? name : `${name}_${place}`));
  });
  const lines = [heads.join(",")];
  for (let row = 0; row < rows; row++) {
    const cells = columns.flatMap(({ values }) => {
      const width = values.length / rows;
      return [...values.subarray(row * width, (row + 1) * width)].map((value) => {
        return Number.isFinite(value) ? `${value}` : "";
      });
    });
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** The indices of all entries, row by row: 1, 2; or {1,1}, {1,2}, … */
function entryPlaces(shape: readonly number[]): string[] {
  let places = [""];
  for (const extent of shape) {
    places = places.flatMap((before) => {
      return Array.from({ length: extent }, (_, k) => `${before}${before && ","}${k + 1}`);
    });
  }
  return shape.length > 1 ? places.map((place) => `{${place}}`) : places;
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Values row by row under each name; null where there is none. */
function jsonText(columns: readonly PointColumn[], rows: number): string {
  const result: Record<string, unknown> = {};
  for (const { name, shape, values } of columns) {
    const width = values.length / rows;
    result[name] = Array.from({ length: rows }, (_, row) => {
      return nestedRow([...values.subarray(row * width, (row + 1) * width)], shape);
    });
  }
  return `${JSON.stringify({ version: 1, rows, columns: result })}\n`;
}

function nestedRow(values: readonly number[], shape: readonly number[]): unknown {
  const [first, ...inner] = shape;
  if (first === undefined) return Number.isFinite(values[0]!) ? values[0] : null;
  const size = values.length / first;
  return Array.from({ length: first }, (_, k) => {
    return nestedRow(values.slice(k * size, (k + 1) * size), inner);
  });
}
