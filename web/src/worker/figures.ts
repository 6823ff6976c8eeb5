/**
 * @file Values as the page shows them. In the graph a value stands in one style alone, since
 * decimals of an exact value cost more than all else there; what was set is kept with its value.
 */
import { type Syntax, writeUnicode } from "pengrad/notation";
import { decimals, exactSyntax, shapeOf, shown, type Value } from "pengrad/work";
import type { Amount, Figure, NumberStyle } from "../model.ts";
import { formulaOf } from "./setter.ts";

/** An exact value that is longer than this, in plain signs, is shown by its decimals. */
const longest = 24;

const known: Readonly<Record<NumberStyle, WeakMap<Value, Figure>>> = {
  exact: new WeakMap(),
  decimal: new WeakMap(),
};

/** A value in one style; null where there is none. */
export function figureOf(value: Value | null, style: NumberStyle): Figure | null {
  if (value === null) return null;
  const before = known[style].get(value);
  if (before !== undefined) return before;
  const { syntax, plain } = styled(value, style);
  if (syntax === null) return null;
  const figure = { shown: formulaOf(syntax, "label"), plain };
  known[style].set(value, figure);
  return figure;
}

function styled(value: Value, style: NumberStyle): { syntax: Syntax | null; plain: string } {
  const exact = exactSyntax(value);
  const plain = exact === null ? "" : writeUnicode(exact);
  if (exact !== null && style === "exact" && plain.length <= longest) {
    return { syntax: exact, plain };
  }
  const decimal = decimals(value) ?? (exact === null ? null : shown(value, "decimal").syntax);
  return { syntax: decimal, plain: plain || (decimal === null ? "" : writeUnicode(decimal)) };
}

/** A value in both styles; null where there is none. */
export function amountOf(value: Value | null): Amount | null {
  if (value === null) return null;
  const exact = exactSyntax(value);
  const found = decimals(value);
  // an exact value may be too large or too small for digits
  const isKnown = found !== null && !writeUnicode(found).includes("?");
  const written = isKnown ? found : (exact ?? found);
  if (written === null) return null;
  const full = shown(value, "decimal");
  return {
    exact: exact === null ? null : formulaOf(exact),
    decimal: formulaOf(written),
    rounded: !full.whole || writeUnicode(full.syntax) !== writeUnicode(written),
    shape: shapeOf(value),
    plain: writeUnicode(exact ?? written),
  };
}
