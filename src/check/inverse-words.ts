/**
 * @file Letters of which a text says that they are inverses: after "$g$ is the inverse of $f$",
 * "a function $f$ with inverse $g$", "$f$ and $g$ are inverses" or $g = f^{-1}$, g(x) is f^{-1}(x)
 * and g' its derivative. Where a formula says what g is, it is that.
 */
import type { Document } from "../document/index.ts";
import { mapParts, nameKey, readFormula, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { headKey, isMinusOne } from "./names.ts";

/** The reading with such letters written as inverses. */
export function withNamedInverses(reading: Reading, document: Document): Reading {
  const pairs = pairsIn(reading, document);
  for (const { parts, signs } of reading.chains) {
    const [left, right] = parts;
    const key = signs[0] === "=" && left !== undefined ? headIn(left) : undefined;
    const function_ = key === undefined ? undefined : pairs.get(key);
    // g(x) = ln x says what g is, and g(1) = 2 a value
    const isValue = left?.kind === "applied" && nameKey(left.arguments[0]!) === undefined;
    if (function_ !== undefined && !isValue && inverseIn(right!) === undefined) pairs.delete(key!);
  }
  if (pairs.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    if (inner.kind !== "applied" || inner.arguments.length !== 1) return inner;
    const { head, from, to } = inner;
    const of = pairs.get(nameKey(head.kind === "prime" ? head.base : head) ?? "");
    if (of === undefined) return inner;
    const undone = S.power(S.name(of), S.negate(S.number(1)));
    const whole = head.kind === "prime" ? { ...head, base: S.group(undone) } : undone;
    return { ...S.product([whole, S.group(inner.arguments[0]!)]), from, to };
  };
  return withSides(reading, rename);
}

/** Each inverse with what it undoes. */
function pairsIn({ chains }: Reading, { pieces, macros }: Document): Map<string, string> {
  const found: [inverse: string, of: string][] = [];
  for (const { parts } of chains) {
    const [left, right] = parts;
    const of = right && inverseIn(right);
    const key = left && headIn(left);
    if (of !== undefined && key !== undefined) found.push([key, of]);
  }
  for (const [k, words] of pieces.entries()) {
    const [before, after] = [pieces[k - 1], pieces[k + 1]];
    if (words.kind !== "words" || before?.kind !== "formula" || after?.kind !== "formula") continue;
    const isOf = /\binverse(?:\s+function)?\s+of\s*$/i.test(words.text);
    const isWith = /\b(?:with|its|has|an|the)\s+inverse(?:\s+function)?\s*$/i.test(words.text);
    const behind = pieces[k + 2];
    const areBoth = /^\s*and\s*$/.test(words.text) && behind?.kind === "words";
    const areInverse = areBoth && /^\s*are\s+(?:\w+\s+)?inverses?\b/.test(behind.text);
    if ((!isOf && !isWith && !areInverse) || /[.;:!?]\s/.test(words.text)) continue;
    const [a, b] = [before, after].map(({ formula: { text } }) => {
      return headIn(readFormula(text, { notation: "latex", macros }).syntax);
    });
    if (a !== undefined && b !== undefined) found.push(isOf ? [a, b] : [b, a]);
  }
  const pairs = new Map(found);
  // a letter that undoes two functions is no name for one
  for (const [key, of] of found) if (pairs.get(key) !== of || key === of) pairs.delete(key);
  return pairs;
}

/** The f of f, f(x) and y = f(x); undefined for anything else. */
function headIn(syntax: Syntax): string | undefined {
  if (syntax.kind === "relation" && syntax.parts.length === 2) return headIn(syntax.parts[1]!);
  const key = headKey(syntax);
  return key !== undefined && /^[a-zA-Z]$/.test(key) ? key : undefined;
}

/** The f of f^{-1} and f^{-1}(x); undefined for anything else. */
function inverseIn(syntax: Syntax): string | undefined {
  const [first, ...rest] = syntax.kind === "product" ? syntax.factors : [syntax];
  const isCall = rest.length === 0 || (rest.length === 1 && rest[0]!.kind === "group");
  if (first?.kind !== "power" || !isCall) return undefined;
  const key = isMinusOne(first.exponent) ? nameKey(first.base) : undefined;
  return key !== undefined && /^[fghFG]$/.test(key) ? key : undefined;
}
