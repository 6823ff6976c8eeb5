/**
 * @file Two vectors side by side, `u s`, are no product of matrices. A text that writes them so
 * means the product entry by entry, or the inner one, if it does not write that otherwise. v^2 may
 * be the square of each entry, or of the length.
 */
import type { Node } from "../expression/index.ts";
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Habits, isEven } from "./fit.ts";

/** A sign that may be meant between two vectors. */
export type VectorJoint = "odot" | "cdot";

/** The signs that a text may leave out: those that it writes nowhere. */
export function vectorJoints({ writesOdot, writesTranspose }: Habits): readonly VectorJoint[] {
  return [...(writesOdot ? [] : ["odot" as const]), ...(writesTranspose ? [] : ["cdot" as const])];
}

/** What a factor means; null where it has no meaning. */
type Meaning = (factor: Syntax) => Node | null;

/** The products in a formula in which two vectors, and no more, stand side by side. */
export function vectorProductsIn(syntax: Syntax, meaning: Meaning): readonly Syntax[] {
  const inner = children(syntax).flatMap((part) => vectorProductsIn(part, meaning));
  const isOne = syntax.kind === "product" && behindVector(syntax, meaning) >= 0;
  return isOne ? [syntax, ...inner] : inner;
}

/** The formula with a sign between two vectors that stand side by side. */
export function withVectorJoint(syntax: Syntax, joint: VectorJoint, meaning: Meaning): Syntax {
  const inner = mapParts(syntax, (part) => withVectorJoint(part, joint, meaning));
  if (inner.kind !== "product") return inner;
  const at = behindVector(inner, meaning);
  if (at < 0) return inner;
  const joints = inner.joints.map((own, k) => (k === at ? joint : own));
  return { ...inner, joints };
}

/** Whether a part is an even power of a vector. */
const isSquare = (syntax: Syntax, meaning: Meaning): boolean =>
  syntax.kind === "power" && isEven(syntax.exponent) && meaning(syntax.base)?.shape.length === 1;

/** Whether a formula has even powers of vectors. */
export function hasSquares(syntax: Syntax, meaning: Meaning): boolean {
  return isSquare(syntax, meaning) || children(syntax).some((part) => hasSquares(part, meaning));
}

/** The formula with lengths in the place of vectors of which there are even powers, v^2 and v^4. */
export function withLengths(syntax: Syntax, meaning: Meaning): Syntax {
  const inner = mapParts(syntax, (part) => withLengths(part, meaning));
  if (inner.kind !== "power" || !isSquare(syntax, meaning)) return inner;
  return { ...inner, base: S.norm(inner.base) };
}

/** The place of the sign before the second of two vectors side by side; \u22121 where none is. */
function behindVector({ factors, joints }: SyntaxOf<"product">, meaning: Meaning): number {
  const vectors = factors.flatMap((factor, k) => {
    return factor.kind !== "transpose" && meaning(factor)?.shape.length === 1 ? [k] : [];
  });
  // of three vectors, any two may belong together
  const sides = vectors.filter((k) => {
    return vectors.some((j) => j < k && joints.slice(j, k).every((one) => one === "juxtapose"));
  });
  return sides.length === 1 ? sides[0]! - 1 : -1;
}
