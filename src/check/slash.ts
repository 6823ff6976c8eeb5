/**
 * @file `t/RC` and `x/2\pi`: read from left to right it is (t/R)C, and many people mean t/(RC).
 * What stands close behind a slash may belong below it, and so may the power of ten of a number
 * there: `7.7 \times 10^{-2} / 1.3 \times 10^{-20}`.
 */
import { children, mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { exponentOfTen } from "./rounding.ts";

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
  if (isMantissa(inner as SyntaxOf<"product">, at)) end++;
  while (end < factors.length && joints[end - 1] === "juxtapose" && isClose(factors[end]!)) end++;
  const below: Syntax = {
    ...S.product([slash.denominator, ...factors.slice(at + 1, end)]),
    ...{ from: slash.denominator.from, to: factors[end - 1]!.to },
  };
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
    if (factor.kind !== "fraction" || factor.style !== "slash" || next === undefined) return false;
    return (syntax.joints[k] === "juxtapose" && isClose(next)) || isMantissa(syntax, k);
  });
}

/** Whether the number below a slash is one from 1 to 10 with a power of ten behind it. */
function isMantissa({ factors, joints }: SyntaxOf<"product">, at: number): boolean {
  const { denominator } = factors[at] as SyntaxOf<"fraction">;
  if (denominator.kind !== "number" || !/^[1-9](?:\.\d+)?$/.test(denominator.text)) return false;
  return /^(?:times|cdot)$/.test(joints[at]!) && exponentOfTen(factors[at + 1]!) !== null;
}

/** Names and powers of them; brackets and sums are further away. */
function isClose(factor: Syntax): boolean {
  if (factor.kind === "power" || factor.kind === "subscript") return isClose(factor.base);
  return factor.kind === "name" || factor.kind === "number";
}
