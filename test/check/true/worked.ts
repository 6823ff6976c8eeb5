/**
 * @file A problem worked out in an author's style: every line with its formula in letters, with the
 * numbers put in, and its value. What is carried on is either what was printed or all of it; both
 * is what authors do, and both is true.
 */
import {
  type Expression,
  isScalar,
  type Matrix,
  partsOf,
  type Values,
  valueIn,
} from "./expression.ts";
import { keyOf, type Name } from "./name.ts";
import { type Digits, given, printed, printedMatrix, shownMatrix } from "./printed.ts";
import type { Line, Problem } from "./problem.ts";
import { spell } from "./spelling.ts";
import type { Style } from "./style.ts";
import type { Phrase } from "./words.ts";
import { multiplied, type Shown, write, writeDigits } from "./writing.ts";

/** The signs around a number that was worked out, until the document is set (document.ts). */
export const marks = { from: "\ue000", to: "\ue001" } as const;

/** A relation chain: what stands first, and each sign with what follows it. */
export interface Chain {
  readonly left: string;
  readonly links: readonly (readonly [sign: string, right: string])[];
}

export interface WorkedLine {
  /** In letters; null where numbers are all there is. */
  readonly rule: Chain | null;
  /** With numbers; null for a line without a value. */
  readonly values: Chain | null;
  /** Both in one, as the author's style has it. */
  readonly whole: Chain;
  readonly result: string | null;
}

export interface WorkedSection {
  readonly title: Phrase;
  readonly lines: readonly WorkedLine[];
}

export interface WorkedProblem {
  readonly title: string;
  readonly words: string;
  readonly givens: readonly { readonly left: string; readonly right: string }[];
  readonly sections: readonly WorkedSection[];
}

/** A problem, worked out. */
export function workedOut(problem: Problem, style: Style): WorkedProblem {
  const values = new Map<string, Matrix>();
  const shown = new Map<string, readonly (readonly Digits[])[]>();
  const givens = problem.givens.flatMap(({ name, value, isSilent }) => {
    const digits = value.map((row) => row.map((x) => given(x, style)));
    values.set(keyOf(name), value);
    shown.set(keyOf(name), digits);
    return isSilent ? [] : { left: spell(name, style), right: writeDigits(digits, style) };
  });
  const sections = problem.sections.map(({ title, lines }) => ({
    title,
    lines: lines.map((one) => workedLine(one, style, values, shown)),
  }));
  return { title: problem.title, words: problem.words ?? "", givens, sections };
}

function workedLine(
  line: Line,
  style: Style,
  values: Map<string, Matrix>,
  shown: Map<string, readonly (readonly Digits[])[]>,
): WorkedLine {
  const { name, formula, between = [], isRule } = line;
  const left = line.letters ?? spell(name!, style);
  const isArrow = line.isUpdate && /arrow|:=/.test(style.renewed);
  const first = isArrow ? style.renewed : (line.sign ?? "=");
  const letters = [formula, ...between].map((one) => write(one, style, null));
  const rule = chain(left, first, letters);
  if (isRule) return { rule, values: null, whole: rule, result: null };

  const value = valueIn(formula, values);
  const isRational = !isTranscendental(formula) && namesIn(formula).every(isExactIn(shown));
  const digits = printedMatrix(value, style, isRational);
  const numbers = write(between.at(-1) ?? formula, style, shown);
  // of what has no names, the numbers are the formula
  const own = line.onlyNumbers === true || letters[0] === numbers;
  const isFraction = style.fractions && isRational;
  const terms =
    style.terms && !isFraction ? termsOf(between.at(-1) ?? formula, style, values) : null;
  const result = writeDigits(digits, style);
  const marked = digits.map((row) => row.map((one) => ({ ...one, text: markedText(one) })));
  const steps = [numbers, ...(terms === null ? [] : [terms])].filter((text, k, all) => {
    return text !== result && (own || text !== letters.at(-1)) && text !== all[k - 1];
  });
  const isExact = digits.flat().every((one) => one.isExact);
  const isOfExact = namesIn(formula).every(isExactIn(shown));
  const near = style.sign !== "=" && !isExact ? "\\approx" : "=";
  const rough = style.sign === "rough" && !isOfExact ? "\\approx" : "=";
  const inNumbers: [string, string][] = steps.map((text, k) => [k === 0 ? rough : "=", text]);
  inNumbers.push([near, writeDigits(marked, style)]);
  if (name !== undefined) {
    values.set(keyOf(name), style.carried === "full" ? value : shownMatrix(digits));
    shown.set(keyOf(name), digits);
  }
  const [, ...others] = inNumbers;
  const ofValues = { left, links: [[first, inNumbers[0]![1]] as [string, string], ...others] };
  const inLetters = own ? [] : rule.links;
  const results = style.line === "result" && !own ? inNumbers.slice(-1) : inNumbers;
  const whole =
    style.line === "numbers" || own ? ofValues : { left, links: [...inLetters, ...results] };
  // e^0.1 is only near the sum of some terms
  const isNear = line.sign !== undefined;
  return { rule: own ? null : rule, values: ofValues, whole, result: isNear ? null : result };
}

const chain = (left: string, first: string, rights: readonly string[]): Chain => ({
  left,
  links: rights.map((right, k) => [k === 0 ? first : "=", right]),
});

const markedText = ({ text, isFraction }: Digits) =>
  isFraction ? text : `${marks.from}${text}${marks.to}`;

const isExactIn = (shown: Shown) => (name: Name) =>
  (shown.get(keyOf(name)) ?? []).flat().every(({ isExact }) => isExact);

const rational: ReadonlySet<string> = new Set(["relu", "leaky"]);

/** Whether a function in a formula has values that are no fractions. */
const isTranscendental = (of: Expression): boolean =>
  (of.kind === "call" && !rational.has(of.call)) || partsOf(of).some(isTranscendental);

const isLeaf = ({ kind }: Expression) => kind === "number" || kind === "name";

/** The names in a formula. */
const namesIn = (of: Expression): Name[] =>
  of.kind === "name" ? [of.name] : partsOf(of).flatMap(namesIn);

/** A sum or a product with the value of each part; null where that says nothing more. */
function termsOf(of: Expression, style: Style, values: Values): string | null {
  if (of.kind !== "sum" && of.kind !== "product") return null;
  const parts = of.kind === "sum" ? of.terms : of.factors;
  const bare = parts.map((one) => (one.kind === "negative" ? one.of : one));
  const all = bare.map((one) => valueIn(one, values));
  if (bare.every(isLeaf) || !all.every(isScalar)) return null;
  const texts = all.map(([row]) => printed(row![0]!, style, false).text);
  return of.kind === "sum"
    ? addedUp(
        texts,
        parts.map(({ kind }) => kind === "negative"),
      )
    : multiplied(texts, style);
}

/** Numbers added, those that are taken away with a minus before them. */
function addedUp(texts: readonly string[], areNegative: readonly boolean[]): string {
  const all = texts.map((text, k) => {
    const isBelow = text.startsWith("-");
    if (k === 0) return areNegative[0] ? (isBelow ? text.slice(1) : `-${text}`) : text;
    if (areNegative[k]) return ` - ${isBelow ? `(${text})` : text}`;
    return isBelow ? ` - ${text.slice(1)}` : ` + ${text}`;
  });
  return all.join("");
}
