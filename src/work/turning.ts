/**
 * @file Transposing what is written. A vector has one axis in the graph; whether it stands as a
 * column or as a row is spelling, and here a vector is spelled as a row,
 *
 *     (A x + y)ᵀ = xᵀ Aᵀ + yᵀ,      (x ⊙ y)ᵀ = xᵀ ⊙ yᵀ,
 *
 * which reads back to the same node. A matrix has two axes, and its transpose is another node,
 * taken term by term.
 */
import { type Arena, entryCount, isKind, type Node, type Tensor } from "../expression/index.ts";
import { mapParts, type Names, S, type Syntax, spell, withName } from "../notation/index.ts";
import type { Arrangement } from "./layout.ts";
import type { Value } from "./solution.ts";
import { layoutOf } from "./value.ts";

/** The transpose of a matrix, term by term. */
export function turnedNode(node: Node, arena: Arena): Node {
  if (node.shape.length < 2) return node;
  if (node.op === "add") {
    return arena.add(...node.operands.map((term) => turnedNode(term, arena)));
  }
  if (node.op === "negate") return arena.negate(turnedNode(node.operands[0]!, arena));
  return arena.transpose(node);
}

/** A vector as a row, a matrix transposed; a scalar is its own transpose. */
export function spellTurned(node: Node, names: Names, arena: Arena): Syntax {
  if (node.shape.length !== 1) return withoutDoubles(spell(turnedNode(node, arena), names));
  return withoutDoubles(rowOf(node, names, arena));
}

function rowOf(node: Node, names: Names, arena: Arena): Syntax {
  if (names.get(node) !== undefined) return S.transpose(spell(node, names));
  if (node.op === "negate") return S.negate(rowOf(node.operands[0]!, names, arena));
  if (node.op === "add") return S.sum(node.operands.map((term) => rowOf(term, names, arena)));
  const row = isKind(node, "contraction") ? rowOfProduct(node, names, arena) : undefined;
  return row ?? S.transpose(spell(node, names));
}

/** A name that no text can spell: the column before a row. */
const columnName = "\0column";

/** The factors of a row from left to right; undefined where the product is no such row. */
function rowOfProduct(node: Node<"contraction">, names: Names, arena: Arena): Syntax | undefined {
  const { axes, sizes } = node.data;
  const pieces = node.operands.filter((_, k) => axes[k]!.length > 0);
  if (pieces.length === 0) return spell(node, names);
  const isEntrywise =
    pieces.length > 1 && axes.every((own) => own.length === 0 || own.join() === "0");
  if (isEntrywise) {
    const scales = node.operands.filter((_, k) => axes[k]!.length === 0);
    const rows = S.product(
      pieces.map((piece) => S.transpose(spell(piece, names))),
      "odot",
    );
    return scales.length === 0
      ? rows
      : S.product([...scales.map((one) => bracketed(spell(one, names))), S.group(rows)]);
  }
  // beside a column, the vector is spelled as the row of an outer product
  const column = arena.variable(columnName, [1]);
  const outer = arena.contract({
    operands: [...node.operands, column],
    axes: [...axes, [sizes.length]],
    output: [sizes.length, 0],
    sizes,
  });
  const hole = S.name(columnName);
  const written = spell(outer, withName(names, column, hole));
  if (written.kind !== "product") return undefined;
  const factors = written.factors.filter((factor) => !isColumn(factor));
  const isRow = factors.length === written.factors.length - 1 && !factors.some(holdsColumn);
  return isRow ? S.product(factors) : undefined;
}

function isColumn(syntax: Syntax): boolean {
  return syntax.kind === "name" && syntax.text === columnName;
}

function holdsColumn(syntax: Syntax): boolean {
  let found = isColumn(syntax);
  mapParts(syntax, (part) => {
    found ||= holdsColumn(part);
    return part;
  });
  return found;
}

/** A sum among factors stands in brackets. */
export function bracketed(syntax: Syntax): Syntax {
  return syntax.kind === "sum" || syntax.kind === "big" ? S.group(syntax) : syntax;
}

/** (Aᵀ)ᵀ is A. */
export function withoutDoubles(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, withoutDoubles);
  if (inner.kind !== "transpose") return inner;
  const { base } = inner;
  const bare = base.kind === "group" && base.delimiter === "(" ? base.body : base;
  return bare.kind === "transpose" ? bare.base : inner;
}

/** The value with its axes in another order; a row has one row. */
export function arrangedValue(value: Value, { order, isRow }: Arrangement): Value {
  const { shape } = layoutOf(value);
  const isSame = order.every((axis, place) => axis === place);
  if (isSame && !isRow) return value;
  const places = placesIn(shape, order);
  const arranged = <T>(tensor: Tensor<T>): Tensor<T> => ({
    shape: [...(isRow ? [1] : []), ...order.map((axis) => shape[axis]!)],
    entries: places.map((place) => tensor.entries[place]!),
  });
  return {
    exact: value.exact === null ? null : arranged(value.exact),
    get ball() {
      return arranged(value.ball);
    },
  };
}

/** For each entry of the arranged tensor, row by row, its place in the tensor as it was. */
function placesIn(shape: readonly number[], order: readonly number[]): number[] {
  const steps = shape.map((_, axis) => entryCount(shape.slice(axis + 1)));
  let places = [0];
  for (const axis of order) {
    places = places.flatMap((place) => {
      return Array.from({ length: shape[axis]! }, (_, k) => place + k * steps[axis]!);
    });
  }
  return places;
}
