/**
 * @file What the vectors of a text are used for: their lengths, and derivatives along them.
 *
 *     u = v/|v|,  |v| = √(1 + 4),  |∇f|       |v| is the length of v
 *     D_u f                                   ∇f · u, of a vector u
 *
 * Elsewhere |v| may be the vector of the absolute values, too, and stays so.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { listNames } from "./lists.ts";
import { isClosed, isVectorName } from "./names.ts";
import { hasPart } from "./parts.ts";

/** The reading with lengths and derivatives along vectors, where the text shows that they are. */
export function withDirections(reading: Reading): Reading {
  const vectors = listNames(reading);
  const isNamed = reading.chains.some(({ parts }) => nameKey(parts[0]!) === "D");
  const isVector = (syntax: Syntax): boolean => {
    const isMarked = syntax.kind === "name" && /^[a-z]$/.test(syntax.text) && isVectorName(syntax);
    return isMarked || vectors.has(nameKey(syntax) ?? "");
  };
  return withSides(reading, (side, chain) => {
    const lengths = hasPart(side, (one) => between(one) !== null)
      ? withLengths(side, isVector, isMeasured(chain))
      : side;
    return isNamed ? lengths : along(lengths, isVector);
  });
}

/** Whether a chain has roots or numbers, as those have that work out a length. */
const isMeasured = ({ parts }: Chain): boolean =>
  parts.some((one) => isClosed(one) || hasPart(one, ({ kind }) => kind === "root"));

/** What stands between single bars. */
function between(syntax: Syntax): Syntax | null {
  return syntax.kind === "group" && syntax.delimiter === "|" ? syntax.body : null;
}

type IsVector = (syntax: Syntax) => boolean;

function withLengths(syntax: Syntax, isVector: IsVector, measured: boolean): Syntax {
  // ||w||_1 says itself what it is
  if (syntax.kind === "subscript") return syntax;
  const body = between(syntax);
  const isSlope = body?.kind === "gradient";
  if (body !== null && (isSlope || (measured && isVector(body)))) {
    return { ...syntax, delimiter: "\\|" } as Syntax;
  }
  // v/|v| has the length 1
  const isUnit = syntax.kind === "fraction" && between(syntax.denominator) !== null;
  return mapParts(syntax, (part) => withLengths(part, isVector, measured || isUnit));
}

/** The formula with ∇f · u for D_u f. */
function along(syntax: Syntax, isVector: IsVector): Syntax {
  const inner = mapParts(syntax, (part) => along(part, isVector));
  if (inner.kind !== "product") return inner;
  const [first, of] = inner.factors;
  const { length } = inner.factors;
  if (first?.kind !== "subscript" || nameKey(first.base) !== "D" || length !== 2) return inner;
  const [direction] = first.indices;
  const isOf = of?.kind === "applied" || (of !== undefined && nameKey(of) !== undefined);
  if (first.indices.length > 1 || !isVector(direction!) || !isOf) return inner;
  const { from, to } = inner;
  return { ...S.product([S.gradient(of), direction!], "cdot"), from, to };
}
