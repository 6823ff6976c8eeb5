/**
 * @file What an author carries on from line to line. After h = σ(z) = 0.525 the next line may be
 * worked with 0.525 or with all the digits of σ(z); so from there on h stands for both, and for all
 * between them. A printed value is carried only if the lines before it explain it.
 */
import { substitute } from "../calculus/index.ts";
import type { Node, Tensor } from "../expression/index.ts";
import { nameKey, unmarked } from "../notation/index.ts";
import { B, type Ball } from "../number/index.ts";
import { beginningOf } from "./beginning.ts";
import { around, constantOf } from "./constant.ts";
import { literalOf, meaningOfDecimal, type Printed, printedEntries, unitsOff } from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import type { Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** A printed value of a name. */
interface Carry {
  /** The statement that prints it. */
  readonly from: number;
  readonly value: Tensor<Ball>;
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
    const { sheet, values } = this;
    let root = side;
    const inputs = new Map<string, Tensor<Ball>>();
    for (let depth = 0; depth < depthLimit; depth++) {
      const put = new Map<Node, Node>();
      for (const variable of variablesOf(root)) {
        if (inputs.has(variable.data)) continue;
        const text = literalOf(unmarked(variable.data));
        const carried = text === null ? this.carried(variable, at) : this.meaning(text, others);
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

  /** Whether a name in a side was printed before a statement. */
  concern(side: Node, at: number): boolean {
    return variablesOf(side).some((variable) => this.carried(variable, at) !== undefined);
  }

  /** The formula of a name or of a derivative; undefined for inputs. */
  private formulaOf(variable: Node): Node | undefined {
    const open = this.sheet.opened(variable);
    return open === variable ? this.sheet.formulaOf(variable) : open;
  }

  private meaning(text: string, others: readonly Ball[]): Tensor<Ball> {
    const { numbers, values } = this.known();
    return { shape: [], entries: [meaningOfDecimal(text, numbers, [...values, ...others])] };
  }

  /** What was last printed of a name before a statement. */
  private carried(variable: Node, at: number): Tensor<Ball> | undefined {
    return this.carries.get(this.sheet.expand(variable))?.findLast(({ from }) => from < at)?.value;
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

  /** Notes what a step prints at the end of a chain that begins with a name. */
  private add(statement: Statement, statements: readonly Statement[]): void {
    const { id, right } = statement;
    const printed = printedEntries(right);
    if (printed === null || !printed.some(({ decimal }) => decimal)) return;
    if (this.rough.has(statement)) this.addRough(statement, printed);
    const name = beginningOf(statement, statements, this.sheet);
    if (name === null || this.formulaOf(name) === undefined) return;
    const value = this.valueOf(name, id);
    const off = value === null ? null : unitsOff(printed, value);
    if (value === null || off === null || off > 1) return;
    const entries = value.entries.map((entry, k) => {
      return B.hull(entry, around(printed[k]!.value, { n: 0n, d: 1n }));
    });
    const key = this.sheet.expand(name);
    const known = this.carries.get(key);
    const carry = { from: id, value: { shape: value.shape, entries } };
    if (known === undefined) this.carries.set(key, [carry]);
    else known.push(carry);
  }
}
