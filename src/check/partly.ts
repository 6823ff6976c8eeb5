/**
 * @file Values that are put in for a name in one place and not in another:
 *
 *     a − η ∂L/∂a = 1 − 0.1 · 2 (a + 2b − 3)       with a = 1 and η = 0.1
 *
 * It is right where it is with the names for such numbers. A factor that was dropped because it is
 * 1 is no number that could stand for a name.
 */
import { differentiate } from "../calculus/index.ts";
import type { Node } from "../expression/index.ts";
import { children, mapParts, type Syntax } from "../notation/index.ts";
import { Q, X } from "../number/index.ts";
import { constantOf, sameConstant } from "./constant.ts";
import { type Finding, holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { mentionedIn, namesOf } from "./names.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** At most so many numbers are asked. */
const numberLimit = 5;

/** The verdict with names in the place of some numbers that are their values; null otherwise. */
export function partlyPutIn(bench: Bench, statement: Statement, pair: Pair): Finding | null {
  const { sheet } = bench;
  const { left, right } = statement;
  const kept = mentionedIn([right]);
  if (![...namesOf(left)].some(({ key }) => kept.has(key))) return null;
  const values = valuesOf(bench, statement);
  const numbers = numbersIn(right).flatMap((number) => {
    const name = values.find(({ value }) => Q.equal(value, Q.fromDecimal(number.text)!))?.name;
    return name === undefined ? [] : [{ number, name }];
  });
  if (numbers.length === 0 || numbers.length > numberLimit) return null;
  for (let subset = 1; subset < 2 ** numbers.length; subset++) {
    const put = new Map<Syntax, Syntax>();
    for (const [k, { number, name }] of numbers.entries()) {
      if ((subset >> k) & 1) put.set(number, name);
    }
    const node = sheet.meaningIn(statement, withNames(right, put));
    if (node?.shape.join() !== pair.left.shape.join()) continue;
    const finding = judge(bench, { ...pair, right: node, loose: null });
    if (holds(finding)) return { verdict: "agrees", reason: "some values are put in here" };
  }
  return null;
}

/**
 * Why a step is left open with a decimal that may be the value of names of which nothing is said:
 * (1 − β) g = 0.1 g says that β is 0.9. Null for any other.
 */
export function saysValue(
  { sheet, values }: Bench,
  { id, left: own, right: written }: Statement,
  pair: Pair,
): string | null {
  const [a, b] = [own, written].map((side) => {
    return new Set(numbersIn(side).flatMap(({ text }) => (text.includes(".") ? [text] : [])));
  });
  if ([...a!].every((text) => b!.has(text)) && [...b!].every((text) => a!.has(text))) return null;
  const { arena } = sheet;
  const [left, right] = [sheet.expand(pair.left), sheet.expand(pair.right)];
  if (left.shape.length > 0) return null;
  const kept = new Set<Node>(variablesOf(right));
  const name = variablesOf(left).find((one) => {
    if (kept.has(one) || one.shape.length > 0) return false;
    if (values.ofInput(one, id, id) !== undefined) return false;
    const slope = differentiate(left, [one], arena)[0]!;
    if ((variablesOf(slope) as readonly Node[]).includes(one)) return false;
    // left = c + s v gives v = (right − c) / s
    const rest = sheet.put(left, new Map([[one, arena.integer(0)]]));
    const value = arena.divide(arena.sum([right, arena.negate(rest)]), slope);
    const [first, second] = [2, 3].map((point) => {
      const put = new Map(variablesOf(value).map((other) => [other as Node, arena.integer(point)]));
      return constantOf(sheet.put(value, put), sheet.worksheet.sizes);
    });
    return first != null && second != null && sameConstant(first, second) !== "no";
  });
  return name === undefined ? null : `a number here may say what ${sheet.ownName(name)} is`;
}

/** The names of the left side that have a value. */
function valuesOf({ sheet, values }: Bench, statement: Statement) {
  return nameParts(statement.left).flatMap((name) => {
    const node = sheet.meaningIn(statement, name);
    const whole = node && sheet.expand(node);
    const exact = whole?.shape.length === 0 ? values.worth(whole, statement.id)?.exact : null;
    const [only] = exact?.entries ?? [];
    const value = only === undefined ? undefined : X.rationalOf(only);
    return value === undefined ? [] : [{ name, value }];
  });
}

function nameParts(syntax: Syntax): readonly Syntax[] {
  const isName = syntax.kind === "name" || syntax.kind === "subscript" || syntax.kind === "family";
  return isName ? [syntax] : children(syntax).flatMap(nameParts);
}

function numbersIn(syntax: Syntax): readonly (Syntax & { kind: "number" })[] {
  if (syntax.kind === "number") return Q.fromDecimal(syntax.text) === undefined ? [] : [syntax];
  if (syntax.kind === "subscript" || syntax.kind === "family") return [];
  return children(syntax).flatMap(numbersIn);
}

function withNames(syntax: Syntax, names: ReadonlyMap<Syntax, Syntax>): Syntax {
  return names.get(syntax) ?? mapParts(syntax, (part) => withNames(part, names));
}
