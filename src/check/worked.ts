/**
 * @file Names that are worked out of numbers, p = 1.105/5.472. Which names those numbers stand for
 * is not said, so that a derivative by one of these need not be 0, though no formula has it. A
 * number may stand for a name where it is what the name is said to be, or was printed as.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { isClosed } from "./names.ts";
import { hasDecimal, printedNumber, significant } from "./rounding.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** The calculations of a document. Numbers are told by their sizes, without signs. */
export interface Calculations {
  /** The numbers of which a name is worked out, as they are written, by where the name stands. */
  readonly numbers: ReadonlyMap<number, readonly string[]>;
  /** Numbers that are left in a calculation where others stand for names. */
  readonly decimals: ReadonlyMap<number, readonly string[]>;
  /** What each name is said to be, or was printed as. */
  readonly sizes: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The calculations of some statements. `around` is what names were printed as elsewhere, `told`
 * what no formula says them to be: where a later value is printed of a name, w = 0.351 after an
 * update, the one that a table gives may stand in formulas, too.
 */
export function calculationsIn(
  statements: readonly Statement[],
  around: Calculations["sizes"],
  told: Calculations["sizes"],
): Calculations {
  const numbers = new Map<number, readonly string[]>();
  const decimals = new Map<number, readonly string[]>();
  const sizes = new Map([...around].map(([key, own]) => [key, new Set(own)]));
  for (const { kind, left, right, chain } of statements) {
    const closed = isOfNumbers(right);
    if (kind === "definition") {
      const own = numbersIn(right);
      const rest = own.filter((text) => !leftOut.has(text));
      if (closed && isCalculated(right)) numbers.set(left.from, own);
      else if (!closed && chain.defined !== undefined) decimals.set(left.from, rest);
    }
    const printed = closed ? printedNumber(right) : null;
    if (printed === null) continue;
    const size = Q.toString(Q.absolute(printed.value));
    // what stands for e^{z_2} stands for what is made of z_2
    for (const key of namesIn(kind === "definition" ? left : chain.parts[0]!)) {
      sizes.set(key, (sizes.get(key) ?? new Set()).add(size));
    }
  }
  for (const [key, own] of sizes) for (const size of told.get(key) ?? []) own.add(size);
  return { numbers, decimals, sizes };
}

/** A name, or the names of a formula without derivatives. */
function namesIn(syntax: Syntax): readonly string[] {
  const key = nameKey(syntax);
  if (key !== undefined) return [key];
  const isSlope = syntax.kind === "derivative" || syntax.kind === "gradient";
  return isSlope ? [] : children(syntax).flatMap(namesIn);
}

/** Whether a formula is made of numbers alone, and of functions of them: σ(0.3). */
function isOfNumbers(syntax: Syntax): boolean {
  if (isClosed(syntax)) return true;
  if (syntax.kind === "applied") return syntax.arguments.every(isOfNumbers);
  const parts = nameKey(syntax) === undefined ? children(syntax) : [];
  return parts.length > 0 && parts.every(isOfNumbers);
}

/** Whether numbers are worked out to say what a name is: p = 1.105/5.472, no π/4 or [1; 2]. */
function isCalculated(syntax: Syntax): boolean {
  const { kind } = syntax;
  if (kind === "matrix" || kind === "list" || kind === "group" || kind === "transpose") {
    return children(syntax).some(isCalculated);
  }
  const isSum = kind === "sum" && syntax.terms.length > 1;
  return isSum || (printedNumber(syntax) === null && hasDecimal(syntax));
}

/** A written number by its size: 0.50 and 0.5 are one. */
function sizeOf(text: string): string {
  const value = Q.fromDecimal(text);
  return value === undefined ? text : Q.toString(value);
}

function numbersIn(syntax: Syntax): string[] {
  return syntax.kind === "number" ? [syntax.text] : children(syntax).flatMap(numbersIn);
}

/** What the names of a document are made of. */
export interface Names {
  /** Where the definition of a variable stands. */
  readonly placeOf: (variable: Node) => number | undefined;
  readonly formulaOf: (variable: Node) => Node | undefined;
  readonly ownName: (variable: Node) => string;
  /** All variables that have a name. */
  readonly variables: readonly Node[];
}

/** Numbers that nobody writes for a name: 1 · x is written as x. */
const leftOut: ReadonlySet<string> = new Set(["0", "1"]);

/** A number of so many digits was worked out, and not chosen. */
const leastDigits = 3;

/** What the names that are worked out of numbers may be made of. */
export class Worked {
  private readonly calculations: Calculations;
  private readonly asked: Names;

  constructor(calculations: Calculations, asked: Names) {
    this.calculations = calculations;
    this.asked = asked;
  }

  /** The names below a variable that are worked out of numbers, one of which may be one of `by`. */
  below(of: Node, by: readonly Node[]): readonly Node[] {
    const all = new Set<Node>([of]);
    const found: Node[] = [];
    for (const one of all) {
      if (by.includes(one)) continue;
      if (this.numbersOf(one) === undefined) {
        if (by.some((other) => this.hasNumberOf(one, other))) found.push(one);
        for (const inner of variablesOf(this.asked.formulaOf(one) ?? one)) all.add(inner);
      } else if (by.some((other) => this.mayHold(one, other, new Set()))) {
        found.push(one);
      }
    }
    return found;
  }

  /** Whether numbers stand in the formula of a name for others. */
  isCalculated(variable: Node): boolean {
    return this.numbersOf(variable) !== undefined || this.decimalsOf(variable) !== undefined;
  }

  private numbersOf(variable: Node): readonly string[] | undefined {
    return this.calculations.numbers.get(this.asked.placeOf(variable) ?? -1);
  }

  private decimalsOf(variable: Node): readonly string[] | undefined {
    return this.calculations.decimals.get(this.asked.placeOf(variable) ?? -1);
  }

  private sizesOf(variable: Node): ReadonlySet<string> | undefined {
    return this.calculations.sizes.get(this.asked.ownName(variable));
  }

  /**
   * Whether a number beside names is what another name is said to be, z = 0.1 h of w = 0.1, or may
   * be, where nothing says what that is.
   */
  private hasNumberOf(variable: Node, other: Node): boolean {
    const sizes = this.sizesOf(other);
    const decimals = this.decimalsOf(variable) ?? [];
    return decimals.some((text) => sizes === undefined || sizes.has(sizeOf(text)));
  }

  /** Whether a number of which a name is worked out may stand for what is made of `by`. */
  private mayHold(worked: Node, by: Node, seen: Set<Node>): boolean {
    seen.add(worked);
    const { variables, ownName } = this.asked;
    const all = this.calculations.sizes;
    const sizes = this.sizesOf(by);
    if (sizes === undefined || [...sizes].some((size) => leftOut.has(size))) return true;
    return this.numbersOf(worked)!.some((text) => {
      const size = sizeOf(text);
      if (sizes.has(size)) return true;
      const keys = [...all].flatMap(([key, own]) => (own.has(size) ? [key] : []));
      if (keys.length === 0) return significant(text) >= leastDigits;
      return keys.some((key) => {
        const named = variables.filter((one) => ownName(one) === key);
        // a name that is not known here may be made of anything
        if (named.length === 0) return true;
        return named.some((one) => !seen.has(one) && this.reaches(one, by, seen));
      });
    });
  }

  /** Whether a name is made of another one, or may be. */
  private reaches(from: Node, by: Node, seen: Set<Node>): boolean {
    const all = new Set<Node>([from]);
    for (const one of all) {
      if (one === by || this.hasNumberOf(one, by)) return true;
      if (this.numbersOf(one) !== undefined) {
        if (!seen.has(one) && this.mayHold(one, by, seen)) return true;
        continue;
      }
      for (const inner of variablesOf(this.asked.formulaOf(one) ?? one)) all.add(inner);
    }
    return false;
  }
}
