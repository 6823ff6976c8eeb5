/**
 * @file An antiderivative that is wrong, as a claim about its derivative, and an integrand. In
 *
 *     \int f \, dx = F + C,      \int_a^b f \, dx = [F]_a^b
 *
 * it is F that is to be repaired, and it is right when F' = f; that two numbers are equal is said
 * of too many formulas. So it is the integrand in \int_a^b f \, dx = \int_a^b g \, dx.
 */
import { differentiate } from "../calculus/index.ts";
import { isKind, type Node } from "../expression/index.ts";
import {
  children,
  mapParts,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed } from "./names.ts";
import { hasPart } from "./parts.ts";
import type { Statement } from "./statement.ts";

/** The claim on the integrand. */
export interface Integrand {
  /** The step with the integrand as its left side, and as its right side what was integrated. */
  readonly statement: Statement;
  readonly pair: Pair;
  /** From what was integrated, or an integrand, to what stands for the right side. */
  readonly slope: (inner: Node) => Node;
}

/** The claim on the integrand in a step; null where it is no such step. */
export function integrandIn({ sheet }: Bench, statement: Statement, pair: Pair): Integrand | null {
  const { left, right } = statement;
  const integral = only(left, isIntegral);
  if (integral === null) return null;
  const { variable, lower, upper, body } = integral;
  const hasBounds = lower !== undefined && upper !== undefined;
  const meaning = (syntax: Syntax) => sheet.meaningIn(statement, syntax);
  const own = meaning(put(left, integral, S.group(body)));
  if (own == null || !isTimes(left, integral)) return null;
  const other = hasBounds ? only(right, isIntegral) : null;
  const bracket = hasBounds ? only(right, isBracket) : null;
  // what stands around it is a factor
  const place = other ?? bracket;
  if (hasBounds ? place === null : hasPart(right, isIntegral)) return null;
  if (place !== null && !isTimes(right, place)) return null;
  if (bracket !== null && !isBetween(bracket, lower!, upper!)) return null;
  if (other !== null && !isAlike(integral, other)) return null;
  const whole = other?.body ?? (bracket === null ? right : bodyOf(bracket));
  const inner = meaning(whole);
  const by = meaning(variable);
  const factor = place === null ? null : meaning(put(right, place, S.number(1)));
  if (by == null || inner == null || !isKind(by, "variable") || inner.shape.length > 0) return null;
  const { arena } = sheet;
  const slope = (node: Node): Node => {
    const found = other === null ? differentiate(sheet.expand(node), [by], arena)[0]! : node;
    return factor == null ? found : arena.multiply(factor, found);
  };
  return {
    statement: { ...statement, right: whole, closed: false },
    pair: { ...pair, left: own, right: slope(inner), written: whole, loose: null },
    slope,
  };
}

/** Whether two integrals run over one letter between the same bounds. */
function isAlike(one: SyntaxOf<"integral">, other: SyntaxOf<"integral">): boolean {
  const [bounds, own] = [one, other].map(({ variable, lower, upper }) => {
    return [variable, lower, upper].map((part) => part && writeLatex(part)).join(" ");
  });
  return bounds === own;
}

/** The one part of a kind; null where there is none or there are several. */
function only<T extends Syntax>(syntax: Syntax, is: (part: Syntax) => part is T): T | null {
  const found: T[] = [];
  const visit = (part: Syntax): void => {
    if (is(part)) found.push(part);
    else for (const child of children(part)) visit(child);
  };
  visit(syntax);
  return found.length === 1 ? found[0]! : null;
}

const isIntegral = (syntax: Syntax): syntax is SyntaxOf<"integral"> => syntax.kind === "integral";

type Bracket = SyntaxOf<"power">;

/** [F]_a^b, or F |_a^b. */
function isBracket(syntax: Syntax): syntax is Bracket {
  if (syntax.kind !== "power") return false;
  const { base } = syntax;
  if (base.kind === "evaluated") return true;
  return base.kind === "subscript" && base.base.kind === "group" && base.indices.length === 1;
}

function bodyOf({ base }: Bracket): Syntax {
  if (base.kind === "evaluated") return base.body;
  const { base: group } = base as SyntaxOf<"subscript">;
  return (group as SyntaxOf<"group">).body;
}

function isBetween({ base, exponent }: Bracket, lower: Syntax, upper: Syntax): boolean {
  const low = base.kind === "evaluated" ? base.at : (base as SyntaxOf<"subscript">).indices[0]!;
  const place = (one: Syntax) => writeLatex(one.kind === "relation" ? one.parts.at(-1)! : one);
  return place(low) === writeLatex(lower) && place(exponent) === writeLatex(upper);
}

/** Whether a formula is a part of it times numbers. */
function isTimes(syntax: Syntax, part: Syntax): boolean {
  if (syntax === part) return true;
  if (syntax.kind === "sum") {
    return syntax.terms.length === 1 && isTimes(syntax.terms[0]!.term, part);
  }
  if (syntax.kind !== "product") return false;
  return syntax.factors.every((factor) => factor === part || isClosed(factor));
}

/** A formula with something else in the place of a part. */
const put = (syntax: Syntax, part: Syntax, other: Syntax): Syntax =>
  syntax === part ? other : mapParts(syntax, (inner) => put(inner, part, other));
