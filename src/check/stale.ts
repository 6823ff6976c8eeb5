/**
 * @file Values that names no longer have. A document with several problems, or several cases,
 * gives the same names values again and again:
 *
 *     \lambda_1 = 4 … \lambda_2 \lambda_3 = -2      the \lambda_2, \lambda_3 of the problem before
 *                                                   are not meant once \lambda_1 is another one
 *     x_1 = x_2 = \tfrac12                          gives both names a value, in this case; where
 *                                                   it is the second one, in another case
 *     (i) x = 1 … (ii) If x = 0, then               what x is in one case is not so in another
 *     p = 1 = A e^{0}, then A e^{-h} = 1 e^{-h}     what A is has been found on the way
 *     y = \ln u, u = \sin x … y = e^{\cos x}        u was a part of the y before, and in dy/du is
 *                                                   what this one is made of
 */
import { nameKey, type Syntax, writeLatex } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import type { Chain } from "./chain.ts";
import { isConstantName } from "./constant-of-integration.ts";
import type { Shown } from "./finding.ts";
import { isClosed, mentionedIn } from "./names.ts";
import { printedNumber } from "./rounding.ts";
import type { Statement } from "./statement.ts";

/**
 * A name of a step, or one at whose value it fails, that has another value by then, or is given one
 * by it; null for none.
 */
export function staleIn(
  statement: Statement,
  statements: readonly Statement[],
  shown: Shown | undefined,
): string | null {
  const names = new Set([
    ...mentionedIn([statement.left, statement.right]),
    ...Object.keys(shown?.at ?? {}),
  ]);
  return (
    givenAnew(statement) ??
    givenTwice(statement.id, names, statements) ??
    beforeSibling(statement.id, names, statements) ??
    supposedAnew(statement.id, names, statements) ??
    settledBefore(statement, statements) ??
    partOfFormer(statement, statements)
  );
}

/** A name of which something was made that has been said anew since then, without it. */
function partOfFormer(
  { id, left, right }: Statement,
  statements: readonly Statement[],
): string | null {
  const formulas = statements.filter((one) => {
    return one.id < id && one.kind === "definition" && !isClosed(one.right);
  });
  const last = new Map(formulas.map((one) => [nameKey(one.left), one]));
  const partsOf = (whole: Statement): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [whole];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const key of mentionedIn([next.right])) {
        const own = found.has(key) ? undefined : last.get(key);
        found.add(key);
        if (own !== undefined) open.push(own);
      }
    }
    return found;
  };
  const names = [...mentionedIn([left, right])].filter((key) => !isConstantName.test(key));
  const own = names.filter((key) => last.has(key));
  for (const former of own.length === 0 ? [] : formulas) {
    const whole = last.get(nameKey(former.left))!;
    if (whole === former || former.chain.paragraph === whole.chain.paragraph) continue;
    const past = own.filter((key) => last.get(key)!.id < whole.id);
    if (past.length === 0) continue;
    const [before, now] = [partsOf(former), partsOf(whole)];
    const found = past.find((key) => before.has(key) && !now.has(key));
    if (found !== undefined) return found;
  }
  return null;
}

/** The first name of a chain of names that ends in a number. */
function givenAnew({ chain }: Statement): string | null {
  return namesGiven(chain)[0] ?? null;
}

/** The names of a chain that gives them all one number, H = W = 512; none of other chains. */
function namesGiven({ parts, continues }: Chain): readonly string[] {
  const names = parts.slice(0, -1).map((part) => (isClosed(part) ? undefined : nameKey(part)));
  const isOfNames = names.length > 1 && !names.includes(undefined) && !continues;
  return isOfNames && isClosed(parts.at(-1)!) ? (names as string[]) : [];
}

/** A name to which such chains have given several numbers by then. */
function givenTwice(id: number, names: ReadonlySet<string>, statements: readonly Statement[]) {
  const chains = new Set(statements.filter((one) => one.id < id).map(({ chain }) => chain));
  const given = [...chains].map((chain) => ({ names: namesGiven(chain), parts: chain.parts }));
  const found = [...names].find((key) => {
    const numbers = given.flatMap(({ names, parts }) => {
      return names.includes(key) ? [writeLatex(parts.at(-1)!)] : [];
    });
    return new Set(numbers).size > 1;
  });
  return found ?? null;
}

/** A name of which something is supposed since it was last said what it is: "(ii) If $x = 0$". */
function supposedAnew(
  id: number,
  names: ReadonlySet<string>,
  statements: readonly Statement[],
): string | null {
  const before = statements.filter((one) => one.id < id);
  const found = [...names].find((key) => {
    const last = before.findLast(({ kind, left }) => {
      return (kind === "definition" || kind === "condition") && nameKey(left) === key;
    });
    if (last?.kind !== "condition") return false;
    // behind a claim it is said of that claim only
    const first = before.find(({ chain }) => chain.paragraph === last.chain.paragraph);
    const isSupposed = first?.kind === "condition" && first.chain.cues.has("supposed");
    return (
      isSupposed &&
      before.some((one) => {
        const isEarlier = one.id < last.id && one.kind === "definition";
        return isEarlier && nameKey(one.left) === key && contradicts(last, one.right);
      })
    );
  });
  return found ?? null;
}

/** Whether a condition on a name says something else than that it is a number: x = 0, x > 0. */
function contradicts({ sign, right }: Statement, other: Syntax): boolean {
  if (!isClosed(right) || !isClosed(other)) return false;
  if (sign === "=") return writeLatex(right) !== writeLatex(other);
  const [bound, value] = [printedNumber(right)?.value, printedNumber(other)?.value];
  if (bound === undefined || value === undefined) return false;
  const order = Q.compare(value, bound);
  return sign === "<" ? order >= 0 : sign === ">" && order <= 0;
}

/** A name with a number that has its value from before another one of its row got a new one. */
function beforeSibling(
  id: number,
  names: ReadonlySet<string>,
  statements: readonly Statement[],
): string | null {
  const values = statements.filter((one) => {
    return one.id < id && one.kind === "definition" && isClosed(one.right);
  });
  const saidOf = (key: string) => values.filter((one) => nameKey(one.left) === key);
  for (const key of names) {
    const row = numbered.exec(key)?.[1];
    const own = row === undefined ? undefined : saidOf(key).at(-1);
    if (own === undefined) continue;
    const isPast = values.some((one) => {
      const other = nameKey(one.left) ?? "";
      const isLater = one.id > own.id && one.chain.paragraph !== own.chain.paragraph;
      if (!isLater || other === key || numbered.exec(other)?.[1] !== row) return false;
      return saidOf(other).some((before) => before.id < own.id || before.id < one.id);
    });
    if (isPast) return key;
  }
  return null;
}

const numbered = /^(.+)_\{?\d\}?$/;

/** A name of a formula, on one side only, that a number is said to be made of before: 1 = A. */
function settledBefore(
  { id, left, right, chain }: Statement,
  statements: readonly Statement[],
): string | null {
  const [inLeft, inRight] = [mentionedIn([left]), mentionedIn([right])];
  const before = statements.filter((one) => {
    return one.id < id && one.chain.paragraph === chain.paragraph;
  });
  const equations = before.filter((one) => {
    return one.kind === "step" && isClosed(one.left) && !isClosed(one.right);
  });
  const found = [...inLeft].find((key) => {
    const isNamed = before.some((one) => one.kind === "definition" && nameKey(one.left) === key);
    if (!isNamed || inRight.has(key)) return false;
    return equations.some((one) => mentionedIn([one.left, one.right]).has(key));
  });
  return found ?? null;
}
