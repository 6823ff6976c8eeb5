/**
 * @file Numbers that stand for the names of which they were printed. After z = w x + b = 0.3775 a
 * text that goes on with a = 1/(1 + e^{−0.3775}), and never says what a is otherwise, has put in a
 * number for z: a depends on z, and so does what is made of it. Only a number with several digits
 * is known again, and only where it was printed of one name alone.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";
import { printedNumber } from "./rounding.ts";

/** So many digits a number has at least that is known again. */
const leastDigits = 3;

/** A name, and whether its value was printed with a minus. */
interface Printed {
  readonly name: Syntax;
  readonly negative: boolean;
}

/** The reading with names in the formulas of numbers of which the names were printed before. */
export function withPrintedNames(reading: Reading): Reading {
  const meant = new Map<Syntax, Syntax>();
  const printed = new Map<string, Printed | null>();
  const known = new Set<string>();
  const formulas = new Set(reading.chains.flatMap(namedByFormula));
  for (const chain of reading.chains) {
    const { parts } = chain;
    const key = nameKey(parts[0]!);
    const body = parts[1];
    const isNew = key !== undefined && !known.has(key) && !formulas.has(key);
    if (isNew && body !== undefined && isClosed(body) && printedNumber(body) === null) {
      const named = withNames(body, printed);
      if (named !== body) meant.set(body, named);
    }
    if (key === undefined || chain.continues) continue;
    known.add(key);
    note(parts, printed);
  }
  return meant.size === 0 ? reading : withSides(reading, (side) => meant.get(side) ?? side);
}

/** The name that a chain begins with, where it has a formula of names. */
function namedByFormula({ parts, continues }: Chain): string[] {
  const key = continues ? undefined : nameKey(parts[0]!);
  const isFormula = key !== undefined && parts.slice(1).some((part) => !isClosed(part));
  return isFormula ? [key] : [];
}

/** Notes the number at which a calculation of a name ends; null for that of two names. */
function note(parts: readonly Syntax[], printed: Map<string, Printed | null>): void {
  const [name] = parts;
  const number = printedNumber(parts.at(-1)!);
  if (parts.length < 3 || number === null || !number.decimal) return;
  const { value } = number;
  const size = Q.toString(Q.absolute(value));
  const before = printed.get(size);
  const isOther = before === null || (before && nameKey(before.name) !== nameKey(name!));
  printed.set(size, isOther ? null : { name: name!, negative: Q.sign(value) < 0 });
}

function withNames(syntax: Syntax, printed: ReadonlyMap<string, Printed | null>): Syntax {
  if (syntax.kind !== "number") return mapParts(syntax, (part) => withNames(part, printed));
  const digits = syntax.text.replace(/^[0.]*/, "").replace(/\D/g, "");
  const value = Q.fromDecimal(syntax.text);
  if (!syntax.text.includes(".") || digits.length < leastDigits || value === undefined) {
    return syntax;
  }
  const found = printed.get(Q.toString(value));
  if (found == null) return syntax;
  const { from, to } = syntax;
  const own = { ...found.name, from, to };
  return found.negative ? { ...S.group(S.negate(own)), from, to } : own;
}
