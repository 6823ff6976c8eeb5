/**
 * @file The variable of an unknown beside it: where a text differentiates y by x, writes y in its
 * equations, and calls it at x alone, y(x) is y, and no product:
 *
 *     \frac{d}{dx} (y e^x) = 1, \quad y e^x = x + C, \quad y(x) = (x + C) e^{-x}
 *
 * and y(0) is y at x = 0. Every y stays where a text also writes y'(x), y(t) or y(2x).
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { headOf, isClosed, mentions } from "./names.ts";

/** The reading with such calls as names. */
export function withOwnArguments(reading: Reading): Reading {
  const variables = new Unknowns(reading).variables();
  if (variables.size === 0) return reading;
  const bare = (syntax: Syntax): Syntax => {
    if (syntax.kind !== "applied") return mapParts(syntax, bare);
    const { head, arguments: args, from, to } = syntax;
    const variable = variables.get(nameKey(head) ?? "");
    if (variable === undefined) return mapParts(syntax, bare);
    const [place] = args;
    return nameKey(place!) === variable
      ? { ...head, from, to }
      : { ...S.evaluated(head, S.equation(S.name(variable), place!)), from, to };
  };
  return withSides(reading, bare);
}

/** What is differentiated by what, and called at what. */
class Unknowns {
  /** What stands in derivatives by a variable, by that variable. */
  private readonly slopes = new Map<string, Syntax[]>();
  /** Where each name is called; null for a place that is no name. */
  private readonly places = new Map<string, Set<string | null>>();
  private readonly bare = new Set<string>();

  constructor({ chains }: Reading) {
    for (const { parts } of chains) for (const part of parts) this.visit(part);
  }

  /** The variable of each such name. */
  variables(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [key, places] of this.places) {
      const [variable, more] = places;
      if (variable == null || more !== undefined || !this.bare.has(key)) continue;
      const slopes = this.slopes.get(variable) ?? [];
      if (slopes.some((slope) => mentions(slope, key))) found.set(key, variable);
    }
    return found;
  }

  private visit(syntax: Syntax): void {
    if (syntax.kind === "applied") {
      this.call(syntax.head, syntax.arguments);
      for (const argument of syntax.arguments) this.visit(argument);
      return;
    }
    const key = nameKey(syntax);
    if (key !== undefined) this.bare.add(key);
    if (syntax.kind === "derivative" && syntax.of !== null && syntax.sign === "d") {
      const [by, more] = syntax.by;
      const variable = by && more === undefined ? nameKey(by.variable) : undefined;
      if (variable !== undefined) {
        const known = this.slopes.get(variable);
        if (known === undefined) this.slopes.set(variable, [syntax.of]);
        else known.push(syntax.of);
      }
      // the y of dy/dx says nothing of how y is written
      if (nameKey(syntax.of) !== undefined) return;
    }
    for (const child of children(syntax)) this.visit(child);
  }

  private call(head: Syntax, args: readonly Syntax[]): void {
    const name = nameKey(headOf(head));
    const [only, more] = args;
    if (name === undefined || only === undefined) return;
    const isPlain = head.kind !== "prime" && more === undefined;
    if (isPlain && isClosed(only)) return;
    const place = isPlain ? (nameKey(only) ?? null) : null;
    const known = this.places.get(name) ?? new Set();
    this.places.set(name, known.add(place));
  }
}
