/**
 * @file Derivatives of what a text does not define, taken for names. Of a loss L of which it says
 * no more than
 *
 *     ∂L/∂h = 1              given
 *     ∂L/∂o = ∂L/∂h · tanh c = 0.6254
 *     ∂L/∂z = ∂L/∂o · o (1 − o)
 *
 * each derivative is a quantity with a name, the first line its value, the others its formulas, and
 * what is calculated of them may be looked at like any number. Whether a formula follows from how
 * the names depend on each other is not asked here.
 */
import { mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { definedKey } from "./classify.ts";
import { isLoss } from "./loss-name.ts";
import { differentiatedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** The losses that a document differentiates and does not define. */
export function undefinedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const defined = new Set(
    statements.flatMap(({ kind, left, right }) => {
      return kind === "definition" ? [definedKey(left, right), headKey(left)] : [];
    }),
  );
  const all = statements.flatMap(({ left, right }) => [left, right].flatMap(differentiatedIn));
  return new Set(all.filter((key) => isLoss(key) && !defined.has(key)));
}

const headKey = (left: Syntax): string | undefined => {
  return left.kind === "applied" ? nameKey(left.head) : undefined;
};

/** A document with a name in the place of each first derivative of some names. */
export function withAdjoints(reading: Reading, of: ReadonlySet<string>): Reading {
  const named = (syntax: Syntax): Syntax => {
    const name = adjointOf(syntax, of);
    return name === undefined
      ? mapParts(syntax, named)
      : { ...S.name(name), from: syntax.from, to: syntax.to };
  };
  return withSides(reading, named);
}

/** The name of a first derivative of one of some names; undefined for anything else. */
function adjointOf(syntax: Syntax, of: ReadonlySet<string>): string | undefined {
  if (syntax.kind !== "derivative" && syntax.kind !== "gradient") return undefined;
  const own = syntax.of === null ? undefined : nameKey(syntax.of);
  const by = syntax.kind === "gradient" ? syntax.by : onlyOf(syntax.by);
  const over = by === null ? undefined : nameKey(by);
  const isFirst = syntax.kind === "derivative" || syntax.order === 1;
  if (own === undefined || over === undefined || !isFirst || !of.has(own)) return undefined;
  return `\\partial ${own}/\\partial ${over}`;
}

function onlyOf(by: readonly { readonly variable: Syntax; readonly order: number }[]) {
  return by.length === 1 && by[0]!.order === 1 ? by[0]!.variable : null;
}
