/**
 * @file The vectors and matrices of a step as grids, and for an entry of the result the rows and
 * columns that have made it, with the sum in numbers.
 */
import { type Syntax, writeLatex, writeUnicode } from "pengrad/notation";
import {
  entryOf,
  type Solution,
  shapeOf,
  shown,
  type TracedOperand,
  type Tracing,
  tracingOf,
  type Value,
} from "pengrad/work";
import { escaped } from "../escaped.ts";
import type { EntryView, Figure, GridsView, GridView, Step } from "../model.ts";
import { linesOf } from "./lines.ts";
import { formulaOf, markNames } from "./setter.ts";

/** More cells than this are not shown. */
const cellLimit = 400;

/** Which step of a solution. */
export interface WhichStep {
  readonly part: number;
  readonly phase: Step["phase"];
  readonly key: string;
}

const known = new WeakMap<Solution, Map<string, Tracing | null>>();

/** What is traced of a step, found once. */
function tracingAt(solution: Solution, { part, phase, key }: WhichStep): Tracing | null {
  const own = known.get(solution) ?? new Map<string, Tracing | null>();
  known.set(solution, own);
  const name = `${part} ${phase} ${key}`;
  const before = own.get(name);
  if (before !== undefined) return before;
  const worked = solution.parts[part];
  const node = worked?.nodes.find(({ quantity }) => quantity.key === key);
  const found = worked && node ? tracingOf(solution, worked, node, phase) : null;
  own.set(name, found);
  return found;
}

/** The grids of a step; null where nothing can be traced. */
export function gridsView(solution: Solution, at: WhichStep): GridsView | null {
  const tracing = tracingAt(solution, at);
  if (tracing === null) return null;
  markNames(solution.parts[at.part]!);
  const style = styleOf(solution, at);
  const all = [{ ...tracing, isTurned: false }, ...tracing.operands];
  // more axes than a page has are not drawn
  if (all.some(({ value }) => shapeOf(value).length > 2)) return null;
  const [result, ...operands] = all.map((one) => gridOf(one, style));
  const cells = [result!, ...operands].reduce((sum, grid) => sum + grid.cells.length, 0);
  return cells > cellLimit ? null : { result: result!, operands };
}

type Style = Parameters<typeof shown>[1];

function styleOf({ parts }: Solution, { part }: WhichStep): Style {
  return parts[part]?.setting?.style ?? "fraction";
}

function gridOf({ name, value, isTurned }: TracedOperand, style: Style): GridView {
  const [height, width] = sizeOf(value);
  const cells = Array.from({ length: height * width }, (_, k) => {
    const place = isTurned ? (k % height) * width + Math.floor(k / height) : k;
    return cellOf(shown(entryOf(value, place), style).syntax);
  });
  const [rows, columns] = isTurned ? [width, height] : [height, width];
  return { name: formulaOf(name), plain: writeUnicode(name), rows, columns, cells };
}

/** Rows and columns; a vector is a column. */
function sizeOf(value: Value): readonly [number, number] {
  const [rows = 1, columns = 1] = shapeOf(value);
  return [rows, columns];
}

/** A plain number needs no setting. */
function cellOf(syntax: Syntax): Figure {
  const plain = writeUnicode(syntax);
  const isNumber = /^[-−]?[\d.]+$/.test(writeLatex(syntax));
  const number = `<span class="numeral">${escaped(plain.replace("-", "−"))}</span>`;
  return { plain, shown: isNumber ? number : formulaOf(syntax) };
}

/** How an entry was made; null where it cannot be traced. */
export function entryView(solution: Solution, at: WhichStep, place: number): EntryView | null {
  const tracing = tracingAt(solution, at);
  if (tracing === null) return null;
  markNames(solution.parts[at.part]!);
  const { target, made, links } = tracing.entry(place);
  const places = tracing.operands.map(({ value, isTurned }, k) => {
    const [height, width] = sizeOf(value);
    if (!isTurned) return made[k]!;
    return made[k]!.map((one) => (one % width) * height + Math.floor(one / width));
  });
  const parts = tracing.operands.flatMap((operand, k) => {
    const words = partOf(operand, places[k]!);
    return words === null ? [] : [words];
  });
  const last = links.at(-1);
  const value = last === undefined ? "" : ` = ${writeUnicode(last.syntax)}`;
  const from = parts.length === 0 ? "" : `, made by ${listed(parts)}`;
  return {
    target: formulaOf(target),
    lines: linesOf({ links }),
    made: places,
    plain: `${writeUnicode(target)}${value}${from}`,
  };
}

/** Row 2 of W^T; null where no entry takes part. */
function partOf({ name, value, isTurned }: TracedOperand, places: readonly number[]) {
  if (places.length === 0) return null;
  const [height, width] = sizeOf(value);
  const columns = isTurned ? height : width;
  const said = writeUnicode(name);
  if (places.length === height * width) return said;
  const rows = new Set(places.map((place) => Math.floor(place / columns)));
  const across = new Set(places.map((place) => place % columns));
  const [row, column] = [[...rows][0]! + 1, [...across][0]! + 1];
  if (places.length === 1) {
    const at = height === 1 || width === 1 ? `${Math.max(row, column)}` : `${row}, ${column}`;
    return `entry ${at} of ${said}`;
  }
  if (rows.size === 1) return `row ${row} of ${said}`;
  if (across.size === 1) return `column ${column} of ${said}`;
  return `${places.length} entries of ${said}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
