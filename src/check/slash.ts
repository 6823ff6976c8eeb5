/**
 * @file `t/RC` and `x/2\pi`: read from left to right it is (t/R)C, and many people mean t/(RC).
 * What stands close behind a slash may belong below it, and so may the power of ten of a number
 * there: `7.7 \times 10^{-2} / 1.3 \times 10^{-20}`. Who types a fraction in a line may leave out
 * the brackets of a sum below it: `exp(3x/x-1)`.
 */
import { mapParts, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { joinedIn, runUntil } from "./parts.ts";
import { exponentOfTen } from "./rounding.ts";

/** Whether something stands close behind a slash in a product. */
export const isWideSlash = (syntax: Syntax): boolean => openSlash(syntax) >= 0;

/** The formula with what stands close behind a slash below it. */
export function withWideSlashes(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withWideSlashes);
  const at = openSlash(inner);
  if (at < 0) return inner;
  const product = inner as SyntaxOf<"product">;
  const { factors } = product;
  const slash = factors[at] as SyntaxOf<"fraction">;
  const end = runUntil(product, isMantissa(product, at) ? at + 2 : at + 1, isClose);
  const below: Syntax = {
    ...S.product([slash.denominator, ...factors.slice(at + 1, end)]),
    ...{ from: slash.denominator.from, to: factors[end - 1]!.to },
  };
  return joinedIn(product, [at, end], { ...slash, denominator: below });
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

/** Whether a sum begins with a slash below which the rest of it may belong: x/x - 1. */
export const isSlashInSum = (syntax: Syntax): boolean => below(syntax) !== null;

/** The formula with sums below the slashes with which they begin. */
export function withSumsBelow(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withSumsBelow);
  return below(inner) ?? inner;
}

/** a/(b - c) for a/b - c; null for other formulas. */
function below(syntax: Syntax): Syntax | null {
  if (syntax.kind !== "sum") return null;
  const [first, ...rest] = syntax.terms;
  const { sign, term } = first!;
  if (rest.length === 0 || term.kind !== "fraction" || term.style !== "slash") return null;
  const { from, to } = syntax;
  const denominator: Syntax = {
    ...S.sum([term.denominator, ...rest]),
    ...{ from: term.denominator.from, to },
  };
  const fraction: Syntax = { ...term, denominator, from, to };
  return sign === "+" ? fraction : { ...S.sum([{ sign, term: fraction }]), from, to };
}

/** Names and powers of them; brackets and sums are further away. */
function isClose(factor: Syntax): boolean {
  if (factor.kind === "power" || factor.kind === "subscript") return isClose(factor.base);
  return factor.kind === "name" || factor.kind === "number";
}
