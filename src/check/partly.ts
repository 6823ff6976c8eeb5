/**
 * @file Values that are put in for a name in one place and not in another:
 *
 *     a − η ∂L/∂a = 1 − 0.1 · 2 (a + 2b − 3)       with a = 1 and η = 0.1
 *
 * It is right where it is with the names for such numbers. A factor that was dropped because it is
 * 1 is no number that could stand for a name.
 */
import { children, mapParts, type Syntax } from "../notation/index.ts";
import { Q, X } from "../number/index.ts";
import { constantOf } from "./constant.ts";
import { type Finding, holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { mentionedIn, namesOf } from "./names.ts";
import type { Statement } from "./statement.ts";

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

/** The names of the left side that have a value. */
function valuesOf({ sheet, values }: Bench, statement: Statement) {
  return nameParts(statement.left).flatMap((name) => {
    const node = sheet.meaningIn(statement, name);
    const whole = node && sheet.expand(node);
    const inputs = whole && values.inputsOf([whole], statement.id, statement.id);
    const put = whole && inputs ? sheet.putFitting(whole, inputs) : null;
    const exact = put?.shape.length === 0 ? constantOf(put, sheet.worksheet.sizes)?.exact : null;
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
