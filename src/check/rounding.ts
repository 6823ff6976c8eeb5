/**
 * @file Printed decimals. `0.6028` in a text is the exact number 6028/10000, and it is also how
 * every number from 0.60275 to 0.60285 prints. An `=` between decimals is right when some value
 * that the printed digits allow makes it right; between integers and fractions it is exact.
 *
 * A decimal inside a formula stands for the more exact value that the document determines, if one
 * prints so (the author's carry); else for all numbers that print so. Short decimals (0.5, 0.01)
 * are taken as they stand: people choose them. What a machine prints in full is right to the
 * rounding of doubles.
 */
import type { Tensor } from "../expression/index.ts";
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { B, type Ball, Q, type Rational } from "../number/index.ts";
import { around } from "./constant.ts";

/** How far off numbers may be, as a share of them, that are worked out of rounded ones. */
export const carriedError = 0.02;

/** A number as it is printed: its value, and half a unit of its last place. */
export interface Printed {
  readonly value: Rational;
  readonly half: Rational;
  /** In what is counted how far it is off. */
  readonly unit: Rational;
  /** Whether it has a decimal point. */
  readonly decimal: boolean;
}

const ten = Q.fromInteger(10n);

/**
 * A number of 16 or 17 digits is a double printed in full. Of these the first 15 count, the others
 * being what a few operations leave, and so does nothing below 10^{-15}, which is left of a 0. How
 * far more operations may lead away is told by the first 12.
 */
const double = { digits: [16, 17], kept: 15, sure: 12, least: -15 } as const;

/** A printed number: 0.24, −3, 1.5 · 10^{−3}; null for anything else. */
export function printedNumber(syntax: Syntax): Printed | null {
  return scaled(syntax, 0);
}

/** The order of magnitude that 10^{−6} tells behind `≈`; null for anything else. */
export function magnitude(syntax: Syntax): Printed | null {
  const exponent = exponentOfTen(syntax);
  if (exponent === null || exponent > -2) return null;
  const value = power(ten, exponent);
  const half = Q.multiply(value, Q.half);
  return { value, half, unit: half, decimal: true };
}

/** The value of a printed number, or of a fraction of two. */
export function rationalOf(syntax: Syntax): Rational | null {
  if (syntax.kind === "sum" && syntax.terms.length === 1) {
    const [{ sign, term }] = syntax.terms as [(typeof syntax.terms)[0]];
    const inner = rationalOf(term);
    if (inner === null || sign === "\\pm") return null;
    return sign === "-" ? Q.negate(inner) : inner;
  }
  if (syntax.kind === "power") {
    const exponent = rationalOf(syntax.exponent);
    const isOfTen = syntax.base.kind === "number" && syntax.base.text === "10";
    if (!isOfTen || exponent === null || !Q.isInteger(exponent)) return null;
    return Q.bits(exponent) > 8 ? null : (Q.power(Q.rational(10), exponent.n) ?? null);
  }
  if (syntax.kind !== "fraction") return printedNumber(syntax)?.value ?? null;
  const above = printedNumber(syntax.numerator);
  const under = printedNumber(syntax.denominator);
  if (above === null || under === null) return null;
  return Q.divide(above.value, under.value) ?? null;
}

/** A printed number times a power of ten. */
function scaled(syntax: Syntax, scale: number): Printed | null {
  switch (syntax.kind) {
    case "number": {
      const printed = printedDigits(syntax.text, scale);
      return printed !== null && syntax.goesOn ? goingOn(printed) : printed;
    }
    case "group":
    case "decorated":
      return scaled(syntax.body, scale);
    case "sum": {
      if (syntax.terms.length !== 1) return null;
      const inner = scaled(syntax.terms[0]!.term, scale);
      if (inner === null) return null;
      return syntax.terms[0]!.sign === "-" ? { ...inner, value: Q.negate(inner.value) } : inner;
    }
    case "power": {
      // 10^{12} alone tells an order of magnitude
      const exponent = exponentOfTen(syntax);
      if (exponent === null || exponent < 2) return null;
      const value = power(ten, exponent + scale);
      const half = Q.multiply(value, Q.half);
      // a number without digits is not off by its last one where it is of another order
      return { value, half, unit: Q.multiply(value, Q.rational(9, 10)), decimal: true };
    }
    case "product": {
      const [mantissa, factor] = syntax.factors;
      const exponent = syntax.factors.length === 2 ? exponentOfTen(factor!) : null;
      const inner = exponent === null ? null : scaled(mantissa!, scale + exponent);
      return inner && { ...inner, decimal: true };
    }
    default:
      return null;
  }
}

/** Of 1.4142… all is right that begins so, and what rounds so. */
function goingOn(printed: Printed): Printed {
  const quarter = Q.multiply(printed.half, Q.half);
  return {
    ...printed,
    value: Q.add(printed.value, quarter),
    half: Q.add(printed.half, quarter),
  };
}

/** Digits, with a point or without, times a power of ten. */
function printedDigits(text: string, scale: number): Printed | null {
  const digits = Q.fromDecimal(text);
  if (digits === undefined) return null;
  const [mantissa, exponent] = text.toLowerCase().split("e") as [string, string?];
  const decimal = mantissa.includes(".");
  const last = Number(exponent ?? "0") + scale - (mantissa.split(".")[1]?.length ?? 0);
  const count = mantissa.replace(".", "").replace(/^0*/, "").length;
  const isDouble = decimal && double.digits.some((one) => one === count);
  const place = (kept: number) => Math.max(last + count - kept, double.least);
  const [sure, counted] = isDouble ? [double.kept, double.sure].map(place) : [last, last];
  return {
    value: Q.multiply(digits, power(ten, scale)),
    half: Q.multiply(power(ten, sure!), Q.half),
    unit: power(ten, counted!),
    decimal,
  };
}

/** The 3 of 10^3; null for anything else. */
export function exponentOfTen(syntax: Syntax): number | null {
  if (syntax.kind !== "power" || syntax.base.kind !== "number" || syntax.base.text !== "10") {
    return null;
  }
  const exponent = printedNumber(syntax.exponent);
  if (exponent === null || exponent.value.d !== 1n) return null;
  const n = Number(exponent.value.n);
  return Math.abs(n) > 400 ? null : n;
}

function power(base: Rational, n: number): Rational {
  const size = { n: base.n ** BigInt(Math.abs(n)), d: 1n };
  return n >= 0 ? size : { n: 1n, d: size.n };
}

/** The printed numbers of a scalar, a vector or a matrix, row by row; null when others occur. */
export function printedEntries(syntax: Syntax, roughly = false): readonly Printed[] | null {
  const isRow = syntax.kind === "group" && ["matrix", "list"].includes(syntax.body.kind);
  if (syntax.kind === "decorated" || isRow) return printedEntries(syntax.body, roughly);
  if (syntax.kind === "transpose") return printedEntries(syntax.base, roughly);
  if (syntax.kind !== "matrix" && syntax.kind !== "list") {
    const single = printedNumber(syntax);
    return single === null ? null : [single];
  }
  const all = (syntax.kind === "list" ? syntax.items : syntax.rows.flat()).map(printedNumber);
  if (!all.every((one) => one !== null)) return null;
  // behind ≈ a whole number is as rough as it is
  return roughly ? (all as Printed[]) : besideDecimals(all as Printed[]);
}

/** Numbers that stand together: the 2 of [-1.5; 2] is as exact as the decimals beside it. */
function besideDecimals(all: readonly Printed[]): readonly Printed[] {
  const decimals = all.filter(({ decimal }) => decimal);
  if (decimals.length === 0) return all;
  const coarsest = decimals.reduce((a, b) => (Q.compare(a.half, b.half) < 0 ? b : a));
  const fewest = Math.min(...decimals.map(digitsOf));
  return all.map((one) => {
    const isExact = !one.decimal && (fewest < 2 || digitsOf(one) < fewest);
    return isExact ? { ...one, half: coarsest.half, unit: coarsest.unit } : one;
  });
}

/** How many digits of a printed number count. */
function digitsOf({ value, unit }: Printed): number {
  const digits = Q.divide(Q.absolute(value), unit);
  return digits === undefined ? 0 : `${Q.floor(digits)}`.length;
}

/**
 * Printed numbers behind `≈`: the zeros at the end of 1318800000 only hold places, as far as three
 * digits are left.
 */
export function roundedZeros(printed: readonly Printed[]): readonly Printed[] {
  return printed.map((one) => {
    const digits = one.value.d === 1n && !one.decimal ? `${one.value.n}`.replace("-", "") : "";
    const zeros = Math.min(/0*$/.exec(digits)![0].length, digits.length - 3);
    if (zeros <= 0) return one;
    const unit = Q.multiply(one.unit, power(ten, zeros));
    return { ...one, half: Q.multiply(unit, Q.half), unit };
  });
}

/** How far printed numbers are from the values they stand for, in units of the last place. */
export function unitsOff(printed: readonly Printed[], value: Tensor<Ball>): number | null {
  if (printed.length !== value.entries.length) return null;
  let most = 0;
  for (const [k, { value: shown, half, unit }] of printed.entries()) {
    const entry = value.entries[k]!;
    if (B.overlaps(entry, around(shown, half))) continue;
    const [low, high] = [B.lower(entry), B.upper(entry)];
    if (low === undefined || high === undefined) return null;
    const near = Q.compare(shown, low) < 0 ? Q.subtract(low, shown) : Q.subtract(shown, high);
    const units = Q.divide(near, unit);
    most = Math.max(most, Q.toDouble(units!));
  }
  return most;
}

/** The numbers of two digits and more without a point to which something is said to be near. */
export function roughIntegers(
  statements: readonly { readonly sign: string; readonly right: Syntax }[],
): ReadonlySet<string> {
  return new Set(
    statements.flatMap(({ sign, right }) => {
      const isPlain = sign === "\\approx" && right.kind === "number";
      return isPlain && /^\d\d+$/.test(right.text) ? [right.text] : [];
    }),
  );
}

const literalMark = "\u00a7#";

/** Whether a decimal with a point stands somewhere, or one of some other numbers. */
export function hasDecimal(syntax: Syntax, others: ReadonlySet<string> = none): boolean {
  if (syntax.kind === "number") return syntax.text.includes(".") || others.has(syntax.text);
  return children(syntax).some((one) => hasDecimal(one, others));
}

const none: ReadonlySet<string> = new Set();

/** The formula with a name in the place of each decimal, and of some other numbers. */
export function withoutDecimals(syntax: Syntax, others: ReadonlySet<string> = none): Syntax {
  if (syntax.kind === "number" && (syntax.text.includes(".") || others.has(syntax.text))) {
    return literal(syntax.text, syntax);
  }
  if (syntax.kind === "product") return withoutScaled(syntax, others);
  return mapParts(syntax, (one) => withoutDecimals(one, others));
}

/** The same of a product, in which 1.67 · 10^{−5} is one number. */
function withoutScaled(syntax: SyntaxOf<"product">, others: ReadonlySet<string>): Syntax {
  const factors: Syntax[] = [];
  const joints: SyntaxOf<"product">["joints"][number][] = [];
  for (let k = 0; k < syntax.factors.length; k++) {
    const [factor, next] = [syntax.factors[k]!, syntax.factors[k + 1]];
    if (k > 0) joints.push(syntax.joints[k - 1]!);
    const isMantissa = factor.kind === "number" && factor.text.includes(".");
    const exponent = isMantissa && next !== undefined ? exponentOfTen(next) : null;
    if (isMantissa && exponent !== null) {
      factors.push(literal(`${factor.text}e${exponent}`, { from: factor.from, to: next!.to }));
      k++;
    } else factors.push(withoutDecimals(factor, others));
  }
  return factors.length === 1 ? factors[0]! : { ...syntax, factors, joints };
}

/** The name that stands for a written number. */
function literal(text: string, { from, to }: Pick<Syntax, "from" | "to">): Syntax {
  return { ...S.name(`${literalMark}${text}`), from, to };
}

/** The decimal that a variable stands for; null for other variables. */
export function literalOf(variable: string): string | null {
  return variable.startsWith(literalMark) ? variable.slice(literalMark.length) : null;
}

/**
 * What a decimal inside a formula may stand for. `exact` are numbers that the document gives as
 * they are; `known` the values that it determines; `parts` those of what it is put in for, which
 * may be printed like a number that is given.
 */
export function meaningOfDecimal(
  text: string,
  exact: ReadonlySet<string>,
  known: readonly Ball[],
  parts: readonly Ball[] = [],
): Ball {
  const literal = literalNumber(text, exact);
  if (literal === null) return B.unbounded;
  const { printed, point, isExact } = literal;
  // what has one digit is near too many values, unless it is small
  const isLong = significant(text) > 1;
  const part = isLong || placesOf(text) >= smallPlaces ? carriedBy(printed, parts) : null;
  if (part !== null) return B.hull(part, point);
  if (isExact) return point;
  const carried = isLong ? carriedBy(printed, known) : null;
  if (carried !== null) return B.hull(carried, point);
  return isShort(text) ? point : around(printed.value, printed.half);
}

/** The value that a decimal was rounded from, if the document determines it; else as it stands. */
export function carriedDecimal(
  text: string,
  exact: ReadonlySet<string>,
  known: readonly Ball[],
): Ball {
  const literal = literalNumber(text, exact);
  if (literal === null) return B.unbounded;
  const { printed, point, isExact } = literal;
  // a short decimal is near too many values
  return isExact || isShort(text) ? point : (carriedBy(printed, known) ?? point);
}

/** A decimal as it stands, and whether the document gives it so; null for what is no number. */
function literalNumber(text: string, exact: ReadonlySet<string>) {
  const printed = printedNumber(S.number(text));
  if (printed === null) return null;
  const point = around(printed.value, { n: 0n, d: 1n });
  return { printed, point, isExact: exact.has(Q.toString(Q.absolute(printed.value))) };
}

/** How many digits a decimal has from the first that is not 0 on. */
export function significant(text: string): number {
  const [mantissa] = text.split("e");
  return mantissa!.replace(/^[0.]*/, "").replace(/\D/g, "").length;
}

/** So many places behind the point one digit is told by. */
const smallPlaces = 3;

const placesOf = (text: string): number => text.split("e")[0]!.split(".")[1]?.length ?? 0;

/** Whether a decimal has so few digits that people choose it rather than round to it. */
const isShort = (text: string): boolean => {
  const digits = significant(text);
  return digits <= 1 || (digits === 2 && placesOf(text) <= 2);
};

/** The values among `known` (or their negatives) that print so, as one; null when none does. */
function carriedBy({ value, half }: Printed, known: readonly Ball[]): Ball | null {
  const interval = around(value, half);
  let carried: Ball | null = null;
  for (const ball of known) {
    for (const candidate of [ball, B.negate(ball)]) {
      if (!B.overlaps(candidate, interval) || B.accurateBits(candidate) < 40) continue;
      carried = carried === null ? candidate : B.hull(carried, candidate);
    }
  }
  return carried;
}

/** Whether a decimal is how a value prints that the document determines, and not that value. */
export function isCarry(text: string, exact: ReadonlySet<string>, known: readonly Ball[]): boolean {
  const literal = literalNumber(text, exact);
  if (literal === null || literal.isExact) return false;
  const others = known.filter((ball) => !B.overlaps(ball, literal.point));
  return carriedBy(literal.printed, others) !== null;
}
