/**
 * @file Matrices that are transposed by a prime, as in statistics and econometrics: where X'X
 * stands, X' is the transpose of X, and so are the primes of other capitals and bold letters.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { hasPart } from "./parts.ts";

/** The reading with such primes as transposes. */
export function withPrimedMatrices(reading: Reading): Reading {
  if (!reading.chains.some(({ parts }) => parts.some((part) => hasPart(part, isSquare))))
    return reading;
  return withSides(reading, turned);
}

/** X'X, with a capital or a bold letter. */
function isSquare(syntax: Syntax): boolean {
  if (syntax.kind !== "product") return false;
  return syntax.factors.some((factor, k) => {
    const next = syntax.factors[k + 1];
    return isPrimed(factor) && next !== undefined && nameKey(next) === nameKey(factor.base);
  });
}

function turned(syntax: Syntax): Syntax {
  if (syntax.kind === "applied") {
    // f'(x) is a derivative
    return { ...syntax, arguments: syntax.arguments.map(turned) };
  }
  if (!isPrimed(syntax)) return mapParts(syntax, turned);
  const { from, to } = syntax;
  return { ...S.transpose(syntax.base), from, to };
}

/** A capital or a bold letter with one prime. */
function isPrimed(syntax: Syntax): syntax is SyntaxOf<"prime"> {
  if (syntax.kind !== "prime" || syntax.count !== 1 || syntax.base.kind !== "name") return false;
  const { text, font } = syntax.base;
  return font === "bold" || /^[A-Z]$/.test(text);
}
