/**
 * @file Numbers of measures. What stands behind the numbers of a step tells in which unit they are:
 *
 *     v = 11.2 \text{ km/s} = 1.12 \times 10^4 \text{ m/s}     one speed in two units
 *     d = 8 \text{ inches} = 8 \times 0.0254                   what is in metres, goes without them
 *     \frac12 m v^2 = 4.5 \text{ kJ}                           4500, of units of the SI
 *     2 \text{ boxes} = 24                                     what is in them
 *
 * As numbers such sides differ, and nothing is wrong. What is not: a mistake of other digits.
 */

import { nameKey, type Syntax } from "../notation/index.ts";
import { doubleOf } from "./constant.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed, mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";
import { coherent } from "./units.ts";

/** What a step's numbers may measure; null where they are numbers. `text` has the formulas. */
export function measuresIn(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
  text: string,
): string | null {
  const name = measuredOtherwise(statement, statements, text);
  if (name !== null) return `${name} may be measured in another unit here`;
  const { left, right } = statement;
  // 2 \text{ boxes} = 24
  const areNumbers = left.kind === "number" && right.kind === "number";
  if (areNumbers && words.test(text.slice(left.from, right.to + wordLimit))) {
    return "what its numbers count is said beside them";
  }
  // \frac{1}{3} \cdot 100 = 33\%
  const [first = "", second = ""] = [left, right].map(({ from, to }) => text.slice(from, to));
  const isTwice = (one: string, value: string) => hundred.test(one) && percent.test(value);
  if (isTwice(first, second) || isTwice(second, first)) return "per cent may be said twice here";
  const [own, other] = [unitBehind(left, text), unitBehind(right, text)];
  const isOther = own !== null && own !== other && isClosed(left) && isClosed(right);
  if (isOther && !(isCoherent(own) && (other === null || isCoherent(other)))) {
    return "its sides may be in different units";
  }
  if ((own === null && other === null) || !isConverted(bench, pair)) return null;
  return "a number here may be given in another unit";
}

/** A factor 100, and a number of per cent. */
const hundred = /(?:\\times|\\cdot|\*)\s*100(?![\d.])|(?<![\d.])100\s*(?:\\times|\\cdot|\*)/;
const percent = /\\?%\s*$/;

/** Words beside numbers, and how far behind them they are looked for. */
const words = /\\(?:text|mathrm|mbox|rm)(?![A-Za-z])/;
const wordLimit = 40;

/** Words behind a number, \text{ km/h}, and not those with which the next line begins. */
const behindNumber = /^(?:\\[,;:! ]|[ \t~])*\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}/;

/** What is written behind a side as its unit; null where nothing is. */
function unitBehind(side: Syntax, text: string): string | null {
  return behindNumber.exec(text.slice(side.to, side.to + wordLimit))?.[1]?.trim() ?? null;
}

function isCoherent(unit: string): boolean {
  const own = unit.match(/[A-Za-z]+/g) ?? [];
  return own.length > 0 && own.every((word) => coherent.has(word));
}

/** A name of a step whose value is a number of something else than units of the SI. */
function measuredOtherwise(
  { left, right }: Statement,
  statements: readonly Statement[],
  text: string,
): string | null {
  const own = mentionedIn([left, right]);
  const found = statements.find((one) => {
    const key = nameKey(one.left);
    if (key === undefined || !own.has(key) || one.right.kind !== "number") return false;
    const unit = unitBehind(one.right, text);
    return unit !== null && /[A-Za-z]/.test(unit) && !isCoherent(unit);
  });
  return found === undefined ? null : (nameKey(found.left) ?? null);
}

/** What one unit is in another one, besides powers of ten: minutes, hours, km/h, days, inches. */
const factors: readonly number[] = [60, 3600, 3.6, 24, 86_400, 2.54, 0.0254, 0.3048, 4.184];

/** How far a printed number may be from what it rounds. */
const near = 0.01;

/** Whether the sides differ by a factor that is one between units. */
function isConverted({ sheet }: Bench, { left, right }: Pair): boolean {
  const [a, b] = [left, right].map((side) => doubleOf(sheet.expand(side), sheet.worksheet.sizes));
  if (a === undefined || b === undefined || a === 0 || b === 0) return false;
  const ratio = Math.abs(a / b);
  const tens = Math.log10(ratio);
  const isPower = Math.round(tens) !== 0 && Math.abs(tens - Math.round(tens)) < near / 2;
  return isPower || factors.some((factor) => isNear(ratio, factor) || isNear(1 / ratio, factor));
}

const isNear = (a: number, b: number): boolean => Math.abs(a / b - 1) < near;
