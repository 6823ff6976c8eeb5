/**
 * @file Names with a prime that is no derivative. A text that differentiates by w', as in
 * ∂L/∂w'_{11} of the weights of another layer, has w' for a name, and so are b' and its other
 * primes. The y' of a variational problem, ∂F/∂y', is the slope of y all the same: where some
 * letter has two primes, or one before an argument, or d/dx stands, nothing is changed.
 */
import { mapParts, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { hasPart } from "./parts.ts";

/** The reading with such primes as parts of the names. */
export function withPrimedNames(reading: Reading): Reading {
  const parts = reading.chains.flatMap((chain) => chain.parts);
  if (!parts.some((part) => hasPart(part, isByPrimed))) return reading;
  if (parts.some((part) => hasPart(part, isSlope))) return reading;
  return withSides(reading, marked);
}

const isByPrimed = (syntax: Syntax): boolean => {
  return syntax.kind === "derivative" && syntax.by.some(({ variable }) => isPrimed(variable));
};

/** What makes primes of a text derivatives: f'', f'(x), d/dx. */
function isSlope(syntax: Syntax): boolean {
  if (syntax.kind === "applied") return syntax.head.kind === "prime";
  if (syntax.kind === "derivative") return syntax.sign === "d";
  return syntax.kind === "prime" && syntax.count > 1;
}

function marked(syntax: Syntax): Syntax {
  if (!isPrimed(syntax)) return mapParts(syntax, marked);
  const { base, from, to } = syntax;
  const prime = (name: SyntaxOf<"name">): Syntax => ({ ...name, text: `${name.text}'` });
  if (base.kind === "name") return { ...prime(base), from, to };
  return { ...base, base: prime(base.base), from, to };
}

/** A name, with its indices or without, and one prime. */
function isPrimed(syntax: Syntax): syntax is Primed {
  if (syntax.kind !== "prime" || syntax.count !== 1) return false;
  const { base } = syntax;
  return base.kind === "name" || (base.kind === "subscript" && base.base.kind === "name");
}

type Name = SyntaxOf<"name">;
type Primed = SyntaxOf<"prime"> & {
  readonly base: Name | (SyntaxOf<"subscript"> & { readonly base: Name });
};
