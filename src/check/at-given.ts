/**
 * @file Equations that are said of what is given. With A = [0 1; 1 0] and v = [1; 1], A v = v does
 * not hold of all A and v, and none is meant but these. Numbers can fit by chance, 0 above all: an
 * equation of numbers is taken so where it stands by itself only, and close behind them, and a
 * derivative is claimed in general.
 */
import { isKind, type Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { hasPart } from "./parts.ts";
import { isAlone, isDerivative } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** So many paragraphs before an equation numbers are given for it. */
const nearBy = 4;

/** That a step holds at the values which are given before it to all of its names; null else. */
export function atGiven(
  bench: Bench,
  statements: readonly Statement[],
  { statement, pair }: { readonly statement: Statement; readonly pair: Pair },
): Finding | null {
  const { sheet, values, decide } = bench;
  const isArray = pair.left.shape.length > 0 && pair.letters.length === 0;
  if (!isArray && !isAlone(statement)) return null;
  if ([statement.left, statement.right].some((side) => hasPart(side, isDerivative))) return null;
  const { part, paragraph } = statement.chain;
  const isSaidBefore = (name: string) => {
    const said = statements.filter(({ left }) => nameKey(left) === name);
    return (
      said.length === 0 ||
      said.some(({ id, chain }) => {
        const isNear = chain.part === part && paragraph - chain.paragraph <= nearBy;
        return id < statement.id && (isArray || isNear);
      })
    );
  };
  const known = new Map<Node, Node>();
  const sides = [pair.left, pair.right].map((side) => sheet.expand(side));
  for (const variable of sides.flatMap(variablesOf)) {
    const value = values.ofInput(variable, statement.id, statement.id);
    // what is said behind it may be its solution
    if (value === undefined || !isSaidBefore(sheet.nameOf(variable))) return null;
    known.set(variable, value);
  }
  const isNothing = [...known.values()].every(
    (value) => isKind(value, "number") && value.data.n === 0n,
  );
  if (known.size === 0 || (!isArray && isNothing)) return null;
  const [left, right] = sides.map((side) => sheet.putFitting(side, known));
  if (left == null || right == null || !holds(decide(left, right))) return null;
  return { verdict: "agrees", reason: "it holds at the values that are given" };
}
