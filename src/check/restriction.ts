/**
 * @file What a document says of its names beside what they are: x² + y² = 1, u v = 1, ε² = 0,
 * "for x = 2". Such an equation does not hold of all values, and a step that fails of some value
 * may hold of those that are meant. So before a step is called wrong, the equations that are said
 * of its names are solved one after the other and put in:
 *
 *     a + b = 10                 b is 10 − a, and a b = a (10 − a) holds
 *     x² + y² = 1                has no one solution: a claim is refuted if it fails at all the
 *                                points of which people make examples, (3/5, 4/5), and of which
 *                                there is one; otherwise nothing that has x in it
 *
 * An equation holds in its section and below; one that only says what a name is at a place,
 * "for x = 2", in its paragraph.
 */
import { evaluate, floatField, type Node, type Tensor } from "../expression/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import { B, Q, type Rational } from "../number/index.ts";
import type { Division } from "./chain.ts";
import { constantOf } from "./constant.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { letterOf } from "./integral.ts";
import type { Bench as Whole } from "./judge.ts";
import { decimalsIn } from "./right-value.ts";
import { isWholeOf } from "./rounded.ts";
import {
  hasDecimal,
  meaningOfDecimal,
  printedEntries,
  unitsOff,
  withoutDecimals,
} from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import { solveFor } from "./solve.ts";
import type { Statement } from "./statement.ts";
import { moves } from "./tangent.ts";
import { isConstant, type Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** An equation that may hold of some values only. */
export interface Restriction {
  readonly statement: Statement;
  readonly left: Node;
  readonly right: Node;
  /** The names for which it is an equation; it is for all values of the others. */
  readonly unknowns?: ReadonlySet<string>;
}

/** What is needed to look whether a step holds where the restrictions do. */
interface Bench {
  readonly sheet: DocumentSheet;
  readonly values: Values;
  readonly decide: Decide;
  /** The numbers of the document, of which its decimals may be roundings. */
  readonly known: Whole["known"];
}

/** Signs of equations. */
const equations: ReadonlySet<string> = new Set(["=", "\\equiv", ":="]);

/** Whether a statement may restrict its names. */
export function restricts(statement: Statement, mayRestrict: boolean): boolean {
  const { kind, sign, left, right } = statement;
  if (!equations.has(sign)) return false;
  // f = f(x; W) says of what f is a function, and nothing of its values
  const head = right.kind === "applied" ? nameKey(right.head) : undefined;
  if (head !== undefined && head === nameKey(left)) return false;
  // a derivative set to 0, at the end of a chain
  const isZero = right.kind === "number" && right.text === "0";
  return kind === "condition" || (kind === "step" && (mayRestrict || isZero));
}

/**
 * What is to be said of two sides that differ, where equations are said of the names in them;
 * null when they differ all the same. Of several places, "at x = 1 …, at x = 2 …", any may be
 * meant.
 */
export function underRestrictions(
  bench: Bench,
  restrictions: readonly Restriction[],
  sides: readonly [Node, Node],
  statement: Statement,
): Finding | null {
  // where what is said and what is claimed have other shapes, it says nothing
  const found = places(restrictions).map((one) => {
    return orMisfit(() => underAll(bench, one, sides, statement));
  });
  const held = found.find((one) => one !== null && holds(one));
  const open = found.find((one) => one?.verdict !== "refuted");
  return held ?? (open === undefined ? found.at(-1)! : open);
}

/** Restrictions with one place for each name: the first, the second, … of those that are said. */
function places(restrictions: readonly Restriction[]): readonly (readonly Restriction[])[] {
  const byName = new Map<string, Restriction[]>();
  for (const one of restrictions) {
    const name = isPlace(one.statement) ? nameKey(one.statement.left)! : "";
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [one]);
    else known.push(one);
  }
  const named = [...byName].flatMap(([name, all]) => (name === "" ? [] : [all]));
  const most = Math.max(1, ...named.map((all) => all.length));
  return Array.from({ length: most }, (_, k) => {
    const chosen = named.map((all) => all[Math.min(k, all.length - 1)]!);
    // what is said of a place says more than what else holds
    return [...chosen, ...restrictions.filter((one) => !isPlace(one.statement))];
  });
}

/** The same, where all of the equations hold. */
function underAll(
  bench: Bench,
  restrictions: readonly Restriction[],
  sides: readonly [Node, Node],
  statement: Statement,
): Finding | null {
  const { sheet, values, decide } = bench;
  const { id: at, left: written, right: meant, closed } = statement;
  // y may move with x where the claim differentiates by x
  const isFixed = ![written, meant].some(moves);
  const isNumber = closed || isConstant(sheet.expand(sides[1]));
  const put = new Map<Node, Node>();
  let [left, right] = sides.map((side) => sheet.expand(side)) as [Node, Node];
  // an integral without bounds is a function: no equation says where its letter stands
  const running = letterOf([left, right]);
  const used: Statement[] = [];
  let onlyThere = false;
  for (const said of restrictions) {
    const [a, b] = [said.left, said.right].map((side) => sheet.put(sheet.expand(side), put));
    const names = new Set<Node>(
      [left, right].flatMap(variablesOf).filter((name) => {
        if (name === running) return false;
        // "at x = 1" says more than what x is elsewhere
        const isThere =
          isPlace(said.statement) && nameKey(said.statement.left) === sheet.ownName(name);
        return isThere || values.ofInput(name, at, null) === undefined;
      }),
    );
    if (![a!, b!].flatMap(variablesOf).some((name) => names.has(name))) continue;
    const { unknowns } = said;
    if (unknowns && ![...names].some((name) => unknowns.has(sheet.ownName(name)))) continue;
    if (holds(decide(a!, b!))) continue;
    const solved = solve(sheet, a!, b!, names);
    if (solved === undefined) {
      const there =
        isFixed && put.size === 0 ? atPoints({ sheet, decide }, [a!, b!], [left, right]) : null;
      if (there !== null) return there;
      return {
        verdict: "undecided",
        reason: "an equation that is said of its names may decide it",
      };
    }
    onlyThere ||= isConstant(solved.value);
    put.set(solved.variable, solved.value);
    used.push(said.statement);
    [left, right] = sides.map((side) => sheet.put(sheet.expand(side), put)) as [Node, Node];
  }
  if (put.size === 0) return null;
  const reason = "it holds where the equations hold that are said of its names";
  if (holds(decide(left, right))) {
    return { verdict: onlyThere && !isNumber ? "undecided" : "agrees", reason };
  }
  if (!isNumber) return null;
  // a number at a point: "at r = 1" beside a value of θ
  const known = new Map<Node, Node>();
  for (const name of [left, right].flatMap(variablesOf)) {
    const value = values.ofInput(name, at, at);
    if (value !== undefined) known.set(name, value);
  }
  const [a, b] = [left, right].map((side) => sheet.putFitting(side, known));
  if (a == null || b == null) return null;
  const found = decide(a, b);
  if (holds(found)) return { verdict: "agrees", reason };
  const off = digitsOff(a, meant, sheet);
  const isRounded =
    off === null && used.some((said) => hasDecimal(said.right)) && isWhole(a, meant, sheet);
  if (off === 0 || isRounded || (off === null && isNear(bench, statement, a))) {
    return { verdict: "rounded", reason };
  }
  // the numbers that were put in may be rounded, too
  if (off !== null && off < openUnits) return null;
  if (found.verdict !== "refuted" || !isConstant(a) || !isConstant(b)) return null;
  if (!used.every((said) => isPlace(said) && said.id < at)) return null;
  const all = [...put, ...known].map(([name, value]) => [
    sheet.ownName(name),
    sheet.valueText(value),
  ]);
  const { left: one = "?", right: other = "?" } = found.counterexample ?? {};
  return { ...found, counterexample: { at: Object.fromEntries(all), left: one, right: other } };
}

/** So many units of the last place a printed number may be off before it is wrong. */
const openUnits = 2;

/** How far a printed decimal is from a value, in units of its last place; null for others. */
function digitsOff(node: Node, written: Syntax, sheet: DocumentSheet): number | null {
  const printed = printedEntries(written);
  if (printed === null || !printed.some(({ decimal }) => decimal)) return null;
  const value = constantOf(node, sheet.worksheet.sizes);
  return value && unitsOff(printed, value.ball);
}

/** Whether a value rounds to a whole number that is written: 1531.25 to 1531. */
function isWhole(node: Node, written: Syntax, sheet: DocumentSheet): boolean {
  const printed = printedEntries(written);
  const value = constantOf(node, sheet.worksheet.sizes);
  return printed !== null && value !== null && isWholeOf(printed, value.ball);
}

/** Whether the decimals with which the right side calculates allow a value: -1.069 - 1.604. */
function isNear(bench: Bench, statement: Statement, value: Node): boolean {
  const { right } = statement;
  if (!hasDecimal(right)) return false;
  const { sizes } = bench.sheet.worksheet;
  const loose = orMisfit(() => bench.sheet.meaningIn(statement, withoutDecimals(right)));
  const own = constantOf(value, sizes)?.ball.entries;
  const decimals = loose && decimalsIn(bench, loose, meaningOfDecimal);
  const other = loose && constantOf(loose, sizes, decimals!)?.ball.entries;
  if (own === undefined || other == null || own.length !== other.length) return false;
  return own.every((entry, k) => B.overlaps(entry, other[k]!));
}

/** Whether a statement says what a name is at a place: "at r = 1". */
const isPlace = ({ kind, closed, sign, left }: Statement): boolean => {
  return kind === "condition" && closed && equations.has(sign) && nameKey(left) !== undefined;
};

/** Coordinates of points that are tried: those of which people make examples. */
const coordinates: readonly Rational[] = [
  ...[1, 2, 3, 4, 5, 6, 8, 12].map((n) => Q.fromInteger(n)),
  ...[0, -1, -2, -3, -4].map((n) => Q.fromInteger(n)),
  ...[3, 4].map((n) => Q.rational(n, 5)),
  ...[1, 3].map((n) => Q.rational(n, 2)),
];

/** So many points of a curve are looked at. */
const pointLimit = 3;

/**
 * The sides of a claim at points that satisfy an equation between the two names of the claim: wrong
 * where they differ at all of these; null where that is not so.
 */
function atPoints(
  { sheet, decide }: Pick<Bench, "sheet" | "decide">,
  [a, b]: readonly [Node, Node],
  sides: readonly [Node, Node],
): Finding | null {
  const names = [...new Set([a, b].flatMap(variablesOf))];
  const [x, y] = names;
  const isOf = sides.flatMap(variablesOf).every((one) => names.includes(one));
  if (x === undefined || y === undefined || names.length > 2 || !isOf) return null;
  if (names.some(({ shape }) => shape.length > 0) || a.shape.length > 0) return null;
  const { arena } = sheet;
  const gap = arena.subtract(a, b);
  const near = (p: Rational, q: Rational): boolean => {
    const values = new Map(
      [x, y].map((name, k): [string, Tensor<number>] => {
        return [name.data, { shape: [], entries: [Q.toDouble(k === 0 ? p : q)] }];
      }),
    );
    const found = evaluate([gap], floatField, values, sheet.worksheet.sizes).values.get(gap);
    return Math.abs(found?.entries[0] ?? 1) < 1e-9;
  };
  let shown: Finding | null = null;
  let count = 0;
  for (const p of coordinates) {
    for (const q of coordinates) {
      if (count === pointLimit || !near(p, q)) continue;
      const [m, n] = [arena.number(p), arena.number(q)];
      const there = (node: Node): Node =>
        sheet.put(
          node,
          new Map([
            [x, m],
            [y, n],
          ]),
        );
      if (decide(there(a), there(b)).verdict !== "proved") continue;
      const found = decide(there(sides[0]), there(sides[1]));
      if (found.verdict !== "refuted") {
        if (holds(found)) return null;
        continue;
      }
      count++;
      const at = { [sheet.nameOf(x)]: sheet.valueText(m), [sheet.nameOf(y)]: sheet.valueText(n) };
      const { left = "?", right = "?" } = found.counterexample ?? {};
      shown ??= { verdict: "refuted", counterexample: { at, left, right } };
    }
  }
  return shown;
}

/** Whether what one statement says is still said where another one stands. */
export function reaches(said: Statement, at: Statement, divisions: readonly Division[]): boolean {
  if (said.chain === at.chain) return false;
  const [from, to] = [said.chain.part, at.chain.part];
  if (from === to && said.chain.paragraph === at.chain.paragraph) return true;
  const isPlace = said.closed && equations.has(said.sign) && nameKey(said.left) !== undefined;
  if (isPlace || said.id > at.id) return false;
  const level = divisions[from]!.level;
  return divisions.slice(from + 1, to + 1).every((division) => division.level > level);
}

/** A variable that the equation determines, one that occurs elsewhere last. */
function solve(
  sheet: DocumentSheet,
  left: Node,
  right: Node,
  names: ReadonlySet<Node>,
): { variable: Node; value: Node } | undefined {
  for (const [side, value] of [
    [left, right],
    [right, left],
  ] as const) {
    const other = new Set<Node>(variablesOf(value));
    for (const variable of variablesOf(side)) {
      if (other.has(variable) || !names.has(variable)) continue;
      const found = solveFor(side, variable, value, sheet.arena);
      if (found !== undefined) return { variable, value: found };
    }
  }
  return undefined;
}
