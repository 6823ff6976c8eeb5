/**
 * @file Mixed numbers: `1\frac{1}{4}` is 1/4, read as a product, and 5/4 for many people.
 */
import { mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { joinedIn } from "./parts.ts";

/** Whether a whole number stands close before a fraction of whole numbers in a product. */
export const isMixedNumber = (syntax: Syntax): boolean => mixedAt(syntax) >= 0;

/** The formula with the sum of a whole number and the fraction behind it: 1 + 1/4. */
export function withMixedNumbers(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withMixedNumbers);
  const at = mixedAt(inner);
  if (at < 0) return inner;
  const product = inner as SyntaxOf<"product">;
  const [whole, part] = product.factors.slice(at, at + 2);
  const place = { from: whole!.from, to: part!.to };
  return joinedIn(product, [at, at + 2], S.group({ ...S.sum([whole!, part!]), ...place }));
}

/** The place of such a number among the factors of a product; -1 if there is none. */
function mixedAt(syntax: Syntax): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    const next = syntax.factors[k + 1];
    return isWhole(factor) && syntax.joints[k] === "juxtapose" && isProper(next);
  });
}

const isWhole = (syntax: Syntax | undefined): syntax is SyntaxOf<"number"> =>
  syntax?.kind === "number" && /^\d+$/.test(syntax.text);

/** 1/4: a fraction of whole numbers that is less than 1. */
function isProper(syntax: Syntax | undefined): boolean {
  if (syntax?.kind !== "fraction" || syntax.style === "slash") return false;
  const { numerator, denominator } = syntax;
  if (!isWhole(numerator) || !isWhole(denominator)) return false;
  return Number(numerator.text) < Number(denominator.text);
}
