/**
 * @file Steps whose shapes do not fit, whatever reading is tried: a product in the wrong order, a
 * transpose too many or too few. The shapes of the names must be established without the step
 * itself, by values, by declared sizes or by other statements, which also say whether a vector
 * stands as a column or as a row; sizes that are letters refute only where one change of the step
 * makes it fit.
 */
import type { Document } from "../document/index.ts";
import type { Size } from "../expression/index.ts";
import { children, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import type { Reading } from "./chain.ts";
import { type Declared, declaredShapes } from "./declared.ts";
import { type Edit, editsOf } from "./edit.ts";
import { headingOf } from "./elsewhere.ts";
import { type Finding, holds } from "./finding.ts";
import { type Fitting, type Grid, type Grids, gridsOf, gridText, meet } from "./fit.ts";
import type { Bench } from "./judge.ts";
import { namesOf } from "./names.ts";
import type { Repair } from "./repair.ts";
import { variablesOf } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** How a vector stands. */
type Stand = "column" | "row";

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

/** Finds the misfits of one document. */
export class Misfits {
  private readonly around: Surroundings;
  private readonly declared: readonly Declared[];
  private readonly stands = new Map<string, ReadonlySet<Stand>>();
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
      writesOdot: /\\odot|\\circ\b|\\otimes/.test(text),
      writesTranspose: /\^\s*\{?\s*(?:T\b|\\top|\\intercal|\\mathsf|\\mathrm\s*\{?T)/.test(text),
      gradientLayout,
    };
  }

  /** The misfit in a statement; null when there is none that is beyond doubt. */
  of(statement: Statement): MisfitFound | null {
    if (this.looks <= 0 || !this.isMisfit(statement, this.around.bench)) return null;
    this.looks--;
    const bench = this.around.benchWithout(statement);
    if (!this.isMisfit(statement, bench)) return null;
    const repair = this.repaired(statement, bench);
    if (repair === null && !this.isNumeric(statement, bench)) return null;
    const misfit = this.told(statement, bench);
    return { finding: { verdict: "refuted", misfit }, repair };
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
    const isDefined = statement.kind === "definition";
    const isName = at === 0 && nameKey(left) !== undefined && left.kind !== "subscript";
    return this.every(statement, [left, right], bench, (fitting) => {
      const [own, other] = [this.grids(left, fitting, isDefined), gridsOf(right, fitting)];
      // the last link has said so of its right side
      if (own?.length === 0 && (at > 0 || chain.continues || statement.closed)) return false;
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

  /** Whether something holds however the vectors of some formulas stand. */
  private every(
    statement: Statement,
    sides: readonly Syntax[],
    bench: Bench,
    holds: (fitting: Fitting) => boolean,
  ): boolean {
    const shapes = this.shapesIn(statement, sides, bench);
    const vectors = [...shapes].filter(([, shape]) => shape.length === 1).map(([key]) => key);
    if (vectors.length > turnLimit) return false;
    const choices = vectors.map((key): readonly Stand[] => [...this.standsOf(key, statement)]);
    return combinations(choices).every((stands) => {
      return holds(this.fitting(shapes, new Map(vectors.map((key, k) => [key, stands[k]!]))));
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
      const isRow = shape.length === 1 && stands.get(key) === "row";
      const grid: Grid = isRow ? [1, rows] : [rows, columns];
      return [grid];
    };
    return { ...this.habits, of };
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
   * The shape of a name where it is declared under the same heading, or follows from values that
   * the text gives, in the statement at hand least of all; undefined otherwise.
   */
  private shapeOf(
    key: string,
    { id, chain: { part } }: Statement,
    { sheet, values }: Bench,
  ): readonly Size[] | undefined {
    const { divisions } = this.around.reading;
    const own = headingOf(part, divisions);
    const sizes = this.declared.findLast((one) => {
      return one.key === key && one.part <= part && headingOf(one.part, divisions) === own;
    })?.sizes;
    if (sizes !== undefined) {
      return sizes.map((size) => sheet.worksheet.sizes.get(`${size}`) ?? size);
    }
    const quantity = sheet.named(key, part);
    if (quantity === undefined) return undefined;
    const { variable, shape } = quantity;
    const isKnown = variablesOf(sheet.expand(variable)).every((input) => {
      return values.ofInput(input, Number.MAX_SAFE_INTEGER, id) !== undefined;
    });
    if (isKnown && shape.every((size) => typeof size === "number")) return shape;
    // what rows and columns are taken of is a matrix
    return shape.length === 2 && this.sliced.has(key) ? shape : undefined;
  }

  /** How a vector stands by the other statements; both ways where they do not agree. */
  private standsOf(key: string, besides: Statement): ReadonlySet<Stand> {
    const id = `${besides.id} ${key}`;
    const known = this.stands.get(id);
    if (known !== undefined) return known;
    const both: ReadonlySet<Stand> = new Set<Stand>(["column", "row"]);
    this.stands.set(id, both); // while it is being found
    let found = new Set<Stand>(both);
    for (const other of this.around.statements) {
      if (other === besides || other.chain === besides.chain) continue;
      if (!this.mentions(other, key) || !this.around.isSound(other)) continue;
      const own = this.standsIn(key, other);
      found = new Set([...found].filter((stand) => own.has(stand)));
    }
    const result = found.size === 0 ? both : found;
    this.stands.set(id, result);
    return result;
  }

  private mentions({ left, right }: Statement, key: string): boolean {
    return [left, right].some((side) => namesOf(side).some((name) => name.key === key));
  }

  /** The ways in which a vector may stand for one statement to fit. */
  private standsIn(key: string, statement: Statement): ReadonlySet<Stand> {
    const { left, right } = statement;
    if (nameKey(left) === key && right.kind === "matrix") {
      return new Set<Stand>(right.rows.length === 1 ? ["column", "row"] : ["column"]);
    }
    const shapes = this.shapesIn(statement, [left, right], this.around.bench);
    const vectors = [...shapes].filter(([, shape]) => shape.length === 1).map(([own]) => own);
    if (vectors.length > turnLimit || !vectors.includes(key)) return new Set(["column", "row"]);
    const ways = combinations(vectors.map((): readonly Stand[] => ["column", "row"]));
    const fits = ways.filter((stands) => {
      const fitting = this.fitting(shapes, new Map(vectors.map((own, k) => [own, stands[k]!])));
      const other = gridsOf(right, fitting);
      return other !== null && meet(gridsOf(left, fitting), other);
    });
    if (fits.length === 0) return new Set(["column", "row"]);
    const at = vectors.indexOf(key);
    return new Set(fits.map((stands) => stands[at]!));
  }

  /** The one change of the right side that makes it fit, a transpose or the order of a product. */
  private repaired(statement: Statement, bench: Bench): Repair | null {
    const { text } = this.around.reading.text;
    const { right, left } = statement;
    const edits = [
      ...editsOf(right, text, new Map()).filter(({ kind }) => kind === "transpose"),
      ...turnedProduct(right, text),
    ];
    const { macros } = this.around.document;
    const found = edits.flatMap((edit) => {
      const edited = text.slice(right.from, edit.from) + edit.text + text.slice(edit.to, right.to);
      const { syntax, diagnostics } = readFormula(edited, { notation: "latex", macros });
      if (diagnostics.length > 0) return [];
      const fails = this.every(statement, [left, syntax], bench, (fitting) => {
        const own = this.grids(left, fitting, statement.kind === "definition");
        return !meet(own, gridsOf(syntax, fitting));
      });
      return fails ? [] : [{ edit, edited, syntax }];
    });
    // what is right, then what only takes something away, then the order
    const { sheet, decide } = this.around.bench;
    const own = statement.kind === "step" ? sheet.left(statement).node : null;
    const holding = found.filter(({ syntax }) => {
      const node = own === null ? null : sheet.meaningIn(statement, syntax);
      return node !== null && holds(decide(sheet.expand(own!), sheet.expand(node)));
    });
    const fitting = holding.length > 0 ? holding : found;
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
    const vectors = [...shapes].filter(([, shape]) => shape.length === 1).map(([key]) => key);
    const stands = vectors.map((key): [string, Stand] => {
      return [key, this.standsOf(key, statement).has("column") ? "column" : "row"];
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

function slicedIn(syntax: Syntax): string[] {
  const inner = children(syntax).flatMap(slicedIn);
  if (syntax.kind !== "subscript" || syntax.indices.length !== 2) return inner;
  const isSlice = syntax.indices.some((index) => index.kind === "name" && index.text === ":");
  const key = nameKey(syntax.base);
  return isSlice && key !== undefined ? [...inner, key] : inner;
}

/** The transpose of a product, factor by factor: δ x^T for x δ^T. */
function turnedProduct(side: Syntax, text: string): readonly Edit[] {
  const body = side.kind === "sum" && side.terms.length === 1 ? side.terms[0]!.term : side;
  if (body.kind !== "product" || body.joints.includes("odot")) return [];
  const isLetter = (one: Syntax) => nameKey(one) !== undefined;
  const start = body.factors.findIndex((one) => one.kind === "transpose" || isLetter(one));
  const factors = body.factors.slice(Math.max(0, start));
  if (start < 0 || factors.length < 2) return [];
  const written = factors.map((one) => {
    const own = one.kind === "transpose" ? one.base : one;
    const bare = text.slice(own.from, own.to).trim();
    if (one.kind === "transpose") return bare;
    const isBare = isLetter(one) || one.kind === "group" || one.kind === "matrix";
    return isBare ? `${bare}^T` : `\\left(${bare}\\right)^T`;
  });
  const { from } = factors[0]!;
  return [{ from, to: body.to, text: written.reverse().join(" "), kind: "transpose", what: "^T" }];
}

/** The parts that do not fit, in the smallest formula that has no shape. */
function culprits(syntax: Syntax, fitting: Fitting): readonly (readonly [Syntax, Grid])[] {
  let at = syntax;
  for (;;) {
    const next = children(at).find((child) => gridsOf(child, fitting)?.length === 0);
    if (next === undefined) break;
    at = next;
  }
  return children(at).flatMap((part): (readonly [Syntax, Grid])[] => {
    const grid = gridsOf(part, fitting)?.[0];
    return grid === undefined || (grid[0] === 1 && grid[1] === 1) ? [] : [[part, grid]];
  });
}

/** Every way to take one of each. */
function combinations<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (before, own) => before.flatMap((start) => own.map((one) => [...start, one])),
    [[]],
  );
}

/** What was found of a document, with the misfits among what was left open. */
export function withMisfits<
  J extends { statement: Statement; finding: Finding | null; repair: Repair | null },
>(around: Surroundings, judged: readonly J[]): readonly J[] {
  const misfits = new Misfits(around);
  /** The last statement that is a misfit. */
  let last: Statement | null = null;
  return judged.map((one) => {
    const { statement, finding } = one;
    // what goes on from a side that does not fit is no second mistake
    const goesOn = last?.chain === statement.chain && last.at + 1 === statement.at;
    if (goesOn) return one;
    const isStep = statement.kind === "step";
    const isOpen = finding?.verdict === "unread" || finding?.verdict === "undecided";
    const isDefinition = statement.kind === "definition" && !statement.closed;
    if (!(isStep && isOpen) && !isDefinition) return one;
    const found = misfits.of(statement);
    if (found !== null) last = statement;
    return found === null ? one : { ...one, ...found, statement: { ...statement, kind: "step" } };
  });
}
