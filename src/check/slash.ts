/**
 * @file `t/RC` and `x/2\pi`: read from left to right it is (t/R)C, and many people mean t/(RC).
 * What stands close behind a slash may belong below it.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** Whether something stands close behind a slash. */
export function hasWideSlash(syntax: Syntax): boolean {
  return openSlash(syntax) >= 0 || children(syntax).some(hasWideSlash);
}

/** The formula with what stands close behind a slash below it. */
export function withWideSlashes(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWideSlashes);
  const at = openSlash(inner);
  if (at < 0) return inner;
  const { factors, joints, from, to } = inner as SyntaxOf<"product">;
  const slash = factors[at] as SyntaxOf<"fraction">;
  let end = at + 1;
  while (end < factors.length && joints[end - 1] === "juxtapose" && isClose(factors[end]!)) end++;
  const below = S.product([slash.denominator, ...factors.slice(at + 1, end)]);
  const whole: Syntax = { ...slash, denominator: below };
  const kept = [...factors.slice(0, at), whole, ...factors.slice(end)];
  if (kept.length === 1) return { ...whole, from, to };
  const joined = [...joints.slice(0, at), ...joints.slice(end - 1)];
  return { kind: "product", factors: kept, joints: joined, from, to };
}

/** The factor of a product that is a slash with something close behind it; −1 if none is. */
function openSlash(syntax: Syntax): number {
  if (syntax.kind !== "product") return -1;
  return syntax.factors.findIndex((factor, k) => {
    const next = syntax.factors[k + 1];
    const isSlash = factor.kind === "fraction" && factor.style === "slash";
    return isSlash && next !== undefined && syntax.joints[k] === "juxtapose" && isClose(next);
  });
}

/** Names and powers of them; brackets and sums are further away. */
function isClose(factor: Syntax): boolean {
  if (factor.kind === "power" || factor.kind === "subscript") return isClose(factor.base);
  return factor.kind === "name" || factor.kind === "number";
}
