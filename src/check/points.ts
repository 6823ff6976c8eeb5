/**
 * @file Points that a text looks at. "**At (1, 1):** f_xx = 6 > 0, a minimum" is said of f_xx at
 * that point, though f_xx is 6x: the words before a number say where, and the step does not.
 */
import { type Node, topological } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { originOf } from "../source/index.ts";
import { type Finding, holds } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import type { Session } from "./session.ts";
import type { Statement } from "./statement.ts";
import { isConstant } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** So many characters before a step are looked at, and so many points. */
const [reach, most] = [2_000, 12];

const number = String.raw`\s*([-−]?\d+(?:\.\d+)?(?:\/\d+)?)\s*`;
const point = new RegExp(String.raw`\(${number},${number}(?:,${number})?\)`, "g");

/** The points that are written before a step, the last one first. */
function pointsBefore({ document, reading }: Session, { span }: Statement): string[][] {
  const { from } = originOf(reading.text, span);
  const before = document.source.slice(Math.max(0, from - reach), from);
  const found = [...before.matchAll(point)].map(([, ...numbers]) => {
    return numbers.flatMap((one) => (one === undefined ? [] : [one.replace("−", "-")]));
  });
  const distinct = new Map(found.reverse().map((one) => [one.join(), one]));
  return [...distinct.values()].slice(0, most);
}

/** The arguments of the functions of a document, by how many they are. */
function argumentsIn({ statements }: Session): readonly (readonly string[])[] {
  return statements.flatMap(({ kind, left }) => {
    if (kind !== "definition" || left.kind !== "applied") return [];
    const names = left.arguments.flatMap((one) => nameKey(one) ?? []);
    return names.length === left.arguments.length ? [names] : [];
  });
}

/**
 * The verdict on a derivative and a number at a point that is written before them; null where the
 * step holds at none.
 */
export function atPointBefore(
  session: Session,
  { sheet, decide }: Bench,
  { left, right }: Pair,
  statement: Statement,
): Finding | null {
  const whole = sheet.expand(left);
  const open = variablesOf(whole);
  if (open.length === 0 || !isConstant(sheet.expand(right)) || !isOfSlopes(left, sheet))
    return null;
  const functions = argumentsIn(session);
  for (const numbers of pointsBefore(session, statement)) {
    for (const names of functions) {
      if (names.length !== numbers.length) continue;
      const put = new Map<Node, Node>();
      for (const variable of open) {
        const value = rational(numbers[names.indexOf(sheet.ownName(variable))] ?? "");
        if (value !== undefined) put.set(variable, sheet.arena.number(value));
      }
      if (put.size < open.length) continue;
      const found = decide(sheet.put(whole, put), sheet.expand(right));
      if (holds(found)) return { verdict: "agrees", reason: `it holds at (${numbers.join(", ")})` };
    }
  }
  return null;
}

/** 1.5 and −2/3; undefined for anything else. */
function rational(text: string) {
  const [above, below = "1"] = text.split("/").map((part) => part.replace("-", ""));
  const [n, d] = [Q.fromDecimal(above ?? ""), Q.fromDecimal(below)];
  const size = n === undefined || d === undefined ? undefined : Q.divide(n, d);
  return size !== undefined && text.startsWith("-") ? Q.negate(size) : size;
}

/** Whether a derivative stands in a side. */
function isOfSlopes(side: Node, sheet: Bench["sheet"]): boolean {
  return topological([side]).some((node) => sheet.writtenAs(node) !== undefined);
}
