/**
 * @file The vector of errors, y = X β + e, which is no Euler's number: an e that stands by itself
 * in a document where e^T does, too, and T is only raised. Other powers of e are of the number.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with such an e as a bold letter. */
export function withErrorVectors(reading: Reading): Reading {
  let [bare, turned, others] = [0, 0, 0];
  const visit = (syntax: Syntax): void => {
    if (isTurned(syntax)) turned++;
    else if (isPowerOfE(syntax)) visit(syntax.exponent);
    else {
      const key = nameKey(syntax);
      if (key === "e") bare++;
      if (key === "T") others++;
      for (const child of children(syntax)) visit(child);
    }
  };
  for (const { parts } of reading.chains) for (const part of parts) visit(part);
  return turned > 0 && bare > 0 && others === 0 ? withSides(reading, written) : reading;
}

type Power = Syntax & { readonly kind: "power" };

const isPowerOfE = (syntax: Syntax): syntax is Power =>
  syntax.kind === "power" && nameKey(syntax.base) === "e";

/** e^T. */
const isTurned = (syntax: Syntax): boolean =>
  isPowerOfE(syntax) && nameKey(syntax.exponent) === "T";

function written(syntax: Syntax): Syntax {
  const { from, to } = syntax;
  const vector = { ...S.name("e"), font: "bold", from, to } as const;
  if (isPowerOfE(syntax)) {
    const { base, exponent } = syntax;
    if (!isTurned(syntax)) return { ...syntax, exponent: written(exponent) };
    return { ...S.transpose({ ...vector, from: base.from, to: base.to }), from, to };
  }
  return nameKey(syntax) === "e" && syntax.kind === "name" ? vector : mapParts(syntax, written);
}
