/**
 * @file Whether a document grants the condition under which a step holds: it says so, in words or
 * in formulas, or what it does with the letters would make no sense otherwise.
 */
import type { Condition } from "../algebra/index.ts";
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Context } from "./context.ts";
import type { Finding } from "./finding.ts";
import { mentionedIn } from "./names.ts";
import { isInWords, runsFromZero } from "./stated.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Whether the document says that the condition of a finding holds: A = Aᵀ, Σ y_i = 1. */
export function isSaid(
  { session, bench }: Context,
  statement: Statement,
  { needs }: Finding,
): boolean {
  const { arena, worksheet } = bench.sheet;
  const names = {
    of: (condition: Condition) => {
      const nodes = "node" in condition ? variablesOf(bench.sheet.expand(condition.node)) : [];
      return new Set(nodes.map((variable) => bench.sheet.ownName(variable)));
    },
    isMatrix: (name: string) => {
      return worksheet.quantities.some(({ key, shape }) => key === name && shape.length === 2);
    },
  };
  if (needs !== undefined && isInWords(needs, session.document, names)) return true;
  // the n of a_n counts
  if (needs?.kind === "integer") {
    const own = names.of(needs);
    return session.statements.some(({ left, right }) => {
      return [left, right].some((side) => countsIn(side, own));
    });
  }
  if (needs?.kind === "sum") {
    const name = bench.sheet.nameOf(needs.node);
    return session.statements.some(({ left, right, closed }) => {
      const isOne = closed && right.kind === "number" && right.text === "1";
      return isOne && left.kind === "big" && mentionedIn([left]).has(name);
    });
  }
  if (needs?.kind !== "symmetric" || needs.node.shape.length !== 2) return false;
  const turned = arena.contract({ operands: [needs.node], axes: [[0, 1]], output: [1, 0] });
  return session.restrictions.some(({ statement: said, left, right }) => {
    const sides: readonly Node[] = [left, right];
    return session.reaches(said, statement) && sides.includes(needs.node) && sides.includes(turned);
  });
}

/** Whether a condition is r ≥ 0, of the r of an integral from 0 on. */
export function isOver(
  { needs }: Finding,
  { bench }: Context,
  statements: readonly Statement[],
): boolean {
  if (needs?.kind !== "sign" || (needs.sign !== ">" && needs.sign !== ">=")) return false;
  const { sheet } = bench;
  return needs.node.op === "variable" && runsFromZero(sheet.ownName(needs.node), statements);
}

/** Whether some letter stands as an index in a formula, or below a sum. */
function countsIn(syntax: Syntax, letters: ReadonlySet<string>): boolean {
  const isCounted = (one: Syntax): boolean => letters.has(nameKey(one) ?? "");
  if (syntax.kind === "subscript" && syntax.indices.some(isCounted)) return true;
  return children(syntax).some((child) => countsIn(child, letters));
}
