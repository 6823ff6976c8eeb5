/** @file The numbers that a problem gives its inputs, each with its place in the text. */
import { S, type Syntax, writeUnicode } from "pengrad/notation";
import { numericOf, type Passed, type PassedNode } from "pengrad/work";
import type { GivenNumber, Numeric } from "../model.ts";
import { formulaOf } from "./setter.ts";

/** More entries than this are not given fields. */
const limit = 60;

/** A field for each number of each input that has a value; `problem` is the text that gives it. */
export function givenNumbers({ nodes }: Passed, problem: string): GivenNumber[] {
  const found = nodes.flatMap((node) => numbersOf(node, problem));
  return found.length > limit ? [] : found;
}

function numbersOf({ quantity, value }: PassedNode, problem: string): GivenNumber[] {
  const { key, name, formula, writtenValue, shape } = quantity;
  if (formula !== null || writtenValue === null) return [];
  const values = (value === null ? [] : [numericOf(value) as Numeric]).flat(4) as (number | null)[];
  const given = (written: Syntax, label: Syntax, place: number): GivenNumber[] => {
    const { from, to } = written;
    if (from < 0) return [];
    return [
      {
        id: `${key}@${place}`,
        key,
        place,
        name: formulaOf(label),
        plain: writeUnicode(label),
        text: problem.slice(from, to),
        span: { from, to },
        value: values[place] ?? null,
      },
    ];
  };
  if (shape.length === 0) return given(writtenValue, name, 0);
  if (writtenValue.kind !== "matrix" || shape.length > 2) return [];
  const { rows } = writtenValue;
  const width = rows[0]?.length ?? 0;
  return rows.flatMap((row, i) => {
    return row.flatMap((written, j) => {
      const indices = shape.length === 1 ? [i * width + j] : [i, j];
      const label = S.subscripted(name, ...indices.map((index) => S.number(index + 1)));
      return given(written, label, i * width + j);
    });
  });
}
