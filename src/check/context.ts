/**
 * @file In what surroundings a step is understood: in the document as a whole; where it stays open
 * there, in its section; and then in its chain alone, each with the definitions that lead to it.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { undefinedIn, withAdjoints } from "./adjoint.ts";
import { Atoms } from "./atoms.ts";
import { beginningOf } from "./beginning.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { definedKey } from "./classify.ts";
import { declaredShapes } from "./declared.ts";
import { headingOf, sectionsAround } from "./elsewhere.ts";
import type { Finding } from "./finding.ts";
import { habitsOf, orMisfit } from "./fit.ts";
import { WrongResults } from "./follow.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { givenNumbers } from "./known.ts";
import { isBareLog, withLogBase } from "./log-base.ts";
import { lossNameOf, withLossName } from "./loss-name.ts";
import { Families, memberships } from "./members.ts";
import { isMixedNumber, withMixedNumbers } from "./mixed-number.ts";
import { mentionedIn, mentions } from "./names.ts";
import { hasPart } from "./parts.ts";
import { Scalars } from "./scalar.ts";
import type { Session } from "./session.ts";
import { pairOf } from "./sides.ts";
import { letterOfOne, ofOne } from "./single.ts";
import { isSlashInSum, isWideSlash, withSumsBelow, withWideSlashes } from "./slash.ts";
import { Slices } from "./slice.ts";
import type { Statement } from "./statement.ts";
import { asWritten, unwritten } from "./unsaid.ts";
import { variablesOf } from "./variables.ts";
import { vectorJoints, vectorProductsIn, withVectorJoint } from "./vector-products.ts";
import {
  isOpenProduct,
  isOpenSum,
  isRaisedLog,
  isWideCall,
  isWideOperand,
  withRaisedArguments,
  withWholeProducts,
  withWholeSums,
  withWideCalls,
  withWideOperands,
} from "./wide-operand.ts";
import { fromOne, isZeroBased } from "./zero-based.ts";

/** A session with what was judged wrong in it. */
export class Context {
  readonly session: Session;
  readonly bench: Bench;
  readonly wrong: WrongResults;
  private readonly recalled = new Set<Statement>();

  constructor(session: Session) {
    this.session = session;
    this.bench = session.bench();
    this.wrong = new WrongResults(this.bench.sheet);
  }

  /** What a statement of the whole document is here. */
  own({ chain, at, span }: Statement): Statement | undefined {
    const { statements } = this.session;
    const own = statements.find((one) => one.chain === chain && one.at === at);
    // where every chain is read anew
    const isAnew = (one: Statement) => one.chain.signSpans === chain.signSpans && one.at === at;
    return own ?? statements.find((one) => isAnew(one) && one.span.from === span.from);
  }

  /** The two sides of a step here; null when one of them has no meaning. */
  pairOf(statement: Statement | undefined): Pair | null {
    const own = statement && this.own(statement);
    return own?.kind === "step" ? pairOf(own, this.bench.sheet) : null;
  }

  /** Learns of steps that were found to be wrong in other parts of the document. */
  recall(statements: readonly Statement[]): void {
    for (const one of statements) {
      if (this.recalled.has(one)) continue;
      this.recalled.add(one);
      const pair = this.pairOf(one);
      if (pair !== null) this.remember(one, pair);
      else this.wrong.addFormula(one);
    }
  }

  /** Keeps the value with which the author goes on. */
  remember(statement: Statement, pair: Pair): void {
    const own = this.own(statement);
    const { session, bench } = this;
    this.wrong.add(own ? beginningOf(own, session.statements, bench.sheet) : null, pair);
    const [first] = statement.chain.parts;
    const name = first?.kind === "applied" ? nameKey(first.head) : first && nameKey(first);
    if (name === undefined) return;
    const places = first?.kind === "applied" && own !== undefined ? first.arguments : [];
    const parameters = places.flatMap((one) => bench.sheet.meaningIn(own!, one) ?? []);
    this.wrong.addFunction(name, { node: pair.right, parameters });
  }
}

/** What may be meant otherwise all through a document. */
const meanings = {
  slash: { is: isWideSlash, written: withWideSlashes },
  below: { is: isSlashInSum, written: withSumsBelow },
  mixed: { is: isMixedNumber, written: withMixedNumbers },
  operator: { is: isWideOperand, written: withWideOperands },
  sums: { is: isOpenSum, written: withWholeSums },
  products: { is: isOpenProduct, written: withWholeProducts },
  calls: { is: isWideCall, written: withWideCalls },
  powers: { is: isRaisedLog, written: withRaisedArguments },
  places: { is: isZeroBased, written: fromOne },
  log10: { is: isBareLog, written: withLogBase("10") },
  log2: { is: isBareLog, written: withLogBase("2") },
} as const;

export type Meaning = keyof typeof meanings;

/** What a statement is in another context. */
interface Elsewhere {
  readonly context: Context;
  readonly own: Statement;
}

/** A step as it was judged in a context. */
interface Judged {
  readonly context: Context;
  readonly statement: Statement;
  readonly pair: Pair | null;
}

/** A document of so many formulas is read anew as a whole for one of them, a larger one in part. */
const wholeLimit = 150;

/** The surroundings of the steps of a document. */
export class Contexts {
  readonly whole: Context;
  private readonly session: Session;
  private readonly slices: Slices;
  private readonly made = new Map<Chain | string, Context>();
  private readonly unsummed = new Map<Chain, Context>();
  private readonly single = new Map<string, Context>();
  private readonly renamed = new Map<string, Context>();
  private readonly sized = new Map<Context, Context | null>();
  private readonly widened = new Map<Meaning, Context | null>();
  private adjoints: Context | null | undefined;
  private joined: Context | null | undefined;
  private atoms: Atoms | undefined;
  private scalars: Scalars | undefined;
  private families: { readonly own: Families | null } | undefined;
  /** The names of which shapes are declared. */
  private declared: ReadonlySet<string> | undefined;

  constructor(session: Session) {
    this.session = session;
    this.whole = new Context(session);
    this.slices = new Slices(session.reading, session.statements);
  }

  /** Takes in that a statement turned out to be a definition. */
  say(statement: Statement): void {
    this.slices.say(statement);
  }

  /**
   * The section of a statement; its chain; and where it `isMeaningless` in these, the chain with
   * no more than its section says: a letter that is something else in other sections.
   */
  *narrower(statement: Statement, isMeaningless: () => boolean): Generator<Context> {
    const { chain } = statement;
    const { chains } = this.session.reading;
    const section = this.section(statement);
    if (section !== null) yield section;
    yield this.contextOf(chain, [chain], chains);
    if (section !== null && isMeaningless()) {
      const key = `${this.sectionOf(chain)} ${chains.indexOf(chain)}`;
      yield this.contextOf(key, [chain], this.beside(chain));
    }
  }

  /** The section of a statement; null where it is the whole document. */
  section({ chain }: Statement): Context | null {
    const { chains } = this.session.reading;
    const own = this.beside(chain);
    if (own.length === chains.length) return null;
    return this.contextOf(`${this.sectionOf(chain)}`, own, chains);
  }

  /** The section of a statement with nothing from other sections; null where it is all there is. */
  alone({ chain }: Statement): Context | null {
    const own = this.beside(chain);
    if (own.length === this.session.reading.chains.length) return null;
    return this.contextOf(`alone ${this.sectionOf(chain)}`, own, own);
  }

  /** Whether a section itself says what each vector or matrix of a statement is. */
  saysItself({ left, right, chain: { part } }: Statement, section: Context): boolean {
    const { sheet } = this.whole.bench;
    const said = new Set(
      section.session.statements.flatMap(({ kind, left: one, right: other }) => {
        if (kind !== "definition") return [];
        const base = one.kind === "subscript" ? nameKey(one.base) : undefined;
        return [definedKey(one, other) ?? "", base ?? ""];
      }),
    );
    return [...mentionedIn([left, right])].every((name) => {
      if (said.has(name) || sheet.isTensor(name, part) !== true) return true;
      // a vector of which nothing is said has its shape from this section as well as from others
      return !sheet.isGiven(name, part) && sheet.named(name, part)?.shape.length === 1;
    });
  }

  /**
   * Whether a step itself puts in, for a name of which other sections say what it is, another
   * value, which no other step supports.
   */
  invents({ context, statement, pair }: Judged): boolean {
    if (pair === null) return false;
    const { sheet, values } = context.bench;
    const { part } = statement.chain;
    return [pair.left, pair.right]
      .flatMap((side) => variablesOf(sheet.expand(side)))
      .some((one) => {
        if (!this.whole.bench.sheet.isGiven(sheet.ownName(one), part)) return false;
        const [all, others] = [null, pair.id].map((without) =>
          values.ofInput(one, pair.id, without),
        );
        return all !== undefined && others === undefined;
      });
  }

  /** The chains of a section. */
  private beside(chain: Chain): readonly Chain[] {
    const section = this.sectionOf(chain);
    return this.session.reading.chains.filter((one) => this.sectionOf(one) === section);
  }

  /** The verdict where a/bc is a/(bc), say, or log to the base 2; null where none is so written. */
  verdictOtherwise(of: Meaning, statement: Statement): Finding | null {
    const other = this.otherwise(of, statement);
    const pair = other && pairOf(other.own, other.context.bench.sheet);
    return other === undefined || pair == null ? null : judge(other.context.bench, pair);
  }

  private otherwise(of: Meaning, statement: Statement): Elsewhere | undefined {
    const { reading } = this.session;
    let context = this.widened.get(of);
    if (context === undefined) {
      const { is, written } = meanings[of];
      const isWritten = reading.chains.some(({ parts }) => parts.some((part) => hasPart(part, is)));
      const other = isWritten ? withSides(reading, written) : null;
      context = other && new Context(this.session.narrowed(other));
      this.widened.set(of, context);
    }
    return context === null ? undefined : sameIn(context, statement);
  }

  /** A statement whose letters are not summed over without a sign; undefined where none is. */
  withoutSums(statement: Statement): Elsewhere | undefined {
    const { chain } = statement;
    if (chain.parts.every((part) => unwritten(part) === undefined)) return undefined;
    const { reading } = this.session;
    const context =
      this.unsummed.get(chain) ??
      new Context(
        this.session.narrowed(
          withSides(reading, (side, { signSpans }) => {
            return signSpans === chain.signSpans ? asWritten(side) : side;
          }),
        ),
      );
    this.unsummed.set(chain, context);
    return sameIn(context, statement);
  }

  /**
   * A statement in which two vectors side by side are multiplied entry by entry, or as an inner
   * product, as far as the text may mean that; nothing where there are none, or more than two.
   */
  withVectorProducts(statement: Statement): readonly Elsewhere[] {
    const { chain } = statement;
    const { sheet } = this.whole.bench;
    const meaning = (factor: Syntax) => orMisfit(() => sheet.meaningIn(statement, factor));
    const found = [statement.left, statement.right].flatMap((side) => {
      return vectorProductsIn(side, meaning);
    });
    if (found.length !== 1) return [];
    const { chains } = this.session.reading;
    const own = chains.length <= wholeLimit ? chains : this.beside(chain);
    const sliced = this.slices.of(own, new Set(chains));
    const numbers = this.numbersAround(this.sectionOf(chain));
    return vectorJoints(habitsOf(this.session.reading.text.text)).flatMap((joint) => {
      const reading = withSides(sliced, (side, { signSpans }) => {
        return signSpans === chain.signSpans ? withVectorJoint(side, joint, meaning) : side;
      });
      return sameIn(new Context(this.session.narrowed(reading, numbers)), statement) ?? [];
    });
  }

  /** Whether vectors are such by their values, or said to be, and not for want of another shape. */
  knowsShapes({ context, statement: { id }, pair }: Judged): boolean {
    if (pair === null) return false;
    const { document, statements } = this.session;
    this.declared ??= new Set(declaredShapes(document, statements).map(({ key }) => key));
    const { sheet, values } = context.bench;
    return [pair.left, pair.right]
      .flatMap((side) => variablesOf(sheet.expand(side)))
      .every((one) => {
        const isValued = values.ofInput(one, Number.MAX_SAFE_INTEGER, id) !== undefined;
        return isValued || one.shape.length === 0 || this.declared!.has(sheet.ownName(one));
      });
  }

  /** A statement on one example, without the letter of it; undefined where it is on more. */
  ofOne(statement: Statement): Elsewhere | undefined {
    const { reading, examples } = this.session;
    const letter = letterOfOne(statement.chain, reading);
    if (letter === undefined) return undefined;
    const context =
      this.single.get(letter) ??
      new Context(this.session.narrowed(ofOne(reading, letter, examples)));
    this.single.set(letter, context);
    return sameIn(context, statement);
  }

  /** A statement in which L is the loss that has another name; undefined where there is none. */
  ofLoss(statement: Statement): (Elsewhere & { readonly reason: string }) | undefined {
    const { reading, statements } = this.session;
    const found = lossNameOf(statement, statements);
    if (found === null) return undefined;
    const context =
      this.renamed.get(found.letter) ??
      new Context(this.session.narrowed(withLossName(reading, found)));
    this.renamed.set(found.letter, context);
    const other = sameIn(context, statement);
    return other && { ...other, reason: `${found.letter} is taken for ${nameKey(found.name)}` };
  }

  /** A step of algebra with each of its names with an index as a name of its own. */
  withAtoms(statement: Statement): Elsewhere | undefined {
    const { left, right, chain } = statement;
    this.atoms ??= new Atoms(this.session.reading);
    if (![left, right].every((side) => this.atoms!.isAlgebra(side))) return undefined;
    const key = `atoms ${this.session.reading.chains.indexOf(chain)}`;
    const reading = this.made.has(key) ? null : this.atoms.in(this.session.reading, chain);
    if (reading !== null) this.made.set(key, new Context(this.session.narrowed(reading)));
    const context = this.made.get(key);
    return context && sameIn(context, statement);
  }

  /** A statement with the members of families of vectors as names, in each reading of these. */
  *withMembers(statement: Statement): Generator<Elsewhere> {
    this.families ??= { own: Families.in(this.session.plain) };
    const { own: families } = this.families;
    if (families?.concerns(statement) !== true) return;
    for (const [k, membership] of memberships.entries()) {
      const context = this.inReading(`members ${k}`, () => families.in(membership));
      const own = sameIn(context, statement);
      if (own !== undefined) yield own;
    }
  }

  /** A statement of numbers in the place of vectors and matrices; undefined where it is of none. */
  withScalars(statement: Statement): Elsewhere | undefined {
    this.scalars ??= new Scalars(this.session.plain);
    const { scalars } = this;
    const context = this.inReading("scalars", () => scalars.reading);
    const own = context.own(statement);
    const isKnown = own?.kind === "step" && scalars.knows(own, context.session.statements);
    return isKnown ? { context, own } : undefined;
  }

  /** The context of a reading of the document in which names are others. */
  private inReading(key: string, reading: () => Reading): Context {
    const context = this.made.get(key) ?? new Context(this.session.renamed(reading()));
    this.made.set(key, context);
    return context;
  }

  /** A statement with names for derivatives of losses that are not defined; else undefined. */
  withAdjoints(statement: Statement): Elsewhere | undefined {
    const { reading, statements } = this.session;
    if (this.adjoints === undefined) {
      const losses = undefinedIn(statements);
      const named = losses.size === 0 ? null : withAdjoints(reading, losses);
      this.adjoints = named && new Context(this.session.narrowed(named));
    }
    const context = this.adjoints;
    const chain = context?.session.reading.chains[reading.chains.indexOf(statement.chain)];
    const own = chain && context!.own({ ...statement, chain });
    return own && { context: context!, own };
  }

  /** A context with vectors of as many entries as are numbered; null where nothing shows it. */
  numbered(context: Context): Context | null {
    const known = this.sized.get(context);
    if (known !== undefined) return known;
    const session = context.session.numbered();
    const sized = session && new Context(session);
    this.sized.set(context, sized);
    return sized;
  }

  /** The context of some chains, with definitions from others. */
  private contextOf(key: Chain | string, own: readonly Chain[], others: readonly Chain[]): Context {
    let context = this.made.get(key);
    if (context === undefined) {
      const reading = this.slices.of(own, new Set(others));
      const numbers = this.numbersAround(this.sectionOf(own[0]!));
      context = new Context(this.session.narrowed(reading, numbers));
      this.made.set(key, context);
    }
    return context;
  }

  /** A statement where no headings stand between what is said: E of a p that is defined below. */
  withoutHeadings(statement: Statement): Elsewhere | undefined {
    const { reading } = this.session;
    const { chains, divisions } = reading;
    const part = divisions.length - 1;
    if (this.joined === undefined) {
      const isWanted = part > 0 && chains.length <= wholeLimit && this.isUsedBefore();
      const flat = { ...reading, chains: chains.map((chain) => ({ ...chain, part })) };
      this.joined = isWanted ? new Context(this.session.narrowed(flat)) : null;
    }
    return this.joined === null ? undefined : sameIn(this.joined, statement);
  }

  /** Whether a name stands in a definition of a section before the one that says what it is. */
  private isUsedBefore(): boolean {
    const said = this.session.statements.filter(({ kind }) => kind === "definition");
    return said.some(({ id, left, closed, chain }) => {
      const key = closed ? undefined : nameKey(left);
      const own = said.filter((one) => nameKey(one.left) === key);
      return (
        key !== undefined &&
        own.length === 1 &&
        said.some((one) => {
          return one.id < id && one.chain.part < chain.part && mentions(one.right, key);
        })
      );
    });
  }

  /** The numbers that the document gives as they are, in a section and those above. */
  private numbersAround(section: number): ReadonlySet<string> {
    const { divisions } = this.session.reading;
    const near = sectionsAround(section, divisions);
    const { sheet, rough } = this.whole.bench;
    return givenNumbers(sheet, rough, (part) => {
      return near.has(headingOf(part, divisions));
    });
  }

  /** The heading under which a chain stands. */
  private sectionOf({ part }: Chain): number {
    return headingOf(part, this.session.reading.divisions);
  }
}

/** A statement in a context in which every chain is read anew. */
function sameIn(context: Context, statement: Statement): Elsewhere | undefined {
  const own = context.own(statement);
  return own && { context, own };
}
