/**
 * @file Checking a document: each step judged in order, under every reading that the text leaves
 * open, mistakes followed through, and each mistake with its smallest repair. What holds from the
 * author's own wrong line, or from that line repaired, is no second mistake.
 */
import type { Document } from "../document/index.ts";
import type { Node } from "../expression/index.ts";
import { children, type DecimalCommas, nameKey, type Syntax } from "../notation/index.ts";
import { rangesIn } from "./assumption.ts";
import { type Chain, limits } from "./chain.ts";
import { type Context, Contexts } from "./context.ts";
import { decider } from "./decider.ts";
import { commasOf } from "./decimal-commas.ts";
import { withDeductions } from "./deduction.ts";
import { afterDoubts } from "./doubt.ts";
import type { RepairKind } from "./edit.ts";
import { functionsIn } from "./example.ts";
import { isOfMoments } from "./expectation.ts";
import { type Finding, holds, type Yields } from "./finding.ts";
import {
  type Found,
  isAccused,
  isOpen,
  ofAtoms,
  ofMembers,
  ofScalars,
  saysNothing,
} from "./found.ts";
import { isSaid, labelsSaid } from "./granted.ts";
import { atValues, type Bench, judge, type Pair } from "./judge.ts";
import { isLastDigit } from "./last-digit.ts";
import { ofTurned } from "./letter-case.ts";
import { isLoss } from "./loss-name.ts";
import { withMisfits } from "./misfit.ts";
import { isClosed } from "./names.ts";
import { mayReachLess } from "./narrow-calls.ts";
import { isPlainSlip, plainFailure } from "./plain-slip.ts";
import { underProvisos, whereSaid } from "./proviso.ts";
import { type Repair, repairByForm, repairOf, type Search } from "./repair.ts";
import { isExcluded } from "./rival.ts";
import { type CheckOptions, type Choice, Session } from "./session.ts";
import type { DocumentSheet } from "./sheet.ts";
import { isLevelled, mayRestrict, pairOf, pairWith } from "./sides.ts";
import { ofExample } from "./single.ts";
import { isLikeASlip } from "./slip.ts";
import { type Failing, mayBeSolved } from "./solved.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";
import { type Accused, Warrants } from "./warrant.ts";

export type { CheckOptions } from "./session.ts";

/** A statement and what was found of it; the finding is null for what is not judged. */
export interface Judged {
  readonly statement: Statement;
  readonly finding: Finding | null;
  /** Whether it holds only from a wrong line of the author's. */
  readonly follows: boolean;
  readonly repair: Repair | null;
}

/** A checked document. */
export interface Checked {
  readonly document: Document;
  readonly reading: Session["reading"];
  readonly judged: readonly Judged[];
  readonly sheet: DocumentSheet;
  /** Values that the steps imply. */
  readonly inferred: readonly { readonly name: string; readonly latex: string }[];
}

/** Checks a document, with the commas in its numbers read as most of its steps ask. */
export function checkDocument(document: Document, options: CheckOptions = {}): Checked {
  const found = commasOf(document).map((commas) => checkWith(document, options, commas));
  return found.reduce((best, one) => (rightSteps(one) > rightSteps(best) ? one : best));
}

/** How many steps are right, less those that are wrong. */
function rightSteps({ judged }: Checked): number {
  const all = judged.flatMap(({ finding }) => finding ?? []);
  const wrong = all.filter(({ verdict }) => verdict === "refuted").length;
  return all.filter(holds).length - wrong;
}

function checkWith(document: Document, options: CheckOptions, commas: DecimalCommas): Checked {
  const session = Session.of(document, options, commas);
  const bench = session.bench();
  const { reading, statements } = session;
  const found = new Judging(session, options.progress).all();
  const sound = new Set(
    found.flatMap(({ statement, finding }) => {
      const isSound = finding === null ? statement.kind === "definition" : holds(finding);
      return isSound ? [statement.id] : [];
    }),
  );
  const around = {
    ...{ document, reading, statements, bench },
    isSound: ({ id }: Statement) => sound.has(id),
    benchWithout: ({ id }: Statement) => session.bench(session.without(id)),
    repaired: (statement: Statement) => repairByLeft({ document, reading, bench }, statement),
  };
  const judged = withDeductions(around, withMisfits(around, found));
  return { document, reading, judged, sheet: bench.sheet, inferred: inferredIn(bench) };
}

/** The verdict on what holds for want of what is known of its names. */
const untied: Finding = {
  verdict: "undecided",
  reason: "nothing ties what is differentiated to what it is differentiated by",
};

/** The verdict on an equation that is said to hold and may be one that is still to be solved. */
const unsolved: Finding = {
  verdict: "undecided",
  reason: "it does not hold for all values, but may be an equation to be satisfied",
  equation: true,
};

/** The verdict on a step that fails in no way in which one goes wrong. */
const unlike: Finding = {
  verdict: "undecided",
  reason: "it fails as it is read, but no small change makes it right: it may be meant otherwise",
};

/** At most so many other readings are tried, in the whole and in parts, and mistakes repaired. */
const readingLimit = 96;
const narrowLimit = 240;
const repairLimit = 40;

/** At most so many steps are tried with other products of vectors. */
const productLimit = 8;

/** At most so many steps are looked at without the headings of their document. */
const joinedLimit = 60;

/** What was found before a statement. */
interface Before {
  /** Names of which the chain itself may say what they are. */
  readonly fresh: ReadonlySet<string>;
  /** Whether an equation is being solved. */
  readonly solving: boolean;
  /** Whether all of the chain so far holds. */
  readonly isSound: boolean;
  /** Whether its chain begins with an equation that is being solved: x² = 2λy = 2y². */
  readonly ofEquation: boolean;
  /** Whether something in the chain was wrong. */
  readonly isAstray: boolean;
}

/** Mistakes that no other loss makes right: of another loss there would be further terms. */
const slips: ReadonlySet<RepairKind> = new Set([
  "sign",
  "chain-rule",
  "name",
  "exponent",
  "index",
  "function",
]);

/** Mistakes that are ones among numbers; with vectors, a factor may make up for a shape. */
const factors: ReadonlySet<RepairKind> = new Set(["missing-factor", "extra-factor"]);

/** What an open step would be, but for the reason that leaves it open. */
interface Beneath {
  readonly context: Context;
  readonly statement: Statement;
  readonly pair: Pair;
  readonly beneath: Finding;
}

class Judging {
  private readonly session: Session;
  private readonly contexts: Contexts;
  private readonly wrong: Statement[] = [];
  private readonly readingsLeft = { whole: readingLimit, narrow: narrowLimit };
  private readonly progress: CheckOptions["progress"];
  private repairsLeft = repairLimit;
  private productsLeft = productLimit;
  private joinedLeft = joinedLimit;

  constructor(session: Session, progress: CheckOptions["progress"]) {
    this.session = session;
    this.progress = progress;
    this.contexts = new Contexts(session);
  }

  all(): Judged[] {
    const found: Judged[] = [];
    const accused: Accused[] = [];
    const { statements } = this.session;
    let chain: Chain | null = null;
    /** The mistakes of a chain, after each of which the author may go on from its left side. */
    let mistakes: Statement[] = [];
    /** Where the chain went wrong, and what it should be from there on. */
    let astray: { readonly context: Context; readonly meant: Node } | null = null;
    /** Whether all of the chain so far holds. */
    let isSound = true;
    /** Names of which the chain itself may say what they are. */
    const fresh = new Set<string>();
    /** Whether some of the chain is an equation that is being solved. */
    let ofEquation = false;
    /** Names of which an open step may say what they are. */
    const said = new Set<string>();
    /** Left sides that are meant otherwise than they are read: f'(x) of another f. */
    const strange = new Set<string>();
    /** The paragraph of an equation that is being solved: what follows from it is no identity. */
    let solving = -1;
    for (const [k, statement] of statements.entries()) {
      this.progress?.(k, statements.length);
      if (statement.chain !== chain) {
        isSound = true;
        chain = statement.chain;
        mistakes = [];
        astray = null;
        fresh.clear();
        ofEquation = false;
      }
      if (statement.kind !== "step") {
        found.push(unjudged(statement));
        continue;
      }
      const judged = this.found(statement, {
        fresh,
        solving: solving === chain.paragraph,
        isSound,
        isAstray: mistakes.length > 0,
        ofEquation,
      });
      ofEquation ||= statement.at === 0 && (isEquation(judged) || isOfUnknowns(judged));
      // what stands alone is known to the session
      if (isEquation(judged) && !mayRestrict(statement)) solving = chain.paragraph;
      const { context, statement: own, pair } = judged;
      let finding = maySaySo(judged, said) ?? judged.finding;
      isSound &&= finding !== null && holds(finding);
      for (const name of finding?.says ?? []) {
        fresh.add(name);
        said.add(name);
      }
      let follows = false;
      let repair: Repair | null = null;
      const slip = this.slipOf(judged, finding);
      if (slip !== null) finding = slip.finding;
      if (finding?.verdict === "refuted" && pair !== null) {
        const anyway = this.following(context, own, pair, mistakes);
        if (anyway !== null) {
          finding = anyway;
          follows = true;
        } else {
          mistakes.push(statement);
          repair = slip?.repair ?? this.repaired(context, own, pair, finding);
          if (repair?.kind === "arithmetic" && isLastDigit(this.written(own), repair.latex)) {
            finding = { ...finding, units: 1 };
            repair = { ...repair, kind: "rounding" };
          }
          const failing = { session: this.session, statement, context, pair, finding, repair };
          if (mayBeSolved(failing) && !isPlainlyWrong(failing, own)) finding = unsolved;
          else if (strange.has(this.leftSide(own)) || !isLikeASlip(failing)) {
            strange.add(this.leftSide(own));
            finding = unlike;
          }
        }
        if (finding.verdict === "refuted") {
          accused.push({ statement, own, pair, repair, context });
        }
        if (finding.verdict !== "undecided") {
          context.remember(own, pair);
          this.wrong.push(statement);
          astray ??= { context, meant: pair.left };
        }
      } else if (astray !== null && finding !== null && holds(finding)) {
        // what is made of a wrong result is wrong, too
        const here = astray.context.pairOf(statement);
        if (here !== null) astray.context.remember(statement, { ...here, left: astray.meant });
      } else if (statement.sign === "\\approx" && finding?.verdict === "rounded" && pair !== null) {
        // after 3 · 2.82 ≈ 8.4 the author goes on with 8.4
        context.remember(own, pair);
        astray = { context, meant: pair.left };
      } else if (finding?.verdict === "conditional" && pair !== null) {
        // what holds in a special case only may be meant otherwise
        const reason = ofExample(finding.condition) ?? ofTurned(finding.condition, own);
        if (reason === null) repair = this.repaired(context, own, pair, finding);
        else finding = { verdict: "undecided", reason };
      }
      found.push({ statement: { ...statement, kind: own.kind }, finding, follows, repair });
    }
    return this.warranted(found, accused);
  }

  /** What was found, with steps left open where what they fail of may not be meant. */
  private warranted(found: readonly Judged[], accused: readonly Accused[]): Judged[] {
    const warrants = new Warrants(this.session, found);
    const open = new Map(
      accused.flatMap((one): [number, string][] => {
        const key = warrants.doubtful(one);
        return key === null ? [] : [[one.statement.id, key]];
      }),
    );
    return found.map((one) => {
      const key = open.get(one.statement.id);
      if (key === undefined) return one;
      const reason = `what the text says of ${key} may not be meant here`;
      return { ...one, finding: { verdict: "undecided", reason }, repair: null };
    });
  }

  /** The verdict on a step in the document, or else in the parts of it that lead to the step. */
  private found(statement: Statement, before: Before): Found {
    let best = this.foundIn(this.contexts.whole, statement, before);
    if (isAccused(best)) {
      return this.ofNarrowCalls(statement) ?? this.bySection(best, statement, before);
    }
    if (!isOpen(best)) return best;
    for (const context of this.contexts.narrower(statement, () => best.pair === null)) {
      const other = this.foundIn(context, statement, before);
      if (other.statement.kind === "definition") {
        // what is new in a part need not be new in the document
        if (!statement.restates) continue;
        this.contexts.say(other.statement);
      }
      // what is supposed of a function that is only named may stand anywhere
      if (failsOfNamed(other)) continue;
      if (best.finding?.versions === true && isAccused(other)) continue;
      if (isAccused(other)) return this.ofNarrowCalls(statement) ?? other;
      if (!isOpen(other)) return other;
      if (best.pair === null && other.pair !== null) best = other;
    }
    const foundIn = (context: Context, own: Statement) => this.foundIn(context, own, before);
    // letters that are something else before may be new in a section
    return (
      this.apart(statement, before) ??
      this.ofAdjoints(statement, before) ??
      this.ofRows(statement) ??
      this.ofNarrowCalls(statement) ??
      this.withVectors(statement, before) ??
      ofMembers(this.contexts, best, statement, foundIn) ??
      ofScalars(this.contexts, best, statement, foundIn) ??
      ofAtoms(this.contexts, best, statement) ??
      this.ofJoined(best, statement) ??
      best
    );
  }

  /** A step that holds once its names are what sections behind their use say that they are. */
  private ofJoined(best: Found, statement: Statement): Found | null {
    if (statement.kind !== "step" || this.joinedLeft-- <= 0) return null;
    const joined = this.contexts.withoutHeadings(statement);
    const pair = joined && pairOf(joined.own, joined.context.bench.sheet);
    const finding = pair && judge(joined.context.bench, pair);
    return finding != null && holds(finding) ? { ...best, finding } : null;
  }

  /** A number that is calculated of derivatives of which the text says what they are. */
  private ofAdjoints(statement: Statement, before: Before): Found | null {
    const named = this.contexts.withAdjoints(statement);
    if (named?.own.kind !== "step" || !named.own.closed) return null;
    const found = this.foundIn(named.context, named.own, before);
    return isOpen(found) || (before.isAstray && isAccused(found)) ? null : found;
  }

  /** A step that holds of vectors that are rows. */
  private ofRows(statement: Statement): Found | null {
    return statement.kind === "step" ? this.under(this.session.asRows(statement), statement) : null;
  }

  /** A step that holds of functions whose argument ends before a bracket. */
  private ofNarrowCalls(statement: Statement): Found | null {
    const isOpen =
      statement.kind === "step" && [statement.left, statement.right].some(mayReachLess);
    return isOpen ? this.under({ ...this.session.first, narrow: true }, statement) : null;
  }

  /** A step of the whole document that holds under a choice. */
  private under(choice: Choice | null, statement: Statement): Found | null {
    if (choice === null) return null;
    const { whole: context } = this.contexts;
    const bench = this.session.bench(choice);
    const pair = pairOf(statement, bench.sheet);
    const finding = pair && judge(bench, pair);
    const isRight = finding !== null && holds(finding);
    if (!isRight || isExcluded(this.session, choice, statement)) return null;
    return { context, statement, pair, finding };
  }

  /** A step with two vectors side by side: wrong where it is however these are multiplied. */
  private withVectors(statement: Statement, before: Before): Found | null {
    if (pairOf(statement, this.contexts.whole.bench.sheet) !== null) return null;
    if (this.productsLeft-- <= 0) return null;
    const found = this.contexts.withVectorProducts(statement).flatMap(({ context, own }) => {
      const one = this.foundIn(context, own, before);
      return one.pair === null ? [] : [one];
    });
    const right = found.find(({ finding }) => finding !== null && holds(finding));
    // what holds at the document's values only is no reason to multiply so
    if (right?.finding?.local === true) return null;
    if (right?.finding?.verdict === "proved") {
      const reason = "vectors side by side are multiplied as the step asks";
      return { ...right, finding: { verdict: "agrees", reason } };
    }
    // an inner product is no vector
    const fitting = found.filter(
      ({ pair }) => pair!.left.shape.length === pair!.right.shape.length,
    );
    const isWrong = fitting.every((one) => {
      return one.finding?.verdict === "refuted" && this.contexts.knowsShapes(one);
    });
    return right ?? (isWrong ? (fitting[0] ?? null) : null);
  }

  /** What is wrong with what other sections say of its letters holds if its own section says so. */
  private bySection(found: Found, statement: Statement, before: Before): Found {
    const section = this.contexts.section(statement);
    const own = section === null ? null : this.foundIn(section, statement, before);
    if (own?.finding != null && holds(own.finding)) return own;
    return this.apart(statement, before) ?? found;
  }

  /** A step that holds by what its section says, which itself says what is a vector. */
  private apart(statement: Statement, before: Before): Found | null {
    const alone = this.contexts.alone(statement);
    if (alone === null || !this.contexts.saysItself(statement, alone)) return null;
    const found = this.foundIn(alone, statement, before);
    const isRight = found.finding !== null && holds(found.finding);
    if (!isRight || this.contexts.invents(found)) return null;
    return this.isOfWhole(statement, alone, before) ? null : found;
  }

  /** Whether its chain goes on with what the whole document says of its letters. */
  private isOfWhole({ chain, at }: Statement, alone: Context, before: Before): boolean {
    const others = this.session.statements.filter((one) => {
      return one.chain === chain && one.at !== at && one.kind === "step";
    });
    return others.some((one) => {
      const [whole, own] = [this.contexts.whole, alone].map((context) => {
        const { finding } = this.foundIn(context, one, before);
        return finding !== null && holds(finding);
      });
      return whole && !own;
    });
  }

  private foundIn(context: Context, statement: Statement, before: Before): Found {
    const own = context.own(statement)!;
    const pair = own.kind === "step" ? pairOf(own, context.bench.sheet) : null;
    if (pair === null) {
      return { context, statement: own, pair, finding: unreadIn(context, own) };
    }
    const follows = before.solving && pair.opens && !own.chain.cues.has("identity");
    const fresh = new Set([...pair.fresh, ...before.fresh]);
    const derives = pair.derives && before.isSound;
    const isEquated = pair.mayRestrict || follows || before.ofEquation;
    const finding = this.judged(context, own, {
      ...pair,
      fresh,
      derives,
      mayRestrict: isEquated || isLevelled(own, pair, context.bench),
    });
    const isEmpty = holds(finding) && saysNothing(own, { pair, context });
    return { context, statement: own, pair, finding: isEmpty ? untied : finding };
  }

  /** The verdict, with every doubt that the text leaves looked at before anything is refuted. */
  private judged(context: Context, statement: Statement, pair: Pair): Finding {
    const { contexts, readingsLeft } = this;
    const own = context.session.provisos(statement);
    const said = whereSaid(context.bench, own, pair.id);
    // Σ_{k=m}^n runs forward
    const ranges = rangesIn(statement, said.sheet).map(({ assumption }) => assumption);
    const bench = ranges.length === 0 ? said : { ...said, decide: decider(said.sheet, ranges) };
    const finding = judge(bench, pair);
    return afterDoubts({ contexts, readingsLeft, context, statement, pair, finding });
  }

  /** A verdict from the line before a mistake, or from values of the author's that are wrong. */
  private following(
    context: Context,
    statement: Statement,
    pair: Pair,
    mistakes: readonly Statement[],
  ): Finding | null {
    const { session, wrong } = context;
    context.recall(this.wrong);
    const bench = whereSaid(context.bench, session.provisos(statement), pair.id);
    for (const mistake of mistakes) {
      const before = context.pairOf(mistake);
      const found = before && judge(bench, { ...pair, left: before.left, loose: null });
      if (found !== null && holds(found)) return found;
    }
    for (const reading of wrong.readings(pair, statement)) {
      const found = judge(bench, reading);
      if (holds(found)) return found;
      const there = atValues(bench, reading);
      if (there !== null && holds(there.finding)) return there.finding;
    }
    // what went wrong before is known to the document as a whole
    const { whole } = this.contexts;
    const own = context === whole ? null : whole.pairOf(statement);
    return own && this.following(whole, whole.own(statement)!, own, []);
  }

  /** A slip beneath the reason for which a step is left open; null where there is none. */
  private slipOf({ context, statement, pair }: Found, finding: Finding | null) {
    const beneath = finding?.verdict === "undecided" ? finding.beneath : undefined;
    if (beneath === undefined || pair === null) return null;
    const step = { context, statement, pair, beneath };
    const yields = finding?.yields;
    return yields === undefined ? this.slipOfLoss(step) : this.plainSlip(step, yields);
  }

  /**
   * A derivative of a loss that is not defined, which would be wrong if the loss were of nothing
   * but what it is said to be of, and is right with one small change: a slip, and no other loss.
   */
  private slipOfLoss({ context, statement, pair, beneath }: Beneath) {
    const { bench } = context;
    const of = bench.sheet.writtenAs(pair.left)?.of;
    const loss = of == null ? "" : (nameKey(of) ?? "");
    if (beneath.verdict !== "refuted" || !isLoss(loss)) return null;
    const repair = this.repaired(context, statement, pair, beneath);
    // nothing says along how many paths L depends on z where da/dz is of nothing that is defined
    const isDefined = [pair.left, pair.right].flatMap(variablesOf).every((one) => {
      const inner = bench.sheet.writtenAs(one)?.of;
      if (inner == null || nameKey(inner) === loss) return true;
      return !bench.sheet.isImplicit(one) && !bench.sheet.isOpaque(one);
    });
    const isOfNumbers = [pair.left, pair.right].every((side) => {
      return variablesOf(bench.sheet.expand(side)).every(({ shape }) => shape.length === 0);
    });
    const isSlip =
      repair !== null &&
      (slips.has(repair.kind) || (isOfNumbers && isDefined && factors.has(repair.kind)));
    if (repair?.always !== true || !isSlip) return null;
    const { at = {}, left = "?", right = "?" } = beneath.counterexample ?? {};
    const named = Object.entries(at).map(([name, value]) => [bench.sheet.readable(name), value]);
    // of what else is not defined it is not known along how many paths it leads to the loss
    const slope = /^[\u2202d](.*)\//;
    const isOfOthers = named.some(([name]) => (slope.exec(name!)?.[1] ?? loss) !== loss);
    if (isOfOthers) return null;
    const counterexample = { at: Object.fromEntries(named), left, right };
    return { finding: { ...beneath, counterexample }, repair };
  }

  /** A step that is left open for what its letters may be, but is a slip whatever they are. */
  private plainSlip({ context, statement, pair, beneath }: Beneath, given: Yields) {
    const bench = whereSaid(context.bench, context.session.provisos(statement), pair.id);
    const failure = plainFailure(bench, statement, pair);
    const repair = failure && this.repaired(context, statement, pair, beneath);
    if (repair === null) return null;
    const { contexts, readingsLeft } = this;
    const asked = { contexts, readingsLeft, context, statement, pair, finding: beneath };
    const doubted = afterDoubts(asked);
    const yields = [given, doubted.yields].includes("letters") ? "letters" : "values";
    if (doubted.verdict !== "refuted" && doubted.yields === undefined) return null;
    if (!isPlainSlip(bench, statement, pair, { yields, repair })) return null;
    return { finding: yields === "letters" ? failure : beneath, repair };
  }

  /** The left side of a step as it is written, and the part where it is. */
  private leftSide({ chain, left }: Statement): string {
    return `${chain.part} ${this.session.reading.text.text.slice(left.from, left.to).trim()}`;
  }

  /** The right side of a step as it is written. */
  private written({ right }: Statement): string {
    return this.session.reading.text.text.slice(right.from, right.to);
  }

  private repaired(
    context: Context,
    statement: Statement,
    pair: Pair,
    finding: Finding,
  ): Repair | null {
    if (this.repairsLeft-- <= 0) return null;
    const { contexts } = this;
    const { session } = context;
    const bench = underProvisos(context.bench, session.provisos(statement), pair.id);
    const { document, reading } = session;
    const meant = finding.left === undefined ? pair : { ...pair, left: finding.left };
    const isGranted = (one: Finding): boolean => {
      return one.verdict === "conditional" && isSaid({ context, contexts }, statement, one);
    };
    const labels = labelsSaid({ context, contexts }, statement, meant);
    const search = { document, reading, bench, isGranted, labels };
    const found = repairOf(search, statement, meant, finding);
    const isLed = statement.chain.parts[0]!.kind === "derivative";
    if (found !== null) return found;
    if (isLed && (statement.at > 0 || hasLinks(statement.right))) {
      // the links of its sides may be derivatives along one edge
      const edges = session.bench({ ...session.first, explicit: true });
      const other = pairOf(statement, edges.sheet);
      const along =
        other && repairOf({ document, reading, bench: edges }, statement, other, finding);
      if (along !== null) return along;
    }
    return repairByForm(search, statement, meant);
  }
}

/** The repair of a step whose right side has no meaning, by what its left side is. */
function repairByLeft(search: Search, statement: Statement): Repair | null {
  const { sheet } = search.bench;
  const left = statement.kind === "step" ? sheet.left(statement).node : null;
  if (left === null) return null;
  const nothing = sheet.arena.variable("\u00a7nothing", left.shape);
  const pair = pairWith(statement, sheet, left, nothing);
  return repairOf(search, statement, pair, { verdict: "refuted" });
}

/** Whether a formula has derivatives in it. */
const hasLinks = (syntax: Syntax): boolean =>
  syntax.kind === "derivative" || children(syntax).some(hasLinks);

/** Whether what may be an equation to be solved is none, as it is a slip at any values. */
function isPlainlyWrong({ context: { bench }, pair, repair }: Failing, own: Statement): boolean {
  if (plainFailure(bench, own, pair) === null) return false;
  return isPlainSlip(bench, own, pair, { yields: "values", repair });
}

/** Whether a step fails of functions of which only the names are known. */
function failsOfNamed(found: Found): boolean {
  const { context, pair } = found;
  if (!isAccused(found) || pair === null) return false;
  const { sheet } = context.bench;
  return functionsIn([sheet.expand(pair.left), sheet.expand(pair.right)]).length > 0;
}

/** A step that fails for a name of one side of which an open step before it may say what it is. */
function maySaySo({ context, pair, finding }: Found, said: ReadonlySet<string>): Finding | null {
  if (finding?.verdict !== "refuted" || pair === null || said.size === 0) return null;
  const { sheet, values } = context.bench;
  const [left, right] = [pair.left, pair.right].map((side) => variablesOf(sheet.expand(side)));
  const name = [...left!, ...right!]
    .filter((one) => left!.includes(one) !== right!.includes(one))
    .filter((one) => values.ofInput(one, pair.id, null) === undefined)
    .map((one) => sheet.nameOf(one))
    // a constant of integration is any number
    .filter((one) => finding.slopes !== true || !/^[cC](?:_|$)/.test(one))
    .find((one) => said.has(one));
  if (name === undefined) return null;
  return { verdict: "undecided", reason: `a line before may say what ${name} is` };
}

/** Whether a relation may say what a name is that stands in a formula: x² + y² = a². */
function isOfUnknowns({ statement: { left }, finding }: Found): boolean {
  const isName = nameKey(left) !== undefined || left.kind === "derivative" || isOfMoments(left);
  return !isName && finding?.verdict === "undecided" && (finding.says?.length ?? 0) > 0;
}

/** Whether a step may be an equation to be solved: f(x) = 0 that does not simply hold. */
function isEquation({ statement, finding }: Found): boolean {
  if (finding?.equation === true) return true;
  if (finding === null || statement.kind !== "step") return false;
  const isKnown = holds(finding) || finding.verdict === "refuted";
  return !isKnown && statement.closed && !isClosed(statement.left);
}

/** What has no verdict, and what could not be read. */
function unjudged(statement: Statement): Judged {
  const plain = { statement, follows: false, repair: null };
  if (statement.kind !== "unread") return { ...plain, finding: null };
  const { beyond } = statement.chain;
  const reason = beyond === undefined ? "it cannot be read" : reasonsBeyond[beyond];
  return { ...plain, finding: { verdict: "unread", reason } };
}

const reasonsBeyond = {
  signs: `it has more than ${limits.signs} signs, which are not looked at`,
  relations: `the first ${limits.relations} relations of a document are looked at: divide it`,
} as const;

/** Why a step has no meaning; null for what is no step. */
function unreadIn({ bench: { sheet } }: Context, statement: Statement): Finding | null {
  if (statement.kind !== "step") return unjudged(statement).finding;
  const left = sheet.left(statement);
  const { reason } = left.node === null ? left : sheet.right(statement);
  return { verdict: "unread", reason: reason ?? "a part of it has no meaning here" };
}

/** The values that only follow from steps. */
function inferredIn({ sheet, values }: Bench) {
  return sheet.worksheet.quantities.flatMap(({ variable, formula, value, key }) => {
    if (formula !== null || value !== null) return [];
    const node = values.ofInput(variable, Number.MAX_SAFE_INTEGER, null);
    return node === undefined ? [] : [{ name: key, latex: sheet.valueLatex(node) }];
  });
}
