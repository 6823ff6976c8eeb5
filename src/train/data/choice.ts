/**
 * @file Which columns of the data an input of the problem is, as a person says it:
 *
 *     x = sepal_length, sepal_width        by name
 *     x = 1..4                             by place, counted from 1
 *     x = p1..p8                           from one name to another
 *     t = classes(species)                 one class of several, also where they are numbers
 *
 * Where nothing is said, an input is the column of its name, or the columns x_1, x_2, … of its
 * entries.
 */
import { type Diagnostic, diagnose } from "../../source/index.ts";
import type { Column, Table } from "./table.ts";

export interface InputChoice {
  readonly name: string;
  readonly columns: readonly string[];
  readonly classes: boolean;
}

/** The choice that a text makes; null when it is none. */
export function readInput(text: string): InputChoice | null {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals)).trim();
  const rest = text.slice(equals + 1).trim();
  if (name === "" || rest === "") return null;
  const called = /^(?:classes|onehot)\s*\((.*)\)$/i.exec(rest);
  const list = (called?.[1] ?? rest).match(/"[^"]*"|[^,"]+/g) ?? [];
  const columns = list.map((one) => one.trim().replace(/^"(.*)"$/, "$1"));
  const wanted = columns.filter((column) => column !== "");
  return wanted.length === 0 ? null : { name, columns: wanted, classes: called !== null };
}

/** A name without what only the spelling has: x_{1}, x_1 and x1 are one, x and X are not. */
function bareName(name: string): string {
  return name.replace(/[\\{}_^()\s]/g, "");
}

/** The columns that words name, or the diagnostic of the first that is none. */
export function columnsNamed(
  words: readonly string[],
  table: Table,
): readonly Column[] | Diagnostic {
  const found: Column[] = [];
  for (const word of words) {
    const single = placeOf(word, table);
    const ends = single < 0 ? /^(.+?)\s*\.\.\s*(.+)$/.exec(word) : null;
    const from = ends === null ? single : placeOf(ends[1]!, table);
    const to = ends === null ? single : placeOf(ends[2]!, table);
    if (from < 0 || to < from) {
      const known = table.columns.map((column) => column.name);
      const listed = [...known.slice(0, 12), ...(known.length > 12 ? ["…"] : [])].join(", ");
      return diagnose("PG6102", null, { column: word, known: listed });
    }
    found.push(...table.columns.slice(from, to + 1));
  }
  return found;
}

function placeOf(word: string, { columns }: Table): number {
  const exact = columns.findIndex(({ name }) => name === word);
  if (exact >= 0) return exact;
  const loose = (name: string) => bareName(name).toLowerCase();
  const alike = columns.findIndex(({ name }) => loose(name) === loose(word));
  if (alike >= 0) return alike;
  const place = /^\d+$/.test(word) ? Number(word) - 1 : -1;
  return place < columns.length ? place : -1;
}

/** The columns of an input of which nothing is said: those of its name or its entries. */
export function columnsFor(key: string, { columns }: Table): readonly Column[] {
  const bare = bareName(key);
  const own = columns.filter(({ name }) => name === key);
  if (own.length > 0) return own.slice(0, 1);
  const alike = columns.filter(({ name }) => bareName(name) === bare);
  if (alike.length > 0) return alike.slice(0, 1);
  const entries: Column[] = [];
  for (;;) {
    const next = columns.find(({ name }) => bareName(name) === `${bare}${entries.length + 1}`);
    if (next === undefined) return entries;
    entries.push(next);
  }
}
