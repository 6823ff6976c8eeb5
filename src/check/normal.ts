/**
 * @file The standard normal distribution. Where a text speaks of it, Φ is its distribution
 * function, and Z has it:
 *
 *     Φ(z)           ½ (1 + erf(z/√2))
 *     P(Z > z)       1 − Φ(z)
 *     P(a < Z < b)   Φ(b) − Φ(a)
 *
 * A text that says itself what Φ is, is left alone, and so is a Z of which it says something else.
 * Source: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.2.
 */
import { topological } from "../expression/index.ts";
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { doubleOf } from "./constant.ts";
import type { Bench, Pair } from "./judge.ts";
import { hasPart } from "./parts.ts";

/** The reading with Φ, and probabilities of Z, by what they are. */
export function withNormal(reading: Reading, source: string): Reading {
  const isSpoken = normal.test(source);
  if (!isSpoken || !reading.chains.some(({ parts }) => parts.some((one) => hasPart(one, isOfIt)))) {
    return reading;
  }
  const isStandard = standard.test(source);
  const isDefined = reading.chains.some(({ parts: [left] }) => {
    return left?.kind === "applied" && isPhi(left) && nameKey(left.arguments[0]!) !== undefined;
  });
  const written = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, written);
    if (inner.kind !== "applied") return inner;
    const { from, to } = inner;
    const found =
      isPhi(inner) && !isDefined
        ? distribution(inner.arguments[0]!)
        : isStandard
          ? probability(inner)
          : null;
    return found === null ? inner : { ...S.group(found), from, to };
  };
  return withSides(reading, written);
}

const normal =
  /normal|gau(?:ß|ss)|正态|正規分布|正态分布|정규|нормальн|central limit|z-?(?:score|table|test|value)/iu;
const standard =
  /standard[- ]?normal|z-?(?:score|table|test|value|statistic)|\(0\s*,\s*1\)|标准正态|標準正規|표준정규|стандартн|normal est[áa]ndar|normal padr[ãa]o/iu;

const isOfIt = (syntax: Syntax): boolean =>
  syntax.kind === "applied" && (isPhi(syntax) || eventOf(syntax) !== null);

/** Φ of one argument. */
function isPhi({ head, arguments: args }: SyntaxOf<"applied">): boolean {
  return head.kind === "name" && head.text === "\\Phi" && args.length === 1;
}

/** Φ(z). */
function distribution(z: Syntax): Syntax {
  const scaled = S.fraction(z, S.root(2));
  return S.product([S.fraction(1, 2), S.group(S.sum([1, S.call("erf", [scaled])]))]);
}

/** The event of P(Z < z), of a Z alone; null for any other. */
function eventOf({ head, arguments: args }: SyntaxOf<"applied">): SyntaxOf<"relation"> | null {
  const [event] = args;
  const isP = head.kind === "name" && /^(?:P|Pr|\\Pr)$/.test(head.text);
  return isP && args.length === 1 && event?.kind === "relation" ? event : null;
}

const isZ = (syntax: Syntax): boolean => nameKey(syntax) === "Z";

const isSizeOfZ = (syntax: Syntax): boolean =>
  syntax.kind === "group" && syntax.delimiter === "|" && isZ(syntax.body);

/** The probability of an event of Z; null where it is none of these. */
function probability(applied: SyntaxOf<"applied">): Syntax | null {
  const event = eventOf(applied);
  if (event === null) return null;
  const { parts, signs } = event;
  const below = signs.every((sign) => sign === "<" || sign === "\\le");
  const above = signs.every((sign) => sign === ">" || sign === "\\ge");
  if ((!below && !above) || parts.length > 3) return null;
  const ordered = below ? parts : [...parts].reverse();
  const own = ordered.filter((part) => hasPart(part, isZ));
  if (own.length !== 1) return null;
  const at = ordered.indexOf(own[0]!);
  const [low, high] = [ordered[at - 1], ordered[at + 1]];
  if (isSizeOfZ(own[0]!)) {
    if (parts.length > 2) return null;
    const inside = S.sum([S.product([2, distribution((low ?? high)!)]), S.minus(1)]);
    return high !== undefined ? inside : S.sum([1, S.minus(S.group(inside))]);
  }
  if (!isZ(own[0]!)) return null;
  if (low === undefined) return distribution(high!);
  if (high === undefined) return S.sum([1, S.minus(distribution(low))]);
  return S.sum([distribution(high), S.minus(distribution(low))]);
}

/** How far a value of a table with z to two places may be off: half a unit of them times φ(0). */
const tableError = 0.005 * 0.4;

/** Whether a step fails by no more than what a table of Φ leaves out. */
export function isOfTable({ sheet }: Bench, { left, right }: Pair): boolean {
  const sides = [left, right].map((side) => sheet.expand(side));
  if (!topological(sides).some(({ op }) => op === "erf")) return false;
  const [a = Number.NaN, b = Number.NaN] = sides.map((side) => {
    return doubleOf(side, sheet.worksheet.sizes);
  });
  return Math.abs(a - b) <= 2 * tableError;
}
