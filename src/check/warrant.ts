/**
 * @file Whether what a refutation rests on may be held against a step. A text uses its letters
 * again: what it says of f in one place need not be meant in another, and a step that fails of it
 * is wrong only if it is sure to be meant. It is where it is said right there,
 *
 *     f(x) = x^2 + 3x, so f'(x) = 2x + 2        in the same paragraph, before the step,
 *
 * or where it is the only thing that the text says of the name, and other steps bear it out: they
 * hold by it, and not whatever the name is. What fails whatever its names are rests on nothing.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import type { Context } from "./context.ts";
import type { RepairKind } from "./edit.ts";
import { ancestorsOf, headingOf, sectionsAround, sharedSection } from "./elsewhere.ts";
import { type Evidence, evidenceAgainst, holdsAnyway } from "./evidence.ts";
import { type Finding, holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import type { Bench, Pair } from "./judge.ts";
import { saidLater } from "./later.ts";
import { matchAll } from "./match.ts";
import { differentiatedIn, headKey, headsOf, mentionedIn } from "./names.ts";
import { hasPart } from "./parts.ts";
import type { Repair } from "./repair.ts";
import type { Session } from "./session.ts";
import { pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** A statement with what was found of it. */
interface Judged {
  readonly statement: Statement;
  readonly finding: Finding | null;
}

/** A step that was refuted, and where. */
export interface Accused {
  readonly statement: Statement;
  /** The step as it is in the part of the document in which it was judged. */
  readonly own: Statement;
  readonly pair: Pair;
  /** That part. */
  readonly context: Context;
  readonly repair: Repair | null;
}

/** What else a text says of a name. */
interface Standing {
  readonly others: readonly Statement[];
  /** Whether nothing else in the section that what is said shares with the step. */
  readonly isOnly: boolean;
  readonly isBorne: boolean;
}

/** Slips that nobody makes of a formula that is meant otherwise. */
const slips: ReadonlySet<RepairKind> = new Set([
  "sign",
  "function",
  "chain-rule",
  "index",
  "transpose",
  "name",
]);

/** What the steps of a document show of something that it says. */
interface Borne {
  /** How many hold by it. */
  out: number;
  /** Those that fail of it. */
  readonly failing: Statement[];
}

/** The sayings of a document, and how its steps bear them out. */
export class Warrants {
  private readonly session: Session;
  private readonly bench: Bench;
  private readonly judged: readonly Judged[];
  private readonly names = new Map<Statement, ReadonlySet<string>>();
  private readonly sayings = new Map<string, readonly Statement[]>();
  private readonly meanings = new Map<string, readonly Statement[]>();
  /** What is shown of each meaning of a name. */
  private readonly shown = new Map<string, ReadonlyMap<Statement | undefined, Borne>>();
  /** Whether steps that hold do so whatever their names are. */
  private readonly anyway = new Map<Statement, boolean>();

  constructor(session: Session, judged: readonly Judged[]) {
    this.session = session;
    this.bench = session.bench();
    this.judged = judged;
  }

  /** A name of which it is not sure that what the text says of it is meant; null for none. */
  doubtful(accused: Accused): string | null {
    const { context, own, pair } = accused;
    const rests = evidenceAgainst(context.bench, own, pair);
    if (rests === null) {
      return pair.claimed || pair.points.length > 0 ? null : "its names";
    }
    const found = rests.find((one) => !this.isWarranted(one, accused));
    return found?.key ?? null;
  }

  private isWarranted(evidence: Evidence, accused: Accused): boolean {
    const { depth, variable } = evidence;
    const { statement, context, repair } = accused;
    const isSaid = this.meaningsOf(evidence.key).length > 0;
    const key = isSaid ? evidence.key : withoutPrimes(evidence.key);
    const source = this.definitionOf(evidence, accused) ?? this.meaningOf(key, statement);
    if (source === undefined) {
      // a function of which nothing is said is put in nowhere
      if (variable === null || context.bench.sheet.writtenAs(variable) !== undefined) return true;
      if (this.isGivenHere(evidence, accused)) return true;
      // an input of what a name here is made of has the one value that all steps give it
      const isDeep = depth > 0 && context.bench.values.isSettled(variable);
      return isDeep || this.borne(key, source, statement).out > 0;
    }
    if (this.isCalledOtherwise(key, source, statement)) return false;
    const others = this.meaningsOf(key).filter((one) => {
      return one !== source && !this.isSame(one, source) && !isFilled(one, source);
    });
    const { statements, reading } = this.session;
    const { divisions } = reading;
    const scope = sharedSection(source.chain.part, statement.chain.part, divisions);
    const isOnly = others.every(({ chain, id }) => {
      const isOutside = !sectionsAround(chain.part, divisions).has(scope);
      return isOutside || (id < source.id && this.isSameAgain(key, statement));
    });
    if (depth > 0 && isOnly) return true;
    if (source.id > statement.id) {
      const isOfIt = !source.closed || source.chain.cues.has("ground");
      if (!isOfIt || saidLater(statement, statements).has(source.id)) return false;
    }
    const { out, failing } = this.borne(key, source, statement);
    const isSlip = repair !== null && slips.has(repair.kind);
    if (isOnly && (out > 0 || (failing === 0 && isSlip))) return true;
    if (out === 0 && failing > 0 && !isSlip) return false;
    return this.isHere(key, source, statement, { others, isOnly, isBorne: out > 0 });
  }

  /** Whether what is said of a name is said where a step stands, or of all that stands there. */
  private isHere(
    key: string,
    source: Statement,
    statement: Statement,
    { others, isOnly, isBorne }: Standing,
  ): boolean {
    const { chain } = statement;
    const { chains, divisions } = this.session.reading;
    if (isOnly) {
      const section = headingOf(source.chain.part, divisions);
      const isAbove = ancestorsOf(headingOf(chain.part, divisions), divisions).has(section);
      if (isAbove || source.chain.part === chain.part) return true;
    }
    const said = this.saidLast(key, source, statement);
    if (said.id > statement.id || !isBeside(said.chain, chain)) return false;
    if (others.every((one) => !isBeside(one.chain, chain))) return true;
    const isNext = chains.indexOf(chain) - chains.indexOf(said.chain) <= 1;
    return isNext || (isBorne && said.chain.paragraph === chain.paragraph);
  }

  /** Whether f(x) or f(x_0) stands between what was said of an f(x, y) and a step. */
  private isCalledOtherwise(key: string, { id, left }: Statement, step: Statement): boolean {
    if (left.kind !== "applied") return false;
    const count = left.arguments.length;
    const isOther = (one: Syntax): boolean => {
      return one.kind === "applied" && nameKey(one.head) === key && one.arguments.length !== count;
    };
    return this.session.statements.some((one) => {
      return (
        one.id > id &&
        one.id < step.id &&
        [one.left, one.right].some((side) => hasPart(side, isOther))
      );
    });
  }

  /** Whether words, a table or another step of its section or above say what a name is. */
  private isGivenHere({ variable }: Evidence, { own: accused, context }: Accused) {
    const { values, sheet } = context.bench;
    const { divisions } = this.session.reading;
    const near = sectionsAround(accused.chain.part, divisions);
    const isHere = (part: number): boolean => near.has(headingOf(part, divisions));
    const implied = values.impliedBy(variable!).filter((id) => id !== accused.id);
    if (implied.length > 0)
      return implied.some((id) => isHere(context.session.statements[id]!.chain.part));
    const quantity = sheet.quantityOf(variable!);
    return quantity?.value != null && isHere(quantity.part);
  }

  /** How many other steps bear out what is said of a name, and how many fail of it. */
  private borne(key: string, source: Statement | undefined, accused: Statement) {
    let known = this.shown.get(key);
    if (known === undefined) {
      known = this.shownOf(key);
      this.shown.set(key, known);
    }
    const { out = 0, failing = [] } = known.get(source) ?? {};
    return { out, failing: failing.filter((one) => one.id !== accused.id).length };
  }

  private shownOf(key: string): ReadonlyMap<Statement | undefined, Borne> {
    const found = new Map<Statement | undefined, Borne>();
    for (const { statement, finding } of this.judged) {
      if (statement.kind !== "step" || finding === null) continue;
      if (!this.namesIn(statement).has(key)) continue;
      const meaning = this.meaningOf(key, statement);
      const shown = found.get(meaning) ?? { out: 0, failing: [] };
      found.set(meaning, shown);
      if (finding.verdict === "refuted") shown.failing.push(statement);
      if (holds(finding) && !this.holdsAnyway(statement, key)) shown.out++;
    }
    return found;
  }

  /** The names in a step, with those of which it has derivatives. */
  private namesIn(statement: Statement): ReadonlySet<string> {
    let known = this.names.get(statement);
    if (known === undefined) {
      const sides = [statement.left, statement.right];
      known = new Set([...mentionedIn(sides), ...sides.flatMap(differentiatedIn)]);
      this.names.set(statement, known);
    }
    return known;
  }

  private holdsAnyway(statement: Statement, key: string): boolean {
    if ([statement.left, statement.right].flatMap(headsOf).includes(key)) return false;
    let known = this.anyway.get(statement);
    if (known === undefined) {
      const pair = pairOf(statement, this.bench.sheet);
      known = pair === null || holdsAnyway(this.bench, [pair.left, pair.right]);
      this.anyway.set(statement, known);
    }
    return known;
  }

  /** The definition that was put in for a name, where a statement is that. */
  private definitionOf({ variable }: Evidence, { context: { bench } }: Accused) {
    const span = variable === null ? null : (bench.sheet.quantityOf(variable)?.span ?? null);
    if (span === null) return undefined;
    const found = this.judged.find(({ statement: { kind, span: own } }) => {
      return kind === "definition" && own.from === span.from && own.to === span.to;
    });
    return found?.statement;
  }

  /** What a name is at a statement: what is said last before it, or else first behind it. */
  private meaningOf(key: string, { id }: Statement): Statement | undefined {
    const all = this.meaningsOf(key);
    return all.findLast((one) => one.id < id) ?? all[0];
  }

  private meaningsOf(key: string): readonly Statement[] {
    let known = this.meanings.get(key);
    if (known === undefined) {
      known = this.sayingsOf(key).filter(({ kind }) => kind === "definition");
      this.meanings.set(key, known);
    }
    return known;
  }

  /** Whether two definitions are written in the same way. */
  private isSame(one: Statement, other: Statement): boolean {
    const { text } = this.session.reading.text;
    const [own, known] = [one, other].map(({ left, right }) => {
      const from = left.kind === "applied" ? left.from : right.from;
      return text.slice(from, right.to).replace(/\s+/g, "");
    });
    return own === known;
  }

  /** Whether a name that is defined again and again is the same each time, or of the same value. */
  private isSameAgain(key: string, { id }: Statement): boolean {
    const { sheet, values, decide } = this.bench;
    const formulas = sheet.worksheet.quantities.flatMap(({ variable, formula }) => {
      return formula !== null && sheet.ownName(variable) === key ? [sheet.expand(formula)] : [];
    });
    const [first, ...more] = formulas;
    return more.every((one) => {
      const inputs = values.inputsOf([first!, one], id, null);
      const sides = inputs
        ? [first!, one].map((side) => sheet.putFitting(side, inputs))
        : [first!, one];
      const [left, right] = sides;
      const found = left && right && orMisfit(() => decide(left, right));
      return found != null && (holds(found) || found.verdict === "conditional");
    });
  }

  /** Where a meaning is said for the last time before a statement. */
  private saidLast(key: string, source: Statement, { id }: Statement): Statement {
    return this.sayingsOf(key).findLast((one) => one.id >= source.id && one.id < id) ?? source;
  }

  /** Where the text says what a name is, for the first time or again. */
  private sayingsOf(key: string): readonly Statement[] {
    let known = this.sayings.get(key);
    if (known === undefined) {
      known = this.judged
        .filter(({ statement: { left, kind, restates, at }, finding }) => {
          if (!calledIn(left).includes(key)) return false;
          return kind === "definition" || (restates && at === 0 && finding && holds(finding));
        })
        .map(({ statement }) => statement);
      this.sayings.set(key, known);
    }
    return known;
  }
}

/** Whether a calculation is a formula with numbers for all of its names: 3 · 2 for w x. */
function isFilled({ closed, right }: Statement, formula: Statement): boolean {
  return closed && !formula.closed && matchAll(formula.right, right).length > 0;
}

/** Whether chains stand in one part, and in one item of it. */
function isBeside(one: Chain, other: Chain): boolean {
  return one.part === other.part && one.listed === other.listed;
}

/** The y of y', where that is the slope of y. */
const withoutPrimes = (key: string): string => key.replace(/'+$/, "");

/** The names of what is said to be something: p_i and p of p_i, f of f(x). */
function calledIn(left: Syntax): readonly string[] {
  const head = left.kind === "applied" ? left.head : left;
  const base = head.kind === "subscript" ? head.base : head;
  return [headKey(head), headKey(base)].flatMap((key) => key ?? []);
}
