/**
 * @file Sums without end. \sum_{k=0}^\infty x^k, and \sum_{k \ge 1} without an upper bound, are
 * read as far as some letter for which nothing stands: what holds of all such sums holds of the
 * limits that they have,
 *
 *     d/dx Σ_{k=0}^∞ x^k = Σ_{k=1}^∞ k x^{k−1}
 *
 * What fails of them may still hold of the limits, as Σ x^k = 1/(1 − x) does, and says nothing.
 */
import { isKind, type Node, topological } from "../expression/index.ts";
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The letter that stands for ∞. */
const end = "n_{\\infty}";

/** The reading with such sums as far as a letter. */
export function withEnds(reading: Reading): Reading {
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    if (inner.kind !== "big" || inner.operator !== "sum" || inner.index.length !== 1) return inner;
    const { lower, upper } = inner;
    if (upper !== undefined) {
      return nameKey(upper) === "\\infty" ? { ...inner, upper: S.name(end) } : inner;
    }
    if (lower?.kind !== "relation" || lower.signs.length !== 1 || lower.signs[0] !== "\\ge") {
      return inner;
    }
    const [letter, first] = lower.parts;
    const isBound = nameKey(letter!) === nameKey(inner.index[0]!) && first!.kind === "number";
    return isBound ? { ...inner, lower: first!, upper: S.name(end) } : inner;
  };
  return withSides(reading, rename);
}

/** Whether something is made of a sum without end. */
export function hasEnd(roots: readonly Node[]): boolean {
  return topological([...roots]).some((node) => {
    const sizes = isKind(node, "contraction") ? node.data.sizes : node.shape;
    const isLetter = (isKind(node, "size") || isKind(node, "variable")) && node.data === end;
    return isLetter || sizes.some((size) => typeof size === "string" && size.includes(end));
  });
}
