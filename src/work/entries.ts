/**
 * @file A worksheet taken apart into scalars: every vector and matrix becomes its entries, and
 * every formula the formulas of its entries. Evaluating a formula over the field whose values are
 * expressions gives them, so no operation needs to know of this. Used when one entry is asked
 * for: dL/dW_{2,2} is then written path by path, dL/dy · dy/da_2 · da_2/dz_2 · dz_2/dW_{2,2}.
 */
import {
  type Arena,
  concreteShape,
  entryCount,
  evaluate,
  indicesAt,
  type Node,
  symbolicField,
  type Tensor,
} from "../expression/index.ts";
import { marked, nameSyntax, S, type Syntax, spell } from "../notation/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";

/** More entries than this in all are not written out. */
const entryLimit = 2000;

/** The entries of each quantity, row by row; undefined when sizes are open or too large. */
export type Entries = ReadonlyMap<Quantity, readonly Quantity[]>;

/** The sheet of entries of the quantities given, which are in order of dependence. */
export function takeApart(quantities: readonly Quantity[], sheet: Worksheet): Entries | undefined {
  const { arena, sizes } = sheet;
  const apart = new Map<Quantity, readonly Quantity[]>();
  const tensors = new Map<string, Tensor<Node>>();
  let total = 0;
  for (const quantity of quantities) {
    const shape = concreteShape(quantity.shape, sizes);
    if (shape === undefined) return undefined;
    const count = entryCount(shape);
    total += count;
    if (total > entryLimit) return undefined;
    let formulas: readonly Node[] | null = null;
    if (quantity.formula !== null) {
      const found = evaluate([quantity.formula], symbolicField(arena), tensors, sizes);
      formulas = found.values.get(quantity.formula)?.entries ?? null;
      if (formulas === null) return undefined;
    }
    const parents = quantity.parents.flatMap((parent) => apart.get(parent) ?? []);
    const entries = Array.from({ length: count }, (_, place) => {
      const formula = formulas?.[place] ?? null;
      if (shape.length === 0) {
        return formula === null ? quantity : { ...quantity, formula, parents, written: null };
      }
      return entry(quantity, place, shape, formula, parents, arena);
    });
    apart.set(quantity, entries);
    const variables = entries.map(({ variable }): Node => variable);
    tensors.set(quantity.variable.data, { shape, entries: variables });
  }
  return apart;
}

function entry(
  quantity: Quantity,
  place: number,
  shape: readonly number[],
  formula: Node | null,
  parents: readonly Quantity[],
  arena: Arena,
): Quantity {
  const indices = indicesAt(place, shape);
  const key = entryKey(quantity.key, indices);
  return {
    key,
    name: S.subscripted(quantity.name, ...indices.map((index) => S.number(index))),
    variable: arena.variable(marked(key, `entry of ${quantity.variable.data}`)),
    shape: [],
    formula,
    written: formula === null ? null : spell(formula),
    parents,
    value: null,
    writtenValue: null,
    part: quantity.part,
    span: quantity.span,
  };
}

/** The place in row-major order of 1-based indices; undefined outside the shape. */
export function placeOf(indices: readonly number[], shape: readonly number[]): number | undefined {
  if (indices.length !== shape.length) return undefined;
  let place = 0;
  for (const [axis, index] of indices.entries()) {
    if (index < 1 || index > shape[axis]!) return undefined;
    place = place * shape[axis]! + index - 1;
  }
  return place;
}

/** `W_{2,2}`, `a_2`. */
export function entryKey(key: string, indices: readonly number[]): string {
  const text = indices.join(",");
  return text.length === 1 ? `${key}_${text}` : `${key}_{${text}}`;
}

/** The name of an entry as syntax. */
export function entryName(key: string): Syntax {
  return nameSyntax(key);
}
