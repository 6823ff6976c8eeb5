/**
 * @file Brackets with a prime beside a derivative: in ∂ℓ/∂a = (y ln a + (1 − y) ln(1 − a))′ the
 * prime is by a, too. Where letters carry primes of their own, as in (fg)′ = f′g + fg′, no variable
 * is said; see `prime.ts`. f(x)′ is f′(x), and \sin(x)′ the derivative by x.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { namesOf } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading in which such a prime is a derivative. */
export const withPrimedBrackets = (given: Reading): Reading => {
  const isCalled = given.chains.some(({ parts }) => parts.some((part) => hasPart(part, isCall)));
  const reading = isCalled ? withSides(given, called) : given;
  const isWritten = reading.chains.some(({ parts }) => parts.some(hasPrimedBracket));
  if (!isWritten) return reading;
  return withSides(reading, (side, chain) => {
    if (!hasPrimedBracket(side)) return side;
    const variable = variableIn(chain);
    return variable === null ? side : derived(side, variable);
  });
};

const isPrimedBracket = (syntax: Syntax): syntax is SyntaxOf<"prime"> =>
  syntax.kind === "prime" && syntax.base.kind === "group";

/** f(x)′ and \sin(x)′, of a letter. */
function isCall(syntax: Syntax): syntax is SyntaxOf<"prime"> {
  if (syntax.kind !== "prime" || syntax.count > 1) return false;
  const { base } = syntax;
  if (base.kind !== "applied" && (base.kind !== "call" || base.brackets === null)) return false;
  return base.arguments.length === 1 && nameKey(base.arguments[0]!) !== undefined;
}

function called(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, called);
  if (!isCall(inner)) return inner;
  const { base, count, from, to } = inner;
  if (base.kind === "call") return { ...S.derivative(base, base.arguments[0]!), from, to };
  if (base.kind !== "applied") return inner;
  const head: Syntax = { kind: "prime", base: base.head, count, from, to: base.head.to };
  return { ...base, head, from, to };
}

const hasPrimedBracket = (syntax: Syntax): boolean => hasPart(syntax, isPrimedBracket);

/** The one variable of the derivatives in a chain without primed letters; null for any other. */
function variableIn({ parts }: Chain): Syntax | null {
  const found = new Map<string, Syntax>();
  const visit = (syntax: Syntax): boolean => {
    if (syntax.kind === "derivative") {
      for (const { variable } of syntax.by) found.set(nameKey(variable) ?? "", variable);
    }
    const isPlain = syntax.kind !== "prime" || isPrimedBracket(syntax);
    return isPlain && children(syntax).every(visit);
  };
  if (!parts.every(visit) || found.size !== 1) return null;
  const [[key, variable]] = [...found] as [[string, Syntax]];
  return key === "" ? null : variable;
}

function derived(syntax: Syntax, variable: Syntax): Syntax {
  const inner = mapParts(syntax, (part) => derived(part, variable));
  if (!isPrimedBracket(inner)) return inner;
  const letters = new Set(namesOf(inner.base).map(({ key }) => key));
  if (letters.size < 2 || !letters.has(nameKey(variable)!)) return inner;
  let slope: Syntax = inner.base;
  for (let k = 0; k < inner.count; k++) slope = S.group(S.derivative(slope, variable));
  return { ...slope, from: inner.from, to: inner.to };
}
