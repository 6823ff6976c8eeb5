/**
 * @file Rules of families: definitions with a letter in a label, z^{(l)} = …, or in an index that
 * tells members apart, h_t = …; how far their letters run; and which letters make a member.
 *
 * How far a letter runs is said, first rule that fits:
 *   1. beside the definition, `z^{(l)} = …, l = 1, …, L`;
 *   2. on a line of its own in the same part: the nearest above, where they stand above the
 *      rules, else the nearest below;
 *   3. by a number for the letter's capital, L = 3: then members begin with 1;
 *   4. by members given one by one of what the rule is made of: W^{(1)} = …, W^{(2)} = ….
 * By 3 and 4 a rule may also be used beyond the end, when something asks for such a member.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { formulasOf } from "./counts.ts";
import {
  type Labelled,
  labelCount,
  type Numbers,
  numberIn,
  putLetters,
  signature,
  takeApart,
} from "./member.ts";
import type { Range, Statement } from "./problem.ts";
import { letterOf, mentions } from "./recursion.ts";

/** A statement that defines something. */
export type Definition = Extract<Statement, { kind: "definition" }>;

/** From where to where the number in a slot goes; null where nothing says so. */
export interface Bounds {
  readonly first: number | null;
  readonly last: number | null;
  /** Whether a range says so, so that there is nothing beyond. */
  readonly stated: boolean;
}

/** A definition of all members of a family. */
export interface Rule {
  readonly definition: Definition;
  readonly part: number;
  readonly head: Labelled;
  /** So many slots of the head tell members apart. */
  readonly arity: number;
  readonly letters: readonly string[];
  /** Ranges said for its letters. */
  readonly ranges: readonly Range[];
}

/** The rules among statements, and what else bears their letters. */
export interface Rules {
  readonly rules: readonly Rule[];
  /** Signatures whose last slot tells members apart: `z(`, `W(`, `n_`. */
  readonly families: Set<string>;
}

/** The name on the left of a definition: f^{(l)} of f^{(l)}(x). */
export function headOf(left: Syntax): Labelled | undefined {
  return takeApart(left.kind === "applied" ? left.head : left);
}

/** How many slots of a name tell members apart. */
export function arityOf(name: Labelled, indexed: ReadonlySet<string>): number {
  return indexed.has(signature(name)) ? name.slots.length : labelCount(name);
}

/** Finds the rules; `indexed` are the signatures whose indices tell members apart. */
export function rulesOf(statements: readonly Statement[], indexed: ReadonlySet<string>): Rules {
  const parts = partNumbers(statements);
  const rules: Rule[] = [];
  const families = new Set(indexed);
  for (const [at, statement] of statements.entries()) {
    const { kind } = statement;
    if (kind !== "definition" && kind !== "shape" && kind !== "value") continue;
    const head = headOf(statement.left);
    if (head === undefined) continue;
    const arity = kind === "definition" ? arityOf(head, indexed) : head.slots.length;
    const letters = lettersOf(head, arity);
    if (letters === undefined || letters.length === 0) continue;
    addFamilies(statement, letters, families);
    // W^{(l)} := W^{(l)} − η dL/dW^{(l)} makes no member, but new versions of those there are
    if (kind !== "definition" || updatesItself(statement)) continue;
    const ranges = letters.flatMap((letter) => rangeFor(letter, at, statements, parts) ?? []);
    rules.push({ definition: statement, part: parts[at]!, head, arity, letters, ranges });
  }
  return { rules, families };
}

/** Whether a definition is made of what it defines, unshifted. */
export function updatesItself({ left, right }: Definition): boolean {
  const key = nameKey(left);
  return mentions(right).some(({ syntax }) => nameKey(syntax) === key);
}

/** The letters of the first slots; undefined when a slot holds neither a letter nor a number. */
function lettersOf({ slots }: Labelled, arity: number): string[] | undefined {
  const found: string[] = [];
  for (const { index } of slots.slice(0, arity)) {
    const letter = letterOf(index)?.letter;
    if (letter === undefined && numberIn(index) === undefined) return undefined;
    if (letter !== undefined && !found.includes(letter)) found.push(letter);
  }
  return found;
}

function addFamilies(
  statement: Statement,
  letters: readonly string[],
  families: Set<string>,
): void {
  for (const formula of formulasOf(statement)) {
    for (const { name } of mentions(formula)) {
      for (const [k, { index }] of name.slots.entries()) {
        const letter = letterOf(index)?.letter;
        if (letter !== undefined && letters.includes(letter)) families.add(signature(name, k + 1));
      }
    }
  }
}

/** Each statement's part. */
export function partNumbers(statements: readonly Statement[]): readonly number[] {
  let part = 0;
  return statements.map(({ kind }) => {
    if (kind === "part") part++;
    return part;
  });
}

/** The range that is said for a letter of the rule at `at`. */
function rangeFor(
  letter: string,
  at: number,
  statements: readonly Statement[],
  parts: readonly number[],
): Range | undefined {
  const own = statements[at]!;
  if (own.kind === "definition" && own.range?.letter === letter) return own.range;
  const lines = statements.flatMap((statement, place) => {
    const fits = statement.kind === "range" && statement.range.letter === letter;
    return fits && parts[place] === parts[at] ? [{ place, range: statement.range }] : [];
  });
  const firstRule = statements.findIndex((statement, place) => {
    const head = statement.kind === "definition" ? headOf(statement.left) : undefined;
    const bears = head?.slots.some(({ index }) => letterOf(index)?.letter === letter);
    return bears === true && parts[place] === parts[at];
  });
  const above = lines.some(({ place }) => place < firstRule);
  const near = above
    ? lines.findLast(({ place }) => place < at)
    : lines.find(({ place }) => place > at);
  return (near ?? lines[0])?.range;
}

/** The bounds that a range says, with numbers for counts; null where a count has no number. */
export function boundsOf({ first, last }: Range, numbers: Numbers): Bounds {
  const from = numberIn(putLetters(first, numbers)) ?? null;
  const to = last === null ? null : (numberIn(putLetters(last, numbers)) ?? null);
  const falls = from !== null && to !== null && to < from;
  return falls
    ? { first: to, last: from, stated: true }
    : { first: from, last: to, stated: last !== null };
}

/** The letters that make `name` a member by this rule; undefined when it is none. */
export function solve(rule: Rule, name: Labelled): Numbers | undefined {
  const { head, arity } = rule;
  if (name.base !== head.base || name.slots.length < arity) return undefined;
  // h_{1,2} is no member of h_t
  const whole = head.slots[arity - 1]!.kind === "_";
  if (whole && name.slots.length !== arity) return undefined;
  const letters = new Map<string, number>();
  for (const [k, slot] of head.slots.slice(0, arity).entries()) {
    const other = name.slots[k]!;
    const number = other.kind === slot.kind ? numberIn(other.index) : undefined;
    if (number === undefined) return undefined;
    const form = letterOf(slot.index);
    if (form === undefined) {
      if (numberIn(slot.index) !== number) return undefined;
      continue;
    }
    const value = number - form.offset;
    if ((letters.get(form.letter) ?? value) !== value) return undefined;
    letters.set(form.letter, value);
  }
  return letters;
}
