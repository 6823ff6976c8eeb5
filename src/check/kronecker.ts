/**
 * @file δ_{jk} beside errors that are called δ, too: with two letters it is 1 where j = k, and δ_j,
 * δ^{(l)} and a bare δ are what the document says they are. Where it defines a δ_{jk}, it is that.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with δ_{jk} as 1[j = k] where δ is something else. */
export function withKronecker(reading: Reading): Reading {
  const sides = reading.chains.flatMap(({ parts }) => parts);
  // ∂x_j/∂x_k = δ_{jk} gives it no other meaning
  const isOwn = reading.chains.some(({ parts }) => parts.some(isDelta) && !parts.some(isByItself));
  if (isOwn || !sides.some(hasOther)) return reading;
  const rename = (syntax: Syntax): Syntax => {
    if (!isDelta(syntax)) return mapParts(syntax, rename);
    const { from, to } = syntax;
    return { ...S.indicator(S.equation(...(syntax.indices as [Syntax, Syntax]))), from, to };
  };
  return withSides(reading, rename);
}

function isDelta(syntax: Syntax): syntax is SyntaxOf<"subscript"> {
  if (syntax.kind !== "subscript" || nameKey(syntax.base) !== "\\delta") return false;
  const { indices } = syntax;
  return indices.length === 2 && indices.every((one) => /^[a-z]$/.test(nameKey(one) ?? ""));
}

/** ∂x_j/∂x_k. */
function isByItself(syntax: Syntax): boolean {
  if (syntax.kind !== "derivative" || syntax.of === null) return false;
  const [of, by] = [syntax.of, syntax.by[0]!.variable];
  const isEntry = of.kind === "subscript" && by.kind === "subscript";
  return isEntry && nameKey(of.base) === nameKey(by.base);
}

/** Whether a δ stands in a formula that has not two letters. */
function hasOther(syntax: Syntax): boolean {
  if (isDelta(syntax)) return false;
  return nameKey(syntax) === "\\delta" || children(syntax).some(hasOther);
}
