/**
 * @file Values that a document gives in a table: pairs of a name and a number under a header that
 * says "value", or with nothing else in the table; and one row of numbers below a row of names.
 *
 *     | Parameter | Value |        | $x_1$ | $x_2$ | $y$ |
 *     |-----------|-------|        |-------|-------|-----|
 *     | $w_1$     | 0.15  |        | 0.5   | 1.0   | 1   |
 *
 * Tables hold results and iterations, too. One of whose names the document says something else, by
 * a formula or by other numbers, gives nothing at all.
 */
import { type Document, exerciseTitle, type Table, tablesIn } from "../document/index.ts";
import { children, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { match } from "./match.ts";
import { bareNames, isClosed, mentions, namesOf, plainHeadsOf } from "./names.ts";
import { printedNumber, rationalOf } from "./rounding.ts";
import { type Entry, entriesOf, numbersBeside, type Reader, wordPattern } from "./table-cells.ts";

/** A name, its value, and the part in which it is given. */
export interface Given {
  readonly part: number;
  readonly key: string;
  readonly value: Syntax;
}

/** The values that the tables of a document give to names of its formulas. */
export function tableValues(document: Document, reading: Reading): readonly Given[] {
  const tables = tablesIn(document);
  if (tables.length === 0) return [];
  const said = new Said(reading);
  const reader = readerOf(document, reading);
  const found = tables.flatMap((table) => {
    const entries = isOfResults(document, table) ? null : entriesOf(table.rows, reader);
    return entries === null ? [] : [{ table, entries }];
  });
  const all = found.flatMap(({ entries }) => entries);
  const isOne = ({ key, value }: Entry): boolean => {
    return all.every((one) => one.key !== key || isSame(one.value, value));
  };
  return found.flatMap(({ table, entries }) => {
    const isGiven = entries.every((entry) => isOne(entry) && said.allows(entry, table, document));
    if (!isGiven || said.isPutOtherwise(entries, document)) return [];
    const part = partOf(document, table);
    return entries
      .filter(({ key }) => said.used.has(key) && !said.isSaid(key))
      .map(({ key, value }) => ({ part, key, value }));
  });
}

/** All numbers in the tables of a document that may be values of names. */
export function tableNumbers(document: Document, reading: Reading): readonly Entry[] {
  const tables = tablesIn(document);
  if (tables.length === 0) return [];
  const reader = readerOf(document, reading);
  return tables.flatMap(({ rows }) => numbersBeside(rows, reader));
}

function readerOf(document: Document, { chains, meant, decimalCommas, spelled }: Reading): Reader {
  const { macros } = document;
  const options = { ...spelled, notation: "latex", macros, decimalCommas } as const;
  const used = new Set(chains.flatMap(({ parts }) => parts.flatMap(namesOf)).map(({ key }) => key));
  const last = chains.at(-1);
  return {
    read: (text) => {
      const { syntax } = readFormula(text, options);
      return last === undefined ? syntax : meant(syntax, last);
    },
    isName: (key) => used.has(key),
    commas: decimalCommas !== "none",
  };
}

/** Whether two numbers are one. */
export function isSame(one: Syntax, other: Syntax): boolean {
  const [a, b] = [rationalOf(one), rationalOf(other)];
  return a !== null && b !== null && Q.compare(a, b) === 0;
}

function partOf({ pieces }: Document, { piece }: Table): number {
  const before = pieces.slice(0, piece);
  return before.filter(({ kind }) => kind === "heading" || kind === "mark").length;
}

/** Words before a table of what came out. */
const results = wordPattern(
  [
    "results? after updated? new final(?:ly)? trained learned optim(?:al|um) converge\\w* obtain\\w*",
    "summar\\w+ instead alternatively becomes? predict\\w+ comput(?:ed?|ing) calculated?",
    "iterations? epochs? ergebnis\\w* nach neuen? aktualisiert\\w* zusammenfassung",
    "r[ée]sult(?:ats?|ados?|ati?) après nouve\\w+ résumé resum\\w+ después nuev\\w+ tras",
    "итог\\p{L}* после результат\\p{L}*",
  ],
  "结果|更新|之后|以后|总结|汇总|新的|結果|결과|업데이트",
);

/** Whether the words before a table, or its heading, speak of what came out. */
function isOfResults({ pieces }: Document, { piece, before }: Table): boolean {
  let words = before;
  for (let k = piece - 1; k >= 0 && words.trim() === ""; k--) {
    const one = pieces[k]!;
    if (one.kind === "words") words = one.text;
    else if (one.kind === "heading") words = one.title;
    else if (one.kind === "formula") break;
  }
  const sentence = words
    .trim()
    .split(/\n\s*\n|(?<=[.!?。])\s+/)
    .at(-1)!;
  return results.test(sentence);
}

const equalities: ReadonlySet<string> = new Set(["=", "\\approx", ":=", "\\equiv"]);

/** What the formulas of a document say of names. */
class Said {
  readonly used: ReadonlySet<string>;
  private readonly reading: Reading;
  /** What names are said to be, in formulas or numbers, updates aside. */
  private readonly by = new Map<string, Syntax[]>();
  /** Letters that stand in indices, and names of functions. */
  private readonly others = new Set<string>();
  /** Numbers for names within formulas: at x = 2. */
  private readonly within: { readonly key: string; readonly value: Syntax }[] = [];

  constructor(reading: Reading) {
    this.reading = reading;
    const sides = reading.chains.flatMap(({ parts }) => parts);
    this.used = new Set(sides.flatMap(namesOf).map(({ key }) => key));
    const bare = bareNames(sides);
    for (const key of sides.flatMap(plainHeadsOf)) if (!bare.has(key)) this.others.add(key);
    for (const side of sides) this.look(side);
    for (const chain of reading.chains) this.hear(chain);
  }

  private look(syntax: Syntax): void {
    if (syntax.kind === "subscript") {
      for (const { key } of syntax.indices.flatMap(namesOf)) this.others.add(key);
    }
    if (syntax.kind === "relation") {
      const values = syntax.parts.filter(isClosed);
      for (const key of syntax.parts.flatMap((part) => nameKey(part) ?? []))
        for (const value of values) this.within.push({ key, value });
    }
    for (const child of children(syntax)) this.look(child);
  }

  private hear({ parts, signs, continues }: Chain): void {
    for (const [k, part] of parts.entries()) {
      const key = continues && k === 0 ? undefined : nameKey(part);
      const sign = signs[Math.max(0, k - 1)];
      if (key === undefined || sign === undefined || !equalities.has(sign)) continue;
      const others = parts.filter((_, at) => at !== k);
      if (k === 0 && mentions(others[0]!, key)) continue;
      const known = this.by.get(key) ?? [];
      this.by.set(key, [...known, ...(k === 0 ? others : others.filter(isClosed))]);
    }
  }

  isSaid(key: string): boolean {
    return (this.by.get(key) ?? []).length > 0;
  }

  /** Whether nothing speaks against a value that a table gives. */
  allows({ key, value }: Entry, table: Table, document: Document): boolean {
    const { reading, by, within, others } = this;
    const { from } = table;
    const { pieces } = document;
    const part = partOf(document, table);
    if (others.has(key) || (by.get(key) ?? []).some((one) => !isSame(one, value))) return false;
    if (within.some((one) => one.key === key && !isSame(one.value, value))) return false;
    const isUsedBefore = reading.chains.some(({ parts, signs }) => {
      const isBefore = reading.text.origin(parts[0]!.from) < from;
      if (!isBefore || !signs.some((sign) => equalities.has(sign))) return false;
      const isOfNumbers = parts.some(isClosed) && !parts.some((part) => nameKey(part) === key);
      return isOfNumbers && parts.some((part) => !isSlope(part) && mentions(part, key));
    });
    if (isUsedBefore || this.isOfOthers(key, part)) return false;
    return pieces.every((piece) => {
      if (piece.kind !== "words") return true;
      return assignedIn(piece.text, key).every((one) => isSame(one, value));
    });
  }

  /** Whether a name stands in another exercise than a part, which may have numbers of its own. */
  private isOfOthers(key: string, part: number): boolean {
    const { chains, divisions } = this.reading;
    const exerciseOf = (at: number): number => {
      return divisions.findLastIndex(({ name }, k) => k <= at && exerciseTitle.test(name));
    };
    const own = exerciseOf(part);
    if (own < 0) return false;
    return chains.some((chain) => {
      const exercise = exerciseOf(chain.part);
      return exercise >= 0 && exercise !== own && chain.parts.some((one) => mentions(one, key));
    });
  }

  /**
   * Whether other numbers than those of a table are put in for its names, as those of another
   * example are. A number that stands nowhere else in the document, among others that are the
   * table's, is a slip.
   */
  isPutOtherwise(entries: readonly Entry[], { source }: Document): boolean {
    const values = new Map(entries.map(({ key, value }) => [key, value]));
    const formulas = new Map<string, Syntax[]>();
    let slips = 0;
    for (const { parts } of this.reading.chains) {
      const own = nameKey(parts[0]!) ?? "";
      const before = [...(formulas.get(own) ?? [])];
      for (const part of parts) {
        if (!isClosed(part)) before.push(part);
        else if (printedNumber(part) === null) {
          for (const formula of before) {
            if (isWorth(formula, part, values)) break;
            const put = putIn(formula, part, values);
            if (put.others.length === 0) continue;
            const [other, more] = put.others;
            const isLone = put.own > 0 && more === undefined && !put.isOtherUnit;
            if (!isLone || !isOnce(other!, source)) return true;
            slips++;
            break;
          }
        }
      }
      const open = parts.slice(1).filter((part) => !isClosed(part));
      formulas.set(own, [...(formulas.get(own) ?? []), ...open]);
    }
    return slips > 1;
  }
}

/** Whether numbers are what a formula is with the values of a table. */
function isWorth(formula: Syntax, part: Syntax, values: ReadonlyMap<string, Syntax>): boolean {
  const [one, other] = [worthOf(formula, values), worthOf(part, values)];
  return one !== null && other !== null && Q.compare(one, other) === 0;
}

/** The value of a formula of sums, products and fractions; null for others. */
function worthOf(syntax: Syntax, values: ReadonlyMap<string, Syntax>): Rational | null {
  const value = values.get(nameKey(syntax) ?? "");
  const number = rationalOf(value ?? syntax);
  if (number !== null) return number;
  const all = (parts: readonly Syntax[]): Rational[] | null => {
    const found = parts.map((part) => worthOf(part, values));
    return found.includes(null) ? null : (found as Rational[]);
  };
  switch (syntax.kind) {
    case "group":
    case "decorated":
      return worthOf(syntax.body, values);
    case "sum": {
      const terms = all(syntax.terms.map(({ term }) => term));
      if (terms === null || syntax.terms.some(({ sign }) => sign !== "+" && sign !== "-"))
        return null;
      const signed = terms.map((one, k) => (syntax.terms[k]!.sign === "-" ? Q.negate(one) : one));
      return signed.reduce(Q.add);
    }
    case "product":
      return all(syntax.factors)?.reduce(Q.multiply) ?? null;
    case "fraction": {
      const sides = all([syntax.numerator, syntax.denominator]);
      return sides === null ? null : (Q.divide(sides[0]!, sides[1]!) ?? null);
    }
    default:
      return null;
  }
}

/** How many numbers of a table stand in a formula of numbers for its names, and which others. */
function putIn(formula: Syntax, part: Syntax, values: ReadonlyMap<string, Syntax>) {
  const others: Syntax[] = [];
  let own = 0;
  let isOtherUnit = false;
  const numbers = numbersIn(part);
  for (const { left, right } of match(formula, part)) {
    const value = values.get(nameKey(left) ?? "");
    if (value === undefined || printedNumber(right) === null) continue;
    // factors may change places
    if (numbers.some((one) => isNear(one, value))) own++;
    else {
      others.push(right);
      isOtherUnit ||= isScaled(right, value);
    }
  }
  return { own, others, isOtherUnit };
}

/** Whether a number is another one, or rounds it. */
function isNear(one: Syntax, value: Syntax): boolean {
  const [printed, whole] = [printedNumber(one), rationalOf(value)];
  if (printed === null || whole === null) return false;
  const gap = Q.absolute(Q.subtract(printed.value, whole));
  return Q.sign(gap) === 0 || (printed.decimal && Q.compare(gap, printed.half) <= 0);
}

/** Whether numbers are one in other units: 20 and 0.2. */
function isScaled(one: Syntax, other: Syntax): boolean {
  const [a, b] = [one, other].map((number) => digitsOf(number).replace(/\D/g, ""));
  return a!.replace(/^0+|0+$/g, "") === b!.replace(/^0+|0+$/g, "");
}

function numbersIn(syntax: Syntax): readonly Syntax[] {
  const own = printedNumber(syntax) === null ? [] : [syntax];
  return [...own, ...children(syntax).flatMap(numbersIn)];
}

/** Whether a number of several digits stands once in a text. */
function isOnce(number: Syntax, source: string): boolean {
  const text = digitsOf(number);
  if (text.length < 3) return false;
  const found = source.match(/\d*\.?\d+/g) ?? [];
  return found.filter((one) => one === text).length === 1;
}

function digitsOf(syntax: Syntax): string {
  return syntax.kind === "number" ? syntax.text : children(syntax).map(digitsOf).join("");
}

const isSlope = ({ kind }: Syntax): boolean => kind === "derivative" || kind === "gradient";

/** The numbers that words put behind a name: "at x1 = 2". */
function assignedIn(text: string, key: string): Syntax[] {
  if (!/^\\?\p{L}+(?:_(?:\w|\{\w+\}))?$/u.test(key)) return [];
  const name = key.replace(/^\\/, "").replace(/[_{}]/g, "");
  const spelled = [...name].join("_?\\{?");
  const pattern = `(?<![\\p{L}\\p{N}_])\\\\?${spelled}\\}?\\s*=\\s*([-\u2212]?\\d*\\.?\\d+)`;
  return [...text.matchAll(new RegExp(pattern, "gu"))].map(([, value]) => {
    return readFormula(value!.replace("\u2212", "-"), { notation: "latex" }).syntax;
  });
}
