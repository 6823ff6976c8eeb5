/**
 * @file What follows from an equation that stands before. An equation that is to be satisfied,
 * A = B, is no identity, and neither are the lines that are made of it; but they hold where it
 * does:
 *
 *     2x = 128/x²            2x³ = 128           the gap A − B times 1, a power of a name, what
 *                                                   stands below a line, and a number
 *     2Aᵀ(Ax − b) = 0        AᵀAx = Aᵀb          half of the gap
 *     3 − y = s (2y + x)     s = (3 − y)/(2y + x)    the gap has one s, and the claim no value
 *                                                   where the factor of s is 0
 *
 * What does not follow so is not called wrong. Nothing is decided in doubles: they only propose
 * the number.
 */
import { differentiate, substitute } from "../calculus/index.ts";
import {
  type Arena,
  evaluate,
  floatField,
  isZero,
  type Node,
  type Tensor,
  topological,
} from "../expression/index.ts";
import { Q } from "../number/index.ts";
import { zerosOf } from "./ansatz.ts";
import { entryBase } from "./entry.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import type { Restriction } from "./restriction.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** So many equations before a claim are asked, the last one first. */
const askLimit = 4;

/** So many factors are tried where there are vectors. */
const factorLimit = 16;

/** Powers of a name by which both sides may have been multiplied. */
const powers = [1, 2, 3, -1, -2] as const;

/** The verdict on a claim that holds where an equation before it does; null for any other. */
export function consequence(
  { sheet, decide }: { readonly sheet: DocumentSheet; readonly decide: Decide },
  restrictions: readonly Restriction[],
  sides: readonly [Node, Node],
  { id, sign }: Statement,
): Finding | null {
  if (sign === "\\approx") return null;
  const { arena } = sheet;
  const before = restrictions.filter(({ statement }) => statement.id < id && !statement.closed);
  const zeros = restrictions.filter(({ statement: { id: own, closed, left } }) => {
    return own < id && closed && left.kind !== "name";
  });
  const asked = [...before, ...zeros].sort((a, b) => b.statement.id - a.statement.id);
  for (const said of asked.slice(0, askLimit)) {
    const { left, right } = said;
    const ofAll = ofAllIn(said, sides, { sheet, decide });
    if (ofAll !== null) return { ...ofAll, reason };
    const all = [left, right, ...sides].map((side) => sheet.expand(side));
    const isOfNumbers = all.every(({ shape }) => shape.length === 0);
    const [a, b, c, d] = withNames(all, arena);
    if (!isOfNumbers) {
      const found = orMisfit(() => scaled([a!, b!], [c!, d!], { sheet, decide }));
      if (found !== null) return { ...found, reason };
      continue;
    }
    const [gap, claim] = [arena.subtract(a!, b!), arena.subtract(c!, d!)];
    const names = variablesOf(gap);
    if (!variablesOf(claim).some((name) => names.includes(name))) continue;
    if (holds(decide(gap, arena.integer(0), true))) continue;
    // what says that x is 0 says nothing of formulas in x
    if (isPowerOfOne(gap, sheet) && [c!, d!].every((one) => variablesOf(one).length > 0)) continue;
    const found = ofGap(gap, claim, { sheet, decide });
    if (found !== null) return { ...found, reason };
  }
  return null;
}

const reason = "it follows from an equation before it";

/** The verdict that a claim, a number that is to be 0, is 0 where the gap of an equation is. */
export function ofGap(
  gap: Node,
  claim: Node,
  { sheet, decide }: { readonly sheet: DocumentSheet; readonly decide: Decide },
): Finding | null {
  if (isNumberBelow(claim, sheet)) return null;
  return multiple(gap, claim, { sheet, decide }) ?? solved(gap, claim, sheet.arena, decide);
}

/** Whether a claim is that 2/(t + 1)² is 0, which nothing satisfies. */
function isNumberBelow(claim: Node, sheet: DocumentSheet): boolean {
  const { arena } = sheet;
  const wholes = denominatorsIn(claim, arena).map((below) => arena.multiply(claim, below));
  const one = arena.integer(1);
  return wholes.some((whole) => ratio(whole, one, variablesOf(claim), sheet) !== null);
}

/** A claim without the x of which an equation for coefficients is for all; null for any other. */
function ofAllIn(
  { left, right, unknowns }: Restriction,
  [c, d]: readonly [Node, Node],
  { sheet, decide }: { readonly sheet: DocumentSheet; readonly decide: Decide },
): Finding | null {
  const { arena } = sheet;
  if (unknowns === undefined || [left, right, c, d].some(({ shape }) => shape.length > 0))
    return null;
  const [gap, claim] = [arena.subtract(left, right), arena.subtract(c, d)];
  const own = variablesOf(claim);
  const [x, more] = scalarsOf(gap).filter((name) => !unknowns.has(sheet.ownName(name)));
  if (x === undefined || more !== undefined || own.length === 0 || own.includes(x)) return null;
  if (!own.every((name) => unknowns.has(sheet.ownName(name)))) return null;
  for (const factor of [arena.integer(1), ...denominatorsIn(gap, arena)]) {
    for (const zero of zerosOf(x, arena.multiply(factor, gap), arena)) {
      const number = ratio(claim, zero, [...new Set([...own, ...variablesOf(zero)])], sheet);
      const found = number && decide(claim, arena.multiply(arena.number(number), zero), true);
      if (found && holds(found)) return found;
    }
  }
  return null;
}

/** A claim on vectors or matrices that is the equation times a small number. */
function scaled(
  [a, b]: readonly [Node, Node],
  [c, d]: readonly [Node, Node],
  { sheet, decide }: { readonly sheet: DocumentSheet; readonly decide: Decide },
): Finding | null {
  const { arena } = sheet;
  const whole = (one: Node, other: Node): Node => {
    if (isZero(other)) return one;
    return isZero(one) ? arena.negate(other) : arena.subtract(one, other);
  };
  const [gap, claim] = [whole(a, b), whole(c, d)];
  if (gap.shape.length === 0 || gap.shape.join() !== claim.shape.join()) return null;
  if (!variablesOf(claim).every((name) => variablesOf(gap).includes(name))) return null;
  return timesSmall(gap, claim, arena, decide);
}

/** A claim that is an equation's gap times a small number. */
function timesSmall(gap: Node, claim: Node, arena: Arena, decide: Decide): Finding | null {
  for (const number of ratios) {
    const found = decide(claim, arena.multiply(arena.number(number), gap), true);
    if (holds(found)) return found;
  }
  return null;
}

const ratios = [1, -1, 2, -2].flatMap((n) => [Q.fromInteger(n), Q.rational(1, n)]);

/** Whether a gap is c xⁿ. */
function isPowerOfOne(gap: Node, sheet: DocumentSheet): boolean {
  const [name, ...others] = variablesOf(gap);
  if (name === undefined || others.length > 0 || name.shape.length > 0) return false;
  const { arena } = sheet;
  return [1, 2, 3].some((n) => {
    return ratio(gap, arena.power(name, arena.integer(n)), [name], sheet) !== null;
  });
}

/** The nodes with names for the values of unknown functions, y'(x) among them, and for entries. */
function withNames(nodes: readonly Node[], arena: Arena): readonly Node[] {
  const found = topological([...nodes]).filter((node) => {
    const isEntry = node.shape.length === 0 && node.op !== "variable" && entryBase(node);
    return node.op === "abstract" || isEntry;
  });
  const named = (node: Node) => arena.variable(`\u00a7value ${node.id}`, node.shape);
  const names = new Map(found.map((node) => [node, named(node)]));
  return nodes.map((node) => substitute(node, names, arena));
}

/** A claim whose gap is that of the equation, times a number and a power of a name. */
function multiple(
  gap: Node,
  claim: Node,
  { sheet, decide }: { readonly sheet: DocumentSheet; readonly decide: Decide },
): Finding | null {
  const { arena } = sheet;
  const names = [...new Set([...variablesOf(gap), ...variablesOf(claim)])];
  const factors = [
    arena.integer(1),
    ...scalarsOf(gap).flatMap((name) => {
      return powers.map((power) => arena.power(name, arena.integer(power)));
    }),
    ...denominatorsIn(gap, arena),
  ];
  const hasVectors = names.some(({ shape }) => shape.length > 0);
  if (hasVectors) {
    for (const factor of [...factors.slice(0, factorLimit), ...denominatorsIn(gap, arena)]) {
      const found = orMisfit(() => timesSmall(arena.multiply(factor, gap), claim, arena, decide));
      if (found !== null) return found;
    }
    return null;
  }
  for (const factor of factors) {
    const scaled = arena.multiply(factor, gap);
    const number = ratio(claim, scaled, names, sheet);
    if (number === null) continue;
    const found = decide(claim, arena.multiply(arena.number(number), scaled), true);
    if (holds(found)) return found;
  }
  return null;
}

/** What stands below lines in a node, and the product of all of it. */
function denominatorsIn(node: Node, arena: Arena): readonly Node[] {
  const found = new Set<Node>();
  for (const { op, operands } of topological([node])) {
    const below = op === "divide" ? operands[1]! : undefined;
    if (below !== undefined && below.shape.length === 0 && variablesOf(below).length > 0)
      found.add(below);
  }
  return found.size < 2 ? [...found] : [...found, arena.multiply(...found)];
}

/** The names in a node that are numbers. */
function scalarsOf(node: Node): readonly Node<"variable">[] {
  return variablesOf(node).filter(({ shape }) => shape.length === 0);
}

/** The number that two nodes differ by at two points, if it is a simple one. */
function ratio(
  one: Node,
  other: Node,
  names: readonly Node<"variable">[],
  sheet: DocumentSheet,
): ReturnType<typeof Q.fromInteger> | null {
  const at = (start: number): number => {
    const values = new Map(
      names.map((name, k): [string, Tensor<number>] => {
        return [name.data, { shape: [], entries: [start + 0.37 * k] }];
      }),
    );
    const found = evaluate([one, other], floatField, values, sheet.worksheet.sizes).values;
    const [p, q] = [one, other].map((node) => found.get(node)?.entries[0] ?? Number.NaN);
    return p! / q!;
  };
  const [first, second] = [at(1.3), at(2.9)];
  if (!Number.isFinite(first) || first === 0) return null;
  if (Math.abs(first - second) > 1e-9 * Math.abs(first)) return null;
  for (let below = 1; below <= 60; below++) {
    const above = Math.round(first * below);
    if (above !== 0 && Math.abs(first * below - above) < 1e-7) return Q.rational(above, below);
  }
  return null;
}

/** A claim in which the one name that the equation is linear in is put in. */
function solved(gap: Node, claim: Node, arena: Arena, decide: Decide): Finding | null {
  const zero = arena.integer(0);
  for (const name of scalarsOf(gap)) {
    const [slope] = differentiate(gap, [name], arena);
    const [bend] = differentiate(slope!, [name], arena);
    if (isZero(slope!) || !(isZero(bend!) || decide(bend!, zero).verdict === "proved")) continue;
    const none = new Map<Node, Node>([[name, zero]]);
    const [rest, factor] = [gap, slope!].map((node) => substitute(node, none, arena));
    if (!isNeverZero(factor!, claim, arena, decide)) continue;
    const value = arena.negate(arena.divide(rest!, factor!));
    const found = decide(substitute(claim, new Map([[name, value]]), arena), zero);
    if (holds(found)) return found;
  }
  return null;
}

/** Whether a factor is a number, or a claim has no value where it is 0. */
function isNeverZero(factor: Node, claim: Node, arena: Arena, decide: Decide): boolean {
  if (variablesOf(factor).length === 0) return true;
  return topological([claim]).some(({ op, operands }) => {
    const below = op === "divide" ? operands[1]! : null;
    if (below === null || below.shape.length > 0) return false;
    return holds(decide(below, factor, true)) || holds(decide(below, arena.negate(factor), true));
  });
}
