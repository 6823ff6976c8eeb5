/**
 * @file Points of one's own from CSV, read as `pengrad train` reads it: two columns of numbers and
 * one of classes. What lies outside of the plane that is shown is brought into it, axis by axis.
 */
import { messageOf } from "pengrad/source";
import { type Column, type NumberColumn, readCsv } from "pengrad/train";
import type { Remark } from "../model.ts";
import { type Axis, type Cloud, reach } from "../run.ts";
import { rounded } from "./clouds.ts";

/** Points, or what is wrong with them; both where they can be seen and not be learnt from. */
export interface OwnCloud {
  readonly cloud: Cloud | null;
  readonly remarks: readonly Remark[];
}

/** The view draws no more. */
const most = 2_000;

/** What a column of classes is called. */
const classNames = /^(?:t|class|classes|label|target|kind|type|group|species|category)$/i;

/** The points of a text. */
export function ownCloud(text: string): OwnCloud {
  if (text.trim() === "") {
    return refused(
      "There are no points yet. Click on the plane, write rows such as 0.5, -0.3, 1, or drop a " +
        "CSV file here.",
    );
  }
  const { table, diagnostics } = readCsv(text);
  if (table === null) {
    const remarks = diagnostics.map((one) => {
      const line = text.slice(0, one.span?.from ?? 0).split("\n").length;
      return remark(`${one.span === null ? "" : `Line ${line}: `}${messageOf(one)}`);
    });
    return { cloud: null, remarks };
  }
  const { rows, columns } = table;
  if (rows > most) {
    return refused(
      `These are ${rows} rows, and this view takes ${most}. Leave some out, or use the command ` +
        "pengrad train, which takes any number.",
    );
  }
  const kind = classColumn(columns);
  const axes = columns.filter((one): one is NumberColumn => one !== kind && one.kind === "numbers");
  const [x, y] = axes;
  if (kind === undefined || x === undefined || y === undefined)
    return refused(lacking(columns, kind));
  const { names, classes, both } = classesOf(kind);
  const spans = [x, y].map(axisOf) as [Axis, Axis];
  const isInside = spans.every(({ from, to }) => from >= -reach && to <= reach);
  const points = new Float64Array(2 * rows);
  for (const [k, { values }] of [x, y].entries()) {
    const { from, to } = spans[k]!;
    for (let row = 0; row < rows; row++) {
      const value = values[row]!;
      const share = to > from ? (2 * (value - from)) / (to - from) - 1 : 0;
      points[2 * row + k] = rounded(isInside ? value : share);
    }
  }
  const cloud: Cloud = {
    points,
    classes,
    axes: isInside ? null : spans,
    names: both,
    places: columns.length === 3 ? [x, y, kind].map((one) => columns.indexOf(one)) : null,
    said: saidOf(columns, [x, y], kind, isInside ? null : spans, names),
  };
  if (names.length > 2) {
    const listed = names.length > 5 ? `${names.length} different values` : names.join(", ");
    return refused(
      `${called(kind)} is taken for the class, and holds ${listed}: this view tells two classes ` +
        "apart. Leave the rows of the others out.",
    );
  }
  if (names.length < 2) {
    const only = `All points are of class ${names[0]}: points of another class are needed, too.`;
    return { cloud, remarks: [remark(only)] };
  }
  return { cloud, remarks: [] };
}

/** By its name; else the only one of texts, else the last one. */
function classColumn(columns: readonly Column[]): Column | undefined {
  const named = columns.find(({ name }) => classNames.test(name));
  if (named !== undefined) return named;
  const texts = columns.filter(({ kind }) => kind === "texts");
  return texts.length === 1 ? texts[0] : columns.at(-1);
}

/** What there is too little of. */
function lacking(columns: readonly Column[], kind: Column | undefined): string {
  const others = columns.filter((one) => one !== kind);
  const numbers = others.filter((one) => one.kind === "numbers").length;
  const found =
    columns.length === 1
      ? "Here is one column."
      : `Beside the class there ${numbers === 1 ? "is one" : `are ${numbers}`} here.`;
  const texts = others.find((one) => one.kind === "texts");
  const word = texts?.kind === "texts" ? texts.texts.find((own) => Number.isNaN(+own)) : undefined;
  const cause = word === undefined ? "" : ` ${called(texts!)} holds text, such as “${word}”.`;
  return `Each row has to have two numbers and a class, such as 0.5, -0.3, 1. ${found}${cause}`;
}

/** The classes by their first letters or their size, and the class of each row, 0 or 1. */
function classesOf(column: Column) {
  const all = column.kind === "texts" ? [...column.texts] : [...column.values].map(String);
  const distinct = [...new Set(all)];
  const names = column.kind === "texts" ? distinct.sort() : distinct.sort((a, b) => +a - +b);
  // a single class 1 is still class 1
  const isOne = names.length === 1 && names[0] === "1";
  const classes = Float64Array.from(all, (own) => names.indexOf(own) + (isOne ? 1 : 0));
  const both = isOne ? ["0", "1"] : [names[0] ?? "0", names[1] ?? "1"];
  return { names, classes, both: both as [string, string] };
}

function axisOf({ name, values }: NumberColumn): Axis {
  let [from, to] = [Infinity, -Infinity];
  for (const value of values) [from, to] = [Math.min(from, value), Math.max(to, value)];
  return { name, from, to };
}

/** A column without a name is called by its number. */
const called = ({ name }: Column): string =>
  /^\d+$/.test(name) ? `Column ${name}` : `The column “${name}”`;

function saidOf(
  columns: readonly Column[],
  axes: readonly Column[],
  kind: Column,
  spans: readonly Axis[] | null,
  names: readonly string[],
): string {
  const rest = columns.filter((one) => one !== kind && !axes.includes(one));
  const parts: string[] = [];
  if (names.join() !== "0,1" && names.length === 2) {
    parts.push(`Class 0 is ${names[0]}, class 1 is ${names[1]}.`);
  }
  if (rest.length > 0) parts.push(`Left out: ${rest.map(called).join(", ").toLowerCase()}.`);
  if (spans !== null) {
    const spoken = spans.map(({ name, from, to }, k) => {
      const own = /^\d+$/.test(name) ? "" : `, ${name},`;
      return `x${"₁₂"[k]}${own} is −1 at ${from} and 1 at ${to}`.replace(/-/g, "−");
    });
    parts.push(`Brought into the plane: ${spoken.join("; ")}.`);
  }
  return parts.join(" ");
}

const refused = (message: string): OwnCloud => ({ cloud: null, remarks: [remark(message)] });

function remark(message: string): Remark {
  return { code: "", severity: "error", message, span: null };
}
