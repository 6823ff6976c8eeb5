/**
 * @file The values that a document gives to its inputs: said outright (`x_1 = π`, the front
 * matter, `--given`), or implied by the steps that put numbers in. What several steps imply is
 * solved jointly: u = π/2 and x_2 = 2 give x_1 = π where u = x_1/x_2.
 *
 * Each value knows what supports it, since a value that only one step supports cannot be used to
 * refute that step.
 */
import { type Arena, isKind, type Node, topological } from "../expression/index.ts";
import { B, Q } from "../number/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { type Constant, constantOf } from "./constant.ts";
import type { DocumentSheet } from "./sheet.ts";
import { solveFor } from "./solve.ts";
import { variablesOf } from "./variables.ts";

/** A value of an input: a constant expression. */
export interface Value {
  readonly variable: Node;
  readonly node: Node;
  /** The statements from which it follows; empty when it was said outright. */
  readonly support: readonly number[];
  /** Where it was said: the statement's number; −1 for what holds from the start. */
  readonly from: number;
}

/** `left = right` for a formula and a number, as statement `from` implies it. */
export interface Implied {
  readonly left: Node;
  readonly right: Node;
  readonly from: number;
}

/** Values that the document says outright. */
export function saidValues(sheet: DocumentSheet): Value[] {
  return sheet.worksheet.quantities.flatMap(({ variable, formula, value }): Value[] => {
    if (formula !== null || value === null) return [];
    return [{ variable, node: value, support: [], from: -1 }];
  });
}

/** Solves the implied equations for inputs that have no value yet; what is said wins. */
export function inferValues(
  sheet: DocumentSheet,
  said: readonly Value[],
  implied: readonly Implied[],
): readonly Value[] {
  const { arena } = sheet;
  const found = new Map<Node, Value[]>();
  const known = new Map<Node, Node>(said.map(({ variable, node }) => [variable, node]));
  const support = new Map<Node, readonly number[]>();
  let open = [...implied];
  for (let changed = true; changed; ) {
    changed = false;
    const later: Implied[] = [];
    for (const equation of open) {
      const left = sheet.expand(equation.left);
      const unknown = variablesOf(left).filter((variable) => !known.has(variable));
      if (unknown.length > 1) {
        later.push(equation);
        continue;
      }
      const [variable] = unknown;
      if (variable === undefined) continue;
      const others = variablesOf(left).filter((one) => one !== variable);
      const whole = sheet.putFitting(left, known);
      const node = whole && solveFor(whole, variable, equation.right, arena);
      if (node == null) continue;
      const from = [equation.from, ...others.flatMap((one) => support.get(one) ?? [])];
      known.set(variable, node);
      support.set(variable, from);
      found.set(variable, [{ variable, node, support: from, from: -1 }]);
      changed = true;
    }
    open = later;
  }
  const others = addSupport(found, sheet, implied, known);
  return [...found].flatMap(([variable, values]) => {
    const count = others.get(variable)?.size ?? 0;
    return count >= contested && 2 * count >= values.length ? [] : values;
  });
}

/** So many steps that put another number in make a name one of several examples. */
const contested = 2;

/**
 * Further equations that say the same support a value too. Returned are the steps that put other
 * numbers in.
 */
function addSupport(
  found: ReadonlyMap<Node, Value[]>,
  sheet: DocumentSheet,
  implied: readonly Implied[],
  known: ReadonlyMap<Node, Node>,
): ReadonlyMap<Node, ReadonlySet<number>> {
  const others = new Map<Node, Set<number>>();
  const { sizes } = sheet.worksheet;
  for (const { left, right, from } of implied) {
    const whole = sheet.expand(left);
    const [variable, ...more] = variablesOf(whole);
    if (variable === undefined || more.length > 0) continue;
    const values = found.get(variable);
    const own = solveFor(whole, variable, right, sheet.arena);
    if (values === undefined || own === undefined) continue;
    const [first] = values;
    if (own === known.get(variable)) {
      if (!first!.support.includes(from)) values.push({ ...first!, support: [from] });
      continue;
    }
    const [one, other] = [own, first!.node].map((node) => doubleOf(constantOf(node, sizes)));
    if (one == null || other == null) continue;
    const isOther = Math.abs(one - other) > apart * Math.max(Math.abs(one), Math.abs(other));
    if (isOther) others.set(variable, (others.get(variable) ?? new Set()).add(from));
  }
  return others;
}

/** How far numbers are apart, as a part of the larger one, that are no roundings of one number. */
const apart = 0.05;

/** A number about as large as a constant; null for vectors and matrices. */
function doubleOf(constant: Constant | null): number | null {
  const [entry, more] = constant?.ball.entries ?? [];
  const low = entry === undefined || more !== undefined ? undefined : B.lower(entry);
  return low === undefined ? null : Q.toDouble(low);
}

/** Values of variables at one statement, and the way to put them in. */
export class Values {
  private readonly sheet: DocumentSheet;
  private readonly byVariable = new Map<Node, readonly Value[]>();

  constructor(sheet: DocumentSheet, values: readonly Value[]) {
    this.sheet = sheet;
    for (const value of values) {
      const known = this.byVariable.get(value.variable) ?? [];
      this.byVariable.set(value.variable, [...known, value]);
    }
  }

  /**
   * The value of an input where statement `at` stands: the last one that is said before it, else
   * the first. `without` leaves out what only that statement supports.
   */
  ofInput(variable: Node, at: number, without: number | null): Node | undefined {
    const all = (this.byVariable.get(variable) ?? []).filter(({ support }) => {
      return without === null || support.length === 0 || !support.includes(without);
    });
    const before = all.filter(({ from }) => from <= at);
    return (before.at(-1) ?? all[0])?.node;
  }

  /** The statements that imply values of an input. */
  impliedBy(variable: Node): readonly number[] {
    return (this.byVariable.get(variable) ?? []).flatMap(({ support }) => support);
  }

  /** Whether the document gives an input one value. */
  isSettled(variable: Node): boolean {
    return this.byVariable.get(variable)?.length === 1;
  }

  /**
   * The values without those that steps imply by a decimal of several digits: c = 0.622 after
   * 2(c − 3) = 2(0.622 − 3) is as exact as that number.
   */
  firm(): Values {
    const all = [...this.byVariable.values()].flat();
    return new Values(
      this.sheet,
      all.filter(({ node, support }) => support.length === 0 || !hasLongDecimal(node)),
    );
  }

  /** The values without those of some variables. */
  except(variables: ReadonlySet<Node>): Values {
    const all = [...this.byVariable.values()].flat();
    return new Values(
      this.sheet,
      all.filter(({ variable }) => !variables.has(variable)),
    );
  }

  /** The value of any variable, as an expression of numbers; undefined when there is none. */
  of(variable: Node, at: number, without: number | null): Node | undefined {
    const whole = this.sheet.expand(variable);
    const inputs = this.inputsOf([whole], at, without);
    return inputs && (this.sheet.putFitting(whole, inputs) ?? undefined);
  }

  /** What an expanded node comes to at a statement; null where an input has no value there. */
  worth(whole: Node, at: number): Constant | null {
    const { sheet } = this;
    const inputs = this.inputsOf([whole], at, at);
    const put = inputs ? sheet.putFitting(whole, inputs) : null;
    return put && constantOf(put, sheet.worksheet.sizes);
  }

  /** The values of all inputs of expanded nodes; undefined where one has none. */
  inputsOf(
    whole: readonly Node[],
    at: number,
    without: number | null,
  ): ReadonlyMap<Node, Node> | undefined {
    const inputs = new Map<Node, Node>();
    for (const input of whole.flatMap(variablesOf)) {
      const value = this.ofInput(input, at, without);
      if (value === undefined) return undefined;
      inputs.set(input, value);
    }
    return inputs;
  }
}

/** Whether some number in a node has a finite decimal, of three digits or more. */
function hasLongDecimal(root: Node): boolean {
  return topological([root]).some((node) => {
    if (!isKind(node, "number")) return false;
    const { n, d } = node.data;
    let [digits, rest] = [n < 0n ? -n : n, d];
    for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
    if (d === 1n || rest !== 1n) return false;
    while ((digits * 10n) % d !== 0n) digits *= 10n;
    return (digits * 10n) / d >= 100n;
  });
}

/** Whether a node is made of numbers alone. */
export function isConstant(node: Node): boolean {
  return topological([node]).every(({ op }) => op !== "variable" && op !== "abstract");
}

export type { Arena, Quantity };
