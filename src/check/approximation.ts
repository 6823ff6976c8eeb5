/**
 * @file Numbers that approximate: after T_3(1.1) = 0.095333, "ln 1.1 ≈ 0.09533" is no rounding of
 * ln 1.1, but what was worked out for it in another way, by a polynomial, a step of Newton or a
 * difference quotient. Such a number is near, and was worked out before, in another chain. So is
 * the limit e^{−p} of (1 − 1/N)^{pN}, which is written for it where N is large. And a root may be
 * rounded before it is calculated with, (3 − 2√2)³ ≈ 0.2³ with 1.4 for √2.
 */
import { isKind, type Node, topological } from "../expression/index.ts";
import { children, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { B, Q, type Rational } from "../number/index.ts";
import { around, constantOf, doubleOf } from "./constant.ts";
import { holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { isClosed, mentionedIn } from "./names.ts";
import { hasPart, isExponential } from "./parts.ts";
import { printedNumber } from "./rounding.ts";
import type { Statement } from "./statement.ts";

/** How far off it may be, as a part of it. */
const nearness = Q.rational(1n, 50n);

/** The least digits by which a number is known again. */
const leastDigits = 3;

/** Whether what stands behind ≈ was worked out before as something else. */
export function isApproximated(
  { sheet }: Bench,
  { id, chain, sign, right }: Statement,
  left: Node,
  statements: readonly Statement[],
): boolean {
  const printed = printedNumber(right);
  if (sign !== "\\approx" || printed === null || left.shape.length > 0) return false;
  const { value, half, unit } = printed;
  const size = Q.absolute(value);
  const least = Q.multiply(unit, Q.fromInteger(10n ** BigInt(leastDigits - 1)));
  if (Q.compare(size, least) < 0) return false;
  const known = constantOf(sheet.expand(left), sheet.worksheet.sizes)?.ball.entries[0];
  if (known === undefined) return false;
  if (!B.overlaps(known, around(value, Q.multiply(size, nearness)))) return false;
  const before = statements.filter((one) => one.id < id && one.chain !== chain);
  return before
    .flatMap((one) => [...numbersIn(one.left), ...numbersIn(one.right)])
    .some((one) => {
      return Q.compare(Q.absolute(Q.subtract(Q.absolute(one), size)), half) <= 0;
    });
}

/** So many roots and other irrational numbers are rounded, to so many digits behind the point. */
const rounding = { numbers: 4, digits: [1, 2, 3, 4] } as const;

/** Whether it holds once a root, a logarithm, … of a number on its left is rounded. */
export function isRoundedBefore(bench: Bench, pair: Pair): boolean {
  const { sheet } = bench;
  const { arena, worksheet } = sheet;
  if (!pair.roughly) return false;
  const left = sheet.expand(pair.left);
  const atoms = topological([left]).filter((node) => {
    const isOfNumbers = node.operands.length > 0 && node.operands.every((one) => isNumber(one));
    return node !== left && node.shape.length === 0 && isOfNumbers;
  });
  return atoms.slice(0, rounding.numbers).some((node) => {
    const value = doubleOf(node, worksheet.sizes);
    if (value === undefined || Math.abs(value) > 1e6) return false;
    return rounding.digits.some((digits) => {
      const rounded = Q.fromDecimal(value.toFixed(digits));
      if (rounded === undefined) return false;
      const put = new Map([[node, arena.number(rounded)]]);
      return holds(judge(bench, { ...pair, left: sheet.put(left, put), loose: null }));
    });
  });
}

const isNumber = (node: Node): boolean => isKind(node, "number");

/** Whether the words before ≈ speak of a method by which a root, an integral, … is estimated. */
export function isEstimated({ chain, sign, left, right }: Statement): boolean {
  if (sign !== "\\approx" || !chain.cues.has("estimated") || printedNumber(right) === null)
    return false;
  return isClosed(left) && hasPart(left, ({ kind }) => estimable.has(kind));
}

/** Whether the limit e^{ab} stands for a power (1 + a/N)^{bN}, of whatever N. */
export function isLimitOfPower({ left, right }: Statement): boolean {
  if (!hasPart(right, isExponential)) return false;
  const others = mentionedIn([right]);
  return powersIn(left).some(({ base, exponent }) => {
    return [...mentionedIn([exponent])].some((name) => {
      return !others.has(name) && hasPart(base, (part) => isOver(part, name));
    });
  });
}

/** Whether a part is a fraction that has a name below its bar. */
const isOver = (part: Syntax, name: string): boolean =>
  part.kind === "fraction" && mentionedIn([part.denominator]).has(name);

/** The powers in a formula, outside of limits that are taken. */
const powersIn = (syntax: Syntax): SyntaxOf<"power">[] => {
  if (syntax.kind === "limit") return [];
  const inner = children(syntax).flatMap(powersIn);
  return syntax.kind === "power" ? [syntax, ...inner] : inner;
};

const estimable: ReadonlySet<Syntax["kind"]> = new Set(["call", "root", "integral", "big"]);

/** The decimals in a formula. */
function numbersIn(syntax: Syntax): Rational[] {
  const own = syntax.kind === "number" ? Q.fromDecimal(syntax.text) : undefined;
  return own === undefined ? children(syntax).flatMap(numbersIn) : [own];
}
