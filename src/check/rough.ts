/**
 * @file Names of which a text says only near what number they are: p ≈ 0.2447, and ŷ = 0.622 right
 * after a = σ(0.5) = 0.622, where the same digits were printed of what was worked out.
 */
import { Q } from "../number/index.ts";
import { placeOf } from "./classify.ts";
import { printedNumber } from "./rounding.ts";
import type { Statement } from "./statement.ts";

/** So many digits a number has at least that is known again. */
const leastDigits = 3n;

/**
 * The definitions that say near what number a name is. `around` are the places of those that are
 * known to where more is read than these statements: a slice may lack what a number was worked out
 * by.
 */
export function roughIn(
  statements: readonly Statement[],
  around: ReadonlySet<string>,
): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  const worked = new Set<string>();
  for (const statement of statements) {
    const { kind, sign, at, right, chain, span } = statement;
    const size = sizeOf(statement);
    const isSaid = kind === "definition" && chain.signs.length === 1;
    if (kind === "definition" && sign === "\\approx") found.add(statement);
    else if (isSaid && size !== null && worked.has(size)) found.add(statement);
    else if (kind === "definition" && around.has(placeOf(span))) found.add(statement);
    const isEnd = at > 0 && kind === "step" && right === chain.parts.at(-1);
    if (isEnd && size !== null) worked.add(size);
  }
  return found;
}

/** The printed decimal on the right of a statement, without its sign, if it has enough digits. */
function sizeOf({ right }: Statement): string | null {
  const printed = printedNumber(right);
  if (printed === null || !printed.decimal) return null;
  const size = Q.absolute(printed.value);
  const least = Q.multiply(printed.unit, Q.fromInteger(10n ** (leastDigits - 1n)));
  return Q.compare(size, least) < 0 ? null : Q.toString(size);
}
