/**
 * @file What a refutation rests on: which of the things that a text says of its names have to be
 * put into a step before it fails whatever its names are.
 *
 *     (x + 1)^2 = x^2 + 1        nothing
 *     f'(x) = 3x                 what f is
 *     w x + b = 2.1              the values of w, x and b
 *     a_1 = 0.62                 what a_1 is made of, and the values of that
 */
import type { Node } from "../expression/index.ts";
import type { Syntax } from "../notation/index.ts";
import { holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { FreeNames, freedSides, type Sides } from "./free-names.ts";
import type { Bench, Pair } from "./judge.ts";
import { differentiatedIn, headKey, headsOf, withoutVersion } from "./names.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Something that the text says of a name. */
export interface Evidence {
  readonly key: string;
  /** In which round it is put in: 0 for names of the step, later for what these are made of. */
  readonly depth: number;
  /** The name, unless it is that of a function which is put in where it is called. */
  readonly variable: Node | null;
}

/** Names are put in so many times, one in the other. */
const depthLimit = 8;

/**
 * What the text says of the names of a step that has to be known for the step to fail; null where
 * a number is said of names of which the text says nothing.
 */
export function evidenceAgainst(
  bench: Bench,
  statement: Statement,
  { left, right, id, mayRestrict }: Pair,
): readonly Evidence[] | null {
  const { sheet, values } = bench;
  const found = new Map<string, Evidence>();
  const take = (key: string, depth: number, variable: Node | null): void => {
    if (!found.has(key)) found.set(key, { key, depth, variable });
  };
  // calls are put in as they are read
  for (const key of [statement.left, statement.right].flatMap(headsOf)) take(key, 0, null);
  const formulaOf = (name: Node): Node | undefined => sheet.formulaOf(name);
  const numberOf = (name: Node): Node | undefined => values.ofInput(name, id, null);
  const saidOf = (name: Node): Node | undefined => formulaOf(name) ?? numberOf(name);
  const isSlope = (name: Node): boolean => sheet.writtenAs(name) !== undefined;
  let sides: Sides = [left, right];
  // 3x = x + 4 is only wrong of the x that is said before
  if (mayRestrict) {
    for (const name of sides.flatMap(variablesOf)) {
      if (saidOf(name) !== undefined) take(sheet.ownName(name), 0, name);
    }
  }
  for (let depth = 0; depth < depthLimit && !failsAnyway(bench, sides); depth++) {
    const [one, other] = sides.map(variablesOf) as [readonly Node[], readonly Node[]];
    const all = [...new Set([...one, ...other])];
    const unshared = unsharedBy(one, other);
    const next = [
      // behind f'(t) stands a formula in t
      unshared.filter(isSlope).filter(formulaOf),
      unshared.filter(formulaOf),
      unshared.filter(numberOf),
      all.filter(formulaOf),
      all.filter(numberOf),
    ].find((names) => names.length > 0);
    if (next === undefined) {
      // y/2 = 5 is not wrong of every y
      const isNumber = [one, other].some(({ length }) => length === 0);
      const isPlain = ![left, right].flatMap(variablesOf).some(isSlope);
      return isNumber && isPlain && unshared.length > 0 ? null : [...found.values()];
    }
    const put = next.map((name): [Node, Node] => [name, saidOf(name)!]);
    for (const name of next) {
      const slope = sheet.writtenAs(name);
      const keys = slope === undefined ? [sheet.ownName(name)] : namesOfSlope(slope.of);
      for (const key of keys) take(withoutVersion(key), depth, name);
    }
    const full = sides.map((side) => sheet.putFitting(side, new Map(put)));
    if (full[0] == null || full[1] == null) break;
    sides = [full[0], full[1]];
  }
  return [...found.values()];
}

/** The names and functions that are differentiated. */
function namesOfSlope(of: Syntax): readonly string[] {
  const own = headKey(of);
  return own === undefined ? [...headsOf(of), ...differentiatedIn(of)] : [own];
}

/** Whether sides differ as their names stand, whatever these are. */
function failsAnyway(bench: Bench, sides: Sides): boolean {
  const [left, right] = freed(bench, sides);
  if (orMisfit(() => bench.decide(left, right))?.verdict !== "refuted") return false;
  const [one, other] = [left, right].map(variablesOf) as [readonly Node[], readonly Node[]];
  return isIndependent(bench, [left, right], unsharedBy(one, other));
}

/** The names that stand on one side only. */
const unsharedBy = (one: readonly Node[], other: readonly Node[]): readonly Node[] => [
  ...one.filter((name) => !other.includes(name)),
  ...other.filter((name) => !one.includes(name)),
];

/** Whether sides are equal as their names stand, whatever these are. */
export function holdsAnyway(bench: Bench, sides: Sides): boolean {
  const [left, right] = freed(bench, sides);
  const found = orMisfit(() => bench.decide(left, right));
  return found !== null && (holds(found) || found.verdict === "conditional");
}

/** Sides in names of which nothing is known. */
function freed({ sheet }: Bench, sides: Sides): Sides {
  return freedSides(new FreeNames(sheet, sides), sides) ?? sides;
}

/** Whether sides are the same whatever some names are. */
function isIndependent({ sheet, decide }: Bench, sides: Sides, names: readonly Node[]): boolean {
  if (names.length === 0) return true;
  const others = names.map((name, k): [Node, Node] => {
    return [name, sheet.arena.variable(`\u00a7other ${k}`, name.shape)];
  });
  const put = new Map(others);
  return sides.every((side) => {
    if (!variablesOf(side).some((name) => put.has(name))) return true;
    const found = orMisfit(() => decide(side, sheet.put(side, put)));
    return found !== null && holds(found);
  });
}
