/**
 * @file Vectors with numbers that are no entries. Where a text says of \vec{v}_2 what column it is,
 *
 *     \vec{v} = [3; 4]                          in one example, and in another
 *     \vec{v}_1 = [1; 1], \vec{v}_2 = [1; 0]    two vectors, not the entries of the first one
 *
 * the v with a number is a name of its own wherever it stands.
 */
import { mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with such names as names. */
export function withNumberedVectors(reading: Reading): Reading {
  const bases = new Set(
    reading.chains.flatMap(({ parts, signs }) => {
      const isEven = signs.every((sign) => sign === "=" || sign === ":=");
      return isEven && parts.some(isWritten) ? parts.flatMap((part) => baseOf(part) ?? []) : [];
    }),
  );
  if (bases.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const base = baseOf(syntax);
    if (base === undefined || !bases.has(base)) return mapParts(syntax, rename);
    const { from, to } = syntax;
    return { kind: "name", text: nameKey(syntax)!, from, to };
  };
  return withSides(reading, rename);
}

/** The v of v_2. */
function baseOf(syntax: Syntax): string | undefined {
  if (syntax.kind !== "subscript" || syntax.indices.length !== 1) return undefined;
  return syntax.indices[0]!.kind === "number" ? nameKey(syntax.base) : undefined;
}

/** Whether a formula is a column, a row or a matrix of several entries. */
const isWritten = (syntax: Syntax): syntax is SyntaxOf<"matrix"> =>
  syntax.kind === "matrix" && syntax.rows.flat().length > 1;
