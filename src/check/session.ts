/**
 * @file The sheet of a document under one reading, and the sheets of other readings that the text
 * leaves open: which activation σ is, and which of several versions of a letter is meant.
 */
import type { Document } from "../document/index.ts";
import { Arena } from "../expression/index.ts";
import { type DecimalCommas, nameKey, S, type Syntax } from "../notation/index.ts";
import type { Excerpt } from "../source/index.ts";
import { readProblem, readValues } from "../worksheet/index.ts";
import { activations, likeliest, mayActivate, namedActivation } from "./activation.ts";
import { multipliesExamples, withColumns } from "./alias.ts";
import { isForUnknowns, unknownsIn } from "./ansatz.ts";
import { buildSheet } from "./assembly.ts";
import type { Said, Supposed } from "./assumption.ts";
import { conditionsIn, signs, supposedIn, suppositionsIn } from "./assumption.ts";
import { Carries } from "./carry.ts";
import type { Chain, Division, Reading } from "./chain.ts";
import { classify, definedKey, noShapes, placeOf, type Shapes } from "./classify.ts";
import { decider } from "./decider.ts";
import { declaredLines, type PlacedLine, shapeLine } from "./declared.ts";
import type { Axes, Layout } from "./derivative.ts";
import { withDerivedFormulas } from "./derived-formula.ts";
import { sharedSection } from "./elsewhere.ts";
import { holds } from "./finding.ts";
import { Heads } from "./heads.ts";
import { Hypotheses } from "./hypotheses.ts";
import { instanceExtras, instancesIn, instanceValues } from "./instance.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { knownValues } from "./known.ts";
import { saidLater } from "./later.ts";
import { putIn } from "./match.ts";
import { readMeant } from "./meant.ts";
import { transposedIn } from "./names.ts";
import { mayReachLess, withNarrowCalls } from "./narrow-calls.ts";
import { numberedLines } from "./numbered.ts";
import type { Extra, Plan } from "./plan.ts";
import { proseLines, proseValues, toldSizes } from "./prose.ts";
import { provisosOf } from "./proviso.ts";
import { redefined } from "./redefinition.ts";
import { repairOf } from "./repair.ts";
import { type Restriction, reaches, restricts, underRestrictions } from "./restriction.ts";
import { type Around as AroundForms, itemAt } from "./rewriting.ts";
import { roughIn } from "./rough.ts";
import { isOfRows, rowNames, withRows } from "./row-vectors.ts";
import type { DocumentSheet } from "./sheet.ts";
import { mayRestrict, pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { type Implied, inferValues, saidValues, Values } from "./values.ts";
import { namesIn, supersededIn, versionsOf } from "./versions.ts";
import type { Calculations } from "./worked.ts";

/** What a caller may add. */
export interface CheckOptions {
  /** Values that the document leaves out: `x1 = pi, x2 = 2`. */
  readonly given?: string;
  /** Is told, now and then, how many of so many statements have been looked at. */
  readonly progress?: (done: number, total: number) => void;
}

/** What the text leaves open, settled one way. */
export interface Choice {
  /** What σ is where the document does not define it. */
  readonly activation: string;
  /** Whether the links of a chain are derivatives along one edge. */
  readonly explicit: boolean;
  /** How derivatives are laid out: in numerator layout dL/dW = x δ^T. */
  readonly layout: Layout;
  /** Definitions that are left aside, so that an older version of the letter is meant. */
  readonly without: ReadonlySet<number>;
  /** Whether a function without a definition before is the one that is defined next. */
  readonly ahead: boolean;
  /** Whether \mathbf{x}_i is a vector for each i, and not an entry of one. */
  readonly examples: boolean;
  /** Whether vectors that are written as lists or in one row are rows. */
  readonly rows: boolean;
  /** Whether \cos x(y + z) is cos x times y + z. */
  readonly narrow: boolean;
}

/** What the whole document says to a part of it. */
interface Around {
  /** The activation that σ is there. */
  readonly named?: string;
  /** Numbers that it gives as they are. */
  readonly numbers: ReadonlySet<string>;
  /** The places of definitions that say near what number a name is. */
  readonly rough: ReadonlySet<string>;
  /** What names are said to be, or were printed as. */
  readonly sizes: Calculations["sizes"];
  /** What tables and words say that names are. */
  readonly told: Calculations["sizes"];
  /** It as it is read where no sum is left out and no letter is a class. */
  readonly plain: () => Reading;
}

/** What a document has settled to: where its names are said anew, and what they are. */
interface Settled {
  readonly shapes: Shapes;
  /** The places of statements that define a name anew, and of those that only rewrite it. */
  readonly anew: ReadonlySet<string>;
  readonly rewritten: ReadonlySet<string>;
  readonly axes: ReadonlyMap<string, Axes>;
}

const noSizes: Calculations["sizes"] = new Map();

/** How often letters are looked at again for what is defined anew, one definition of each. */
const versionLimit = 8;

/** So many definitions of one letter are tried, as in a list of exercises before its solutions. */
const versionsTried = 12;

/** How often after that, all definitions at a time. */
const batchLimit = 4;

/** A document with its statements, and its sheet under any choice. */
export class Session {
  readonly document: Document;
  readonly reading: Reading;
  readonly statements: readonly Statement[];
  /** The choice that is tried first. */
  first: Choice;
  private readonly arena = new Arena();
  private readonly given: readonly PlacedLine[];
  private readonly around: Around;
  private readonly supposed: readonly Supposed[];
  /** Bold letters with an index, of which examples may be meant. */
  readonly examples: ReadonlySet<string>;
  private signs: readonly Said[] | undefined;
  private lines: readonly PlacedLine[];
  private readonly settled: Settled;
  /** The places of definitions to which no meaning could be given; their names count as inputs. */
  private readonly meaningless = new Set<string>();
  private readonly benches = new Map<string, Bench>();
  private said: readonly Restriction[] | undefined;
  private turned: ReadonlySet<string> | undefined;
  /** Statements that say what an argument of a function is. */
  private solved: readonly number[] | undefined;
  /** The axes of derivatives, as the last sheet had them. */
  private readonly derivativeAxes: Map<string, Axes>;

  /** The session of a whole document. */
  static of(document: Document, options: CheckOptions, commas: DecimalCommas): Session {
    const { reading, examples, plain } = readMeant(document, commas);
    const texts = [options.given ?? "", ...document.given.map(({ text }) => text)];
    const supposed = texts.flatMap((text, k) => supposedIn(text, 100 * k));
    const hidden = supposed.map(({ key, gap }) => hiddenLine(key, gap));
    const given = [...givenLines(document, reading, options), ...hidden];
    const values = proseValues(document, reading);
    given.push(...proseLines(values));
    const told = toldSizes(document, reading, values);
    const none = new Set<string>();
    const around = { numbers: none, rough: none, sizes: noSizes, told, plain };
    return new Session(document, reading, given, supposed, examples, around);
  }

  private constructor(
    document: Document,
    reading: Reading,
    given: readonly PlacedLine[],
    supposed: readonly Supposed[],
    examples: ReadonlySet<string>,
    around: Around,
    from?: Settled,
  ) {
    const { named } = around;
    this.derivativeAxes = new Map(from?.axes);
    this.around = around;
    this.document = document;
    this.reading = reading;
    this.given = given;
    this.lines = given;
    this.supposed = supposed;
    this.examples = examples;
    this.first = {
      activation: named ?? namedActivation(document),
      explicit: false,
      layout: "mixed",
      without: new Set(),
      ahead: false,
      examples: multipliesExamples(reading, examples),
      rows: false,
      narrow: false,
    };
    const settled = this.settle(from);
    const { statements } = settled;
    this.settled = { ...settled, axes: new Map(this.derivativeAxes) };
    this.statements = statements;
    // values that the steps imply tell how large vectors and matrices are
    const bench = this.benchOf(settled.sheet, statements);
    const sized = shapeLines(bench);
    if (sized.length > 0) this.lines = [...this.lines, ...sized];
    else this.benches.set(keyOf(this.first), bench);
    this.declare();
    // what σ is in the whole, it is in its parts
    const holdsWith = (statement: Statement, activation: string): boolean => {
      const bench = this.bench({ ...this.first, activation });
      const pair = pairOf(statement, bench.sheet);
      const finding = pair && judge(bench, pair);
      // at a kink all kinds of things hold
      return finding !== null && holds(finding) && finding.edge !== true;
    };
    const { activation: first } = this.first;
    const activation = named ?? likeliest(document, this.statements, first, holdsWith);
    this.first = { ...this.first, activation };
  }

  /** Takes declared shapes for inputs that would be numbers, unless a step loses its meaning. */
  private declare(): void {
    const { lines, statements } = this;
    const { sheet } = this.bench();
    const declared = declaredLines(sheet, this.document, statements);
    if (declared.length === 0) return;
    const kept = new Map(this.benches);
    const count = readable(statements, sheet);
    this.lines = [...lines, ...declared];
    this.benches.clear();
    if (readable(statements, this.bench().sheet) >= count) return;
    this.lines = lines;
    this.benches.clear();
    for (const [key, own] of kept) this.benches.set(key, own);
  }

  /** The session of some of the chains, beside which the document gives some numbers. */
  narrowed(reading: Reading, numbers = this.around.numbers, given = this.given): Session {
    const isWhole = reading.chains.length === this.reading.chains.length;
    return this.read(reading, numbers, given, isWhole ? this.settled : undefined);
  }

  /** The session of the document in a reading in which names are others. */
  renamed(reading: Reading): Session {
    return this.read(reading, this.around.numbers, this.given, undefined);
  }

  /** The reading in which no sum is left out and no letter is a class. */
  get plain(): Reading {
    return this.around.plain();
  }

  private read(
    reading: Reading,
    numbers: ReadonlySet<string>,
    given: readonly PlacedLine[],
    from: Settled | undefined,
  ): Session {
    const { rough, sheet } = this.bench();
    const places = new Set([...rough].map(({ span }) => placeOf(span)));
    const { activation: named } = this.first;
    const { told, plain } = this.around;
    const around = { named, numbers, rough: places, sizes: sheet.sizes, told, plain };
    return new Session(this.document, reading, given, this.supposed, this.examples, around, from);
  }

  /** The session with vectors of as many entries as are numbered; null where nothing shows it. */
  numbered(): Session | null {
    const lines = numberedLines(this.bench().sheet);
    if (lines.length === 0) return null;
    const { numbers } = this.around;
    return this.narrowed(this.reading, numbers, [...this.given, ...lines]);
  }

  /** Classifies until shapes and versions are settled. */
  private settle(from?: Settled) {
    const { reading, first } = this;
    const { source } = this.document;
    const [anew, rewritten] = [new Set(from?.anew), new Set(from?.rewritten)];
    let shapes = from?.shapes ?? noShapes;
    let statements = classify(reading, shapes, { anew, rewritten });
    let sheet = this.sheet(statements, shapes, first);
    const again = (): boolean => {
      const before = statements;
      statements = classify(reading, shapes, { anew, rewritten });
      sheet = this.sheet(statements, shapes, first);
      return statements.some(({ kind }, k) => kind !== before[k]!.kind);
    };
    if (from === undefined) {
      shapes = shapesOf(sheet);
      // entries are entries only where the whole is known to be a vector
      if (again()) {
        shapes = shapesOf(sheet);
        again();
      }
    }
    for (let round = 0; round < versionLimit + batchLimit; round++) {
      const bench = this.benchOf(sheet, statements);
      const search = { document: this.document, reading, bench };
      const around: AroundForms = {
        repaired: (...step) => repairOf(search, ...step),
        itemOf: ({ span }) => itemAt(source, reading.text.origin(span.from)),
      };
      let restrictions: readonly Restriction[] | undefined;
      const isSaid = (statement: Statement, pair: Pair): boolean => {
        restrictions ??= restrictionsIn(statements, sheet, reading.chains);
        const said = restrictions.filter((one) => {
          return reaches(one.statement, statement, reading.divisions);
        });
        const finding = underRestrictions(bench, said, [pair.left, pair.right], statement);
        return finding !== null && holds(finding);
      };
      const latest = new Map<string, Bench>();
      const isLatest = (statement: Statement): boolean => {
        const without = supersededIn(statement, statements);
        if (without.size === 0) return false;
        const choice = { ...this.first, without };
        const own =
          latest.get(keyOf(choice)) ??
          this.benchOf(this.sheet(statements, shapes, choice), statements);
        latest.set(keyOf(choice), own);
        const pair = pairOf(statement, own.sheet);
        const finding = pair && judge(own, pair);
        return finding !== null && holds(finding);
      };
      const known = { sheet, bench, source, isSaid, isLatest, around };
      const found = redefined(statements, known, round < versionLimit);
      if (found.anew.length === 0 && found.rewritten.length === 0) break;
      for (const place of found.anew) anew.add(place);
      for (const place of found.rewritten) rewritten.add(place);
      shapes = shapesOf(sheet);
      again();
    }
    return { statements, shapes, sheet, anew, rewritten };
  }

  /** The sheet and the values under a choice. */
  bench(choice: Choice = this.first): Bench {
    const key = keyOf(choice);
    let bench = this.benches.get(key);
    if (bench === undefined) {
      const sheet = this.sheet(this.statements, this.settled.shapes, choice);
      bench = this.benchOf(sheet, this.statements);
      this.benches.set(key, bench);
    }
    return bench;
  }

  private benchOf(sheet: DocumentSheet, statements: readonly Statement[]): Bench {
    const { document, reading, meaningless, around } = this;
    return benchOf(document, reading.divisions, { sheet, statements, meaningless, around });
  }

  /** Equations that may hold of some values only. */
  get restrictions(): readonly Restriction[] {
    const { sheet } = this.bench();
    this.said ??= restrictionsIn(this.statements, sheet, this.reading.chains);
    return this.said;
  }

  /** What the document says of signs. */
  get conditions(): readonly Said[] {
    const { sheet } = this.bench();
    this.signs ??= [
      ...suppositionsIn(this.supposed, sheet),
      ...conditionsIn(this.statements, sheet),
    ];
    return this.signs;
  }

  /** The conditions under which alone a statement is said: "$y = x$ if $x > 0$". */
  provisos({ chain }: Statement): readonly Said[] {
    const own = provisosOf(chain, this.reading.chains);
    return this.conditions.filter(({ statement }) => statement && own.includes(statement.chain));
  }

  /** Whether what one statement says is still said where another one stands. */
  reaches(said: Statement, at: Statement): boolean {
    return reaches(said, at, this.reading.divisions);
  }

  /** The first choice, with one statement left aside. */
  without(id: number): Choice {
    return { ...this.first, without: new Set([id]) };
  }

  /** Other choices under which a statement may hold. */
  *others(statement: Statement): Generator<Choice> {
    if (mayActivate(this.statements, statement)) {
      for (const activation of activations) {
        if (activation !== this.first.activation) yield { ...this.first, activation };
      }
    }
    if (statement.chain.parts[0]!.kind === "derivative") yield { ...this.first, explicit: true };
    if (this.statements.some(({ left, right }) => [left, right].some(mayReachLess))) {
      yield { ...this.first, narrow: true };
    }
    const rows = this.asRows(statement);
    if (rows !== null) yield rows;
    if (this.isOfExamples(statement)) yield { ...this.first, examples: !this.first.examples };
    for (const layout of this.layoutsIn(statement)) yield { ...this.first, layout };
    // all of θ_1, θ_2, … may be updated at once
    const updates = this.statements.filter(({ id, kind, chain }) => {
      return kind === "update" && id < statement.id && chain !== statement.chain;
    });
    if (updates.length > 0) {
      yield { ...this.first, without: new Set(updates.map(({ id }) => id)) };
    }
    const superseded = supersededIn(statement, this.statements);
    if (superseded.size > 0) yield { ...this.first, without: superseded };
    yield* this.olderVersions(statement, new Set());
    const solved = this.argumentValues(statement);
    if (solved.size === 0) return;
    yield { ...this.first, without: solved };
    yield* this.olderVersions(statement, solved);
  }

  /**
   * What is said of the arguments of functions: "y = −x² gives x = 0" solves equations, and
   * f(x, y) is of any x and y all the same.
   */
  private argumentValues({ id: at }: Statement): ReadonlySet<number> {
    this.solved ??= solvedIn(this.statements);
    return new Set(this.solved.filter((id) => id !== at));
  }

  /** The layouts in which some derivative in a statement is another one. */
  layoutsIn(statement: Statement): ReadonlySet<Layout> {
    return this.bench().sheet.layoutsIn(statement);
  }

  /** Whether a statement is of \mathbf{x}_i, where x is taken for a vector. */
  private isOfExamples({ left, right, chain: { part } }: Statement): boolean {
    const { sheet } = this.bench();
    return [left, right].flatMap(namesIn).some((key) => {
      const rank = sheet.named(key, part)?.shape.length ?? 0;
      return this.examples.has(key) && rank === (this.first.examples ? 2 : 1);
    });
  }

  /** The vectors that may be rows. */
  private get rowNames(): ReadonlySet<string> {
    const { text } = this.reading.text;
    this.turned ??= rowNames(this.bench().sheet, this.statements, text, this.document.source);
    return this.turned;
  }

  /** The choice of rows for vectors, where that makes a difference to a statement; else null. */
  asRows({ left, right }: Statement): Choice | null {
    const names = this.rowNames;
    const isConcerned = names.size > 0 && [left, right].some((side) => isOfRows(side, names));
    return isConcerned ? { ...this.first, rows: true } : null;
  }

  /** Lines that give the names of examples two axes, in every part. */
  private exampleLines(): PlacedLine[] {
    return this.reading.divisions.flatMap((_, part) => {
      return [...this.examples].map((key, k) => {
        const entry = (name: string) => S.subscripted(S.name(name), "a", "b");
        const left = entry(`\u00a7x${part}.${k}`);
        const span = { from: -1, to: -1 };
        return { part, line: { kind: "definition" as const, left, right: entry(key), span } };
      });
    });
  }

  /** Without what is said of the letters of a statement only later on; null where nothing is. */
  untilThen(statement: Statement): Choice | null {
    const later = saidLater(statement, this.statements);
    return later.size > 0 ? { ...this.first, without: later } : null;
  }

  /** Without the equations that were taken for definitions of what stands on their right side. */
  withoutEquations({ id }: Statement): Choice | null {
    const equations = this.statements.filter(({ id: own, kind, left }) => {
      return own !== id && kind === "definition" && nameKey(left) === undefined && isMade(left);
    });
    if (equations.length === 0) return null;
    return { ...this.first, without: new Set(equations.map((one) => one.id)) };
  }

  /** Without the latest definitions of the letters that a statement uses, one after the other. */
  private *olderVersions(statement: Statement, besides: ReadonlySet<number>): Generator<Choice> {
    for (const ids of versionsOf(statement, this.statements)) {
      const before = ids.filter((id) => id < statement.id);
      const behind = ids.filter((id) => id > statement.id);
      const newest = this.sharedSection(before.at(-1), statement);
      for (let count = 1; count < Math.min(before.length, versionsTried); count++) {
        // of the f of another question is nothing meant where this one says what f is
        if (this.sharedSection(before.at(-count - 1), statement) < newest) break;
        yield { ...this.first, without: new Set([...besides, ...before.slice(-count)]) };
      }
      if (behind.length > 0 && before.length > 0) {
        yield { ...this.first, without: new Set([...besides, ...before]), ahead: true };
      }
    }
  }

  /** The smallest section that a definition and a statement are in. */
  private sharedSection(id: number | undefined, { chain: { part } }: Statement): number {
    const own = id === undefined ? undefined : this.statements.find((one) => one.id === id);
    return own === undefined ? 0 : sharedSection(own.chain.part, part, this.reading.divisions);
  }

  private sheet(statements: readonly Statement[], shapes: Shapes, choice: Choice): DocumentSheet {
    const { activation, explicit, layout, without, ahead, examples, rows, narrow } = choice;
    const meant = explicit ? nextForms(statements) : statements;
    const isMeant = ({ span }: Statement): boolean => !this.meaningless.has(placeOf(span));
    const used = meant.filter((one) => !without.has(one.id) && isMeant(one));
    const told = withDerivedFormulas(used).filter(isMeant);
    const sampled = examples ? told.map((one) => withColumns(one, this.examples)) : told;
    const { text } = this.reading.text;
    const called = narrow ? sampled.map(withNarrowCalls) : sampled;
    const kept = rows ? called.map((one) => withRows(one, this.rowNames, text)) : called;
    const instances = instancesIn(kept);
    const extras = [...impliedExtras(kept), ...instanceExtras(kept, instances)];
    const plan: Plan = {
      statements: kept,
      divisions: this.reading.divisions,
      lines: examples ? [...this.lines, ...this.exampleLines()] : this.lines,
      extras,
      instances,
      isTensor: shapes.isTensor,
      activation,
      explicit,
      layout,
      sizes: this.around.sizes,
      told: this.around.told,
      ahead,
    };
    const sheet = buildSheet(plan, this.arena, this.derivativeAxes);
    const lost = sheet.meaningless(kept).filter(({ span }) => !this.meaningless.has(placeOf(span)));
    if (lost.length === 0) return sheet;
    // a definition without a meaning would take that of every formula that uses its name
    for (const { span } of lost) this.meaningless.add(placeOf(span));
    return this.sheet(statements, shapes, choice);
  }
}

/**
 * The statements with the formula that a name has next for its definition: y = σ(x)(1 − σ(x)) that
 * is then y = u s depends on u along an edge. What is used in between keeps its first formula.
 */
function nextForms(statements: readonly Statement[]): readonly Statement[] {
  const forms = new Map<string, number>();
  const defined = new Set<string>();
  const used = new Set<string>();
  for (const { id, kind, at, left, right, restates, closed } of statements) {
    const key = at > 0 ? undefined : nameKey(left);
    const isForm = kind === "step" && restates && !closed;
    if (key !== undefined && kind === "definition") defined.add(key);
    if (key !== undefined && isForm && defined.has(key) && !used.has(key)) forms.set(key, id);
    for (const name of [left, right].flatMap(namesIn)) if (name !== key) used.add(name);
  }
  if (forms.size === 0) return statements;
  return statements.flatMap((statement): Statement[] => {
    const form = forms.get(nameKey(statement.left) ?? "");
    if (form === statement.id) return [{ ...statement, kind: "definition" }];
    const isOld = form !== undefined && statement.kind === "definition" && statement.id < form;
    return isOld ? [] : [statement];
  });
}

/** The statements that say what an argument of some function is, in terms of such arguments. */
function solvedIn(statements: readonly Statement[]): readonly number[] {
  const names = new Set(
    statements.flatMap(({ kind, left }) => {
      return kind === "definition" && left.kind === "applied" ? left.arguments.map(nameKey) : [];
    }),
  );
  return statements.flatMap(({ id, kind, left, right }) => {
    const key = kind === "definition" ? nameKey(left) : undefined;
    const isOfThese = key !== undefined && [key, ...namesIn(right)].every((one) => names.has(one));
    return isOfThese ? [id] : [];
  });
}

const keyOf = (choice: Choice): string => {
  const { activation, explicit, layout, without, ahead, examples, rows, narrow } = choice;
  return [activation, explicit, layout, ahead, examples, rows, narrow, ...without].join(" ");
};

const shapesOf = (sheet: DocumentSheet): Shapes => ({
  isTensor: (key, part) => sheet.isTensor(key, part),
  isGiven: (key, part) => sheet.isGiven(key, part),
});

/** A name of the whole document for a formula. */
function hiddenLine(key: string, right: Syntax): PlacedLine {
  return { part: 0, line: { kind: "definition", left: S.name(key), right, span: right } };
}

/** Values from the caller and the front matter, and the lines of fenced problems. */
function givenLines(
  { given }: Document,
  { problems }: Reading,
  options: CheckOptions,
): PlacedLine[] {
  const first = (text: string): PlacedLine[] => {
    return readValues(text).statements.map((line) => ({ part: 0, line }));
  };
  const fenced = problems.flatMap(({ part, excerpt }: { part: number; excerpt: Excerpt }) => {
    const { statements } = readProblem(excerpt.text);
    return statements.flatMap((line): PlacedLine[] => {
      return line.kind === "part" || line.kind === "find" ? [] : [{ part, line }];
    });
  });
  return [...first(options.given ?? ""), ...given.flatMap(({ text }) => first(text)), ...fenced];
}

const implied = (id: number, k: number, side: "l" | "r"): string => `\u00a7i${id}.${k}${side}`;

/** What steps say by putting numbers in, as formulas of which the meaning is wanted. */
function impliedExtras(statements: readonly Statement[]): Extra[] {
  return putIn(statements).flatMap(({ by, k, left, right }): Extra[] => [
    { key: implied(by, k, "l"), by, right: left },
    { key: implied(by, k, "r"), by, right },
  ]);
}

/** A sheet, and what it is made of. */
interface Understood {
  readonly sheet: DocumentSheet;
  readonly statements: readonly Statement[];
  readonly meaningless: ReadonlySet<string>;
  readonly around: Around;
}

/** The values of a sheet, and the decider. */
function benchOf(
  document: Document,
  divisions: readonly Division[],
  { sheet, statements, meaningless, around }: Understood,
): Bench {
  const said = [...saidValues(sheet), ...instanceValues(sheet, statements)];
  const equations = putIn(statements).flatMap(({ by, k, left: one, right: other }): Implied[] => {
    const left = sheet.meaning(implied(by, k, "l"), one).node;
    const right = sheet.meaning(implied(by, k, "r"), other).node;
    const fits = left !== null && right !== null && left.shape.length === right.shape.length;
    return fits ? [{ left, right, from: by }] : [];
  });
  const values = new Values(sheet, [...said, ...inferValues(sheet, said, equations)]);
  const sides = statements.flatMap(({ left, right }) => [left, right]);
  const rough = roughIn(statements, around.rough);
  let known: ReturnType<typeof knownValues> | undefined;
  let carries: Carries | undefined;
  const lost = statements.flatMap(({ span, left, right }) => {
    return meaningless.has(placeOf(span)) ? [definedKey(left, right) ?? ""] : [];
  });
  const decide = decider(sheet);
  return {
    sheet,
    lost: new Set(lost),
    rough,
    values,
    decide,
    heads: new Heads(statements, divisions),
    transposed: new Set(sides.flatMap(transposedIn)),
    hypotheses: new Hypotheses(document, statements, sheet, decide),
    get known() {
      known ??= knownValues(sheet, values.firm(), rough, around.numbers);
      return known;
    },
    get carries() {
      carries ??= new Carries(sheet, values, () => this.known, statements, rough);
      return carries;
    },
  };
}

/** The shapes of inputs whose values only follow from steps. */
function shapeLines({ sheet, values }: Bench): PlacedLine[] {
  return sheet.worksheet.quantities.flatMap((quantity) => {
    const { variable, formula, value, shape } = quantity;
    const isOpen = shape.some((size) => typeof size === "string");
    if (formula !== null || value !== null || !isOpen) return [];
    const node = values.ofInput(variable, Number.MAX_SAFE_INTEGER, null);
    if (node === undefined) return [];
    return [shapeLine(quantity, node.shape)];
  });
}

/** How many steps have a meaning on both sides. */
function readable(statements: readonly Statement[], sheet: DocumentSheet): number {
  return statements.filter((one) => one.kind === "step" && pairOf(one, sheet) !== null).length;
}

/** The equations of statements that may hold of some values only. */
function restrictionsIn(
  statements: readonly Statement[],
  sheet: DocumentSheet,
  chains: readonly Chain[],
): readonly Restriction[] {
  const unknowns = unknownsIn(statements);
  return statements.flatMap((statement): Restriction[] => {
    const isForSome = isForUnknowns(statement, unknowns);
    if (!restricts(statement, mayRestrict(statement) || isForSome)) return [];
    // what is said "if x > 0" is not said of every x
    if (provisosOf(statement.chain, chains).some((one) => one.signs[0]! in signs)) return [];
    const [left, right] = [sheet.left(statement).node, sheet.right(statement).node];
    if (left === null || right === null) return [];
    const names = isForSome ? unknowns.get(statement.chain.part) : undefined;
    return [{ statement, left, right, ...(names && { unknowns: names }) }];
  });
}

/** Whether a formula is a sum or a product, A x of A x = b. */
const isMade = ({ kind }: Syntax): boolean => kind === "sum" || kind === "product";
