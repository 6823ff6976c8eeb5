/**
 * @file Equations that do not follow from the one they are said to follow from.
 *
 *     2x + 3 = 7         holds at x = 2 alone
 *     2x = 5             and this does not: 5 should be 4
 *
 * Names are kept as they stand, for what the text says of x further on is what it makes of these
 * equations. The premise is solved for a name, and its solutions are put into the claim: it is
 * wrong if it fails at each of them, whatever the other names are, and if a small change makes it
 * follow. What no solution is known of says nothing.
 */
import { substitute } from "../calculus/index.ts";
import { type Arena, isKind, isZero, type Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import { ofGap } from "./consequence.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { FreeNames, freedSides, type Sides } from "./free-names.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { mentionedIn } from "./names.ts";
import { type Premise, premisesOf, type Text } from "./premise.ts";
import { type Repair, repairThrough } from "./repair.ts";
import { carriedError, hasDecimal } from "./rounding.ts";
import { pairWith } from "./sides.ts";
import { solutionsOf } from "./solve.ts";
import type { Statement, StatementKind } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A statement with what was found of it. */
interface Judged {
  readonly statement: Statement;
  readonly finding: Finding | null;
  readonly repair: Repair | null;
}

/** A document that has been judged. */
interface Around extends Text {
  readonly bench: Bench;
}

/** At most so many claims of a document are looked at. */
const claimLimit = 80;

/** At most so many repairs of a document are looked for. */
const repairLimit = 24;

/**
 * What was judged, with the equations that do not follow from the one before as wrong, and those
 * from which the next one follows as what is supposed.
 */
export function withDeductions<J extends Judged>(around: Around, judged: readonly J[]): J[] {
  const budget = { claims: claimLimit, repairs: repairLimit };
  const found = [...judged];
  for (const [k, one] of judged.entries()) {
    const { statement, finding } = one;
    if (finding?.verdict === "conditional" || !mayFollow.has(statement.kind)) continue;
    const links = premisesOf(statement, around);
    const premises = links.map((one) => one.statement);
    const [said] = premises;
    if (said === undefined || budget.claims <= 0) continue;
    // what a name is said to be next may be what is wrong with an equation for it
    const isNew = statement.kind === "definition";
    if (!isNew && premises.some(({ id }) => isMistake(found[id]!))) continue;
    const isRight = finding !== null && holds(finding);
    if (isRight && isKnown(statement, premises, around)) continue;
    budget.claims--;
    const own = orMisfit(() => new Deduction(around, statement, links, budget).found());
    if (own === null) continue;
    const known = found[said.id]!;
    const isWrong = own !== "follows";
    if (isSolved(known, isWrong)) found[said.id] = supposed(known);
    if (isWrong) found[k] = { ...one, ...own, statement: { ...statement, kind: "step" } };
  }
  return found;
}

/** Kinds of statements that may follow from others. */
const mayFollow: ReadonlySet<StatementKind> = new Set(["definition", "step", "condition"]);

/** Whether something is wrong by itself, and does not only not follow. */
const isMistake = ({ finding }: Judged): boolean =>
  finding?.verdict === "refuted" && finding.premise === undefined;

/** Whether an equation is there to be solved: what follows from it then says no more of it. */
function isSolved({ statement, finding }: Judged, isWrong: boolean): boolean {
  if (statement.kind !== "step" || finding === null || finding.premise !== undefined) return false;
  if (!isWrong) return finding.verdict === "undecided" && finding.equation === true;
  return !holds(finding) && finding.verdict !== "unread";
}

/** An equation that is being solved claims nothing. */
function supposed<J extends Judged>(one: J): J {
  const statement: Statement = { ...one.statement, kind: "condition" };
  return { ...one, statement, finding: null, repair: null };
}

/** Whether the text says before the premises what a name of a claim or of these is. */
function isKnown(claim: Statement, premises: readonly Statement[], { statements }: Text): boolean {
  const first = Math.min(...premises.map(({ id, at }) => id - at));
  const names = mentionedIn([...premises, claim].flatMap(({ left, right }) => [left, right]));
  return statements.slice(0, first).some(({ kind, left }) => {
    const key = nameKey(left);
    return kind === "definition" && key !== undefined && names.has(key);
  });
}

interface Deduced {
  readonly finding: Finding;
  readonly repair: Repair;
}

/** One claim and the equations before it. */
class Deduction {
  private readonly around: Around;
  private readonly claim: Statement;
  private readonly premises: readonly Statement[];
  /** Whether anything says that it follows. */
  private readonly isSaid: boolean;
  private readonly arena: Arena;
  private readonly budget: { repairs: number };

  constructor(
    around: Around,
    claim: Statement,
    premises: readonly Premise[],
    budget: { repairs: number },
  ) {
    this.budget = budget;
    this.around = around;
    this.claim = claim;
    this.premises = premises.map(({ statement }) => statement);
    this.isSaid = premises[0]?.isSaid === true;
    this.arena = around.bench.sheet.arena;
  }

  /** The verdict on a claim that does not follow, and the change that makes it follow. */
  found(): Deduced | "follows" | null {
    const [claim, first, ...more] = [this.claim, ...this.premises].map((one) => this.nodesOf(one));
    if (claim == null || first == null) return null;
    const roots = [...claim, ...first];
    const { sheet } = this.around.bench;
    const free = new FreeNames(sheet, roots);
    const folded = free.hasTensors() ? new FreeNames(sheet, roots, this.sums()) : free;
    const sides = this.comparable(free, claim, first);
    if (sides === null) return null;
    const sums = folded === free ? sides : this.comparable(folded, claim, first);
    if (sums?.flat().every(({ shape }) => shape.length === 0)) {
      // what a chain begins with is what it ends with: 5 = y(0) = a + b
      const whole = this.wholeOf(this.premises[0]!);
      if (whole.includes(null)) return null;
      const before = [first, ...whole, ...more].map((one) => one && freedSides(folded, one));
      const isNumbers = (one: Sides | null | undefined): one is Sides =>
        one?.every(({ shape }) => shape.length === 0) === true;
      if (before.filter(isNumbers).some((one) => this.follows(one, sums[0]))) return "follows";
      const found = this.bySolving(sums[1], sums[0], folded);
      if (found !== null) return found;
    }
    return this.byPutting(sides[1], sides[0], free);
  }

  /** How the sums of claim and premise are written. */
  private sums(): ReadonlyMap<Node, string> {
    const { bench, reading } = this.around;
    const found = new Map<Node, string>();
    for (const statement of [this.claim, ...this.premises.slice(0, 1)]) {
      const open: Syntax[] = [statement.left, statement.right];
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        open.push(...children(one));
        if (one.kind !== "big") continue;
        const node = bench.sheet.meaningIn(statement, one);
        if (node !== null) found.set(node, reading.text.text.slice(one.from, one.to).trim());
      }
    }
    return found;
  }

  /** Claim and premise in free names, where they are no identities and of the same names. */
  private comparable(free: FreeNames, one: Sides, other: Sides): readonly [Sides, Sides] | null {
    const [claim, first] = [freedSides(free, one), freedSides(free, other)];
    if (claim === null || first === null) return null;
    const names = namesOf(claim);
    const known = namesOf(first);
    if (names.length === 0 || !names.every((name) => known.includes(name))) return null;
    // of a name that is gone a value may have been put in
    if (!this.isSaid && known.length > names.length) return null;
    return this.isIdentity(first) || this.isIdentity(claim) ? null : [claim, first];
  }

  /** The claim where its premise holds. */
  private bySolving(first: Sides, claim: Sides, free: FreeNames): Deduced | null {
    const isOfOne = namesOf(first).length === 1;
    for (const name of namesOf(claim)) {
      if (name.shape.length > 0) continue;
      const solutions = solutionsOf(first, name, {
        arena: this.arena,
        decide: this.around.bench.decide,
      });
      // where all terms have a factor, 0 is no solution that anybody means
      if (!isOfOne && solutions.some((one) => this.isZero(one))) continue;
      const failures = solutions.map((value) => this.failureAt(name, value, claim));
      if (failures.length === 0 || failures.some((one) => one === null)) continue;
      for (const [k, value] of solutions.entries()) {
        const there = (node: Node): Node => this.at(name, value, node);
        const pair = this.pairOf(claim.map(there) as [Node, Node]);
        const repair = this.repaired(pair, claim, failures[k]!, { free, there, isPlain: true });
        const finding = repair && this.told(failures[k]!, free, [name, value]);
        if (finding !== null) return { finding, repair: repair! };
      }
    }
    return null;
  }

  /** The premise with what the claim says that a name is. */
  private byPutting(first: Sides, [name, formula]: Sides, free: FreeNames): Deduced | null {
    const own = variablesOf(formula);
    if (!isKind(name, "variable") || own.includes(name) || this.hasDecimals()) return null;
    if (formula.shape.length !== name.shape.length) return null;
    // of further names the text may have put in what they are
    if (!namesOf(first).every((one) => one === name || own.includes(one))) return null;
    const [still, moved] = this.sidesAround(first, name);
    const there = (node: Node): Node => this.at(name, node, moved);
    const failure = this.around.bench.decide(still, there(formula));
    if (failure.verdict !== "refuted" || failure.counterexample === undefined) return null;
    const pair = this.pairOf([still, there(formula)]);
    const how = { free, there, isPlain: false };
    const repair = this.repaired(pair, [name, formula], failure, how);
    const finding = repair && this.told(failure, free, null);
    return finding && { finding, repair: repair! };
  }

  /** The side of an equation without a name, and the one with it; 0 and all of it else. */
  private sidesAround([left, right]: Sides, name: Node<"variable">): Sides {
    if (!variablesOf(left).includes(name)) return [left, right];
    if (!variablesOf(right).includes(name)) return [right, left];
    return [this.arena.subtract(left, left), this.arena.subtract(left, right)];
  }

  private nodesOf(statement: Statement): Sides | null {
    const { sheet } = this.around.bench;
    const isStep = statement.kind !== "definition";
    const left = isStep ? sheet.left(statement).node : sheet.meaningIn(statement, statement.left);
    const right = isStep
      ? sheet.right(statement).node
      : sheet.meaningIn(statement, statement.right);
    return left === null || right === null ? null : [left, right];
  }

  /** The first sides of a chain with its last one; null for what has no meaning. */
  private wholeOf(statement: Statement): readonly (Sides | null)[] {
    const { sheet } = this.around.bench;
    const { parts } = statement.chain;
    const last = sheet.meaningIn(statement, parts.at(-1)!);
    return parts.slice(0, statement.at).map((part) => {
      const node = sheet.meaningIn(statement, part);
      return node === null || last === null ? null : [node, last];
    });
  }

  private isZero(node: Node): boolean {
    return isZero(node) || holds(this.around.bench.decide(node, this.arena.integer(0)));
  }

  private isIdentity([left, right]: Sides): boolean {
    return left === right || this.around.bench.decide(left, right).verdict !== "refuted";
  }

  private follows([left, right]: Sides, [own, other]: Sides): boolean {
    const { arena } = this;
    const [gap, claim] = [arena.subtract(left, right), arena.subtract(own, other)];
    return ofGap(gap, claim, this.around.bench) !== null;
  }

  /** How a claim fails where a name has a value; null where it holds, or nobody can tell. */
  private failureAt(name: Node, value: Node, claim: Sides): Finding | null {
    const { bench } = this.around;
    const sides = claim.map((side) => this.at(name, value, side)) as [Node, Node];
    const found = bench.decide(...sides);
    if (found.verdict !== "refuted" || found.counterexample === undefined) return null;
    if (!this.hasDecimals()) return found;
    if (judge(bench, this.pairOf(sides)).verdict !== "refuted") return null;
    const [a, b] = [found.counterexample.left, found.counterexample.right].map(Number);
    // so many are needed: 15.4 is rounded up to 16
    if (Number.isInteger(b) && Math.abs(a! - b!) < 1) return null;
    return Math.abs(a! - b!) > carriedError * Math.max(Math.abs(a!), Math.abs(b!)) ? found : null;
  }

  private hasDecimals(): boolean {
    return [...this.premises, this.claim].some(({ left, right }) => {
      return hasDecimal(left) || hasDecimal(right);
    });
  }

  private at(name: Node, value: Node, side: Node): Node {
    return substitute(side, new Map([[name, value]]), this.arena);
  }

  private pairOf([left, right]: Sides): Pair {
    const { sheet } = this.around.bench;
    return { ...pairWith(this.claim, sheet, left, right), mayRestrict: false };
  }

  /** A small change of the right side after which it follows. */
  private repaired(
    pair: Pair,
    claim: Sides,
    failure: Finding,
    { free, there, isPlain }: How,
  ): Repair | null {
    if (this.budget.repairs-- <= 0) return null;
    const name = (node: Node): Node | null => free.freed(node);
    const side = (node: Node): Node | null => {
      const own = free.freed(node);
      return own && there(own);
    };
    const found = repairThrough(this.around, this.claim, pair, failure, { side, name, isPlain });
    if (found?.written === undefined) return found;
    // what is repaired so that it says nothing is no repair
    const node = this.around.bench.sheet.meaningIn(this.claim, found.written);
    const right = node && free.freed(node);
    return right === null || this.isIdentity([claim[0], right]) ? null : found;
  }

  /** The finding with the names as the author writes them, and the one that was solved for. */
  private told(
    failure: Finding,
    free: FreeNames,
    solved: readonly [name: Node, value: Node] | null,
  ): Finding | null {
    const counterexample = free.shown(failure, solved);
    if (counterexample === null) return null;
    const [said] = this.premises;
    const { text } = this.around.reading.text;
    const side = ({ from, to }: Span): string => text.slice(from, to).trim();
    const premise = `${side(said!.left)} = ${side(said!.right)}`;
    return { verdict: "refuted", counterexample, premise, unsolved: solved === null };
  }
}

/** How a right side is looked at. */
interface How {
  readonly free: FreeNames;
  readonly there: (node: Node) => Node;
  readonly isPlain: boolean;
}

function namesOf(sides: Sides): readonly Node<"variable">[] {
  return [...new Set(sides.flatMap(variablesOf))];
}
