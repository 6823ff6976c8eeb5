/**
 * @file What is said of decimals: how they are rounded, and where the digits shown do not lead to
 * the digits of a result, because the work went on with more of them. Every line that is written
 * out with numbers is computed again from the digits that stand there,
 *
 *     0.138499 · 0.59327 = 0.08216730…, and 0.082167 is printed,
 *
 * and the note names those where that gives another last digit, and those where more than the
 * last digit differs (digits cancel in 1.00001 − 1). A result halfway between two decimals counts
 * as another, since rounding it is a matter of taste.
 */
import { Arena } from "../expression/index.ts";
import {
  elaborate,
  nameKey,
  S,
  type Scope,
  type Syntax,
  writeLatex,
  writePlain,
} from "../notation/index.ts";
import { Q, X } from "../number/index.ts";
import { decimalText, shownDigits } from "./decimal.ts";
import type { Derivation, Link, Value } from "./solution.ts";
import { evaluateAt, isValue, layoutOf } from "./value.ts";

/** How far the digits shown lead from those of the result. */
type Gap = "none" | "last digit" | "more";

/** So many lines are computed again; of more, the note speaks in general. */
const lineLimit = 400;

/** So many lines are named. */
const nameLimit = 8;

const general =
  "A decimal after ≈ is the value rounded to six significant digits, zeros at the end left out. " +
  "Values are carried unrounded";

/** A line, and what it is about in words. */
export interface Told {
  readonly line: Derivation;
  readonly about: string;
}

/** The lines of a solution proper: each is about its left side. */
export function told(lines: readonly Derivation[]): Told[] {
  return lines.map((line) => ({ line, about: called(line.target) }));
}

/** The note on decimals; null where none is rounded. */
export function carryNote(lines: readonly Told[]): string | null {
  const rounded = lines.filter(({ line }) => line.links.some(({ sign }) => sign !== "="));
  if (rounded.length === 0) return null;
  const numbered = rounded.flatMap(({ line: { links }, about }) => {
    const at = links.findIndex(({ rule }) => rule === "numbers");
    const after = links[at + 1];
    return at < 0 || after === undefined ? [] : [{ about, numbers: links[at]!, after }];
  });
  if (numbered.length > lineLimit) {
    return `${general}, so the digits shown need not give the last digit of a result.`;
  }
  const last: string[] = [];
  const more: string[] = [];
  for (const { about, numbers, after } of numbered) {
    const gap = gapBetween(numbers, after);
    if (gap === "last digit") last.push(about);
    if (gap === "more") more.push(about);
  }
  if (last.length + more.length === 0) return `${general}.`;
  const parts = [
    last.length === 0 ? "" : `another last digit for ${listed(last)}`,
    more.length === 0 ? "" : `other digits, since some cancel, for ${listed(more)}`,
  ];
  const said = parts.filter((part) => part !== "").join(", and ");
  return `${general}: the digits shown would give ${said}.`;
}

/** A left side in words: z_1, dL/dW. */
function called(target: Syntax): string {
  const key = nameKey(target);
  if (key !== undefined) return key;
  if (target.kind === "gradient" && target.of !== null && target.by !== null) {
    return called(S.derivative(target.of, target.by));
  }
  if (target.kind !== "derivative") return writePlain(target);
  return writeLatex({ ...target, sign: "d", style: "slash" });
}

function listed(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const shown = distinct.slice(0, nameLimit);
  const rest = distinct.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** How a result compares with what the numbers before it give; none where that is not known. */
function gapBetween(numbers: Link, result: Link): Gap {
  const again = printedValue(numbers.syntax);
  const printed = printedValue(result.syntax);
  if (again === undefined || printed === undefined) return "none";
  const entries = layoutOf(printed).entries;
  if (layoutOf(again).entries.length !== entries.length) return "none";
  let widest: Gap = "none";
  for (const place of entries.keys()) {
    const gap = entryGap(again, printed, place);
    if (gap === "more") return gap;
    if (gap === "last digit") widest = gap;
  }
  return widest;
}

const noNames: Scope = { lookup: () => undefined };

/** The value of a formula of numbers; undefined where it calls what only the sheet knows. */
function printedValue(syntax: Syntax): Value | undefined {
  const { value, diagnostics } = elaborate(syntax, noNames, new Arena());
  const isWhole = diagnostics.every(({ code }) => code === "PG2011");
  if (value === undefined || !isWhole) return undefined;
  const found = evaluateAt(value.node, new Map(), new Map());
  return isValue(found) ? found : undefined;
}

function entryGap(again: Value, printed: Value, place: number): Gap {
  const [a, b] = [decimalText(again, place), decimalText(printed, place)];
  if (a === undefined || b === undefined) return "none";
  if (a === b) return isHalfway(again, place) ? "last digit" : "none";
  const [x, y] = [scaled(a), scaled(b)];
  if (x === undefined || y === undefined) return "more";
  const least = Math.min(x.exponent, y.exponent);
  const unit = 10n ** BigInt(Math.max(x.exponent, y.exponent) - least);
  const difference = at(x, least) - at(y, least);
  const size = difference < 0n ? -difference : difference;
  return size < 10n * unit ? "last digit" : "more";
}

/** A decimal as a whole number of so many digits as are shown, times a power of ten. */
interface Scaled {
  readonly digits: bigint;
  readonly exponent: number;
}

function scaled(text: string): Scaled | undefined {
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return undefined;
  const missing = shownDigits - digits.length;
  const padded = BigInt(digits) * 10n ** BigInt(Math.max(0, missing));
  const exponent = Number(power) - fraction.length - Math.max(0, missing);
  return { digits: sign === "-" ? -padded : padded, exponent };
}

function at({ digits, exponent }: Scaled, power: number): bigint {
  return digits * 10n ** BigInt(exponent - power);
}

/** Whether the number lies halfway between two decimals of so many digits as are shown. */
function isHalfway(value: Value, place: number): boolean {
  const x = value.exact?.entries[place];
  const q = x && X.rationalOf(x);
  if (q === undefined || q.n === 0n) return false;
  const longer = Q.toDecimal(q, shownDigits + 1);
  const isWhole = Q.equal(Q.fromDecimal(longer) ?? Q.zero, q);
  return isWhole && longer !== Q.toDecimal(q, shownDigits) && /5(?:e|$)/.test(longer);
}
