/**
 * @file The number e beside a quantity e, the error: in 1/(1 + e^{−z}) the base is Euler's number,
 * whatever e = t − y says. Only e^2 and its like are powers of the quantity.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with \exp in the place of powers of e, where a text defines a quantity e. */
export function withEuler(reading: Reading): Reading {
  const isQuantity = reading.chains.some(({ parts, signs }) => {
    return signs[0] === "=" && nameKey(parts[0]!) === "e";
  });
  if (!isQuantity) return reading;
  const change = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, change);
    if (inner.kind !== "power" || nameKey(inner.base) !== "e") return inner;
    const { exponent, from, to } = inner;
    if (exponent.kind === "number" && /^\d+$/.test(exponent.text)) return inner;
    return { ...(S.call("exp", [exponent]) as Syntax), from, to } as Syntax;
  };
  return withSides(reading, change);
}
