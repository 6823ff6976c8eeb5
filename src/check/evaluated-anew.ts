/**
 * @file Names that are worked out again with the new values of what they are made of:
 *
 *     z = w x + b,   w = 0,   w_{new} = 0.1,   b_{new} = 0.05
 *     z = (0.1 · 2) + 0.05
 *
 * or with what an update adds to their old values: w_1 = 0.1 − 0.5 · 0.3, after w = (0.1, 0.2).
 * The line has the form of what the name is, and each number in it is the value of its letter or
 * of a letter that has one mark more.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { Q, X } from "../number/index.ts";
import { sameConstant } from "./constant.ts";
import type { Finding } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { match } from "./match.ts";
import { printedNumber } from "./rounding.ts";
import type { Statement } from "./statement.ts";

/** The verdict on a line that works a name out with new values; null for any other. */
export function evaluatedAnew(
  { sheet, values }: Bench,
  statements: readonly Statement[],
  statement: Statement,
): Finding | null {
  const { id, left, right, closed } = statement;
  const key = nameKey(left);
  const before = statements.filter((one) => one.id < id && one.at === 0);
  const said = before.findLast((one) => one.kind === "definition" && nameKey(one.left) === key);
  if (key === undefined || !closed || said === undefined || said.closed) return null;
  const equations = match(said.right, right);
  const worth = (syntax: Syntax) => {
    const node = sheet.meaningIn(statement, syntax);
    return node && values.worth(sheet.expand(node), id);
  };
  const isValue = (name: Syntax, number: Syntax): boolean => {
    const [a, b] = [worth(name), worth(number)];
    return a !== null && b !== null && sameConstant(a, b) !== "no";
  };
  const renamed = equations.flatMap(({ left: name, right: number }): string[] => {
    if (isValue(name, number)) return [];
    const other = before.find((one) => {
      return isMarked(nameKey(one.left), nameKey(name)) && isValue(one.left, number);
    });
    return [(other && nameKey(other.left)) ?? ""];
  });
  if (renamed.length === 0 || renamed.includes("")) return null;
  return { verdict: "agrees", reason: `it is worked out with ${renamed.join(", ")}` };
}

/** Whether a name is another one with one mark more: w_{new}, w', w^{(1)} of w. */
function isMarked(name: string | undefined, other: string | undefined): boolean {
  if (name === undefined || other === undefined) return false;
  return name !== other && name.startsWith(other) && /^['^_]/.test(name.slice(other.length));
}

/** Whether an entry that is known is said to be its value and something more. */
export function isUpdateInNumbers(
  { sheet, values }: Bench,
  { id, at, left, right, closed }: Statement,
  pair: Pair,
): boolean {
  if (at > 0 || !closed || left.kind !== "subscript" || right.kind !== "sum") return false;
  const [first, ...more] = right.terms;
  const old = printedNumber(first!.term);
  if (old === null || more.length === 0) return false;
  const value = values.worth(sheet.expand(pair.left), id)?.exact?.entries;
  const [own] = value?.length === 1 ? value : [];
  const rational = own && X.rationalOf(own);
  const signed = first!.sign === "-" ? Q.negate(old.value) : old.value;
  return rational !== undefined && Q.equal(rational, signed);
}
