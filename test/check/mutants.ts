/**
 * @file Worked solutions with one mistake put in: the catalogue of mistakes, turned round. What
 * repairs a wrong side spoils a right one, so that the edits of src/check/edit.ts make mistakes;
 * digits are changed for mistakes of arithmetic and rounding.
 *
 * A mistake is put in only where an independent oracle (mutant-values.ts) confirms under the
 * document's definitions that the step was true and is false now: for all values of the inputs
 * where it was true for all, and for those that the document gives. What changes nothing
 * (h for h ⊙ 1, a transpose of a scalar), what is true for the values given (w_2 x_3 for w_3 x_3
 * where x_3 = 0) and what is no formula (σ without its bracket) is no mistake of the kind.
 */
import type { Checked } from "../../src/check/check.ts";
import { checkDocument } from "../../src/check/check.ts";
import { type Edit, editsOf, type RepairKind } from "../../src/check/edit.ts";
import { holds } from "../../src/check/finding.ts";
import { gapsOf } from "../../src/check/gap.ts";
import { match } from "../../src/check/match.ts";
import { isClosed, namesOf } from "../../src/check/names.ts";
import type { Statement } from "../../src/check/statement.ts";
import { kindOf, readDocument } from "../../src/document/index.ts";
import {
  children,
  nameKey,
  readFormula,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../../src/notation/index.ts";
import { originOf } from "../../src/source/index.ts";
import { type Definitions, distance, Misfit, transposed, valueAt } from "./mutant-values.ts";

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
  /** The step that was spoilt, and in what sense it was true. */
  readonly statement: Statement;
  readonly truth: Truth;
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
  return { title, path, text, checked: checkDocument(readDocument(text, kindOf(path))) };
}

/** The edits that make a mistake of a kind. */
const turned: Readonly<Partial<Record<Mistake, RepairKind>>> = {
  sign: "sign",
  "missing-factor": "extra-factor",
  "missing-term": "extra-term",
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
    statement.kind === "step" && finding !== null && holds(finding) && !isAnew(statement)
      ? [statement]
      : [],
  );
}

/** A lone h = … of a known h may always define it anew. */
const isAnew = ({ restates, chain }: Statement) => restates && chain.signs.length === 1;

function editsFor(own: Worked, statement: Statement, mistake: Mistake): readonly Edit[] {
  const { text } = own.checked.reading.text;
  const { right } = statement;
  if (mistake === "arithmetic" || mistake === "rounding") {
    return isClosed(right) ? digitEdits(text, right, mistake) : [];
  }
  // of a result that is a number, nobody can tell how it came to be wrong
  const isEnd = isClosed(right) && match(statement.left, right).length === 0;
  if (isEnd || isResult(right)) return mistake === "sign" ? signEdits(text, right) : [];
  if (mistake === "chain-rule" && !(isDerivative(statement.chain.parts[0]!) && links(right))) {
    return [];
  }
  // δ_{ij} x_j is δ_{ij} x_i: which index stands there is no mistake
  if (mistake === "index" && text.slice(right.from, right.to).includes("\\delta")) return [];
  if (mistake === "extra-factor" || mistake === "extra-term") {
    return isClosed(right) ? [] : additions(own, statement, mistake);
  }
  const edits = editsOf(right, text, indexedIn(own)).filter(({ from, to, text: by }) => {
    // 3/2 without its denominator is another number
    const isFraction = text.slice(from, to).startsWith("\\frac") && by !== "";
    return !isFraction || !isClosed(readFormula(by, { notation: "latex" }).syntax);
  });
  // σ may be any activation where nothing says which
  return edits.filter(({ kind, what, text: by }) => {
    const isActivation = kind === "function" && by === "\\sigma";
    // \u03c3 before its bracket is no factor
    const isHead = mistake === "missing-factor" && what === "\\sigma";
    return kind === turned[mistake] && what !== "order" && !isActivation && !isHead;
  });
}

/** A factor or a term more: a name of the chain, or a number. */
function additions(
  own: Worked,
  { right, chain }: Statement,
  mistake: "extra-factor" | "extra-term",
): Edit[] {
  const names = [...new Set(chain.parts.flatMap(namesOf).map(({ key }) => key))];
  const wanted = mistake === "extra-factor" ? "factor" : "term";
  return gapsOf(right, own.checked.reading.text.text).flatMap((gap) => {
    // what is put in the place of a 1 is no factor more
    const isOne = wanted === "factor" && gap.part.kind === "number" && gap.part.text === "1";
    if (gap.kind !== wanted || gap.raised || isOne) return [];
    if (wanted === "factor") return [...names, "2"].flatMap((name) => gap.filled(name).slice(0, 1));
    const { text } = own.checked.reading.text;
    const part = text.slice(gap.part.from, gap.part.to).trim();
    return [...names, "1"].flatMap((name) => [
      ...gap.filled(name, { sign: "+" }),
      // nobody writes x - x
      ...(name === part ? [] : gap.filled(name, { sign: "-" })),
    ]);
  });
}

/** A number, or a matrix of numbers: what a chain ends with. */
function isResult(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return syntax.rows.flat().every(isResult);
  if (syntax.kind === "sum") return syntax.terms.length === 1 && isResult(syntax.terms[0]!.term);
  if (syntax.kind === "fraction") {
    return isResult(syntax.numerator) && isResult(syntax.denominator);
  }
  return syntax.kind === "number";
}

/** The other sign before a result, or before one of its entries. */
function signEdits(text: string, right: Syntax): Edit[] {
  const entries = right.kind === "matrix" ? right.rows.flat() : [right];
  return entries.map(({ from }): Edit => {
    const isMinus = text[from] === "-";
    return {
      from,
      to: isMinus ? from + 1 : from,
      text: isMinus ? "" : "-",
      kind: "sign",
      what: "-",
    };
  });
}

const isDerivative = ({ kind }: Syntax) => kind === "derivative";

/** Whether a product has a derivative for a factor. */
function links(syntax: Syntax): boolean {
  return syntax.kind === "product" && syntax.factors.some(isDerivative);
}

/** The names with an index, by the name without it. */
function indexedIn({ checked }: Worked): ReadonlyMap<string, readonly string[]> {
  const indexed = new Map<string, string[]>();
  for (const { parts } of checked.reading.chains) {
    for (const { key, base } of parts.flatMap(namesOf)) {
      if (base === null) continue;
      const known = indexed.get(base) ?? [];
      if (!known.includes(key)) indexed.set(base, [...known, key]);
    }
  }
  return indexed;
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

function numbersIn(syntax: Syntax): SyntaxOf<"number">[] {
  return syntax.kind === "number" ? [syntax] : children(syntax).flatMap(numbersIn);
}

/** Whether a side is a number, or a matrix of numbers, as a result is printed. */
function isPrinted(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return syntax.rows.flat().every(isPrinted);
  if (syntax.kind === "sum") return syntax.terms.length === 1 && isPrinted(syntax.terms[0]!.term);
  return syntax.kind === "number";
}

function mutantOf(own: Worked, statement: Statement, mistake: Mistake, edit: Edit): Mutant | null {
  const { right } = statement;
  const { text } = own.checked.reading.text;
  const before = text.slice(right.from, right.to);
  const { from, to } = originOf(own.checked.reading.text, right);
  if (own.text.slice(from, to) !== before || edit.from < right.from || edit.to > right.to) {
    return null;
  }
  const after =
    before.slice(0, edit.from - right.from) + edit.text + before.slice(edit.to - right.from);
  if (!isWellFormed(after, isClosed(right))) return null;
  if (isResult(readFormula(after, { notation: "latex" }).syntax) !== isResult(right)) return null;
  // y = … y … says something else than what y is
  const { syntax } = readFormula(after, { notation: "latex" });
  const head = nameKey(statement.left);
  if (head !== undefined && namesOf(syntax).some(({ key }) => key === head)) return null;
  const truth = truthOf(own, statement);
  if (truth === null || !isFalse(truth, statement, after, mistake)) return null;
  const mutated = own.text.slice(0, from) + after + own.text.slice(to);
  const start = from + after.search(/\S/);
  return {
    mistake,
    worked: own,
    statement,
    truth,
    text: mutated,
    from: start,
    to: from + after.trimEnd().length,
    before,
    after,
  };
}

/** Whether a side can be what somebody wrote: without doubled signs, with names if it had any. */
function isWellFormed(after: string, closed: boolean): boolean {
  if (after.trim() === "" || /[-+]\s*[-+]|[-+]\s*$|\\cdot\s*(?:[-)]|\\right|$)/.test(after))
    return false;
  // a bracket around one name or number is what an edit leaves
  if (/\^T\s*\^|\^\{?\w\}?\s*_|[(]\s*[)]/.test(after)) return false;
  const { syntax, diagnostics } = readFormula(after, { notation: "latex" });
  return diagnostics.length === 0 && isClosed(syntax) === closed;
}

/** In what sense a step is true: for all values of the inputs, or for those that are given. */
export interface Truth {
  readonly always: boolean;
  readonly definitions: Definitions;
  /** What was printed before of names and derivatives, by how these are written. */
  readonly printed: ReadonlyMap<string, Syntax>;
}

const points = [1, 2, 3];
const truths = new WeakMap<Statement, { readonly truth: Truth | null }>();

/** In what sense a step is true as far as the oracle can tell; null when it cannot. */
export function truthOf(own: Worked, statement: Statement): Truth | null {
  const known = truths.get(statement);
  if (known !== undefined) return known.truth;
  let truth: Truth | null = null;
  for (const activation of ["sigmoid", "relu", "tanh"]) {
    const definitions = definitionsAt(own, statement, activation);
    const { left, right } = statement;
    const near = (point: number): boolean => {
      const apart = apartAt(definitions, point, left, right);
      return apart !== null && apart <= (isDecimal(left) || isDecimal(right) ? 5e-3 : 1e-6);
    };
    if (!near(0)) continue;
    const always = !isClosed(right) && points.every(near);
    truth = { always, definitions, printed: printedBefore(own, statement) };
    break;
  }
  truths.set(statement, { truth });
  return truth;
}

/** The decimals that chains before a statement print of what they begin with. */
function printedBefore({ checked }: Worked, { id }: Statement): ReadonlyMap<string, Syntax> {
  return new Map(
    checked.judged.flatMap(({ statement }): [string, Syntax][] => {
      const { chain, right } = statement;
      const [head] = chain.parts;
      const isShown = statement.id < id && isPrinted(right) && isDecimal(right);
      return isShown ? [[writeLatex(head!), right]] : [];
    }),
  );
}

/** How far two sides are apart at a point; null when a side has no value there. */
function apartAt(
  definitions: Definitions,
  point: number,
  left: Syntax,
  right: Syntax,
): number | null {
  try {
    const value = valueAt(left, definitions, point);
    try {
      const other = valueAt(right, definitions, point);
      const apart = distance(value, other);
      // a row for a column is a matter of layout
      if (apart === Number.POSITIVE_INFINITY && distance(transposed(value), other) < 1e-4) return 0;
      const isDefined = other.flat().every((entry) => Number.isFinite(entry));
      return isDefined && !Number.isNaN(apart) ? apart : null;
    } catch (error) {
      return error instanceof Misfit ? Number.POSITIVE_INFINITY : null;
    }
  } catch {
    return null;
  }
}

/** Whether a side that was true is false. */
function isFalse(
  truth: Truth,
  { left, right }: Statement,
  after: string,
  mistake: Mistake,
): boolean {
  const { always, definitions } = truth;
  const { syntax } = readFormula(after, { notation: "latex" });
  const apart = (point: number) => apartAt(definitions, point, left, syntax);
  const own = apart(0);
  if (own === null) return false;
  if (mistake === "rounding") {
    return own > 2 * (apartAt(definitions, 0, left, right) ?? 1) && !isCarried(truth, left, syntax);
  }
  const least = isDecimal(left) || isDecimal(right) ? 0.02 : 1e-4;
  if (own < least) return false;
  return !always || points.some((point) => (apart(point) ?? 0) >= least);
}

/**
 * Whether printed decimals are how a value rounds that lies between the one with all digits and
 * the one worked with what was printed before.
 */
function isCarried({ definitions, printed }: Truth, left: Syntax, right: Syntax): boolean {
  try {
    const [exact, carried] = [definitions, { ...definitions, printed }].map((known) => {
      return valueAt(left, known, 0).flat();
    });
    const entries = right.kind === "matrix" ? right.rows.flat() : [right];
    return entries.every((entry, k) => {
      const shown = valueAt(entry, definitions, 0)[0]![0]!;
      const places = numbersIn(entry)[0]!.text.split(".")[1]?.length ?? 0;
      const [low, high] = [exact![k]!, carried![k]!].sort((a, b) => a - b);
      const half = 0.5 * 10 ** -places * (1 + 1e-9);
      return shown >= low! - half && shown <= high! + half;
    });
  } catch {
    return false;
  }
}

/** Whether another side in the place of a true one is the same, in the sense in which it was true. */
export function isRestored({ always, definitions }: Truth, before: string, after: string): boolean {
  const [a, b] = [before, after].map((text) => readFormula(text, { notation: "latex" }).syntax);
  const least = isDecimal(a!) || isDecimal(b!) ? 1e-4 : 1e-6;
  return (always ? [0, ...points] : [0]).every((point) => {
    const apart = apartAt(definitions, point, a!, b!);
    return apart !== null && apart <= least;
  });
}

function isDecimal(syntax: Syntax): boolean {
  if (syntax.kind === "number") return syntax.text.includes(".");
  return children(syntax).some(isDecimal);
}

/**
 * What the document defines, as a statement sees it: in the nearest part, the last one before. Of
 * several forms of one quantity (y = σ(x)(1 − σ(x)), then y = u s) the one in most other quantities.
 */
export function definitionsAt(own: Worked, at: Statement, activation: string): Definitions {
  const forms = new Map<string, { readonly from: Statement; readonly bodies: Syntax[] }>();
  const functions = new Map<string, { parameter: string; body: Syntax }>();
  for (const { statement } of own.checked.judged) {
    const { kind, left, right, chain, id, closed, restates } = statement;
    if (chain.part > at.chain.part || id === at.id) continue;
    const isForm = kind === "step" && statement.at === 0 && restates && !closed;
    if (kind !== "definition" && !isForm) continue;
    if (left.kind === "applied") {
      const [parameter] = left.arguments.map((argument) => nameKey(argument));
      const head = nameKey(left.head);
      if (head !== undefined && parameter !== undefined && left.arguments.length === 1) {
        functions.set(head, { parameter, body: right });
      }
      continue;
    }
    const isTurned = nameKey(left) === undefined;
    const key = nameKey(isTurned ? right : left);
    if (key === undefined) continue;
    const before = forms.get(key);
    if (isForm) {
      before?.bodies.push(right);
      continue;
    }
    if (before !== undefined && before.from.chain.part === chain.part && id > at.id) continue;
    forms.set(key, { from: statement, bodies: [isTurned ? left : right] });
  }
  const inner = (body: Syntax): number => {
    return namesOf(body).filter(({ key }) => forms.get(key)?.from.closed === false).length;
  };
  const formulas = new Map(
    [...forms].map(([key, { bodies }]): [string, Syntax] => {
      return [key, bodies.reduce((best, body) => (inner(body) > inner(best) ? body : best))];
    }),
  );
  const shapeOf = (key: string): readonly [number, number] | undefined => {
    const shape = own.checked.sheet.named(key, at.chain.part)?.shape;
    if (shape === undefined || shape.length > 2) return undefined;
    const [rows = 1, columns = 1] = shape.map((size) => (typeof size === "number" ? size : 3));
    return [rows, columns];
  };
  return { formulas, functions, activation, shapeOf };
}
