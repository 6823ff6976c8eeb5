/**
 * @file Whether numbers are right to the digits that are printed: as the values that the document
 * determines round, as its author carried on what was printed before, or as decimals stand for the
 * parts of what they are put in for.
 */
import { isKind, type Node, type Tensor, topological } from "../expression/index.ts";
import { S, unmarked } from "../notation/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import { around, constantOf } from "./constant.ts";
import type { Finding } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import {
  isCarry,
  literalOf,
  magnitude,
  type Printed,
  printedEntries,
  printedNumber,
  roundedZeros,
  significant,
  unitsOff,
} from "./rounding.ts";
import { isConstant } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** Whether two unequal numbers are right to the digits that are printed. */
export function rounded(
  bench: Bench,
  pair: Pair,
  { left, right }: { readonly left: Node; readonly right: Node },
  finding: Finding,
): Finding {
  const { sheet } = bench;
  const { sizes } = sheet.worksheet;
  const order = pair.roughly ? magnitude(pair.written) : null;
  const written = order === null ? printedEntries(pair.written, pair.roughly) : [order];
  const printed = written !== null && pair.roughly ? roundedZeros(written) : written;
  const isDecimal = printed?.some(({ decimal }) => decimal) === true;
  const isCarried = bench.carries.concern(pair.left, pair.id);
  if (pair.loose === null && !pair.roughly && !isDecimal && !isCarried) {
    const value = printed !== null && isOfDecimals(bench, pair) ? constantOf(left, sizes) : null;
    return value !== null && isWholeOf(printed!, value.ball) ? { verdict: "rounded" } : finding;
  }
  const exactly = constantOf(left, sizes);
  const loosely = bench.carries.valueOf((pair.loose ?? pair).left, pair.id);
  if (printed !== null && (isDecimal || pair.roughly)) {
    const units = [exactly?.ball, loosely].flatMap((value) => {
      const off = value == null ? null : unitsOff(printed, spread(value, printed.length));
      return off === null ? [] : [off];
    });
    if (units.length === 0) return finding;
    const least = Math.min(...units);
    const along = least === 0 ? null : bench.carries.along(pair.left, pair.id, pair.part);
    const isAlong = along !== null && unitsOff(printed, spread(along, printed.length)) === 0;
    if (least === 0 || isAlong || isOfMembers(bench, pair, printed)) return { verdict: "rounded" };
    // what is said once more is no second mistake
    if (bench.carries.isSaid(pair.left, printed, pair.id)) return { verdict: "rounded" };
    return { ...finding, units: least };
  }
  const other =
    pair.loose === null
      ? constantOf(right, sizes)?.ball
      : bench.carries.valueOf(pair.loose.right, pair.id);
  const own = loosely ?? exactly?.ball;
  if (other == null || own == null) return finding;
  const meets = (value: Tensor<Ball>, side = own) => {
    return side.entries.every((entry, k) => overlap(entry, value.entries[k]));
  };
  if (meets(other)) return { verdict: "rounded" };
  const along = bench.carries.along(pair.left, pair.id, pair.part);
  if (along !== null && meets(other, along)) return { verdict: "rounded" };
  // σ(z) (1 − σ(z)) = 0.73 · 0.27: decimals stand for parts of the other side
  const parts =
    pair.loose === null ? [] : [...partsOf([left], sizes), ...numbersIn(pair.loose.left, sizes)];
  const put = parts.length > 0 && bench.carries.valueOf(pair.loose!.right, pair.id, parts);
  if (put && meets(put)) return { verdict: "rounded" };
  // of whole numbers, every decimal of the other side was worked out: 1 − (−1/3) = 1.00 + 0.33
  const worked = pair.loose !== null && ofWholes(pair.loose, sizes);
  if (worked && meets(worked)) return { verdict: "rounded" };
  if (printed !== null && roundsToWhole(pair, printed, own)) return { verdict: "rounded" };
  const part = pair.roughly ? 0.01 : leftOut(pair, printed !== null);
  const isNear = part > 0 && nearly(own.entries, other.entries, part);
  if (isNear) return { verdict: "rounded" };
  // √(1/50) ≈ 1/7
  const isFraction = pair.roughly && pair.written.kind === "fraction" && printed === null;
  const isNearFraction = isFraction && nearly(own.entries, other.entries, fractionPart);
  if (isNearFraction) return { verdict: "rounded" };
  if (isSeries(pair, left, right) && nearly(own.entries, other.entries, seriesPart)) {
    return { verdict: "undecided", reason: "how near an approximation is meant to be is not said" };
  }
  return finding;
}

/** Whether decimals come to a whole number of several digits: 5 · 54.44 − 49 = 223. */
function roundsToWhole({ loose }: Pair, printed: readonly Printed[], own: Tensor<Ball>): boolean {
  return loose !== null && variablesOf(loose.left).length > 0 && isWholeOf(printed, own);
}

/** Whether some name of the left side is a decimal: \rho v^2 / 2 with \rho = 1.225. */
function isOfDecimals({ sheet, values }: Bench, { id, left }: Pair): boolean {
  return variablesOf(sheet.expand(left)).some((variable) => {
    const value = values.ofInput(variable, id, null);
    if (value === undefined || !isKind(value, "number")) return false;
    const { d } = value.data;
    return d !== 1n && decimalPlaces % d === 0n;
  });
}

/** What the denominators of decimals divide. */
const decimalPlaces = 10n ** 9n;

/** Whether a value rounds to one whole number of several digits. */
export function isWholeOf(printed: readonly Printed[], own: Tensor<Ball>): boolean {
  if (printed.length !== 1 || own.entries.length !== 1) return false;
  const [{ value }] = printed as [Printed];
  const isLong = Q.compare(value, Q.fromInteger(wholeFrom)) >= 0;
  return isLong && value.d === 1n && overlap(own.entries[0]!, around(value, Q.half));
}

/** Whole numbers from here on may be rounded ones beside decimals. */
const wholeFrom = 100;

/**
 * Whether a value of a function is approximated by a formula, ln 1.2 ≈ 0.2 − 0.02: how near that
 * comes is the formula's matter.
 */
const isSeries = ({ roughly, written }: Pair, left: Node, right: Node): boolean => {
  const isFormula = printedNumber(written) === null && isKind(right, "number");
  return roughly && isFormula && topological([left]).some(({ op }) => functions.has(op));
};

const functions: ReadonlySet<string> = new Set(["exp", "ln", "sin", "cos", "tan", "power", "root"]);

/** A formula that is farther off approximates nothing. */
const seriesPart = 0.1;

/** The same of a fraction, which is written for a number near it. */
const fractionPart = 0.02;

/**
 * How much of a value may be left out where an author writes so many digits: 10^{−8} beside 0.40.
 * It is far less than any of the digits tells, and nothing where there are no decimals.
 */
function leftOut({ loose }: Pair, isWhole: boolean): number {
  if (loose === null) return 0;
  const decimals = [loose.left, loose.right]
    .flatMap(variablesOf)
    .flatMap((variable) => literalOf(unmarked(variable.data)) ?? []);
  const digits = Math.max(0, ...decimals.map(significant));
  if (digits === 0) return 0;
  // 0.707107 · 1.414214 is 1, to the digits that there are
  return 10 ** (isWhole && digits >= manyDigits ? 1 - digits : -(digits + digitsBelow));
}

/** Of so many digits a whole number is as exact as they are. */
const manyDigits = 5;

/** By so many digits what is left out is below the last one that is written. */
const digitsBelow = 3;

/**
 * Whether a printed number is right if the decimals before it stand for parts of what stands in
 * the chain before them: σ(z) (1 − σ(z)) = 0.73 · 0.27 = 0.1966.
 */
function isOfMembers(bench: Bench, pair: Pair, printed: readonly Printed[]): boolean {
  const { sheet, values, carries } = bench;
  if (pair.loose === null || !isConstant(pair.left)) return false;
  if (isRoundedOnTheWay(bench, pair, printed)) return true;
  const members = pair.before().flatMap((node) => {
    const whole = sheet.expand(node);
    const inputs = values.inputsOf([whole], pair.id, pair.id);
    return inputs ? [sheet.put(whole, inputs)] : [];
  });
  const { sizes } = sheet.worksheet;
  const worked = pair.looseBefore().flatMap((node) => numbersIn(node, sizes));
  const parts = [...partsOf(members, sizes), ...worked];
  const put = parts.length > 0 ? carries.valueOf(pair.loose.left, pair.id, parts) : null;
  return put !== null && unitsOff(printed, put) === 0;
}

/**
 * Whether a number is how the chain before it rounds, and the numbers between are near it:
 * x^T A x / 2 = 0.50 · 0.13 = 0.0662, worked out with all digits.
 */
function isRoundedOnTheWay(bench: Bench, pair: Pair, printed: readonly Printed[]): boolean {
  const { sheet, carries } = bench;
  const { sizes } = sheet.worksheet;
  const inputs = literalsOf(pair.loose!.left, ({ value, half }) => around(value, half));
  const near = inputs && constantOf(pair.loose!.left, sizes, inputs)?.ball;
  if (near == null || unitsOff(printed, near) !== 0) return false;
  return [...pair.before(), ...pair.looseBefore()].some((node) => {
    const value = carries.valueOf(node, pair.id);
    return value !== null && unitsOff(printed, value) === 0;
  });
}

/** What each decimal of a node stands for; null where other names are in it. */
function literalsOf(
  loose: Node,
  meant: (printed: Printed) => Ball,
): ReadonlyMap<string, Tensor<Ball>> | null {
  const inputs = new Map<string, Tensor<Ball>>();
  for (const { data } of variablesOf(loose)) {
    const text = literalOf(unmarked(data));
    const one = text === null ? null : printedNumber(S.number(text));
    if (one === null) return null;
    inputs.set(data, { shape: [], entries: [meant(one)] });
  }
  return inputs;
}

/** The values of the parts of numbers that are not written out. */
function partsOf(roots: readonly Node[], sizes: ReadonlyMap<string, number>): Ball[] {
  return topological(roots).flatMap((node) => {
    if (roots.includes(node) || node.op === "number" || node.shape.length > 0) return [];
    return constantOf(node, sizes)?.ball.entries ?? [];
  });
}

/** The values of the parts of numbers that are written out, which an arena makes one number of. */
function numbersIn(loose: Node, sizes: ReadonlyMap<string, number>): Ball[] {
  const inputs = literalsOf(loose, ({ value }) => around(value, Q.zero));
  if (inputs === null || inputs.size === 0) return [];
  const worth = (node: Node) => constantOf(node, sizes, inputs)?.ball.entries ?? [];
  return topological([loose]).flatMap((node) => {
    if (node.shape.length > 0) return [];
    const isFraction = isKind(node, "number") && node.data.d !== 1n;
    const isPart = node !== loose && (isFraction || node.operands.length > 0);
    const factors = isKind(node, "contraction") ? node.operands.flatMap(worth) : [];
    return [...(isPart ? worth(node) : []), ...productsOf(factors)];
  });
}

/** At most of so many factors the products of some are looked at. */
const factorLimit = 5;

const bits = 192;

/** The right side with all that its decimals may be where the left one is of whole numbers. */
function ofWholes(
  { left, right }: { readonly left: Node; readonly right: Node },
  sizes: ReadonlyMap<string, number>,
): Tensor<Ball> | null {
  if (variablesOf(left).length > 0) return null;
  const inputs = literalsOf(right, ({ value, half, unit }) => {
    const isLong = Q.compare(Q.absolute(value), Q.multiply(unit, Q.fromInteger(10n))) >= 0;
    return around(value, isLong ? half : Q.zero);
  });
  return (inputs && constantOf(right, sizes, inputs)?.ball) ?? null;
}

/** The products of some of the factors. */
function productsOf(factors: readonly Ball[]): Ball[] {
  if (factors.length < 3 || factors.length > factorLimit) return [];
  let all: Ball[] = [];
  for (const factor of factors) {
    all = [...all, factor, ...all.map((one) => B.multiply(one, factor, bits))];
  }
  return all;
}

/** A number for each entry of a list: 2(x − 1) ≈ (−1.41, −1.41) where x and y are one number. */
function spread({ shape, entries }: Tensor<Ball>, count: number): Tensor<Ball> {
  if (entries.length !== 1) return { shape, entries };
  return { shape: [count], entries: Array.from({ length: count }, () => entries[0]!) };
}

function overlap(a: Ball, b: Ball | undefined): boolean {
  return b !== undefined && B.overlaps(a, b);
}

/**
 * Both sides at the document's values, where names stand beside decimals that were rounded before:
 * after ∂L/∂s = 0.1966 ≈ 0.2 people write ∂L/∂w = x · 0.2.
 */
export function withCarries(bench: Bench, pair: Pair): Finding | null {
  const { id, loose } = pair;
  if (loose === null) return ofCarriedNames(bench, pair);
  const decimals = [loose.left, loose.right]
    .flatMap(variablesOf)
    .flatMap((variable) => literalOf(unmarked(variable.data)) ?? []);
  const { numbers, values } = bench.known;
  if (!decimals.some((text) => isCarry(text, numbers, values))) return null;
  const [left, right] = [loose.left, loose.right].map((side) => {
    return bench.carries.valueOf(side, id)?.entries;
  });
  return meeting(left, right);
}

/** Both sides where their names stand for what was printed of them: ∂L/∂h_1 = w δ_2. */
function ofCarriedNames({ carries }: Bench, { id, left, right }: Pair): Finding | null {
  if (!carries.concernWorked(left, id) && !carries.concernWorked(right, id)) return null;
  const [a, b] = [left, right].map((side) => carries.near(side, id)?.entries);
  return meeting(a, b);
}

/** The verdict on two values that may be the same, entry by entry; null where they are not. */
function meeting(a: readonly Ball[] | undefined, b: readonly Ball[] | undefined): Finding | null {
  if (a === undefined || a.length !== b?.length) return null;
  return a.every((entry, k) => overlap(entry, b[k])) ? { verdict: "rounded" } : null;
}

/** Whether numbers are within such a part of each other. */
export function nearly(a: readonly Ball[], b: readonly Ball[], part: number): boolean {
  return a.every((entry, k) => {
    const other = b[k];
    if (other === undefined) return false;
    const [low, high] = B.toDoubles(entry);
    const [from, to] = B.toDoubles(other);
    const room = part * Math.max(Math.abs(low), Math.abs(high));
    return from <= high + room && to >= low - room;
  });
}
