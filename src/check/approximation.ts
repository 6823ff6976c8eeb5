/**
 * @file Numbers that approximate: after T_3(1.1) = 0.095333, "ln 1.1 ≈ 0.09533" is no rounding of
 * ln 1.1, but what was worked out for it in another way, by a polynomial, a step of Newton or a
 * difference quotient. Such a number is near, and was worked out before, in another chain. So is
 * the limit e^{−p} of (1 − 1/N)^{pN}, which is written for it where N is large.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { B, Q, type Rational } from "../number/index.ts";
import { around, constantOf } from "./constant.ts";
import type { Bench } from "./judge.ts";
import { isClosed, mentionedIn } from "./names.ts";
import { hasPart } from "./parts.ts";
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

const isExponential = (part: Syntax): boolean => {
  if (part.kind === "power") return nameKey(part.base) === "e";
  return part.kind === "call" && part.function === "exp";
};

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
