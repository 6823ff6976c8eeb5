/**
 * @file The number that should stand where a step ends with a wrong one: exact where the author
 * writes it so, else to as many places as the author prints. Decimals on the left side stand for
 * the values that they were rounded from.
 */
import type { Node, Tensor } from "../expression/index.ts";
import {
  children,
  readFormula,
  S,
  type Syntax,
  spellExact,
  unmarked,
  writeLatex,
} from "../notation/index.ts";
import { B, type Ball, type Exact, Q, type Rational, X } from "../number/index.ts";
import { around, type Constant, constantOf, sameConstant } from "./constant.ts";
import type { Edit, RepairKind } from "./edit.ts";
import type { Bench, Pair } from "./judge.ts";
import type { Repair } from "./repair.ts";
import { nearly } from "./rounded.ts";
import {
  carriedDecimal,
  literalOf,
  meaningOfDecimal,
  printedNumber,
  unitsOff,
  withoutDecimals,
} from "./rounding.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A value that takes longer to read than to work out is not proposed. */
const lengthLimit = 80;

/** Decimals of so many places are short. */
const shortPlaces = 4;

/** So exactly a value is known that is said to be such a decimal. */
const shortBits = 40;

/** A printed number, a fraction of two, or a vector or matrix of these. */
export function isPrinted(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return syntax.rows.flat().every(isPrinted);
  if (syntax.kind === "sum") return syntax.terms.length === 1 && isPrinted(syntax.terms[0]!.term);
  if (syntax.kind === "fraction") {
    return isPrinted(syntax.numerator) && isPrinted(syntax.denominator);
  }
  return printedNumber(syntax) !== null;
}

/** The value that should stand where a number, or numbers, stand; null when it is not known. */
export function rightValue(bench: Bench, statement: Statement, pair: Pair): Repair | null {
  const value = leftValue(bench, pair);
  if (value === null) return null;
  const { right } = statement;
  const entries = right.kind === "matrix" ? right.rows.flat() : [right];
  const { ball, exact } = value;
  if (entries.length !== ball.entries.length) return null;
  // beside decimals a number is written as they are
  const half = entries.flatMap(halvesIn)[0];
  const carried = bench.carries.valueOf(pair.loose?.left ?? pair.left, pair.id);
  const wrong = entries.flatMap((entry, k): Correction[] => {
    const range = carried?.entries[k] ?? ball.entries[k]!;
    const own = { ball: ball.entries[k]!, range, exact: exact?.entries[k] ?? null };
    const found = corrected(bench, statement, entry, { ...own, half });
    return found === null ? [] : [found];
  });
  const [first] = wrong;
  if (first === undefined || wrong.some(({ latex }) => latex === null)) return null;
  const kind = wrong.every((one) => one.kind === first.kind) ? first.kind : "arithmetic";
  const isOne = wrong.length === 1;
  const latex = right.kind === "matrix" ? matrixOf(right, wrong) : first.latex!;
  if (latex.length > lengthLimit && right.kind !== "matrix") return null;
  const { from, to } = first.entry;
  const edit: Edit | null =
    isOne && from >= 0 ? { from, to, text: first.latex!, kind, what: "" } : null;
  const what = isOne ? first.latex! : latex;
  return { kind, latex, message: saidOf(kind, what), edit };
}

function saidOf(kind: RepairKind, latex: string): string {
  if (kind !== "sign") return `the value is ${latex}`;
  return latex.startsWith("-") ? "a minus sign is lost" : "a minus sign too many";
}

/** A number that is wrong, and the right one; null when that cannot be written. */
interface Correction {
  readonly entry: Syntax;
  readonly latex: string | null;
  readonly kind: RepairKind;
}

/** What one number should be, and half a unit of the decimals beside it. */
interface Entry {
  readonly ball: Ball;
  /** All that it may be, of names of which values were printed. */
  readonly range: Ball;
  readonly exact: Exact | null;
  readonly half: Rational | undefined;
}

/** What should stand for one number; null when it is right. */
function corrected(
  bench: Bench,
  statement: Statement,
  entry: Syntax,
  { ball, range, exact, half }: Entry,
): Correction | null {
  const { sheet } = bench;
  const printed = printedNumber(entry);
  const value = { shape: [], entries: [ball] };
  if (printed?.decimal === true) {
    const units = unitsOff([printed], value);
    if (units === 0 || unitsOff([printed], { shape: [], entries: [range] }) === 0) return null;
    const opposite = { ...printed, value: Q.negate(printed.value) };
    const isSign = unitsOff([opposite], value) === 0;
    // what is off by more than its last digit was not rounded wrong
    const isLast = units !== null && units < 10;
    const kind: RepairKind = isSign ? "sign" : isLast ? "rounding" : "arithmetic";
    const whole = exact === null ? undefined : X.rationalOf(exact);
    // what was rounded wrong is rounded to its own places
    const decimal = kind === "rounding" ? atPlaces : asDecimal;
    const latex = whole?.d === 1n ? `${whole.n}` : decimal(ball, printed.half);
    return { entry, latex, kind };
  }
  const { sizes } = sheet.worksheet;
  const finest = halvesIn(entry).reduce<Rational | undefined>((least, one) => {
    return least === undefined || Q.compare(one, least) < 0 ? one : least;
  }, undefined);
  if (finest !== undefined) {
    const loose = sheet.meaningIn(statement, withoutDecimals(entry));
    const found = loose && constantOf(loose, sizes, decimalsIn(bench, loose, meaningOfDecimal));
    if (found == null) return { entry, latex: null, kind: "arithmetic" };
    if (B.overlaps(found.ball.entries[0]!, range)) return null;
    const isSign = B.overlaps(B.negate(found.ball.entries[0]!), ball);
    return { entry, latex: asDecimal(ball, finest), kind: isSign ? "sign" : "arithmetic" };
  }
  const own = sheet.meaningIn(statement, entry);
  const constant = own === null ? null : constantOf(own, sizes);
  if (constant === null) return { entry, latex: null, kind: "arithmetic" };
  const right: Constant = { ball: value, exact: exact && { shape: [], entries: [exact] } };
  if (sameConstant(constant, right) === "yes") return null;
  const turned = constantOf(sheet.arena.negate(own!), sizes);
  const isSign = turned !== null && sameConstant(turned, right) === "yes";
  const whole = exact === null ? undefined : X.rationalOf(exact);
  // a product of decimals is no fraction to be written
  const isLong = whole !== undefined && whole.d > longest;
  if (isLong && nearly([ball], constant.ball.entries, sameDigits)) return null;
  const isPlain = exact !== null && !isLong && (half === undefined || whole !== undefined);
  const near = isLong || half !== undefined ? asDecimal(ball, half ?? millionth) : null;
  const latex = isPlain ? writeLatex(spellExact(exact)) : near;
  return { entry, latex, kind: isSign ? "sign" : "arithmetic" };
}

/** Fractions with a larger denominator are written as decimals, to so many places. */
const longest = 9999n;
/** Values that differ by less are one to the digits of the decimals that they come from. */
const sameDigits = 1e-5;
const millionth = Q.rational(1n, 2_000_000n);

/** A value as a decimal: all of it where that is short, else to the places of a printed number. */
export function asDecimal(ball: Ball, half: Rational): string | null {
  return shortDecimal(ball) ?? atPlaces(ball, half);
}

/** A value of few digits as a decimal: 0.005, also where the author prints fewer places. */
function shortDecimal(ball: Ball): string | null {
  if (B.accurateBits(ball) < shortBits) return null;
  const [low] = B.toDoubles(ball);
  for (let places = 1; places <= shortPlaces; places++) {
    const scaled = Math.round(low * 10 ** places);
    if (!Number.isSafeInteger(scaled)) return null;
    const value = { n: BigInt(scaled), d: 10n ** BigInt(places) };
    const point = around(Q.rational(value.n, value.d), { n: 0n, d: 1n });
    if (scaled % 10 !== 0 && B.overlaps(ball, point)) return decimalOf(value.n, places);
  }
  return null;
}

function decimalOf(scaled: bigint, places: number): string {
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(places + 1, "0");
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The matrix with the right numbers in the place of the wrong ones. */
function matrixOf(
  { rows }: Extract<Syntax, { kind: "matrix" }>,
  wrong: readonly Correction[],
): string {
  const put = rows.map((row) => {
    return row.map((entry): Syntax => {
      const found = wrong.find((one) => one.entry === entry);
      if (found === undefined) return entry;
      return readFormula(found.latex!, { notation: "latex" }).syntax;
    });
  });
  return writeLatex(S.matrix(put));
}

/** Half a unit of each decimal in a formula. */
function halvesIn(syntax: Syntax): readonly Rational[] {
  const printed = printedNumber(syntax);
  if (printed !== null) return printed.decimal ? [printed.half] : [];
  return children(syntax).flatMap(halvesIn);
}

/** What the decimals of a side stand for, by the names that stand for them. */
export function decimalsIn(
  { known: { numbers, values } }: Pick<Bench, "known">,
  side: Node,
  meaning: typeof carriedDecimal,
): ReadonlyMap<string, Tensor<Ball>> {
  return new Map(
    variablesOf(side).flatMap(({ data }): [string, Tensor<Ball>][] => {
      const text = literalOf(unmarked(data));
      return text === null
        ? []
        : [[data, { shape: [], entries: [meaning(text, numbers, values)] }]];
    }),
  );
}

/**
 * The value of the left side, with the document's values in the place of names. Numbers alone are
 * worked with as they stand.
 */
function leftValue(bench: Bench, { id, left, loose }: Pair): Constant | null {
  const { sheet, values } = bench;
  const { worksheet } = sheet;
  const plain = sheet.opened(left);
  if (variablesOf(plain).length === 0) return constantOf(plain, worksheet.sizes);
  const opened = sheet.opened(loose?.left ?? left);
  const put = new Map<Node, Node>();
  for (const variable of variablesOf(opened)) {
    if (literalOf(unmarked(variable.data)) !== null) continue;
    const value = values.of(variable, id, null);
    if (value === undefined) return null;
    put.set(variable, value);
  }
  const decimals = decimalsIn(bench, opened, carriedDecimal);
  const whole = sheet.putFitting(opened, put);
  return whole && constantOf(whole, worksheet.sizes, decimals);
}

/** So many places more are written at most of a number that is 0 to those of an author. */
const mostPlaces = 12;

/**
 * A number to the places of a printed one, whose half unit is given; to more where it would be 0.
 */
function atPlaces(ball: Ball, half: { n: bigint; d: bigint }): string | null {
  const [low, high] = [B.lower(ball), B.upper(ball)];
  if (low === undefined || high === undefined) return null;
  const middle = Q.multiply(Q.add(low, high), Q.half);
  let unit = Q.multiply(half, Q.fromInteger(2n));
  let rounded = 0n;
  const most = Q.sign(middle) === 0 ? 0 : mostPlaces;
  for (let more = 0; more <= most && rounded === 0n; more++) {
    if (more > 0) unit = Q.multiply(unit, Q.rational(1n, 10n));
    const scaled = Q.divide(middle, unit);
    if (scaled === undefined) return null;
    rounded = Q.floor(Q.add(scaled, Q.half));
  }
  const value = Q.multiply(Q.fromInteger(rounded), unit);
  const places = Math.max(0, unit.d.toString().length - 1);
  const sign = value.n < 0n ? "-" : "";
  const digits = ((value.n < 0n ? -value.n : value.n) * 10n ** BigInt(places)) / value.d;
  const whole = digits.toString().padStart(places + 1, "0");
  return places === 0 ? sign + whole : `${sign}${whole.slice(0, -places)}.${whole.slice(-places)}`;
}
