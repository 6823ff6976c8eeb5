/**
 * @file Families written out: from rules to members.
 *
 *     a^{(0)} = x                                       a^{(0)} = x
 *     z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}        →    z^{(1)} = W^{(1)} a^{(0)} + b^{(1)}
 *     a^{(l)} = σ(z^{(l)}),   l = 1, …, L               a^{(1)} = σ(z^{(1)})
 *     L = 2                                             z^{(2)} = …   a^{(2)} = …
 *
 * A definition whose left side has a letter in a label (or in an index that tells members apart,
 * see recursion.ts) is a rule. Its members are made where a range says so, or when something uses
 * them, down to members that are defined on their own, which win over the rule. Sums over members
 * are written out. What is left is a problem without families: statements to statements, with the
 * places of the rules, so that whatever is reported later points at them.
 *
 * A rule of which no member is ever wanted stays as it is: its letter is then part of a name, and
 * z^{(l)} one quantity, which is how one derives the formulas of a general layer.
 */
import { nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Code, type Diagnostic, diagnose, type Span } from "../source/index.ts";
import { type Counts, capitalOf, findCounts, formulasOf } from "./counts.ts";
import { byNumbers, forEachMember } from "./finds.ts";
import {
  canonical,
  formOf,
  type Labelled,
  memberKey,
  type Numbers,
  numberIn,
  putLetters,
  signature,
} from "./member.ts";
import type { Range, Statement } from "./problem.ts";
import { explicitMembers, indexedFamilies, letterOf, mentions } from "./recursion.ts";
import {
  arityOf,
  type Bounds,
  boundsOf,
  type Definition,
  headOf,
  partNumbers,
  type Rule,
  rulesOf,
  solve,
} from "./rules.ts";
import { overMembers, writeOutSums } from "./sums.ts";

/** A problem without families. */
export interface Unrolled {
  readonly statements: readonly Statement[];
  readonly given: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** So many members are written out, and no more. */
const memberLimit = 20_000;

/**
 * The statements with families written out; `given` are values from outside. What cannot be written
 * out ends its part; where `lenient`, only the lines that need it are left out.
 */
export function unrollFamilies(
  statements: readonly Statement[],
  given: readonly Statement[],
  lenient = false,
): Unrolled {
  const ordered = (statement: Statement): Statement => withFormulas(statement, canonical);
  return new Unroller(statements.map(ordered), given.map(ordered), lenient).unroll();
}

/** A statement with each of its formulas changed. */
function withFormulas(
  statement: Statement,
  change: (formula: Syntax, isLeft: boolean) => Syntax,
): Statement {
  switch (statement.kind) {
    case "definition":
    case "update": {
      const { left, right } = statement;
      return { ...statement, left: change(left, true), right: change(right, false) };
    }
    case "value":
      return { ...statement, left: change(statement.left, true) };
    case "shape": {
      const sizes = statement.sizes.map((size) => change(size, false));
      return { ...statement, left: change(statement.left, true), sizes };
    }
    case "find":
      return { ...statement, target: change(statement.target, true) };
    case "descent": {
      const parameters = statement.descent.parameters.map((one) => change(one, true));
      return { ...statement, descent: { ...statement.descent, parameters } };
    }
    default:
      return statement;
  }
}

/** A member that a rule has made. */
interface Member {
  readonly letters: Numbers;
  readonly definition: Definition;
}

class Unroller {
  private readonly statements: readonly Statement[];
  private readonly given: readonly Statement[];
  private readonly diagnostics: Diagnostic[] = [];
  /** The part of each statement. */
  private readonly parts: readonly number[];
  private readonly counts: Counts;
  private readonly rules: readonly Rule[];
  /** Signatures whose indices tell members apart, and those whose last slot bears a letter. */
  private readonly indexed: ReadonlySet<string>;
  private readonly families: ReadonlySet<string>;
  /** Members that are there one by one, by signature. */
  private readonly single: ReadonlyMap<string, ReadonlySet<number>>;
  /** Parts that define a member on its own, and those that give it a value. */
  private readonly defined = new Map<string, number[]>();
  private readonly valued = new Map<string, number[]>();
  private readonly bounds = new Map<Rule, ReadonlyMap<string, Bounds>>();
  private readonly made = new Map<Rule, Map<string, Member>>();
  private readonly open: { readonly rule: Rule; readonly letters: Numbers }[] = [];
  /** The least and the greatest number of a member that is written anywhere, or wanted first. */
  private least = 0;
  private most = 0;
  private readonly recursive = new Map<Rule, boolean>();
  private readonly reported = new Set<string>();
  private count = 0;
  /** How many terms of sums were written out. */
  private terms = 0;
  /** The first part that cannot be written out. */
  private failed = Number.POSITIVE_INFINITY;
  /** Where something cannot be written out that costs its own line only. */
  private readonly unwritten: Span[] = [];
  private readonly lenient: boolean;

  constructor(statements: readonly Statement[], given: readonly Statement[], lenient: boolean) {
    this.lenient = lenient;
    const all = [...given, ...statements];
    this.indexed = indexedFamilies(all);
    this.single = explicitMembers(all);
    this.parts = partNumbers(statements);
    const first = rulesOf(statements, this.indexed);
    this.families = first.families;
    const letters = new Set(first.rules.flatMap((rule) => rule.letters));
    this.counts = this.findCounts(statements, given, letters);
    this.statements = statements.map((statement) => this.counted(statement));
    this.given = given.map((statement) => this.counted(statement));
    const { rules } = rulesOf(this.statements, this.indexed);
    this.rules = rules;
    for (const rule of rules) this.made.set(rule, new Map());
    this.findSingles();
    this.noteNumbers([0, ...this.counts.numbers.values(), ...this.writtenNumbers()]);
    for (const rule of rules) this.bounds.set(rule, this.boundsFor(rule));
  }

  unroll(): Unrolled {
    for (const rule of this.rules) this.makeAll(rule, this.bounds.get(rule)!);
    const plain = this.statements.map((statement, at) => this.plain(statement, this.parts[at]!));
    this.makeWanted();
    this.makeRest();
    const results = plain.map((statement) => this.results(statement));
    const sheet = results.flatMap((found, at) => {
      if (this.parts[at]! >= this.failed) return found.filter(({ kind }) => kind === "part");
      return found.filter((one) => !this.isUnwritten(one));
    });
    const formulas = sheet.filter(({ kind }) => kind !== "find").flatMap(formulasOf);
    const names = formulas.flatMap((formula) => mentions(formula).map(({ name }) => name));
    const lines = (statement: Statement): boolean => !this.counts.lines.has(statement);
    return {
      statements: forEachMember(sheet, this.families, names),
      given: forEachMember(this.given.filter(lines), this.families, names),
      diagnostics: this.diagnostics,
    };
  }

  private findCounts(
    statements: readonly Statement[],
    given: readonly Statement[],
    letters: ReadonlySet<string>,
  ): Counts {
    const { indexed, families } = this;
    const bounds = statements
      .flatMap(formulasOf)
      .flatMap((formula) => overMembers(formula, indexed))
      .flatMap(({ lower, upper }) => [lower, upper].filter((side) => side !== undefined));
    const ranges = statements.flatMap((statement): Range[] => {
      return "range" in statement && statement.range !== undefined ? [statement.range] : [];
    });
    return findCounts({ statements, given, families, letters, ranges, bounds });
  }

  /** The statement with numbers for counts: in slots, and elsewhere where nothing else is meant. */
  private counted(statement: Statement): Statement {
    const { numbers, pure, lines } = this.counts;
    if (numbers.size === 0 || lines.has(statement)) return statement;
    return withFormulas(statement, (formula, isLeft) => {
      const put = putLetters(formula, numbers, "slots");
      return isLeft ? put : putLetters(put, pure);
    });
  }

  /** Members that are defined, or given a value, on their own. */
  private findSingles(): void {
    const note = (into: Map<string, number[]>, left: Syntax, part: number): void => {
      const head = headOf(left);
      const keys = head === undefined ? [] : [memberKey(head), memberKey(head, this.arity(head))];
      for (const key of keys)
        if (key !== undefined) into.set(key, [...(into.get(key) ?? []), part]);
    };
    for (const [at, statement] of this.statements.entries()) {
      const part = this.parts[at]!;
      if (statement.kind === "definition") note(this.defined, statement.left, part);
      if (statement.kind === "value") note(this.valued, statement.left, part);
    }
    for (const statement of this.given) {
      if (statement.kind === "value") note(this.valued, statement.left, 0);
    }
  }

  private arity(name: Labelled): number {
    return arityOf(name, this.indexed);
  }

  /** Numbers in slots that tell members apart. */
  private writtenNumbers(): number[] {
    const formulas = [...this.given, ...this.statements].flatMap(formulasOf);
    const names = formulas.flatMap((formula) => mentions(formula).map(({ name }) => name));
    return names.flatMap((name) => {
      return name.slots.flatMap(({ index }, k) => {
        return this.families.has(signature(name, k + 1)) ? (numberIn(index) ?? []) : [];
      });
    });
  }

  private noteNumbers(numbers: readonly number[]): void {
    for (const number of numbers) {
      this.least = Math.min(this.least, number);
      this.most = Math.max(this.most, number);
    }
  }

  /** How far the letters of a rule run, where something says so; see rules.ts. */
  private boundsFor(rule: Rule): ReadonlyMap<string, Bounds> {
    const { numbers, ends } = this.counts;
    const found = new Map<string, Bounds>();
    for (const letter of rule.letters) {
      const range = rule.ranges.find((one) => one.letter === letter);
      if (range !== undefined) {
        found.set(letter, boundsOf(range, numbers));
        continue;
      }
      const end = ends.get(letter);
      const members = end === undefined ? [...this.singles(rule, letter)] : [1, end];
      if (members.length === 0) continue;
      const bounds = { first: Math.min(...members), last: Math.max(...members), stated: false };
      const shift = end === undefined ? 0 : offsetOf(rule, letter);
      found.set(letter, { ...bounds, first: bounds.first - shift, last: bounds.last - shift });
    }
    return found;
  }

  /** The numbers for which what a rule is made of is there: W^{(1)} = …, W^{(2)} = …. */
  private singles(rule: Rule, letter: string, open: readonly Rule[] = []): Set<number> {
    const found = new Set<number>();
    for (const { name, bound } of mentions(rule.definition.right)) {
      if (bound.has(letter)) continue;
      const k = name.slots.findIndex(({ index }) => isBareLetter(index, letter));
      if (k < 0) continue;
      const other = this.rules.find(({ head }) => head.base === name.base);
      if (other === undefined) {
        for (const n of this.single.get(signature(name, k + 1)) ?? []) found.add(n);
      } else if (other !== rule && !open.includes(other) && other.letters.includes(letter)) {
        for (const n of this.singles(other, letter, [...open, rule])) found.add(n);
      }
    }
    return found;
  }

  /** Asks for every member within bounds that have both ends. */
  private makeAll(rule: Rule, bounds: ReadonlyMap<string, Bounds>): void {
    let open: Numbers[] = [new Map()];
    for (const letter of rule.letters) {
      const { first, last } = bounds.get(letter) ?? { first: null, last: null };
      if (first === null || last === null) return;
      if (open.length * (last - first + 1) > memberLimit) {
        this.fail("PG2054", rule.definition.left, rule.part, { limit: `${memberLimit}` });
        return;
      }
      const all = Array.from({ length: last - first + 1 }, (_, k) => first + k);
      open = open.flatMap((letters) => all.map((n) => new Map([...letters, [letter, n]])));
    }
    for (const letters of open) {
      const head = headOf(putLetters(rule.definition.left, letters))!;
      this.want(head, rule.part, rule.definition.left);
    }
  }

  /** A statement that is no rule: its sums written out, its members asked for. */
  private plain(statement: Statement, part: number): Statement {
    if (this.ruleOf(statement) !== undefined || this.counts.lines.has(statement)) return statement;
    if (statement.kind === "find") this.wantAll(statement.target, part);
    if (statement.kind !== "definition" && statement.kind !== "update") return statement;
    const right = this.withoutSums(statement.right, part);
    this.wantAll(right, part);
    return { ...statement, right };
  }

  private ruleOf(statement: Statement): Rule | undefined {
    return this.rules.find(({ definition }) => definition === statement);
  }

  private withoutSums(formula: Syntax, part: number): Syntax {
    return writeOutSums(formula, this.indexed, (big, letter) => this.sumRange(big, letter, part));
  }

  /** How far a letter runs below a sign: by its bounds, by a range, by members that are there. */
  private sumRange(
    big: SyntaxOf<"big">,
    letter: string,
    part: number,
  ): { first: number; last: number } | undefined {
    const { lower, upper } = big;
    if (lower?.kind === "relation" || lower?.kind === "list") return undefined;
    if (upper !== undefined) {
      const [first, last] = [lower === undefined ? 1 : numberIn(lower), numberIn(upper)];
      if (first !== undefined && last !== undefined && last - first < memberLimit) {
        // sums in sums: Π_{i=1}^{400} x_i e^{Σ_{j=1}^{400} x_j} has 160,400 terms
        this.terms += last - first + 1;
        if (this.terms > memberLimit) {
          this.fail("PG2054", big, part, { limit: `${memberLimit}` });
          return undefined;
        }
        this.noteNumbers([first, last]);
        return { first, last };
      }
      return this.unknownCount(upper, big, part);
    }
    const members = mentions(big.body).flatMap(({ name }): number[] => {
      const k = name.slots.findIndex(({ index }) => isBareLetter(index, letter));
      if (k < 0) return [];
      const rule = this.rules.find(({ head }) => head.base === name.base);
      const bounds = rule && this.bounds.get(rule)?.get(rule.letters[0]!);
      const shift = rule === undefined ? 0 : offsetOf(rule, rule.letters[0]!);
      const ends = bounds === undefined ? [] : [bounds.first, bounds.last];
      const known = [...(this.single.get(signature(name, k + 1)) ?? [])];
      const whole = ends.filter((end) => end !== null).map((end) => end + shift);
      return whole.length === 2 ? whole : known;
    });
    if (members.length > 0) return { first: Math.min(...members), last: Math.max(...members) };
    this.fail("PG2055", big, part, { letter, capital: capitalOf(letter) || "n" });
    return undefined;
  }

  /** Reports that a count has no number. */
  private unknownCount(bound: Syntax, at: Syntax, part: number): undefined {
    const [open] = mentions(bound).filter(({ name }) => name.slots.length === 0);
    this.fail("PG2050", at, part, { name: open?.name.base ?? "This bound" });
  }

  /** Asks for all members that a formula names. */
  private wantAll(formula: Syntax, part: number): void {
    for (const { name, syntax } of mentions(formula)) {
      if (name.slots.length > 0) this.want(name, part, syntax);
    }
  }

  /** Asks for a member: it is made by a rule unless it is there on its own. */
  private want(name: Labelled, part: number, at: Syntax): void {
    const own = this.rules.filter(
      ({ head, part: from }) => head.base === name.base && from <= part,
    );
    // the nearest part's rules come first
    for (const rule of [...own].sort((a, b) => b.part - a.part)) {
      const letters = solve(rule, name);
      if (letters === undefined) {
        this.reportOpen(rule, name, part, at);
        continue;
      }
      if (this.make(rule, letters, name, part, at)) return;
    }
  }

  /** Whether the member is there now, or on its own. */
  private make(rule: Rule, letters: Numbers, name: Labelled, part: number, at: Syntax): boolean {
    const key = memberKey(name, rule.arity)!;
    const made = this.made.get(rule)!;
    if (made.has(key)) return true;
    const bounds = this.bounds.get(rule)!;
    const within = [...letters].map(([letter, n]) => isWithin(n, bounds.get(letter)));
    const nearer = (parts: readonly number[] | undefined): boolean => {
      return parts?.some((from) => from >= rule.part && from <= part) === true;
    };
    if (nearer(this.defined.get(key))) return true;
    // what a range says is made, though a value is given: that value is reported as not used
    if (nearer(this.valued.get(key)) && !within.every((where) => where === "stated")) return true;
    if (within.includes("outside")) return false;
    if (within.includes("open") && this.isEndless(rule, name, at, part)) return true;
    if (++this.count > memberLimit) {
      this.fail("PG2054", rule.definition.left, rule.part, { limit: `${memberLimit}` });
      return true;
    }
    made.set(key, { letters, definition: rule.definition });
    this.open.push({ rule, letters });
    return true;
  }

  /** A member beyond all that is written anywhere: the recursion has no beginning. */
  private isEndless(rule: Rule, name: Labelled, at: Syntax, part: number): boolean {
    const { least, most } = this;
    if (!this.isRecursive(rule)) return false;
    const numbers = name.slots.slice(0, rule.arity).map(({ index }) => numberIn(index)!);
    const end = numbers.find((n) => n < least || n > most);
    if (end === undefined) return false;
    const [letter] = rule.letters;
    const base = putLetters(
      rule.definition.left,
      new Map([[letter!, (end < least ? least : most) - offsetOf(rule, letter!)]]),
    );
    const names = { name: keyOf(rule.definition.left), base: keyOf(base), letter: letter! };
    this.fail(
      "PG2051",
      rule.definition.left.kind === "error" ? at : rule.definition.left,
      part,
      names,
    );
    return true;
  }

  /** Whether a rule leads back to its own family. */
  private isRecursive(rule: Rule): boolean {
    const known = this.recursive.get(rule);
    if (known !== undefined) return known;
    const below = new Set<Rule>();
    const open = [rule];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const { name } of mentions(at.definition.right)) {
        for (const next of this.rules.filter(({ head }) => head.base === name.base)) {
          if (!below.has(next)) open.push(next);
          below.add(next);
        }
      }
    }
    const found = below.has(rule);
    this.recursive.set(rule, found);
    return found;
  }

  /** a^{(L)} where L has no number. */
  private reportOpen(rule: Rule, name: Labelled, part: number, at: Syntax): void {
    if (name.slots.length < rule.arity) return;
    for (const { index } of name.slots.slice(0, rule.arity)) {
      const open = [...(formOf(index)?.coefficients.keys() ?? [])].find((letter) => {
        return /^[A-Z]$/.test(letter) || this.isBound(letter);
      });
      if (open !== undefined) this.fail("PG2050", at, part, { name: open });
    }
  }

  /** Whether a letter stands as the end of a range. */
  private isBound(letter: string): boolean {
    return this.rules.some(({ ranges }) => {
      return ranges.some(({ last }) => last !== null && nameKey(last) === letter);
    });
  }

  /** Makes what has been asked for, and what that asks for in turn. */
  private makeWanted(): void {
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) {
      const { rule, letters } = next;
      const { left, right, span } = rule.definition;
      const head = putLetters(left, letters);
      const formula = this.withoutSums({ ...putLetters(right, letters) }, rule.part);
      this.wantAll(formula, rule.part);
      const key = memberKey(headOf(head)!, rule.arity)!;
      const definition: Definition = { kind: "definition", left: head, right: formula, span };
      this.made.get(rule)!.set(key, { letters, definition });
    }
  }

  /**
   * Rules that nothing has asked for run as far as other rules of their letter and part: δ^{(l)}
   * beside a^{(l)}. Where there are none, the letter is part of a name.
   */
  private makeRest(): void {
    for (const rule of this.rules) {
      if (this.made.get(rule)!.size > 0) continue;
      const [letter, more] = rule.letters;
      if (more !== undefined) continue;
      const others = this.rules.filter((other) => {
        return other !== rule && other.part === rule.part && other.letters[0] === letter;
      });
      const numbers = others.flatMap((other) => {
        return [...this.made.get(other)!.values()].map(({ letters }) => letters.get(letter!)!);
      });
      for (const n of [...new Set(numbers)].sort((a, b) => a - b)) {
        const head = headOf(putLetters(rule.definition.left, new Map([[letter!, n]])))!;
        this.want(head, rule.part, rule.definition.left);
      }
      this.makeWanted();
    }
  }

  /** What becomes of a statement. */
  private results(statement: Statement): Statement[] {
    if (statement.kind === "range" || this.counts.lines.has(statement)) return [];
    const rule = this.ruleOf(statement);
    if (rule === undefined) return [statement];
    const members = [...this.made.get(rule)!.values()];
    if (members.length > 0) {
      return members
        .sort((a, b) => byNumbers(a.letters, b.letters))
        .map(({ definition }) => definition);
    }
    return this.unwanted(rule);
  }

  /** A rule without members: an open range is reported; else its letter is part of a name. */
  private unwanted(rule: Rule): Statement[] {
    const { definition, part, ranges } = rule;
    const open = ranges.find(({ letter }) => {
      const bounds = this.bounds.get(rule)!.get(letter)!;
      return bounds.first === null || bounds.last === null;
    });
    if (part >= this.failed) return [];
    if (open !== undefined) {
      if (open.last !== null) this.unknownCount(open.last, definition.left, part);
      else this.fail("PG2055", definition.left, part, this.endNames(open.letter));
      return [];
    }
    if (this.allDefined(rule)) return [];
    const shifted = mentions(definition.right).some(({ name }) => {
      return name.slots.some(({ index }) => {
        const form = letterOf(index);
        return form !== undefined && rule.letters.includes(form.letter) && form.offset !== 0;
      });
    });
    if (shifted) {
      const names = { name: keyOf(definition.left), letter: rule.letters[0]! };
      this.report("PG2053", definition.left, names);
    }
    const { left, right, span } = definition;
    return [{ kind: "definition", left, right, span, named: true }];
  }

  private endNames(letter: string): Record<string, string> {
    return { letter, capital: capitalOf(letter) || "n" };
  }

  /** Whether all members of a rule are defined on their own, so that nothing is left of it. */
  private allDefined(rule: Rule): boolean {
    const bounds = rule.letters.map((letter) => this.bounds.get(rule)!.get(letter));
    return bounds.every((one) => one !== undefined && one.first !== null && one.last !== null);
  }

  /** Reports something that keeps a part, and those after it, from being worked. */
  private fail(code: Code, at: Span, part: number, args: Readonly<Record<string, string>>): void {
    if (this.lenient) this.unwritten.push(at);
    else this.failed = Math.min(this.failed, part);
    this.report(code, at, args);
  }

  /** Whether a line holds something that cannot be written out. */
  private isUnwritten(statement: Statement): boolean {
    if (this.unwritten.length === 0) return false;
    return formulasOf(statement).some(({ from, to }) => {
      return this.unwritten.some((at) => from <= at.from && at.to <= to);
    });
  }

  private report(code: Code, { from, to }: Span, args: Readonly<Record<string, string>>): void {
    const key = `${code} ${args["name"] ?? from}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.diagnostics.push(diagnose(code, { from, to }, args));
  }
}

/** How a number lies to bounds: within what a range says, within others, beyond, or without any. */
function isWithin(n: number, bounds: Bounds | undefined): "stated" | "outside" | "open" {
  if (bounds === undefined) return "open";
  const { first, last, stated } = bounds;
  if (first !== null && n < first) return "outside";
  if (stated && last !== null && n > last) return "outside";
  return stated && first !== null && last !== null ? "stated" : "open";
}

/** What is added to a letter on the left of a rule: 1 for h_{t+1} = …. */
function offsetOf({ head }: Rule, letter: string): number {
  const forms = head.slots.map(({ index }) => letterOf(index));
  return forms.find((form) => form?.letter === letter)?.offset ?? 0;
}

function isBareLetter(index: Syntax, letter: string): boolean {
  const form = letterOf(index);
  return form?.letter === letter && form.offset === 0;
}

function keyOf(left: Syntax): string {
  return nameKey(left.kind === "applied" ? left.head : left) ?? "this";
}
