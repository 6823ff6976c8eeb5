/**
 * @file How many there are: the L of a^{(L)}, the T of `t = 1, …, T`, the m of Σ_{i=1}^m x^{(i)}.
 *
 * A letter is a count where it stands in a label or index of a family, as a bound of a range, or
 * above a sum over members. Its number is given as L = 3 or `at L = 3`, or by a range with a
 * number: `for l = 1, ..., 3` says that L is 3. Where nothing else says how far l runs, a number
 * given for its capital does.
 *
 * L is also the usual name of a loss: where a formula defines L too, the count is meant in labels,
 * indices and bounds only.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { mayRun, type Numbers, numberIn, putLetters, signature } from "./member.ts";
import type { Range, Statement } from "./problem.ts";
import { type Mention, mentions } from "./recursion.ts";
import { wholeNumber } from "./sizes.ts";

/** What the counts of a sheet are found from. */
export interface CountSetting {
  readonly statements: readonly Statement[];
  readonly given: readonly Statement[];
  /** Signatures whose last slot tells members apart. */
  readonly families: ReadonlySet<string>;
  /** Letters that run over members. */
  readonly letters: ReadonlySet<string>;
  readonly ranges: readonly Range[];
  /** Bounds of sums over members. */
  readonly bounds: readonly Syntax[];
}

/** The counts of a sheet. */
export interface Counts {
  readonly numbers: Numbers;
  /** Those that are nothing else: their number is put in everywhere. */
  readonly pure: Numbers;
  /** How far a letter runs by its capital, where no range says so. */
  readonly ends: Numbers;
  /** Lines that give a count its number, and define no quantity. */
  readonly lines: ReadonlySet<Statement>;
}

/** Finds the counts. */
export function findCounts(setting: CountSetting): Counts {
  const { statements, given, letters, ranges } = setting;
  const all = [...given, ...statements];
  const uses = all.flatMap(formulasOf).flatMap((formula) => mentions(formula));
  const named = candidates(setting, uses);
  const ordinary = new Set(
    all.flatMap(valuesOf).flatMap(({ name, inSlot }) => {
      return inSlot || name.slots.length > 0 ? [] : [name.base];
    }),
  );
  const numbers = new Map<string, number>();
  const ends = new Map<string, number>();
  const numbered = numberLines(all);
  for (const name of named) {
    const number = numbered.get(name)?.number ?? endOf(name, ranges, numbered);
    if (number !== undefined) numbers.set(name, number);
  }
  for (const letter of letters) {
    const capital = capitalOf(letter);
    const found = numbered.get(capital);
    if (found === undefined || (ordinary.has(capital) && !named.has(capital))) continue;
    numbers.set(capital, found.number);
    ends.set(letter, found.number);
  }
  const formulas = new Set(
    statements.flatMap((statement) => {
      const defines = statement.kind === "definition" && wholeNumber(statement.right) === undefined;
      return defines ? [nameKey(statement.left)] : [];
    }),
  );
  const pure = new Map([...numbers].filter(([name]) => !formulas.has(name)));
  const lines = new Set([...numbers.keys()].flatMap((name) => numbered.get(name)?.lines ?? []));
  return { numbers, pure, ends, lines };
}

/** Names on the right of formulas. */
function valuesOf(statement: Statement): readonly Mention[] {
  const isFormula = statement.kind === "definition" || statement.kind === "update";
  return isFormula ? mentions(statement.right) : [];
}

/** Names in slots of families, in bounds of ranges and of sums over members. */
function candidates(
  { families, letters, ranges, bounds }: CountSetting,
  uses: readonly Mention[],
): Set<string> {
  const found = new Set<string>();
  const take = (formula: Syntax): void => {
    for (const { name, bound } of mentions(formula)) {
      const { base, slots } = name;
      if (slots.length === 0 && !letters.has(base) && !bound.has(base)) found.add(base);
    }
  };
  for (const { name, bound } of uses) {
    for (const [k, { index }] of name.slots.entries()) {
      if (!families.has(signature(name, k + 1))) continue;
      for (const inner of mentions(index)) {
        if (!bound.has(inner.name.base)) take(inner.syntax);
      }
    }
  }
  for (const { first, last } of ranges) for (const side of [first, last]) if (side) take(side);
  for (const bound of bounds) take(bound);
  return found;
}

/** The lines `L = 3` and values of that kind, by name; the first number given holds. */
function numberLines(
  all: readonly Statement[],
): Map<string, { number: number; lines: Statement[] }> {
  const found = new Map<string, { number: number; lines: Statement[] }>();
  for (const statement of all) {
    if (statement.kind !== "definition" && statement.kind !== "value") continue;
    const key = nameKey(statement.left);
    const number = wholeNumber(statement.right);
    if (key === undefined || number === undefined) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, { number, lines: [statement] });
    else known.lines.push(statement);
  }
  return found;
}

/** `for l = 1, ..., 3` says that L is 3. */
function endOf(
  name: string,
  ranges: readonly Range[],
  numbered: ReadonlyMap<string, { number: number }>,
): number | undefined {
  const known = new Map([...numbered].map(([key, { number }]) => [key, number]));
  const ends = ranges.flatMap(({ letter, first, last }) => {
    if (capitalOf(letter) !== name || last === null) return [];
    const sides = [first, last].map((side) => numberIn(putLetters(side, known)));
    return sides.every((side) => side !== undefined) ? [Math.max(...(sides as number[]))] : [];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** L of l and of ℓ, T of t. */
export function capitalOf(letter: string): string {
  if (letter === "\\ell") return "L";
  return mayRun(letter) && letter.length === 1 ? letter.toUpperCase() : "";
}

/** The formulas of a statement in which names are used. */
export function formulasOf(statement: Statement): readonly Syntax[] {
  switch (statement.kind) {
    case "definition":
    case "update":
      return [statement.left, statement.right];
    case "value":
      return [statement.left];
    case "shape":
      return [statement.left, ...statement.sizes];
    case "find":
      return [statement.target];
    default:
      return [];
  }
}
