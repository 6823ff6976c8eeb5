/**
 * @file The worksheet: what a problem (and later a document) becomes. Named quantities, each
 * given by a value or by a formula in others, in order of dependence; parts in which later ones
 * see earlier ones; and what is asked.
 *
 * Each quantity has a variable in the arena, and its formula is an expression in the variables of
 * its direct parents: the computation graph at the grain its author chose. Composing formulas
 * gives closed forms; differentiating one formula gives one local derivative.
 */
import type { Arena, Node, Shape } from "../expression/index.ts";
import { type Binding, type Syntax, unmarked } from "../notation/index.ts";
import type { Diagnostic, Span } from "../source/index.ts";
import type { Descent } from "./descent.ts";

/** A named quantity of one part of the sheet. */
export interface Quantity {
  /** Its normalised name: `x_1`. Unique within what one part can see. */
  readonly key: string;
  /** How it is written. */
  readonly name: Syntax;
  /** Its variable in the arena. */
  readonly variable: Node<"variable">;
  readonly shape: Shape;
  /** In the variables of its parents; null for an input. */
  readonly formula: Node | null;
  /** The formula as the author wrote it; null for an input. */
  readonly written: Syntax | null;
  readonly parents: readonly Quantity[];
  /** For an input: its value as a constant expression, if one is given. */
  readonly value: Node | null;
  /** The value as it was written. */
  readonly writtenValue: Syntax | null;
  /** The part that defines or first uses it. */
  readonly part: number;
  readonly span: Span | null;
  /** What the vocabulary calls it, and whose definition it follows: "softmax (Bishop, …)". */
  readonly origin?: string;
}

/** What the name of a quantity stands for in a formula. */
export function bindingOf({ variable, written, writtenValue }: Quantity): Binding {
  return { kind: "quantity", node: variable, loose: isOneRow(written ?? writtenValue) };
}

/** Whether a value is written as one row of several entries. */
export function isOneRow(syntax: Syntax | null): boolean {
  if (syntax?.kind !== "matrix") return false;
  return syntax.rows.length === 1 && syntax.rows[0]!.length > 1;
}

const knownLeading = new WeakMap<Quantity, ReadonlySet<Quantity>>();

/** The quantities on which one depends, itself included. */
export function leadingTo(output: Quantity): ReadonlySet<Quantity> {
  const known = knownLeading.get(output);
  if (known !== undefined) return known;
  const found = new Set<Quantity>([output]);
  for (const quantity of found) for (const parent of quantity.parents) found.add(parent);
  knownLeading.set(output, found);
  return found;
}

/** One part of the sheet: what it defines, and what it asks. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** Quantities that this part defines or first uses, in order of dependence. */
  readonly quantities: readonly Quantity[];
  readonly finds: readonly Find[];
  readonly descents: readonly Descent[];
}

/** Something that a `find` line asks: a derivative, or a quantity's value. */
export interface Find {
  readonly target: Syntax;
  readonly span: Span;
}

export interface Worksheet {
  readonly arena: Arena;
  /** Bare names whose bare superscripts are labels: z^l. */
  readonly labels?: ReadonlySet<string>;
  /** All quantities of all parts, in order of dependence. */
  readonly quantities: readonly Quantity[];
  readonly parts: readonly Part[];
  /** Conventions and readings that the reader should know of. */
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Symbolic sizes that have a number. */
  readonly sizes: ReadonlyMap<string, number>;
  /** What names of sizes stand for in a formula: the n of a sum up to n. */
  readonly sizeNames: ReadonlyMap<string, Binding>;
}

/**
 * The version of a name that has several: the latest of those in `within` that the part sees, else
 * the latest of all.
 */
export function versionNamed(
  sheet: Worksheet,
  part: number,
  key: string,
  within: ReadonlySet<Quantity> = new Set(),
): Quantity | undefined {
  const versions = versionsNamed(sheet, part, key);
  return versions.findLast((quantity) => within.has(quantity)) ?? versions.at(-1);
}

/** The versions of a name that a part sees. */
export function versionsNamed(sheet: Worksheet, part: number, key: string): readonly Quantity[] {
  const named = versionsIn.of(sheet.quantities).get(key) ?? [];
  return named.filter(({ part: own }) => own <= part);
}

/** The quantity a part sees under `key`: its own, else the latest of an earlier part. */
export function quantityNamed(sheet: Worksheet, part: number, key: string): Quantity | undefined {
  for (let at = part; at >= 0; at--) {
    const own = sheet.parts[at]?.quantities;
    const found = own === undefined ? undefined : latestIn.of(own).get(key)?.at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Quantities by a name of theirs, looked through once for each list. */
class Index {
  private readonly known = new WeakMap<readonly Quantity[], ReadonlyMap<string, Quantity[]>>();
  private readonly nameOf: (quantity: Quantity) => string;

  constructor(nameOf: (quantity: Quantity) => string) {
    this.nameOf = nameOf;
  }

  of(quantities: readonly Quantity[]): ReadonlyMap<string, readonly Quantity[]> {
    const found = this.known.get(quantities);
    if (found !== undefined) return found;
    const made = new Map<string, Quantity[]>();
    for (const quantity of quantities) {
      const name = this.nameOf(quantity);
      const own = made.get(name);
      if (own === undefined) made.set(name, [quantity]);
      else own.push(quantity);
    }
    this.known.set(quantities, made);
    return made;
  }
}

const versionsIn = new Index(({ variable }) => unmarked(variable.data));
const latestIn = new Index(({ key }) => key);
