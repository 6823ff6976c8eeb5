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
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
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

/**
 * A document with a name in the place of each first derivative of some names. Where ∂L/∂y stands,
 * ∂L/∂y_i is an entry of it.
 */
export function withAdjoints(reading: Reading, of: ReadonlySet<string>): Reading {
  const wholes = new Set<string>();
  const visit = (syntax: Syntax): void => {
    const adjoint = adjointOf(syntax, of);
    if (adjoint !== undefined) wholes.add(nameOf(adjoint.own, nameKey(adjoint.by)!));
    for (const child of children(syntax)) visit(child);
  };
  for (const { parts } of reading.chains) for (const part of parts) visit(part);
  const named = (syntax: Syntax): Syntax => {
    const adjoint = adjointOf(syntax, of);
    if (adjoint === undefined) return mapParts(syntax, named);
    const { own, by } = adjoint;
    const { from, to } = syntax;
    const base = by.kind === "subscript" ? nameKey(by.base) : undefined;
    const whole = base === undefined ? undefined : nameOf(own, base);
    if (by.kind === "subscript" && whole !== undefined && wholes.has(whole)) {
      return { ...S.subscripted(S.name(whole), ...by.indices), from, to };
    }
    return { ...S.name(nameOf(own, nameKey(by)!)), from, to };
  };
  return withSides(reading, named);
}

const nameOf = (own: string, by: string): string => `\\partial ${own}/\\partial ${by}`;

/** Of what a first derivative of one of some names is, and by what; undefined for anything else. */
function adjointOf(
  syntax: Syntax,
  of: ReadonlySet<string>,
): { readonly own: string; readonly by: Syntax } | undefined {
  if (syntax.kind !== "derivative" && syntax.kind !== "gradient") return undefined;
  const own = syntax.of === null ? undefined : nameKey(syntax.of);
  const by = syntax.kind === "gradient" ? syntax.by : onlyOf(syntax.by);
  const isFirst = syntax.kind === "derivative" || syntax.order === 1;
  const isNamed = by !== null && nameKey(by) !== undefined;
  return own !== undefined && isNamed && isFirst && of.has(own) ? { own, by } : undefined;
}

function onlyOf(by: readonly { readonly variable: Syntax; readonly order: number }[]) {
  return by.length === 1 && by[0]!.order === 1 ? by[0]!.variable : null;
}
