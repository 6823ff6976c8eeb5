/**
 * @file Which entries of its operands make an entry of a step's result, and the sum with numbers.
 * The first entry of z = Wᵀx + b is made by the first row of Wᵀ, by x, and by the first entry of b:
 *
 *     z_1 = Σ_k W_{k1} x_k + b_1 = 2 · (−2) + 1 · 3 + 1 = 0
 *
 * The formula is evaluated over the field whose values are expressions, with a variable for each
 * entry of each operand; those that the expression of an entry holds have made it. So this needs
 * no rule for any operation. Operands are shown as they stand in the written formula: Wᵀ, not W.
 */
import { tidyAll } from "../algebra/index.ts";
import { substitute } from "../calculus/index.ts";
import {
  Arena,
  evaluate,
  indicesAt,
  isKind,
  type Node,
  type Sizes,
  symbolicField,
  type Tensor,
  topological,
} from "../expression/index.ts";
import {
  children,
  Letters,
  S,
  type Syntax,
  spell,
  spellEntry,
  writeLatex,
  writePlain,
} from "../notation/index.ts";
import { adjointName } from "./adjoints.ts";
import { derivativeSign, trimLinks } from "./chain.ts";
import { lettersOf } from "./lookups.ts";
import { isSign } from "./numbers.ts";
import type { Link, Solution, Value, WorkedNode, WorkedPart } from "./solution.ts";
import { entryOf, layoutOf, type NumberStyle, shapeOf, shown } from "./value.ts";

/** More entries than this, of the operands together or of the result, are not traced. */
const entryLimit = 400;
/** A line with numbers that is longer than this, in LaTeX, is left out. */
const lengthLimit = 900;

/** A vector or a matrix in a step, as it stands in the formula. */
export interface TracedOperand {
  readonly name: Syntax;
  readonly value: Value;
  /** Whether it stands transposed; a vector: as a row. */
  readonly isTurned: boolean;
}

/** How one entry was made. */
export interface TracedEntry {
  readonly target: Syntax;
  /** For each operand the places of the entries that made it, row by row. */
  readonly made: readonly (readonly number[])[];
  readonly links: readonly Link[];
}

/** A step whose entries can be traced. */
export interface Tracing {
  readonly name: Syntax;
  readonly value: Value;
  readonly operands: readonly TracedOperand[];
  /** The entry at a place, row by row. */
  readonly entry: (place: number) => TracedEntry;
}

/** The forward or the backward step of a quantity; null where nothing is a vector or a matrix. */
export function tracingOf(
  { sheet }: Pick<Solution, "sheet">,
  part: WorkedPart,
  node: WorkedNode,
  phase: "forward" | "backward",
): Tracing | null {
  const { quantity, adjoint } = node;
  const isForward = phase === "forward";
  const root = isForward ? quantity.formula : (adjoint?.node ?? null);
  const value = isForward ? node.value : (adjoint?.value ?? null);
  if (root === null || value === null) return null;
  const known = knownIn(part, root, sheet.arena);
  const opened = substitute(root, known.variables, sheet.arena);
  const apart = new Arena();
  const written = isForward ? (quantity.written ?? spell(root, known.names)) : adjoint!.syntax;
  const leaves = leavesOf(opened, written, known, apart);
  const operands = leaves?.filter(({ value: own }) => shapeOf(own).length > 0) ?? [];
  if (leaves === null || operands.length === 0) return null;
  const sizes = [value, ...leaves.map((leaf) => leaf.value)].map((own) => sizeOf(own));
  if (sizes.some((size) => size > entryLimit)) return null;
  const entries = entriesOf(opened, leaves, apart, sheet.sizes);
  if (entries === null) return null;
  const shape = shapeOf(value);
  const name = isForward ? quantity.name : derivativeSign(part.output!, quantity);
  const style = part.setting?.style ?? "fraction";
  const named = (one: Node): Syntax => spell(one, known.names);
  const letters = lettersOf(sheet.quantities);
  return {
    name,
    value,
    operands,
    entry: (place) => {
      const indices = indicesAt(place, shape).map((index) => S.number(index));
      const own = indices.length === 0 ? quantity.name : S.subscripted(quantity.name, ...indices);
      const target = isForward ? own : S.derivative(part.output!.name, own);
      const inIndices = spellEntry(opened, indices, named, new Letters(letters));
      const { syntax, whole } = shown(entryOf(value, place), style);
      const links: Link[] = [
        { rule: "entry by entry", sign: "=", syntax: inIndices },
        ...numbersOf(entries[place]!, leaves, style),
        { rule: "value", sign: whole ? "=" : "\\approx", syntax },
      ];
      const makers = new Set(topological([entries[place]!]));
      const made = operands.map((operand) => {
        return operand.entries.flatMap((entry, k) => (makers.has(entry) ? [k] : []));
      });
      return { target, made, links: trimLinks(target, links) };
    },
  };
}

/** What has a name in a part, quantities and adjoints, by its variable. */
interface Known {
  readonly names: ReadonlyMap<Node, Syntax>;
  readonly values: ReadonlyMap<Node, Value>;
  /** The variable of each formula that is written by its name. */
  readonly variables: ReadonlyMap<Node, Node>;
}

function knownIn({ nodes, output }: WorkedPart, root: Node, arena: Arena): Known {
  const names = new Map<Node, Syntax>();
  const values = new Map<Node, Value>();
  const variables = new Map<Node, Node>();
  const add = (variable: Node, name: Syntax, value: Value | null): void => {
    names.set(variable, name);
    if (value !== null) values.set(variable, value);
  };
  for (const { quantity, value, adjoint } of nodes) {
    const { variable, formula, name, shape } = quantity;
    add(variable, name, value);
    const isNamed = formula !== null && formula.operands.length > 0 && !isSign(name);
    if (isNamed && formula !== root) variables.set(formula, variable);
    if (output === null || adjoint === null) continue;
    const sign = arena.variable(adjointName(output, quantity), shape);
    add(sign, derivativeSign(output, quantity), adjoint.value);
  }
  return { names, values, variables };
}

/** A variable in a formula, with a variable of an arena apart for each of its entries. */
interface Leaf extends TracedOperand {
  readonly variable: Node<"variable">;
  readonly entries: readonly Node[];
}

/** The variables of a formula in the order in which they stand; null when one has no value. */
function leavesOf(root: Node, written: Syntax, { names, values }: Known, arena: Arena) {
  const variables = topological([root]).filter((node) => isKind(node, "variable"));
  const texts = new Map(variables.map((one) => [one, writePlain(names.get(one) ?? S.dots())]));
  const standing = standingIn(written, new Set(texts.values()));
  const order = [...standing.keys()];
  const leaves: Leaf[] = [];
  for (const variable of variables) {
    const value = values.get(variable);
    const name = names.get(variable);
    if (value === undefined || name === undefined) return null;
    const isTurned = standing.get(texts.get(variable)!) ?? false;
    leaves.push({
      name: isTurned ? S.transpose(name) : name,
      value,
      isTurned,
      variable,
      entries: Array.from({ length: sizeOf(value) }, (_, k) => {
        return arena.variable(`${variable.data} ${k}`);
      }),
    });
  }
  const place = ({ variable }: Leaf) => order.indexOf(texts.get(variable)!) + 1 || Infinity;
  return leaves.sort((one, other) => place(one) - place(other) || 0);
}

/** Where the names of a formula stand in it, by their plain texts, and which stand transposed. */
function standingIn(formula: Syntax, names: ReadonlySet<string>): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (syntax: Syntax, isTurned: boolean): void => {
    const text = writePlain(syntax);
    if (names.has(text)) {
      if (!found.has(text)) found.set(text, isTurned);
    } else if (syntax.kind === "transpose") visit(syntax.base, !isTurned);
    else for (const part of children(syntax)) visit(part, isTurned);
  };
  visit(formula, false);
  return found;
}

/** The entries of a formula as expressions in the entries of its variables. */
function entriesOf(
  root: Node,
  leaves: readonly Leaf[],
  arena: Arena,
  sizes: Sizes,
): readonly Node[] | null {
  const inputs = new Map(
    leaves.map(({ variable, value, entries }): [string, Tensor<Node>] => {
      return [variable.data, { shape: shapeOf(value), entries }];
    }),
  );
  const found = evaluate([root], symbolicField(arena), inputs, sizes).values.get(root);
  return found === undefined ? null : tidyAll(found.entries, arena, { quotients: false });
}

/** The entry with numbers in the place of names; nothing where that is long. */
function numbersOf(entry: Node, leaves: readonly Leaf[], style: NumberStyle): Link[] {
  let whole = true;
  const numbers = new Map<Node, Syntax>();
  for (const { value, entries } of leaves) {
    for (const [k, one] of entries.entries()) {
      const text = shown(entryOf(value, k), style);
      numbers.set(one, text.syntax);
      whole &&= text.whole;
    }
  }
  const syntax = spell(entry, numbers);
  if (writeLatex(syntax).length > lengthLimit) return [];
  return [{ rule: "numbers", sign: whole ? "=" : "\\approx", syntax }];
}

function sizeOf(value: Value): number {
  return layoutOf(value).entries.length;
}
