/**
 * @file Signs of equality between what is the same thing in other units, or a size and the sizes it
 * is made of:
 *
 *     5 = 5 \times 24 = 120                   five days in hours
 *     9 \times 1 = [9, 6] \times [6, 1]       a matrix of 9 rows by one of 6
 *     \theta = 60^\circ, then \theta / 360    an angle whose number is that of its degrees
 *
 * They are said of measures, not of numbers.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { mentionedIn } from "./names.ts";
import { hasPart } from "./parts.ts";
import type { Statement } from "./statement.ts";

/** What else the numbers of a step may be; null where they are numbers. */
export function measuredAs({ left, right }: Statement): string | null {
  if (isConversion(left, right)) return "a number here may be given in another unit";
  const isOfSizes = [left, right].some(isSize) && [left, right].some(isProductOfSizes);
  return isOfSizes ? "what stands here may be sizes" : null;
}

/** A name that is said in degrees, where no function of an angle is taken of it; null for none. */
export function degreesIn(
  { left, right }: Statement,
  statements: readonly Statement[],
): string | null {
  if ([left, right].some((side) => hasPart(side, isOfAngle) || hasPart(side, isInDegrees))) {
    return null;
  }
  const angles = statements.flatMap((one) => {
    const key = nameKey(one.left);
    return key !== undefined && hasPart(one.right, isInDegrees) ? [key] : [];
  });
  const own = mentionedIn([left, right]);
  return angles.find((key) => own.has(key)) ?? null;
}

const isOfAngle = (syntax: Syntax): boolean =>
  syntax.kind === "call" && /^(?:sin|cos|tan|cot|sec|csc)$/.test(syntax.function);

/** 60 π/180, with a circle in the place of the fraction. */
function isInDegrees(syntax: Syntax): boolean {
  if (syntax.kind !== "product" || syntax.factors.length !== 2) return false;
  const [, unit] = syntax.factors;
  return unit?.kind === "fraction" && unit.from === unit.to && unit.denominator.kind === "number";
}

/** n = n × m, or m × n. */
function isConversion(left: Syntax, right: Syntax): boolean {
  if (left.kind !== "number" || right.kind !== "product") return false;
  if (!right.factors.every((factor) => factor.kind === "number" && isCount(factor))) return false;
  return right.factors.some((factor) => factor.kind === "number" && factor.text === left.text);
}

const isCount = (syntax: Syntax): boolean =>
  (syntax.kind === "number" && /^\d+$/.test(syntax.text)) || nameKey(syntax) !== undefined;

/** n × m. */
function isSize(syntax: Syntax): boolean {
  return (
    syntax.kind === "product" &&
    syntax.factors.length > 1 &&
    syntax.factors.every(isCount) &&
    syntax.joints.every((joint) => joint === "times")
  );
}

/** [n, m] or (n, m), also where it was taken for a vector. */
function isPair(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") {
    const entries = syntax.rows.flat();
    return entries.length === 2 && entries.every(isCount);
  }
  if (syntax.kind !== "group" || syntax.body.kind !== "list") return false;
  return syntax.body.items.length > 1 && syntax.body.items.every(isCount);
}

function isProductOfSizes(syntax: Syntax): boolean {
  if (syntax.kind === "sum") return syntax.terms.some(({ term }) => isProductOfSizes(term));
  return (
    syntax.kind === "product" &&
    syntax.factors.every(isPair) &&
    syntax.joints.every((joint) => joint === "times")
  );
}
