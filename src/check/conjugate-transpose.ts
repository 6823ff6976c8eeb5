/**
 * @file The conjugate transpose, U^H U = I: an H that only stands above letters, matrices and
 * brackets, in a text that speaks of what it is for. All is real here unless a text says otherwise,
 * and of real matrices it is the transpose; a^{-H} is that of the inverse.
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** Words for what a conjugate transpose is, and what it is taken for. */
const words =
  /hermit|unitar|conjugat|adjoint|orthonormal|orthogonal|projection|singular value|svd|eigen/i;

/** The reading with such powers of H as transposes. */
export function withConjugateTransposes(reading: Reading, source: string): Reading {
  const sides = reading.chains.flatMap(({ parts }) => parts);
  const raised = sides.reduce((count, side) => count + raisedIn(side), 0);
  const isMeant = raised > 1 && sides.every((side) => !standsFree(side)) && words.test(source);
  return isMeant ? withSides(reading, turned) : reading;
}

/** What H is raised above, and whether it stands behind a minus sign; null where it is not. */
function turnedIn({ base, exponent }: SyntaxOf<"power">): { isInverse: boolean } | null {
  const isOfWhole = base.kind === "group" || base.kind === "matrix" || base.kind === "transpose";
  const key = nameKey(base);
  if (!isOfWhole && (key === undefined || key === "e")) return null;
  if (nameKey(exponent) === "H") return { isInverse: false };
  if (exponent.kind !== "sum" || exponent.terms.length !== 1) return null;
  const [{ sign, term }] = exponent.terms as [(typeof exponent.terms)[number]];
  return sign === "-" && nameKey(term) === "H" ? { isInverse: true } : null;
}

/** How often H is raised. */
function raisedIn(syntax: Syntax): number {
  const own = syntax.kind === "power" && turnedIn(syntax) !== null ? 1 : 0;
  return children(syntax).reduce((count, child) => count + raisedIn(child), own);
}

/** Whether H stands elsewhere: as a name, an index, or above a number. */
function standsFree(syntax: Syntax): boolean {
  if (syntax.kind === "power" && turnedIn(syntax) !== null) return standsFree(syntax.base);
  return nameKey(syntax) === "H" || children(syntax).some(standsFree);
}

function turned(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, turned);
  const found = inner.kind === "power" ? turnedIn(inner) : null;
  if (inner.kind !== "power" || found === null) return inner;
  const { base, from, to } = inner;
  const whole = found.isInverse ? S.power(base, S.number(-1)) : base;
  return { ...S.transpose(whole), from, to };
}
