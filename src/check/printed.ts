/**
 * @file Numbers that stand for what they were printed of. After z = w x + b = 0.3775 a text that
 * goes on with a = 1/(1 + e^{−0.3775}), and never says what a is otherwise, has put in a number for
 * z: a depends on z, and so does what is made of it. After e^{z_1} = 1.105 a number stands for a
 * formula in the same way. Only a number with several digits is known again, and only where it was
 * printed of one name or formula alone. What the text calculates with stays the number.
 */
import { children, mapParts, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { isClosed } from "./names.ts";
import { printedNumber } from "./rounding.ts";

/** So many digits a number has at least that is known again. */
const leastDigits = 3;

/** A name or a formula, and whether its value was printed with a minus. */
interface Printed {
  readonly of: Syntax;
  readonly negative: boolean;
}

/** The reading in which new names are made of what their numbers were printed of. */
export function withPrintedNames(reading: Reading): Reading {
  const printed = new Map<string, Printed | null>();
  const known = new Set<string>();
  const formulas = new Set(reading.chains.flatMap(namedByFormula));
  const chains = reading.chains.map((chain) => {
    const { parts } = chain;
    const key = nameKey(parts[0]!);
    const body = parts[1];
    const isNew = key !== undefined && !known.has(key) && !formulas.has(key);
    const isMade = isNew && body !== undefined && isClosed(body) && printedNumber(body) === null;
    const defined = isMade ? withNames(body, printed) : body;
    if (!chain.continues) {
      if (key !== undefined) known.add(key);
      note(parts, printed);
    }
    return defined === body ? chain : { ...chain, defined };
  });
  return { ...reading, chains };
}

/** The name that a chain begins with, where it has a formula of names. */
export function namedByFormula({ parts, continues }: Chain): string[] {
  const key = continues ? undefined : nameKey(parts[0]!);
  const isFormula = key !== undefined && parts.slice(1).some((part) => !isClosed(part));
  return isFormula ? [key] : [];
}

/** Notes the number at which a calculation of a name or formula ends; null for that of two. */
function note(parts: readonly Syntax[], printed: Map<string, Printed | null>): void {
  const of = parts[0]!;
  const number = printedNumber(parts.at(-1)!);
  const isCalculated = nameKey(of) === undefined ? isFormula(of) : parts.length > 2;
  if (!isCalculated || number === null || !number.decimal) return;
  const { value } = number;
  const size = Q.toString(Q.absolute(value));
  const before = printed.get(size);
  const isOther = before === null || (before && writeLatex(before.of) !== writeLatex(of));
  printed.set(size, isOther ? null : { of, negative: Q.sign(value) < 0 });
}

/** What a formula is made of that a number may stand for: no derivative, no unknown function. */
const plain: ReadonlySet<string> = new Set([
  "name",
  "number",
  "subscript",
  "family",
  "sum",
  "product",
  "fraction",
  "power",
  "call",
  "root",
  "group",
  "big",
  "relation",
]);

function isFormula(syntax: Syntax): boolean {
  const isPlain = (part: Syntax): boolean => plain.has(part.kind) && children(part).every(isPlain);
  return isPlain(syntax) && !isClosed(syntax);
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
  const own = { ...(nameKey(found.of) === undefined ? S.group(found.of) : found.of), from, to };
  return found.negative ? { ...S.group(S.negate(own)), from, to } : own;
}
