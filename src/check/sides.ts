/**
 * @file The two sides of a step, with what the text says of them: whether they may be an equation
 * to be satisfied, at which points they are taken, what stood in the chain before.
 */
import type { Node } from "../expression/index.ts";
import { nameKey, S, type Syntax } from "../notation/index.ts";
import { derives, isExpansion } from "./hypotheses.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed, namesOf, twofoldIn } from "./names.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { isSlope } from "./tangent.ts";
import { variablesOf } from "./variables.ts";

/** The two sides of a step; null when one of them has no meaning. */
export function pairOf(statement: Statement, sheet: DocumentSheet): Pair | null {
  const left = sheet.left(statement).node;
  const right = sheet.right(statement).node;
  if (left === null || right === null) return null;
  return { ...pairWith(statement, sheet, left, right), loose: sheet.loose(statement) };
}

/** The pair of two sides in the place of those of a step. */
export function pairWith(
  statement: Statement,
  sheet: DocumentSheet,
  left: Node,
  right: Node,
): Pair {
  return {
    id: statement.id,
    left,
    right,
    loose: null,
    written: statement.right,
    roughly: statement.sign === "\\approx",
    part: statement.chain.part,
    place: statement.span.from,
    heard: new Set(
      statement.chain.parts
        .slice(0, statement.at + 1)
        .flatMap(namesOf)
        .map(({ key }) => key),
    ),
    fresh: statement.fresh,
    mayRestrict: mayRestrict(statement),
    opens: statement.at === 0 && !statement.chain.continues && !isDerivative(statement.left),
    letters: sheet.lettersOf(statement),
    twofold: twofoldIn([statement.left, statement.right]),
    cases: sheet.casesOf(statement),
    derives: derives(statement.chain.parts[0]!),
    points: pointsIn(statement, sheet),
    before: () => membersBefore(statement, sheet),
    looseBefore: () => looseMembers(statement, sheet),
    claimed: isClaimed(statement),
    identity: statement.at === 0 && statement.chain.cues.has("identity"),
  };
}

/** Whether a word before a statement says that it is claimed, or the name that it says again. */
const isClaimed = ({ at, chain, rewrites }: Statement): boolean =>
  rewrites || (at === 0 && chain.cues.has("claimed"));

/** What stands in the chain of a statement before it, as far as it has a meaning. */
function membersBefore(statement: Statement, sheet: DocumentSheet): Node[] {
  const { before: first = [], parts } = statement.chain;
  return [...first, ...parts.slice(0, statement.at)].flatMap((part) => {
    return sheet.meaningIn(statement, part) ?? [];
  });
}

/** The same with names for their decimals: the left sides of the links before it. */
function looseMembers({ id, at, chain }: Statement, sheet: DocumentSheet): Node[] {
  return chain.parts.slice(0, at).flatMap((left, k) => {
    const own = { id: id - at + k, left, right: chain.parts[k + 1]! };
    return sheet.loose(own)?.left ?? [];
  });
}

/** The numbers at which functions are taken before a statement, or of which its words speak. */
function pointsIn(statement: Statement, sheet: DocumentSheet): Pair["points"] {
  const { before: first = [], parts, spoken = [] } = statement.chain;
  const before = [...first, ...parts.slice(0, statement.at)];
  const places = before.flatMap((part): Syntax[] => {
    const [argument, more] = part.kind === "applied" ? part.arguments : [];
    return argument === undefined || more !== undefined || !isClosed(argument) ? [] : [argument];
  });
  const all: (readonly [string | null, Syntax])[] = [
    ...places.map((place) => [null, place] as const),
    ...spoken.map(([name, value]) => [name, S.number(value)] as const),
  ];
  return all.flatMap(([name, place]) => {
    const node = sheet.meaningIn(statement, place);
    return node === null ? [] : [{ name, node }];
  });
}

/**
 * Whether a relation may be an equation to be satisfied: a lone one between formulas, with
 * nothing to say that it is a claim. A derivative on its left, or a place further on in a chain,
 * makes it a step.
 */
export function mayRestrict(statement: Statement): boolean {
  const { chain, at, left, right } = statement;
  // what goes on from a supposition, and a name in what it is itself said to be
  if (at > 0 && chain.cues.has("supposed")) return true;
  const key = at > 0 ? undefined : nameKey(left);
  if (key !== undefined && namesOf(right).some((name) => name.key === key)) return true;
  return isAlone(statement) && !isClaimed(statement);
}

/** Whether formulas of which nothing gives the names numbers come to one: cos φ = sin φ = 1/√2. */
export function isLevelled(
  { chain, at, left, right }: Statement,
  pair: Pair,
  { sheet, values }: Pick<Bench, "sheet" | "values">,
): boolean {
  const isSaid = nameKey(left) !== undefined || left.kind === "applied" || isDerivative(left);
  if (at > 0 || chain.continues || isSaid || isClosed(left) || isClosed(right)) return false;
  if (!isClosed(chain.parts.at(-1)!)) return false;
  const names = [pair.left, pair.right].flatMap((side) => variablesOf(sheet.expand(side)));
  return names.every((one) => values.ofInput(one, pair.id, null) === undefined);
}

/** Whether a relation is an equation by itself, and of no derivative. */
export function isAlone({ chain, at, left }: Statement): boolean {
  if (at > 0 || chain.continues || chain.signs.length > 1) return false;
  return !isDerivative(left) && (nameKey(left) === undefined || !chain.display);
}

/** dL/dw, ∇L, f'(x); limits and integrals, too. */
export function isDerivative(syntax: Syntax): boolean {
  if (syntax.kind === "limit" || syntax.kind === "integral") return true;
  if (syntax.kind === "decorated" || syntax.kind === "evaluated") return isDerivative(syntax.body);
  // ∇f of a function of several variables
  if (syntax.kind === "matrix") return syntax.rows.flat().every(isDerivative);
  // Σ_q e_q ∂L/∂w_q, the derivative by the weights of a class
  if (syntax.kind === "group" && syntax.body.kind === "big") {
    const { body } = syntax.body;
    return body.kind === "product" && isDerivative(body.factors.at(-1)!);
  }
  if (syntax.kind === "applied") return syntax.head.kind === "prime";
  if (isExpansion(syntax) || isSlope(syntax)) return true;
  return syntax.kind === "derivative" || syntax.kind === "gradient" || syntax.kind === "prime";
}
