/**
 * @file Index notation: `W_{ij}` with letters that run, `a_2` an entry, Σ_i and Π_i over a range.
 * An index on an axis is an affine form in the running letters (`i`, `i+1`, `n-i`, `2`); every
 * form other than a bare letter over the whole axis becomes an indicator that selects.
 */
import {
  type Arena,
  isKind,
  type Label,
  type Node,
  type Size,
  shapeText,
} from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import type { Syntax } from "../syntax.ts";
import type { Context, IndexRange } from "./scope.ts";
import type { Value } from "./value.ts";

/** Σ coefficients[name]·(value of name) + offset. */
export interface AffineIndex {
  readonly coefficients: ReadonlyMap<string, number>;
  readonly offset: number;
}

/** The affine form that `syntax` is in the given index letters; undefined when it is not one. */
export function affineIndex(
  syntax: Syntax,
  letters: ReadonlyMap<string, IndexRange>,
): AffineIndex | undefined {
  switch (syntax.kind) {
    case "number": {
      const q = Q.fromDecimal(syntax.text);
      if (q === undefined || q.d !== 1n) return undefined;
      return { coefficients: new Map(), offset: Number(q.n) };
    }
    case "name":
      if (!letters.has(syntax.text)) return undefined;
      return { coefficients: new Map([[syntax.text, 1]]), offset: 0 };
    case "group":
      return affineIndex(syntax.body, letters);
    case "sum": {
      const coefficients = new Map<string, number>();
      let offset = 0;
      for (const { sign, term } of syntax.terms) {
        const part = affineIndex(term, letters);
        if (part === undefined || sign === "\\pm") return undefined;
        const factor = sign === "-" ? -1 : 1;
        offset += factor * part.offset;
        for (const [name, c] of part.coefficients) {
          coefficients.set(name, (coefficients.get(name) ?? 0) + factor * c);
        }
      }
      return { coefficients, offset };
    }
    default:
      return undefined;
  }
}

/** Whether a subscript holds only numbers and running letters, so that it can be an entry. */
export function isIndexList(
  indices: readonly Syntax[],
  letters: ReadonlyMap<string, IndexRange>,
): boolean {
  return indices.every((index) => affineIndex(index, letters) !== undefined);
}

/** The entry (or slice) of `tensor` at the given indices, one for each of its leading axes. */
export function entryOf(
  tensor: Node,
  indices: readonly Syntax[],
  context: Context,
  name: string,
): Value | undefined {
  const { arena } = context;
  const forms: AffineIndex[] = [];
  for (const [axis, index] of indices.entries()) {
    const form = affineIndex(index, context.indices);
    if (form === undefined) return undefined;
    const extent = tensor.shape[axis];
    const fixed = form.coefficients.size === 0;
    if (fixed && typeof extent === "number" && (form.offset < 1 || form.offset > extent)) {
      context.report("PG2008", index, {
        index: `${form.offset}`,
        name,
        shape: shapeText(tensor.shape),
      });
      return undefined;
    }
    forms.push(form);
  }
  if (forms.every((form) => form.coefficients.size === 0)) {
    return {
      node: arena.entry(
        tensor,
        forms.map((form) => form.offset),
      ),
      free: [],
      row: false,
    };
  }
  const free = [...new Set(forms.flatMap((form) => [...form.coefficients.keys()]))];
  const labels = new Map(free.map((letter, k): [string, Label] => [letter, k]));
  const operands: Node[] = [tensor];
  const axes: Label[] = [];
  const more: Label[][] = [];
  for (const [axis, form] of forms.entries()) {
    const size = tensor.shape[axis]!;
    const direct = directLetter(form, size, context.indices);
    if (direct !== undefined) {
      axes.push(labels.get(direct)!);
      continue;
    }
    // position p on the axis = Σ c·(first + k − 1) + offset, k the place in the letter's range
    const own = free.length + axis;
    axes.push(own);
    const letters = [...form.coefficients];
    const shift = letters.reduce((sum, [letter, c]) => {
      return sum + c * (context.indices.get(letter)!.first - 1);
    }, form.offset);
    const shape: Size[] = [size, ...letters.map(([letter]) => context.indices.get(letter)!.size)];
    const coefficients = [1, ...letters.map(([, c]) => -c)];
    const offset = zeroBased(form, context.indices) ? -shift - 1 : -shift;
    operands.push(arena.indicator(shape, [{ coefficients, offset, sign: "=" }]));
    more.push([own, ...letters.map(([letter]) => labels.get(letter)!)]);
  }
  const tail = tensor.shape.slice(forms.length).map((_, k) => free.length + forms.length + k);
  const output = [...free.map((letter) => labels.get(letter)!), ...tail];
  const node = arena.contract({ operands, axes: [[...axes, ...tail], ...more], output });
  return { node, free, row: false };
}

/** The letter when the index is a bare letter that runs over the whole axis. */
function directLetter(
  form: AffineIndex,
  size: Size,
  letters: ReadonlyMap<string, IndexRange>,
): string | undefined {
  const [only] = form.coefficients;
  if (form.coefficients.size !== 1 || form.offset !== 0 || only![1] !== 1) return undefined;
  return letters.get(only![0])!.size === size ? only![0] : undefined;
}

/** A range 0 … n−1 counts an axis from 0. */
function zeroBased(form: AffineIndex, letters: ReadonlyMap<string, IndexRange>): boolean {
  return [...form.coefficients.keys()].some((letter) => letters.get(letter)!.first === 0);
}

/** The values of an index letter as numbers: first, first + 1, … along its axis. */
export function indexValue(arena: Arena, letter: string, range: IndexRange): Value {
  const iota = arena.iota(range.size);
  const node = range.first === 1 ? iota : arena.add(iota, arena.integer(range.first - 1));
  return { node, free: [letter], row: false };
}

/** Σ over the named axes `letters` of `value`. */
export function sumOver(
  arena: Arena,
  value: Value,
  letters: readonly string[],
  ranges: ReadonlyMap<string, IndexRange>,
): Value {
  const axes = value.node.shape.map((_, axis) => axis);
  const free = value.free.filter((name) => !letters.includes(name));
  const output = axes.filter(
    (axis) => axis >= value.free.length || free.includes(value.free[axis]!),
  );
  const sizes = new Map<Label, Size>();
  // a letter that the body does not use counts its range: Σ_{i=1}^n c = n c
  for (const [k, letter] of letters.entries()) {
    if (!value.free.includes(letter)) sizes.set(axes.length + k, ranges.get(letter)!.size);
  }
  const node = arena.contract({ operands: [value.node], axes: [axes], output, sizes });
  return { node, free, row: value.row };
}

/** Π, max or min over one named axis. */
export function reduceOver(
  arena: Arena,
  op: "productover" | "maximum" | "minimum",
  value: Value,
  letter: string,
): Value {
  const axis = value.free.indexOf(letter);
  const shape = value.node.shape.filter((_, k) => k !== axis);
  const node = arena.structural(op, [value.node], shape, axis);
  return { node, free: value.free.filter((name) => name !== letter), row: value.row };
}

/**
 * The range first … upper of an index letter; undefined when `upper` is neither a whole number
 * nor a size symbol plus one. A range 0 … n−1 has the extent n.
 */
export function rangeTo(first: number, upper: Node): IndexRange | undefined {
  const { symbol, offset } = affineSize(upper);
  if (offset === undefined) return undefined;
  const excess = offset - first + 1;
  if (symbol === null) return excess < 1 ? undefined : { size: excess, first };
  if (excess === 0) return { size: symbol, first };
  return { size: excess > 0 ? `${symbol}+${excess}` : `${symbol}${excess}`, first };
}

/** A node as size symbol + whole number. */
function affineSize(node: Node): { symbol: string | null; offset: number | undefined } {
  if (isKind(node, "number")) {
    return { symbol: null, offset: node.data.d === 1n ? Number(node.data.n) : undefined };
  }
  if (isKind(node, "size")) return { symbol: node.data, offset: 0 };
  if (node.op === "add" && node.operands.length === 2) {
    const [a, b] = node.operands.map(affineSize);
    if (
      (a!.symbol === null || b!.symbol === null) &&
      a!.offset !== undefined &&
      b!.offset !== undefined
    ) {
      return { symbol: a!.symbol ?? b!.symbol, offset: a!.offset + b!.offset };
    }
  }
  return { symbol: null, offset: undefined };
}
