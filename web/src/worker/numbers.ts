/**
 * @file The numbers that a problem gives its inputs, each with its place in the text; and for an
 * input that has no value yet, the place where one is to be written.
 */
import {
  nameKey,
  notationOf,
  readFormula,
  S,
  type Syntax,
  writeLatex,
  writePlain,
  writeUnicode,
} from "pengrad/notation";
import { numericOf, type Passed, type PassedNode } from "pengrad/work";
import type { GivenNumber, Numeric } from "../model.ts";
import { statementsOf } from "./reading.ts";
import { formulaOf } from "./setter.ts";

/** So many entries are given fields; an input with which there would be more has none. */
const limit = 240;

/** A field for each number of each input of a part; `problem` is the text that gives it. */
export function givenNumbers({ nodes }: Passed, problem: string, number: number): GivenNumber[] {
  const gap = gapIn(problem, number);
  const found: GivenNumber[] = [];
  for (const node of nodes) {
    const own = numbersOf(node, problem, gap);
    if (found.length + own.length <= limit) found.push(...own);
  }
  return found;
}

/** The name of an entry, `W_{2,1}`; of a number that is no entry, its own. */
export function entryName(name: Syntax, shape: readonly number[], place: number): Syntax {
  const [first, second] = shape;
  if (first === undefined) return name;
  const indices = second === undefined ? [place] : [Math.floor(place / second), place % second];
  return S.subscripted(name, ...indices.map((index) => S.number(index + 1)));
}

type Gap = NonNullable<GivenNumber["gap"]>;

function numbersOf({ quantity, value }: PassedNode, problem: string, gap: Gap): GivenNumber[] {
  const { key, name, formula, writtenValue, shape } = quantity;
  if (formula !== null) return [];
  if (writtenValue === null) {
    const spelled = spellingOf(quantity, problem);
    const isWhole = shape.length > 0;
    return [
      {
        id: isWhole ? `${key}@` : `${key}@0`,
        key,
        place: 0,
        columns: 1,
        name: formulaOf(name),
        plain: writeUnicode(name),
        text: "",
        span: null,
        gap: { ...gap, before: `${gap.before}${spelled} = ` },
        isWhole,
        value: null,
      },
    ];
  }
  const values = (value === null ? [] : [numericOf(value) as Numeric]).flat(4) as (number | null)[];
  const given = (written: Syntax, size: readonly number[], place: number): GivenNumber[] => {
    const { from, to } = written;
    if (from < 0) return [];
    const label = entryName(name, size, place);
    return [
      {
        id: `${key}@${place}`,
        key,
        place,
        columns: size[1] ?? 1,
        name: formulaOf(label),
        plain: writeUnicode(label),
        text: problem.slice(from, to),
        span: { from, to },
        gap: null,
        isWhole: false,
        value: values[place] ?? null,
      },
    ];
  };
  if (shape.length === 0) return given(writtenValue, [], 0);
  if (writtenValue.kind !== "matrix" || shape.length > 2) return [];
  const { rows } = writtenValue;
  const width = rows[0]?.length ?? 0;
  const size = shape.length === 1 ? [rows.length * width] : [rows.length, width];
  return rows.flatMap((row, i) => {
    return row.flatMap((written, j) => given(written, size, i * width + j));
  });
}

/** A name as the problem writes it where it is first used, else as pengrad does. */
export function spellingOf({ key, name, span }: PassedNode["quantity"], problem: string): string {
  const used = span === null ? "" : problem.slice(span.from, span.to);
  if (used !== "" && nameKey(readFormula(used).syntax) === key) return used;
  return notationOf(problem) === "latex" ? writeLatex(name) : writePlain(name);
}

/** Where a part says one more value: behind its last one, else on a line above what it asks. */
function gapIn(problem: string, number: number): Gap {
  let part = -1;
  let last: number | null = null;
  let asks: number | null = null;
  let end = problem.length;
  for (const { kind, span } of statementsOf(problem)) {
    if (kind === "part" || part < 0) {
      part++;
      if (part > number) {
        end = lineStart(problem, span.from);
        break;
      }
    }
    if (part !== number) continue;
    if (kind === "value") last = span.to;
    else if (kind === "find" || kind === "descent") asks ??= lineStart(problem, span.from);
  }
  if (last !== null) return { at: last, before: ", ", after: "" };
  const at = asks ?? end;
  const isNewLine = at === 0 || problem[at - 1] === "\n";
  return { at, before: isNewLine ? "at " : "\nat ", after: "\n" };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
