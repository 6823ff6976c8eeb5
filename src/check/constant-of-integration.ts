/**
 * @file Constants of integration. In
 *
 *     \int 2x dx = x^2 + 1 + C = x^2 + C
 *
 * the second C is the first one and 1: behind an integral without bounds, sides with a constant are
 * equal where they differ by what does not depend on the variable; so is 2 (x^2 + C) = 2 x^2 + C.
 * What a line goes on from is looked up in the chains before it.
 */
import { differentiate } from "../calculus/index.ts";
import { isKind } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import type { Statement } from "./statement.ts";

/** So many relations before one are looked at. */
const nearBy = 12;

/** That two sides with a constant of integration differ by a constant only; null else. */
export function withinConstants(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { left, right } = statement;
  if (!isWithConstant(left) || !isWithConstant(right) || pair.left.shape.length > 0) return null;
  const variable = variableBefore(statement, statements);
  const { sheet, decide } = bench;
  const by = variable && sheet.meaningIn(statement, variable);
  if (by == null || !isKind(by, "variable")) return null;
  const [a, b] = [pair.left, pair.right].map((side) => {
    return differentiate(sheet.expand(side), [by], sheet.arena)[0]!;
  });
  const found = decide(a!, b!);
  if (!holds(found)) return null;
  return { verdict: "agrees", reason: "the sides differ by a constant of integration" };
}

/** Whether a sum has a letter for any number among its terms, C, c_1, K: also k times that sum. */
function isWithConstant(side: Syntax): boolean {
  switch (side.kind) {
    case "sum":
      return side.terms.some(({ term }) => {
        return isConstantName.test(nameKey(term) ?? "") || isWithConstant(term);
      });
    case "product":
      return side.factors.some((factor) => factor.kind === "group" && isWithConstant(factor));
    case "fraction":
      return isWithConstant(side.numerator);
    case "group":
      return isWithConstant(side.body);
    default:
      return false;
  }
}

/** What constants of integration are called. */
export const isConstantName = /^(?:[cCkK]|const)(?:_|'|$)/;

/** The variable of the last integral without bounds that a relation goes on from. */
function variableBefore(statement: Statement, statements: readonly Statement[]) {
  const own = statements.findIndex(({ id }) => id === statement.id);
  const before = statements.slice(Math.max(0, own - nearBy), own);
  const near = before.filter(({ chain }) => chain.part === statement.chain.part);
  const variables = near.map(({ left, right }) => [left, right].flatMap(variablesIn)[0]);
  return variables.findLast((one) => one !== undefined);
}

/** The variables of the integrals without bounds in a formula. */
function variablesIn(syntax: Syntax): Syntax[] {
  const isIndefinite = syntax.kind === "integral" && !syntax.lower && !syntax.upper;
  return [...(isIndefinite ? [syntax.variable] : []), ...children(syntax).flatMap(variablesIn)];
}
