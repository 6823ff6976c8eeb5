/**
 * @file Worked solutions with one mistake put in: the catalogue of mistakes, turned round. What
 * repairs a wrong side spoils a right one, so that the edits of src/check/edit.ts make mistakes;
 * digits are changed for mistakes of arithmetic and rounding. A change that leaves the value as it
 * was (mutant-values.ts) is no mistake, and is not counted.
 */
import type { Checked } from "../../src/check/check.ts";
import { checkDocument } from "../../src/check/check.ts";
import { type Candidates, type Edit, editsOf, type RepairKind } from "../../src/check/edit.ts";
import { holds } from "../../src/check/finding.ts";
import { isClosed, namesOf } from "../../src/check/names.ts";
import type { Statement } from "../../src/check/statement.ts";
import { kindOf, readDocument } from "../../src/document/index.ts";
import { children, readFormula, type Syntax } from "../../src/notation/index.ts";
import { originOf } from "../../src/source/index.ts";
import { numberOf, type ShapeOf, sameness } from "./mutant-values.ts";

/** The mistakes that are put in. */
export const mistakes = [
  "sign",
  "missing-factor",
  "extra-factor",
  "missing-term",
  "extra-term",
  "exponent",
  "index",
  "transpose",
  "arithmetic",
  "function",
  "chain-rule",
  "rounding",
] as const;
export type Mistake = (typeof mistakes)[number];

/** A worked solution, checked. */
export interface Worked {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly checked: Checked;
  readonly shapeOf: ShapeOf;
}

/** A solution with one mistake in it. */
export interface Mutant {
  readonly mistake: Mistake;
  readonly worked: Worked;
  readonly text: string;
  /** The right side, in the mutated text. */
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
}

/** A source of random numbers in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Checks an untouched solution. */
export function worked(title: string, path: string, text: string): Worked {
  const checked = checkDocument(readDocument(text, kindOf(path)));
  const shapes = new Map<string, readonly [number, number]>();
  for (const { key, shape } of checked.sheet.worksheet.quantities) {
    const [rows = 1, columns = 1] = shape.map((size) => (typeof size === "number" ? size : 3));
    if (shape.length <= 2) shapes.set(key, [rows, columns]);
  }
  return { title, path, text, checked, shapeOf: (key) => shapes.get(key) };
}

/** The edits that make a mistake of a kind. */
const turned: Readonly<Partial<Record<Mistake, RepairKind>>> = {
  sign: "sign",
  "missing-factor": "extra-factor",
  "extra-factor": "missing-factor",
  "missing-term": "extra-term",
  "extra-term": "missing-term",
  exponent: "exponent",
  index: "index",
  transpose: "transpose",
  function: "function",
  "chain-rule": "extra-factor",
};

/** How often a place for a mistake is looked for. */
const attempts = 60;

/** A mistake of a kind at a random step of a random solution; null when none was found. */
export function mutate(
  solutions: readonly Worked[],
  mistake: Mistake,
  random: () => number,
): Mutant | null {
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.floor(random() * items.length)];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const own = pick(solutions)!;
    const statement = pick(stepsOf(own));
    const edit = statement && pick(editsFor(own, statement, mistake));
    const mutant = edit && mutantOf(own, statement, mistake, edit);
    if (mutant) return mutant;
  }
  return null;
}

/** The steps that hold: the places for mistakes. */
function stepsOf({ checked }: Worked): Statement[] {
  return checked.judged.flatMap(({ statement, finding }) =>
    statement.kind === "step" && finding !== null && holds(finding) ? [statement] : [],
  );
}

function editsFor(own: Worked, statement: Statement, mistake: Mistake): readonly Edit[] {
  const { text } = own.checked.reading.text;
  const { right } = statement;
  if (mistake === "arithmetic" || mistake === "rounding") {
    return isClosed(right) ? digitEdits(text, right, mistake) : [];
  }
  if (mistake === "chain-rule" && !(isDerivative(statement.chain.parts[0]!) && links(right))) {
    return [];
  }
  // δ_{ij} x_j is δ_{ij} x_i: which index stands there is no mistake
  if (mistake === "index" && text.slice(right.from, right.to).includes("\\delta")) return [];
  // a number takes no letters
  const isExtra = mistake === "extra-factor" || mistake === "extra-term";
  if (isExtra && isClosed(right)) return [];
  const edits = editsOf(right, text, candidatesIn(own, statement));
  // σ may be any activation where nothing says which
  return edits.filter(({ kind, what, text: by }) => {
    return (
      kind === turned[mistake] && what !== "order" && !(kind === "function" && by === "\\sigma")
    );
  });
}

const isDerivative = ({ kind }: Syntax) => kind === "derivative";

/** Whether a product has a derivative for a factor. */
function links(syntax: Syntax): boolean {
  return syntax.kind === "product" && syntax.factors.some(isDerivative);
}

/** The names of the chain, and numbers. */
function candidatesIn({ checked }: Worked, { chain }: Statement): Candidates {
  const indexed = new Map<string, string[]>();
  for (const { parts } of checked.reading.chains) {
    for (const { key, base } of parts.flatMap(namesOf)) {
      if (base === null) continue;
      const known = indexed.get(base) ?? [];
      if (!known.includes(key)) indexed.set(base, [...known, key]);
    }
  }
  const names = [...new Set(chain.parts.flatMap(namesOf).map(({ key }) => key))];
  return { factors: [...names, "2"], terms: [...names, "1"], inner: [], indexed };
}

/** Another digit: the last one of a decimal for a rounding, one that weighs for arithmetic. */
function digitEdits(text: string, right: Syntax, kind: "arithmetic" | "rounding"): Edit[] {
  return numbersIn(right).flatMap((number): Edit[] => {
    const what = text.slice(number.from, number.to);
    const isDecimal = what.includes(".");
    if (kind === "rounding" && !(isDecimal && isPrinted(right))) return [];
    const at = kind === "rounding" ? what.length - 1 : what.search(/[1-9]/);
    if (at < 0) return [];
    const { from, to } = number;
    return [1, 2, 3].flatMap((by): Edit[] => {
      const digit = Number(what[at]) + by;
      if (digit > 9) return [];
      return [{ from, to, text: `${what.slice(0, at)}${digit}${what.slice(at + 1)}`, kind, what }];
    });
  });
}

function numbersIn(syntax: Syntax): Syntax[] {
  return syntax.kind === "number" ? [syntax] : children(syntax).flatMap(numbersIn);
}

/** Whether a side is a number, or a matrix of numbers, as a result is printed. */
function isPrinted(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return syntax.rows.flat().every(isPrinted);
  if (syntax.kind === "sum") return syntax.terms.length === 1 && isPrinted(syntax.terms[0]!.term);
  return syntax.kind === "number";
}

function mutantOf(
  own: Worked,
  { right, sign, left }: Statement,
  mistake: Mistake,
  edit: Edit,
): Mutant | null {
  const { text } = own.checked.reading.text;
  const before = text.slice(right.from, right.to);
  const { from, to } = originOf(own.checked.reading.text, right);
  if (own.text.slice(from, to) !== before || edit.from < right.from || edit.to > right.to) {
    return null;
  }
  const after =
    before.slice(0, edit.from - right.from) + edit.text + before.slice(edit.to - right.from);
  if (after.trim() === "" || /[-+]\s*[-+]|[-+]\s*$|\\cdot\s*[-\\]?\s*$|\\cdot\s*-/.test(after)) {
    return null;
  }
  if (readFormula(after, { notation: "latex" }).diagnostics.length > 0) return null;
  if (mistake === "transpose" && after.includes("e^T")) return null;
  if (sameness(before, after, own.shapeOf) !== "different") return null;
  // an approximation between formulas is none to the last digit
  if (mistake !== "rounding" && sign === "\\approx" && isNear(before, after)) return null;
  if (sameness(text.slice(left.from, left.to), after, own.shapeOf) === "same") return null;
  const mutated = own.text.slice(0, from) + after + own.text.slice(to);
  const start = from + after.search(/\S/);
  return {
    mistake,
    worked: own,
    text: mutated,
    from: start,
    to: from + after.trimEnd().length,
    before,
    after,
  };
}

/** Whether two numbers are within a fiftieth of each other. */
function isNear(before: string, after: string): boolean {
  const [a, b] = [numberOf(before), numberOf(after)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 0.02 * Math.abs(a);
}
