/**
 * @file What a document says of its names beside what they are: x² + y² = 1, u v = 1, ε² = 0,
 * "for x = 2". Such an equation does not hold of all values, and a step that fails of some value
 * may hold of those that are meant. So before a step is called wrong, the equations that are said
 * of its names are solved one after the other and put in:
 *
 *     a + b = 10                 b is 10 − a, and a b = a (10 − a) holds
 *     x² + y² = 1                has no one solution: nothing that has x in it is refuted
 *
 * An equation holds in its section and below; one that only says what a name is at a place,
 * "for x = 2", in its paragraph.
 */
import type { Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import type { Division } from "./chain.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import { type DocumentSheet, variablesOf } from "./sheet.ts";
import { solveFor } from "./solve.ts";
import type { Statement } from "./statement.ts";
import { isConstant, type Values } from "./values.ts";

/** An equation that may hold of some values only. */
export interface Restriction {
  readonly statement: Statement;
  readonly left: Node;
  readonly right: Node;
}

/** What is needed to look whether a step holds where the restrictions do. */
interface Bench {
  readonly sheet: DocumentSheet;
  readonly values: Values;
  readonly decide: Decide;
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
 * null when they differ all the same.
 */
export function underRestrictions(
  { sheet, values, decide }: Bench,
  restrictions: readonly Restriction[],
  sides: readonly [Node, Node],
  at: number,
): Finding | null {
  const put = new Map<Node, Node>();
  let [left, right] = sides.map((side) => sheet.expand(side)) as [Node, Node];
  let onlyThere = false;
  for (const one of restrictions) {
    const [a, b] = [one.left, one.right].map((side) => sheet.put(sheet.expand(side), put));
    const names = new Set<Node>(
      [left, right].flatMap(variablesOf).filter((name) => {
        return values.ofInput(name, at, null) === undefined;
      }),
    );
    if (![a!, b!].flatMap(variablesOf).some((name) => names.has(name))) continue;
    if (holds(decide(a!, b!))) continue;
    const solved = solve(sheet, a!, b!, names);
    if (solved === undefined) {
      return {
        verdict: "undecided",
        reason: "an equation that is said of its names may decide it",
      };
    }
    onlyThere ||= isConstant(solved.value);
    put.set(solved.variable, solved.value);
    [left, right] = sides.map((side) => sheet.put(sheet.expand(side), put)) as [Node, Node];
  }
  if (put.size === 0) return null;
  const found = decide(left, right);
  if (!holds(found)) return null;
  const reason = "it holds where the equations hold that are said of its names";
  return onlyThere ? { verdict: "undecided", reason } : { verdict: "agrees", reason };
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
