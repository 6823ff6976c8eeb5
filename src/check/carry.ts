/**
 * @file What an author carries on from line to line. After h = σ(z) = 0.525 the next line may be
 * worked with 0.525 or with all the digits of σ(z); so from there on h stands for both, and for all
 * between them. A printed value is carried only if the lines before it explain it.
 */
import { substitute } from "../calculus/index.ts";
import type { Node, Tensor } from "../expression/index.ts";
import { nameKey, unmarked } from "../notation/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import { beginningOf } from "./beginning.ts";
import { around, between, constantOf } from "./constant.ts";
import { alongPrinted, type PrintedSlope, slopeOf } from "./printed-slope.ts";
import {
  hasDecimal,
  literalOf,
  meaningOfDecimal,
  type Printed,
  printedEntries,
  unitsOff,
} from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { isConstant, type Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** A printed value of a name. */
interface Carry {
  /** The statement that prints it. */
  readonly from: number;
  readonly value: Tensor<Ball>;
  /** All that it may be if it was worked out of numbers, which may have been rounded themselves. */
  readonly worked?: Tensor<Ball>;
}

/** Numbers given as they are, and all values that are determined. */
interface Known {
  readonly numbers: ReadonlySet<string>;
  readonly values: readonly Ball[];
}

/** So many definitions are opened, one in the other. */
const depthLimit = 40;

/** The printed values of the names of a document. */
export class Carries {
  private readonly sheet: DocumentSheet;
  private readonly values: Values;
  private readonly known: () => Known;
  /** The definitions that say near what number a name is. */
  private readonly rough: ReadonlySet<Statement>;
  /** By what the names are made of in the end: a derivative has a name at each place. */
  private readonly carries = new Map<Node, Carry[]>();
  /** Formulas of which a value was printed. */
  private readonly formulas: (Carry & { readonly node: Node })[] = [];
  /** Derivatives of which a value was printed. */
  private readonly slopes: (Carry & Pick<PrintedSlope, "of" | "by">)[] = [];
  /** The numbers that names were worked out to be. */
  private readonly said = new Map<Node, { from: number; numbers: readonly Printed[] }[]>();
  /** What was rounded to a number, by its size. */
  private readonly roundings = new Map<string, { readonly from: number; readonly of: Ball }[]>();

  constructor(
    sheet: DocumentSheet,
    values: Values,
    known: () => Known,
    statements: readonly Statement[],
    rough: ReadonlySet<Statement>,
  ) {
    this.sheet = sheet;
    this.values = values;
    this.known = known;
    this.rough = rough;
    for (const statement of statements) this.add(statement, statements);
  }

  /**
   * The value of a side at a statement, in which each decimal stands for all that prints so and
   * each name for its value and for what the author printed of it; null when it has none. A decimal
   * may also be the rounding of `others`.
   */
  valueOf(side: Node, at: number, others: readonly Ball[] = []): Tensor<Ball> | null {
    return this.valueIn(side, at, others, ({ value }) => value);
  }

  /** The same where names that were worked out of rounded numbers stand for all they may be. */
  near(side: Node, at: number): Tensor<Ball> | null {
    return this.valueIn(side, at, [], ({ value, worked }) => worked ?? value);
  }

  /** The value of a derivative by what was printed of others; null where that changes nothing. */
  along(side: Node, at: number, part: number): Tensor<Ball> | null {
    const { sheet } = this;
    const slope = this.numberSlope(side, part);
    const before = this.slopes.filter(({ from }) => from < at).toReversed();
    if (slope === null || before.length === 0) return null;
    const inputs = new Map<string, Tensor<Ball>>();
    const printed = before.map(({ of, by, value }, k) => {
      const name = sheet.arena.variable(`\u00a7p${k}`, value.shape);
      inputs.set(name.data, value);
      return { of, by, name };
    });
    const node = alongPrinted(sheet, slope, printed);
    return node && this.valueIn(node, at, [], ({ value }) => value, inputs);
  }

  /** What a derivative is of and by: a number, and one variable. */
  private numberSlope(variable: Node, part: number): Pick<PrintedSlope, "of" | "by"> | null {
    const slope = slopeOf(variable, this.sheet);
    const of = slope === null ? undefined : this.sheet.named(slope.of, part)?.variable;
    return of?.shape.length === 0 ? { of, by: slope!.by } : null;
  }

  private valueIn(
    side: Node,
    at: number,
    others: readonly Ball[],
    meant: ((carry: Carry) => Tensor<Ball>) | null,
    inputs = new Map<string, Tensor<Ball>>(),
  ): Tensor<Ball> | null {
    const { sheet, values } = this;
    let root = side;
    for (let depth = 0; depth < depthLimit; depth++) {
      if (meant !== null) root = this.withFormulas(root, at, inputs);
      const put = new Map<Node, Node>();
      for (const variable of variablesOf(root)) {
        if (inputs.has(variable.data)) continue;
        const text = literalOf(unmarked(variable.data));
        const known = text === null ? this.carried(variable, at) : undefined;
        const carried = text === null ? known && meant?.(known) : this.meaning(text, at, others);
        if (carried !== undefined) {
          inputs.set(variable.data, carried);
          continue;
        }
        const node = this.formulaOf(variable) ?? values.ofInput(variable, at, null);
        if (node === undefined) return null;
        put.set(variable, node);
      }
      if (put.size === 0) break;
      root = substitute(root, put, sheet.arena);
    }
    return constantOf(root, sheet.worksheet.sizes, inputs)?.ball ?? null;
  }

  /** A formula with names for the parts of which values were printed before, e^{z_1} ≈ 4.1. */
  private withFormulas(root: Node, at: number, inputs: Map<string, Tensor<Ball>>): Node {
    const put = new Map<Node, Node>();
    for (const [k, { node, from, value }] of this.formulas.entries()) {
      if (from >= at || node === root) continue;
      const name = this.sheet.arena.variable(`\u00a7c${k}`, node.shape);
      put.set(node, name);
      inputs.set(name.data, value);
    }
    return put.size === 0 ? root : substitute(root, put, this.sheet.arena);
  }

  /** Whether a name in a side was worked out of printed numbers before a statement. */
  concernWorked(side: Node, at: number): boolean {
    return variablesOf(side).some((variable) => {
      return this.carried(variable, at)?.worked !== undefined;
    });
  }

  /** Whether a name in a side was printed before a statement. */
  concern(side: Node, at: number): boolean {
    return variablesOf(side).some((variable) => this.carried(variable, at) !== undefined);
  }

  /** The formula of a name or of a derivative; undefined for inputs. */
  private formulaOf(variable: Node): Node | undefined {
    const open = this.sheet.opened(variable);
    return open === variable ? this.sheet.formulaOf(variable) : open;
  }

  private meaning(text: string, at: number, others: readonly Ball[]): Tensor<Ball> {
    const { numbers, values } = this.known();
    const meant = meaningOfDecimal(text, numbers, values, others);
    const own = this.roundings.get(Q.toString(Q.fromDecimal(text)!)) ?? [];
    const before = own.flatMap(({ from, of }) => (from < at ? [of] : []));
    return { shape: [], entries: [before.reduce(B.hull, meant)] };
  }

  /** What was last printed of a name before a statement. */
  private carried(variable: Node, at: number): Carry | undefined {
    return this.carries.get(this.sheet.expand(variable))?.findLast(({ from }) => from < at);
  }

  /** Notes of which numbers p may be one where p ≈ 0.2447 is all that is said of it. */
  private addRough({ id, left, chain }: Statement, printed: readonly Printed[]): void {
    const key = nameKey(left);
    if (key === undefined) return;
    const variable = this.sheet.named(key, chain.part)?.variable;
    if (variable === undefined || this.formulaOf(variable) !== undefined) return;
    const entries = printed.map(({ value, half }) => around(value, half));
    this.carries.set(this.sheet.expand(variable), [
      { from: id, value: { shape: variable.shape as number[], entries } },
    ]);
  }

  /**
   * Notes what a step rounds: after v = 0.00065 ≈ 0.001 the next line may be worked with either,
   * though 0.001 has one digit only.
   */
  private addRounding(
    { id, at }: Statement,
    statements: readonly Statement[],
    printed: readonly Printed[],
  ): void {
    const steps = statements.slice(id - at, id + 1).filter(({ kind }) => kind === "step");
    const values = steps.flatMap((step) => {
      const node = this.looseLeft(step);
      return (node && this.valueOf(node, id)) ?? [];
    });
    const right = values.filter((value) => unitsOff(printed, value) === 0);
    for (const { entries } of right) {
      for (const [k, one] of printed.entries()) this.addOf(id, one, printingSo(entries[k]!, one));
    }
    // what was worked out of what is not known was rounded all the same
    if (steps.length === 0 || values.length > 0) return;
    for (const one of printed) if (one.decimal) this.addOf(id, one, around(one.value, one.half));
  }

  /**
   * Notes that a number stands for the name of which it was worked out, too: what was rounded on
   * the way there may have led away from it, 0.450 where the name is 0.44905.
   */
  private addName(
    statement: Statement,
    name: Node,
    value: Tensor<Ball> | null,
    printed: readonly Printed[],
  ): void {
    const { id, at } = statement;
    if (value === null || at === 0 || value.entries.length !== printed.length) return;
    const key = this.sheet.expand(name);
    this.said.set(key, [...(this.said.get(key) ?? []), { from: id, numbers: printed }]);
    const side = this.looseLeft(statement);
    const near = side && this.near(side, id);
    const isNear = near !== null && unitsOff(printed, near) === 0;
    for (const [k, one] of printed.entries()) {
      if (!one.decimal) continue;
      this.addOf(id, one, value.entries[k]!);
      if (isNear) this.addOf(id, one, near.entries[k]!);
    }
  }

  /**
   * What may be carried on of a value that what was rounded before it has led away from: the line
   * is right by what was printed.
   */
  private carriedFar(
    statement: Statement,
    { entries }: Tensor<Ball>,
    printed: readonly Printed[],
  ): readonly Ball[] | null {
    const side = statement.at === 0 ? null : this.looseLeft(statement);
    const near = side && this.near(side, statement.id);
    if (near === null || entries.length !== printed.length) return null;
    if (unitsOff(printed, near) !== 0) return null;
    return entries.map((entry, k) => B.hull(entry, around(printed[k]!.value, Q.zero)));
  }

  /** Whether a name was worked out before a statement to be these numbers. */
  isSaid(name: Node, printed: readonly Printed[], at: number): boolean {
    const known = this.said.get(this.sheet.expand(name)) ?? [];
    return known.some(({ from, numbers }) => {
      const isSame = numbers.length === printed.length;
      return (
        from < at && isSame && numbers.every(({ value }, k) => Q.equal(value, printed[k]!.value))
      );
    });
  }

  private addOf(from: number, { value }: Printed, entry: Ball): void {
    const size = Q.toString(Q.absolute(value));
    const found = { from, of: Q.sign(value) < 0 ? B.negate(entry) : entry };
    const known = this.roundings.get(size);
    if (known === undefined) this.roundings.set(size, [found]);
    else known.push(found);
  }

  /** Notes the value of a formula with which a chain begins. */
  private addFormula(
    { id, at, chain }: Statement,
    statements: readonly Statement[],
    printed: readonly Printed[],
  ): void {
    const first = statements[id - at];
    if (first?.kind !== "step" || first.at !== 0 || first.chain !== chain) return;
    const node = this.sheet.left(first).node;
    const value = node && variablesOf(node).length > 0 ? this.valueOf(node, id) : null;
    const entries = value && carriedOn(value, printed);
    if (entries === null) return;
    this.formulas.push({ from: id, node: node!, value: { shape: value!.shape, entries } });
  }

  /** The left side of a step, with names for its decimals. */
  private looseLeft(statement: Statement): Node | null {
    return this.sheet.loose(statement)?.left ?? this.sheet.left(statement).node;
  }

  /**
   * The value of a name with which a chain begins, as its printed value explains it: its own, or
   * that of a formula in the chain which is equal to it, and which was worked with printed numbers.
   */
  private explained(
    name: Node,
    value: Tensor<Ball>,
    { id, at, chain }: Statement,
    statements: readonly Statement[],
    printed: readonly Printed[],
  ): readonly [Tensor<Ball>, readonly Ball[]] | null {
    const near = carriedOn(value, printed);
    if (near !== null) return [value, near];
    if (!this.numberSlope(name, chain.part)) return null;
    const exact = this.valueIn(name, id, [], null);
    for (const step of statements.slice(id - at + 1, id + 1)) {
      const node = this.sheet.left(step).node;
      const own = node && this.valueIn(node, id, [], null);
      if (!own || !exact || !overlapping(own, exact)) continue;
      const worked = this.valueOf(node, id);
      const found = worked && carriedOn(worked, printed);
      if (found) return [worked, found];
    }
    return null;
  }

  /** Notes what a step prints at the end of a chain that begins with a name. */
  private add(statement: Statement, statements: readonly Statement[]): void {
    const { id, right, chain } = statement;
    const printed = printedEntries(right);
    if (printed === null) return;
    if (printed.some(({ decimal }) => decimal) || isRough(statement)) {
      this.addRounding(statement, statements, printed);
    }
    if (!printed.some(({ decimal }) => decimal)) return;
    if (this.rough.has(statement)) this.addRough(statement, printed);
    const name = beginningOf(statement, statements, this.sheet);
    if (name === null) this.addFormula(statement, statements, printed);
    // p = 1.105/5.472 = 0.202 is worked out, and x = 0.5 as it stands
    if (name === null || (statement.at === 0 && this.formulaOf(name) === undefined)) return;
    const own = this.valueOf(name, id);
    const explained = own && this.explained(name, own, statement, statements, printed);
    const value = explained?.[0] ?? own;
    this.addName(statement, name, value, printed);
    const near = explained?.[1] ?? (value && this.carriedFar(statement, value, printed));
    if (value === null || near === null) return;
    const key = this.sheet.expand(name);
    const known = this.carries.get(key);
    const formula = this.formulaOf(name);
    const first = statements[statement.id - statement.at]!;
    const isClosed = formula === undefined || isConstant(formula);
    const isOfNumbers = hasDecimal(first.right) && (isClosed || first.chain.defined !== undefined);
    const isWorked = isOfNumbers || (formula !== undefined && this.concernWorked(formula, id));
    const side = isWorked ? this.looseLeft(statement) : null;
    const loose = side && this.near(side, id)?.entries;
    const { shape } = value;
    const hullWith = (change: (ball: Ball, k: number) => Ball): Tensor<Ball> => {
      const hulls = near.map((one, k) => {
        return loose?.[k] === undefined ? one : B.hull(one, change(loose[k], k));
      });
      return { shape, entries: hulls };
    };
    const carry = {
      from: id,
      value: hullWith((ball, k) => printingSo(ball, printed[k]!)),
      ...(isWorked && { worked: hullWith((ball) => ball) }),
    };
    if (known === undefined) this.carries.set(key, [carry]);
    else known.push(carry);
    // in derivatives what a name is made of stands for it: σ(z) (1 − σ(z))
    const slope = this.numberSlope(name, chain.part);
    if (slope !== null) this.slopes.push({ ...carry, ...slope });
    const forms = formula === undefined || isConstant(formula) ? [] : [formula, key];
    for (const node of new Set(forms)) this.formulas.push({ ...carry, node });
  }
}

/** What may be carried on of a value and of how it was printed; null where that is not the same. */
function carriedOn(value: Tensor<Ball>, printed: readonly Printed[]): readonly Ball[] | null {
  const off = unitsOff(printed, value);
  if (off === null || off > 1) return null;
  return value.entries.map((entry, k) => {
    return B.hull(entry, around(printed[k]!.value, { n: 0n, d: 1n }));
  });
}

/** The part of a value that prints as it was printed; all of it where none does. */
function printingSo(entry: Ball, { value, half }: Printed): Ball {
  const [low, high] = [B.lower(entry), B.upper(entry)];
  if (low === undefined || high === undefined) return entry;
  const least = Q.subtract(value, half);
  const most = Q.add(value, half);
  const from = Q.compare(low, least) < 0 ? least : low;
  const to = Q.compare(high, most) > 0 ? most : high;
  return Q.compare(from, to) > 0 ? entry : between(from, to);
}

const overlapping = (a: Tensor<Ball>, b: Tensor<Ball>): boolean =>
  a.entries.every((entry, k) => b.entries[k] !== undefined && B.overlaps(entry, b.entries[k]));

const isRough = ({ sign }: Statement): boolean => sign === "\\approx";
