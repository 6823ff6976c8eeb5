/**
 * @file Formulas of numbers that are a formula of the document with its values put in. After
 * a = ReLU(w_1 x_1 + b), w_1 = 0.8, x_1 = 1 and b = 0.1 a text that goes on with
 * z = 0.8 (1) + 0.1 = 0.9, and says nothing else of z, calls w_1 x_1 + b by that name.
 */
import type { Document } from "../document/index.ts";
import { children, nameKey, type Syntax, writeLatex } from "../notation/index.ts";
import { Q, type Rational } from "../number/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { matchAll } from "./match.ts";
import { isClosed, mentions, namesOf } from "./names.ts";
import { namedByFormula } from "./printed.ts";
import { proseValues } from "./prose.ts";
import { printedNumber, rationalOf } from "./rounding.ts";

/** So many formulas are looked at for each name. */
const limit = 400;

/** The reading with such formulas in the place of their numbers. */
export function withSubstituted(reading: Reading, document: Document): Reading {
  /** The number that each name was last said to be. */
  const values = new Map<string, Rational>();
  for (const { key, value } of proseValues(document, reading)) {
    const number = rationalOf(value);
    if (number !== null) values.set(key, number);
  }
  const formulas = new Set(reading.chains.flatMap(namedByFormula));
  const meant = new Map<Syntax, Syntax>();
  const named = new Set<string>();
  const before: Syntax[] = [];
  for (const chain of reading.chains) {
    const { parts, signs, continues } = chain;
    const [left, body] = parts as [Syntax, Syntax];
    const key = continues ? undefined : nameKey(left);
    const isNew = key !== undefined && !named.has(key) && !formulas.has(key);
    if (isNew && signs[0] === "=" && isClosed(body) && printedNumber(body) === null) {
      const found = formulaOf(body, before, values);
      if (found !== null && !mentions(found, key))
        meant.set(body, { ...found, from: body.from, to: body.to });
    }
    if (key !== undefined) {
      named.add(key);
      const value = printedNumber(parts.at(-1)!)?.value;
      if (value !== undefined) values.set(key, value);
    }
    for (const part of parts) before.push(...candidatesIn(part));
  }
  return meant.size === 0 ? reading : withSides(reading, (side) => meant.get(side) ?? side);
}

/** The sums of names in a formula, from the outside in. */
function candidatesIn(syntax: Syntax): readonly Syntax[] {
  const own = syntax.kind === "sum" && namesOf(syntax).length > 1 ? [syntax] : [];
  return [...own, ...children(syntax).flatMap(candidatesIn)];
}

/** The formula that has these numbers with the values of its names; null unless there is one. */
function formulaOf(
  body: Syntax,
  before: readonly Syntax[],
  values: ReadonlyMap<string, Rational>,
): Syntax | null {
  const found = new Map<string, Syntax>();
  for (const formula of before.slice(-limit)) {
    if (fits(formula, body, values)) found.set(writeLatex(formula), formula);
  }
  const [only, more] = found.values();
  return only === undefined || more !== undefined ? null : only;
}

function fits(formula: Syntax, body: Syntax, values: ReadonlyMap<string, Rational>): boolean {
  const put = matchAll(formula, body);
  if (put.length < 2) return false;
  return put.every(({ left, right }) => {
    const known = values.get(nameKey(left) ?? "");
    const value = printedNumber(right)?.value;
    return known !== undefined && value !== undefined && Q.compare(known, value) === 0;
  });
}
