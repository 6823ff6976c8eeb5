/**
 * @file Steps whose shapes do not fit, whatever reading is tried: a product in the wrong order, a
 * transpose too many or too few. The shapes of the names must be established without the step
 * itself, by values, by declared sizes or by other statements, which also say whether a vector
 * stands as a column or as a row; sizes that are letters refute only where one change of the step
 * makes it fit.
 */
import type { Document } from "../document/index.ts";
import type { Size } from "../expression/index.ts";
import { children, nameKey, readFormula, type Syntax, writeLatex } from "../notation/index.ts";
import { isProblem } from "../source/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { measuredAs } from "./conversion.ts";
import { type Declared, declaredShapes } from "./declared.ts";
import { editsOf } from "./edit.ts";
import { ancestorsOf, headingOf, sectionsAround } from "./elsewhere.ts";
import { type Finding, holds } from "./finding.ts";
import {
  type Fitting,
  type Grid,
  type Grids,
  gridsOf,
  gridText,
  habitsOf,
  meet,
  meetAsTheyStand,
  type Stand,
  standing,
} from "./fit.ts";
import type { Bench } from "./judge.ts";
import { differentiatedIn, mentionedIn } from "./names.ts";
import { hasPart } from "./parts.ts";
import type { Repair } from "./repair.ts";
import { isList } from "./row-vectors.ts";
import { givenTwice } from "./shaped.ts";
import { isNought } from "./solved.ts";
import { type Constraint, settled } from "./stand.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** A document that has been judged. */
export interface Surroundings {
  readonly document: Document;
  readonly reading: Reading;
  readonly statements: readonly Statement[];
  /** Whether a statement was found to hold, or is a definition. */
  readonly isSound: (statement: Statement) => boolean;
  readonly bench: Bench;
  /** The same of the document without a statement. */
  readonly benchWithout: (statement: Statement) => Bench;
  /** The repair of a step by what its left side is; null when none is found. */
  readonly repaired: (statement: Statement) => Repair | null;
}

/** A misfit as a finding, with the change that makes it fit. */
export interface MisfitFound {
  readonly finding: Finding;
  readonly repair: Repair | null;
}

/** At most so many statements are looked at without themselves. */
const lookLimit = 12;

/** At most so many vectors of one statement are turned. */
const turnLimit = 5;

const bothWays: readonly Stand[] = ["column", "row"];

/** What may be multiplied by a star of its own. */
const convolution = /convol|faltung|свёртк|свертк|卷积|畳み込み|합성곱/iu;

const isStar = (part: Syntax): boolean =>
  part.kind === "product" && part.joints.some((joint) => joint === "star");

/** A vector or a matrix by its letter. */
const isBold = /^\\(?:mathbf|boldsymbol|bm|bf)\{/;

/** What derivatives by vectors are called where it is asked how they stand. */
const slope = "\u2202";

/** Finds the misfits of one document. */
export class Misfits {
  private readonly around: Surroundings;
  private readonly declared: readonly Declared[];
  private readonly settled = new Map<Chain, ReadonlyMap<string, Stand>>();
  private constraints: readonly (Constraint & { readonly chain: Chain })[] | undefined;
  private readonly habits: Omit<Fitting, "of">;
  /** Names of which rows or columns are taken, B_{i,:}. */
  private readonly sliced: ReadonlySet<string>;
  private looks = lookLimit;

  constructor(around: Surroundings) {
    this.around = around;
    this.declared = declaredShapes(around.document, around.statements);
    this.sliced = new Set(
      around.statements.flatMap(({ left, right }) => [left, right].flatMap(slicedIn)),
    );
    const { text } = around.reading.text;
    const gradientLayout = around.statements.some((one) => {
      return one.kind === "step" && around.isSound(one) && this.isByMatrix(one);
    });
    this.habits = {
      ...habitsOf(text),
      gradientLayout,
      isList: (syntax) => isList(syntax, text),
      inner: new Set(around.statements.flatMap(({ chain }) => chain.parts.flatMap(innerIn))),
    };
  }

  /** The misfit in a statement; null when there is none that is beyond doubt. */
  of(statement: Statement): MisfitFound | null {
    // words may say what it goes on from: "residuals $[1, 2]$, MSE $= 5$"
    if (statement.chain.isApart && statement.at === 0) return null;
    if (measuredAs(statement) !== null || this.isOfTwoTexts(statement)) return null;
    if (this.looks <= 0 || !this.isMisfit(statement, this.around.bench)) return null;
    this.looks--;
    const bench = this.around.benchWithout(statement);
    if (!this.isMisfit(statement, bench)) return null;
    if (givenTwice(statement, this.around.statements) !== null) return null;
    const repair = this.around.repaired(statement) ?? this.repaired(statement, bench);
    if (repair === null && !this.isNumeric(statement, bench)) return null;
    const misfit = this.told(statement, bench);
    return { finding: { verdict: "refuted", misfit }, repair };
  }

  /**
   * Whether a vector with as many entries as its numbers stands beside one of d entries, whatever d
   * is, or what stands between lists may be a convolution.
   */
  private isOfTwoTexts(statement: Statement): boolean {
    const { left, right } = statement;
    const shapes = [...this.shapesIn(statement, [left, right], this.around.bench).values()];
    const isOf = (type: "number" | "string"): boolean => {
      return shapes.some(
        (shape) => shape.length > 0 && shape.every((size) => typeof size === type),
      );
    };
    if (isOf("number") && isOf("string")) return true;
    const isStarred = [left, right].some((side) => hasPart(side, isStar));
    return isStarred && convolution.test(this.around.document.source);
  }

  /** Whether a chain begins with the derivative of a scalar by a matrix. */
  private isByMatrix({ chain, at }: Statement): boolean {
    const [head] = chain.parts;
    if (at > 0 || head === undefined) return false;
    const by =
      head.kind === "derivative" && head.by.length === 1
        ? head.by[0]!.variable
        : head.kind === "gradient"
          ? head.by
          : null;
    const key = by === null ? undefined : nameKey(by);
    const shape =
      key === undefined ? undefined : this.around.bench.sheet.named(key, chain.part)?.shape;
    return shape?.length === 2 && shape[0] !== shape[1];
  }

  private isMisfit(statement: Statement, bench: Bench): boolean {
    const { left, right, at, chain } = statement;
    // 0 is the zero of any shape
    if (isNought(left) || isNought(right)) return false;
    const isDefined = statement.kind === "definition";
    const isName = at === 0 && nameKey(left) !== undefined && left.kind !== "subscript";
    const ways = this.waysOf(statement, [left, right], bench).map((fitting) => {
      return { own: this.grids(left, fitting, isDefined), other: gridsOf(right, fitting) };
    });
    if (ways.length === 0) return false;
    // vectors stand as the left side has them
    const fitting = ways.filter(({ own }) => own?.length !== 0);
    // the last link has said so of its right side
    if (fitting.length === 0) return !(at > 0 || chain.continues || statement.closed);
    return fitting.every(({ own, other }) => {
      // a name that is said to be of another shape is another thing
      return isName ? other?.length === 0 : !meet(own, other);
    });
  }

  private grids(left: Syntax, fitting: Fitting, isDefined: boolean): Grids {
    return isDefined && !this.isDeclared(left) ? null : gridsOf(left, fitting);
  }

  private isDeclared(left: Syntax): boolean {
    const base = left.kind === "subscript" ? left.base : left;
    const keys = [nameKey(left), nameKey(base)];
    return this.declared.some(({ key }) => keys.includes(key)) || base !== left;
  }

  /** The ways in which the vectors of some formulas may stand; none where there are too many. */
  private waysOf(statement: Statement, sides: readonly Syntax[], bench: Bench): readonly Fitting[] {
    const shapes = this.shapesIn(statement, sides, bench);
    const vectors = turnable(shapes, sides);
    if (vectors.length > turnLimit) return [];
    const choices = vectors.map((key) => this.standsOf(key, statement));
    return combinations(choices).map((stands) => {
      return this.fitting(shapes, new Map(vectors.map((key, k) => [key, stands[k]!])));
    });
  }

  private fitting(
    shapes: ReadonlyMap<string, readonly Size[]>,
    stands: ReadonlyMap<string, Stand>,
  ): Fitting {
    const of = (key: string): Grids => {
      const shape = shapes.get(key);
      if (shape === undefined || shape.length > 2) return null;
      const [rows = 1, columns = 1] = shape;
      return [shape.length === 1 ? standing(rows, stands.get(key)) : [rows, columns]];
    };
    return { ...this.habits, of, slope: stands.get(slope) };
  }

  /** The shapes of the names in a statement that are established. */
  private shapesIn(
    statement: Statement,
    sides: readonly Syntax[],
    bench: Bench,
  ): ReadonlyMap<string, readonly Size[]> {
    const found = new Map<string, readonly Size[]>();
    const visit = (syntax: Syntax): void => {
      const key = nameKey(syntax);
      const shape = key === undefined ? undefined : this.shapeOf(key, statement, bench);
      if (shape !== undefined) found.set(key!, shape);
      for (const child of children(syntax)) visit(child);
    };
    for (const side of sides) visit(side);
    return found;
  }

  /**
   * The shape of a name where it is declared under the same heading or one above, or follows from
   * values that the text gives, in the statement at hand least of all; undefined otherwise.
   */
  private shapeOf(
    key: string,
    { id, chain }: Statement,
    { sheet, values }: Bench,
  ): readonly Size[] | undefined {
    const { part } = chain;
    const sizes = this.declaredSizes(key, part, sheet);
    if (sizes !== undefined) return sizes;
    const quantity = sheet.named(key, part);
    if (quantity === undefined) return undefined;
    const { variable, shape } = quantity;
    const inputs = variablesOf(sheet.expand(variable));
    const isValued = inputs.every((input) => {
      return values.ofInput(input, Number.MAX_SAFE_INTEGER, id) !== undefined;
    });
    if (isValued && shape.every((size) => typeof size === "number")) {
      const on = inputs.flatMap((input) => (input === variable ? [] : [sheet.nameOf(input)]));
      return this.isKnownIn(key, chain, quantity.part, on) ? shape : undefined;
    }
    const declared = inputs.filter((input) => this.declaredSizes(sheet.nameOf(input), part, sheet));
    const isDeclared = inputs.every((input) => {
      return declared.includes(input) || input.shape.length === 0;
    });
    if (quantity.formula !== null && declared.length > 0 && isDeclared) return shape;
    // what rows and columns are taken of is a matrix
    return shape.length === 2 && this.sliced.has(key) ? shape : undefined;
  }

  /**
   * Whether a name that got its value in one part is meant in another: under the same heading, or
   * where some other step holds outside of its own section that has it. A slope is one of the same
   * thing only beside what that depends `on`.
   */
  private isKnownIn(key: string, chain: Chain, from: number, on: readonly string[]): boolean {
    const { divisions } = this.around.reading;
    const section = headingOf(from, divisions);
    if (sectionsAround(chain.part, divisions).has(section)) return true;
    const elsewhere = this.around.statements.filter((one) => {
      if (one.kind !== "step" || one.chain === chain) return false;
      return headingOf(one.chain.part, divisions) !== section;
    });
    return elsewhere.some((one) => {
      const sides = [one.left, one.right];
      const mentioned = mentionedIn(sides);
      if (!mentioned.has(key) || !this.around.isSound(one)) return false;
      const isSlope = sides.flatMap(differentiatedIn).includes(key);
      return !isSlope || on.some((name) => mentioned.has(name));
    });
  }

  /** The sizes of a name that are declared for a part. */
  private declaredSizes(
    key: string,
    part: number,
    sheet: Bench["sheet"],
  ): readonly Size[] | undefined {
    const { divisions } = this.around.reading;
    const own = headingOf(part, divisions);
    const above = ancestorsOf(own, divisions);
    // what stands before all headings need not be said of all of them
    const isAbove = (section: number) => section > 0 && above.has(section);
    const quantity = sheet.named(key, part);
    const isFree = quantity?.formula === null && quantity.value === null;
    const all = this.declared.filter((one) => one.key === key);
    // a bold letter that is declared in one way is that all through a text
    const isOfAll =
      isFree && isBold.test(key) && new Set(all.map(({ sizes }) => `${sizes}`)).size === 1;
    const meant = all.filter((one) => {
      if (one.part > part) return false;
      const section = headingOf(one.part, divisions);
      if (section === own || isOfAll) return true;
      // further down the letter may be something else
      const there = sheet.named(key, one.part);
      return isAbove(section) && (there === undefined ? isFree : there === quantity);
    });
    const found = meant.at(-1);
    // y = Ax with one A, and further down y = xA with another
    const isTwofold = meant.some(
      (one) => one.part === found?.part && `${one.sizes}` !== `${found.sizes}`,
    );
    if (isTwofold) return undefined;
    return found?.sizes.map((size) => sheet.worksheet.sizes.get(`${size}`) ?? size);
  }

  /** How a vector stands by the other chains; both ways where they do not say, or do not agree. */
  private standsOf(key: string, { chain }: Statement): readonly Stand[] {
    let found = this.settled.get(chain);
    if (found === undefined) {
      this.constraints ??= this.around.statements.flatMap((one) => this.constraintOf(one));
      found = settled(this.constraints.filter((one) => one.chain !== chain));
      this.settled.set(chain, found);
    }
    const stand = found.get(key);
    return stand === undefined ? bothWays : [stand];
  }

  /** What a statement that holds says of how its vectors stand, if it says something. */
  private constraintOf(statement: Statement): (Constraint & { readonly chain: Chain })[] {
    if (!this.around.isSound(statement)) return [];
    const { left, right, chain, kind } = statement;
    const shapes = this.shapesIn(statement, [left, right], this.around.bench);
    const vectors = turnable(shapes, [left, right]);
    if (vectors.length === 0 || vectors.length > turnLimit) return [];
    const isMatrix = right.kind === "matrix" && !this.habits.isList(right);
    const all = combinations(vectors.map(() => bothWays)).map((stands) => {
      return new Map(vectors.map((own, k): [string, Stand] => [own, stands[k]!]));
    });
    const ways = all.filter((stands) => {
      const fitting = this.fitting(shapes, stands);
      const [own, other] = [gridsOf(left, fitting), gridsOf(right, fitting)];
      if (other === null) return false;
      // a name stands as what it is defined as; rows are written for columns, but not the reverse
      const isStrict = isMatrix
        ? right.rows.length > 1 && (nameKey(left) !== undefined || left.kind === "derivative")
        : kind === "definition";
      return (isStrict ? meetAsTheyStand : meet)(own, other);
    });
    return ways.length === 0 || ways.length === all.length ? [] : [{ ways, chain }];
  }

  /** The one change of the right side that makes it fit, a transpose or the order of a product. */
  private repaired(statement: Statement, bench: Bench): Repair | null {
    const { text } = this.around.reading.text;
    const { right, left } = statement;
    const edits = editsOf(right, text, new Map()).filter(({ kind }) => kind === "transpose");
    const { macros } = this.around.document;
    const found = edits.flatMap((edit) => {
      const edited = text.slice(right.from, edit.from) + edit.text + text.slice(edit.to, right.to);
      const { syntax, diagnostics } = readFormula(edited, { notation: "latex", macros });
      if (diagnostics.some(isProblem)) return [];
      const ways = this.waysOf(statement, [left, syntax], bench).map((fitting) => {
        const own = this.grids(left, fitting, statement.kind === "definition");
        const other = gridsOf(syntax, fitting);
        return other !== null && meet(own, other);
      });
      // the first way has all vectors as columns that no other step has as a row
      return ways.includes(true) ? [{ edit, edited, syntax, stands: ways[0] === true }] : [];
    });
    // what is right with vectors as they stand, then what only takes something away, then the order
    const { sheet, decide } = this.around.bench;
    const own = statement.kind === "step" ? sheet.left(statement).node : null;
    const holding = found.filter(({ syntax }) => {
      const node = own === null ? null : sheet.meaningIn(statement, syntax);
      return node !== null && holds(decide(sheet.expand(own!), sheet.expand(node)));
    });
    const sound = holding.length > 0 ? holding : found;
    const standing = sound.filter(({ stands }) => stands);
    const fitting = standing.length > 0 ? standing : sound;
    const best =
      fitting.find(({ edit }) => edit.text === "") ??
      fitting.find(({ edit }) => edit.what === "order") ??
      fitting[0];
    if (best === undefined) return null;
    const { edit, edited } = best;
    const message =
      edit.what === "order" ? "the order of the factors is wrong" : "a transpose is wrong";
    return { kind: "transpose", latex: edited.trim(), message, edit };
  }

  private isNumeric(statement: Statement, bench: Bench): boolean {
    const shapes = this.shapesIn(statement, [statement.left, statement.right], bench);
    return [...shapes.values()].flat().every((size) => typeof size === "number");
  }

  /** What does not fit, in words. */
  private told(statement: Statement, bench: Bench): string {
    const { left, right } = statement;
    const shapes = this.shapesIn(statement, [left, right], bench);
    const stands = turnable(shapes, [left, right]).map((key): [string, Stand] => {
      return [key, this.standsOf(key, statement).includes("column") ? "column" : "row"];
    });
    const fitting = this.fitting(shapes, new Map(stands));
    const [own, other] = [gridsOf(left, fitting), gridsOf(right, fitting)];
    if (own?.[0] !== undefined && other?.[0] !== undefined) {
      return `the left side is ${gridText(own[0])}, the right side ${gridText(other[0])}`;
    }
    const parts = culprits(other?.length === 0 ? right : left, fitting);
    const { text } = this.around.reading.text;
    return parts
      .map(([part, grid]) => `${text.slice(part.from, part.to).trim()} is ${gridText(grid)}`)
      .join(", ");
  }
}

/** What may stand as a column or as a row in some formulas: vectors, and derivatives by them. */
function turnable(
  shapes: ReadonlyMap<string, readonly Size[]>,
  sides: readonly Syntax[],
): readonly string[] {
  const vectors = [...shapes].flatMap(([key, shape]) => (shape.length === 1 ? [key] : []));
  return sides.some(hasSlope) ? [...vectors, slope] : vectors;
}

/** Whether a formula has a derivative in it. */
function hasSlope(syntax: Syntax): boolean {
  return syntax.kind === "derivative" || children(syntax).some(hasSlope);
}

/** The pairs of names of which a formula has the inner product, w^T x. */
function innerIn(syntax: Syntax): string[] {
  const inside = children(syntax).flatMap(innerIn);
  if (syntax.kind !== "product") return inside;
  const own = syntax.factors.flatMap((factor, k) => {
    const next = syntax.factors[k + 1];
    const key = factor.kind === "transpose" ? nameKey(factor.base) : undefined;
    const other = next === undefined ? undefined : nameKey(next);
    return key === undefined || other === undefined ? [] : [`${key} ${other}`];
  });
  return [...own, ...inside];
}

function slicedIn(syntax: Syntax): string[] {
  const inner = children(syntax).flatMap(slicedIn);
  if (syntax.kind !== "subscript" || syntax.indices.length !== 2) return inner;
  const isSlice = syntax.indices.some((index) => index.kind === "name" && index.text === ":");
  const key = nameKey(syntax.base);
  return isSlice && key !== undefined ? [...inner, key] : inner;
}

/** The parts that do not fit, in the smallest formula that has no shape. */
function culprits(syntax: Syntax, fitting: Fitting): readonly (readonly [Syntax, Grid])[] {
  let at = syntax;
  for (;;) {
    const next = partsOf(at).find((part) => gridsOf(part, fitting)?.length === 0);
    if (next === undefined) break;
    at = next;
  }
  return partsOf(at).flatMap((part): (readonly [Syntax, Grid])[] => {
    const grid = gridsOf(part, fitting)?.[0];
    return grid === undefined || (grid[0] === 1 && grid[1] === 1) ? [] : [[part, grid]];
  });
}

/** The parts of a formula that have shapes: of a relation its sides. */
function partsOf(syntax: Syntax): readonly Syntax[] {
  return children(syntax).flatMap((part) => (part.kind === "relation" ? part.parts : [part]));
}

/** Every way to take one of each. */
function combinations<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (before, own) => before.flatMap((start) => own.map((one) => [...start, one])),
    [[]],
  );
}

/** Verdicts that shapes may settle: what holds for square matrices only does not fit for others. */
const open: ReadonlySet<string | undefined> = new Set(["unread", "undecided", "conditional"]);

/** What was found of a document, with the misfits among what was left open. */
export function withMisfits<
  J extends { statement: Statement; finding: Finding | null; repair: Repair | null },
>(around: Surroundings, judged: readonly J[]): readonly J[] {
  const misfits = new Misfits(around);
  /** The last statement that is a misfit. */
  let last: Statement | null = null;
  /** The formulas of which other shapes were said. */
  const wrong: string[] = [];
  return judged.map((one) => {
    const { statement, finding } = one;
    // what goes on from a side that does not fit is no second mistake
    const goesOn = last?.chain === statement.chain && last.at + 1 === statement.at;
    if (goesOn) return one;
    // the determinant of a matrix is a number
    if (statement.at === 0 && statement.chain.cues.has("attribute")) return one;
    const isStep = statement.kind === "step";
    const isOpen = open.has(finding?.verdict);
    const isDefinition = statement.kind === "definition" && !statement.closed;
    if (!(isStep && isOpen) && !isDefinition) return one;
    // nor is what is made of it: QKᵀ/√2 after a QKᵀ of another shape
    const written = wrong.length > 0 ? writeLatex(statement.left) : "";
    const isMade = wrong.some((part) => part !== written && written.includes(part));
    if (isMade) return one;
    const found = misfits.of(statement);
    if (found !== null) {
      last = statement;
      if (nameKey(statement.left) === undefined) wrong.push(writeLatex(statement.left));
    }
    return found === null ? one : { ...one, ...found, statement: { ...statement, kind: "step" } };
  });
}
