/**
 * @file Equations for coefficients: partial fractions, and what is made of them.
 *
 *     \frac{4x + 1}{(x − 1)(x − 2)} = \frac{A}{x − 1} + \frac{B}{x − 2}     A and B come in here,
 *     4x + 1 = A (x − 2) + B (x − 1)                                        and this is for all x;
 *     A + B = 4                                                             the factors of x,
 *     −2A − B = 1                                                           those without x,
 *     5 = −A                                                                and x = 1
 *
 * Such an equation says nothing of x, but its coefficients of each power of x are equal, and so are
 * its sides at any x.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import { type Arena, isZero, type Node } from "../expression/index.ts";
import type { Syntax } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { namesOf } from "./names.ts";
import { isAlone } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** The names for which the equations of each part of a document are, by the part. */
export type Unknowns = ReadonlyMap<number, ReadonlySet<string>>;

/** The coefficients of partial fractions, in each part. */
export function unknownsIn(statements: readonly Statement[]): Unknowns {
  const seen = new Map<number, Set<string>>();
  const found = new Map<number, Set<string>>();
  for (const { kind, sign, left, right, chain, at } of statements) {
    const { part } = chain;
    const before = seen.get(part) ?? new Set<string>();
    const own = new Set(namesOf(left).map(({ key }) => key));
    if (kind === "step" && sign === "=" && own.size > 0) {
      const names = numeratorNames(right, own);
      // of a chain the last link is the one for the coefficients
      const isLast = at === chain.signs.length - 1;
      if (isLast && names.length > 0 && !names.some((name) => before.has(name))) {
        found.set(part, new Set([...(found.get(part) ?? []), ...names]));
      }
    }
    for (const { key } of [left, right].flatMap(namesOf)) before.add(key);
    seen.set(part, before);
  }
  return found;
}

/** The new names above the lines of a sum of fractions; none of a sum of others. */
function numeratorNames(right: Syntax, known: ReadonlySet<string>): readonly string[] {
  const terms = right.kind === "sum" ? right.terms.map(({ term }) => term) : [right];
  const keys = (syntax: Syntax) => namesOf(syntax).map(({ key }) => key);
  const found = terms.map((term) => {
    if (term.kind !== "fraction") return [];
    const isOfKnown = keys(term.denominator).every((key) => known.has(key));
    return isOfKnown ? keys(term.numerator).filter((key) => !known.has(key)) : [];
  });
  return found.some((names) => names.length === 0) ? [] : found.flat();
}

/** Whether a statement is an equation for coefficients. */
export function isForUnknowns(statement: Statement, unknowns: Unknowns): boolean {
  const names = unknowns.get(statement.chain.part);
  if (names === undefined) return false;
  const { left, right } = statement;
  const isLink =
    statement.at > 0 &&
    numeratorNames(right, new Set(namesOf(left).map(({ key }) => key))).length > 0;
  return (
    (isAlone(statement) || isLink) &&
    [left, right].flatMap(namesOf).some(({ key }) => names.has(key))
  );
}

/** So high powers of x are looked at, and so many places. */
const limits = { power: 6, place: 6 };

/** What is 0 where a gap is 0 for all x: its coefficients, and its values at whole numbers. */
export function* zerosOf(x: Node<"variable">, gap: Node, arena: Arena): Generator<Node> {
  const at = (node: Node, n: number, below = 1): Node => {
    return substitute(node, new Map([[x, arena.number(Q.rational(n, below))]]), arena);
  };
  let slope = gap;
  for (let power = 0; power <= limits.power && !isZero(slope); power++) {
    yield at(slope, 0);
    slope = differentiate(slope, [x], arena)[0]!;
  }
  for (let value = 1; value <= limits.place; value++) {
    yield at(gap, value);
    yield at(gap, -value);
  }
  for (const half of [1, -1, 3, -3]) yield at(gap, half, 2);
}
