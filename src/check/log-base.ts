/**
 * @file The base of a logarithm that is written `log`. It is e, as in the field, unless the step
 * holds with 10 or 2 alone, as where entropies are in bits, and no other step shows that the
 * document's log is the natural one.
 */
import { mapParts, S, type Syntax } from "../notation/index.ts";
import type { Doubted, Settled } from "./doubted.ts";
import { holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { judge } from "./judge.ts";
import { hasPart } from "./parts.ts";
import { pairOf } from "./sides.ts";

/** The formula with all such logarithms to a base. */
export const withLogBase = (base: "2" | "10"): ((syntax: Syntax) => Syntax) => {
  const written = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, written);
    return isBareLog(inner) ? ({ ...inner, subscript: S.number(base) } as Syntax) : inner;
  };
  return written;
};

/** Whether it is a logarithm without a base. */
export function isBareLog(syntax: Syntax): boolean {
  if (syntax.kind !== "call" || syntax.function !== "log") return false;
  return syntax.subscript === undefined && syntax.arguments.length === 1;
}

/** At most so many other steps are asked for the base of the document. */
const stepLimit = 6;

/** The verdict where log is to the base 10 or 2, if the step holds so. */
export function inOtherBase({ contexts, context, statement }: Doubted): Settled | null {
  const others = context.session.statements.filter(({ id, kind, left, right }) => {
    return (
      kind === "step" &&
      id !== statement.id &&
      [left, right].some((side) => hasPart(side, isBareLog))
    );
  });
  for (const base of ["10", "2"] as const) {
    const found = contexts.verdictOtherwise(`log${base}`, statement);
    if (found === null || !holds(found)) continue;
    const isNatural = others.slice(0, stepLimit).some((one) => {
      const pair = pairOf(one, context.bench.sheet);
      const own = pair && orMisfit(() => judge(context.bench, pair));
      const there = contexts.verdictOtherwise(`log${base}`, one);
      return own != null && holds(own) && there?.verdict === "refuted";
    });
    if (isNatural) continue;
    const verdict = found.verdict === "proved" ? "agrees" : found.verdict;
    return { ...found, verdict, reason: `log is to the base ${base} here` };
  }
  return null;
}
