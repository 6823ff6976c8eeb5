/**
 * @file Index notation: `W_{ij}` with letters that run, `a_2` an entry, Σ_i and Π_i over a range.
 * An index on an axis is an affine form in the running letters (`i`, `i+1`, `n-i`, `2`); every
 * form other than a bare letter over the whole axis becomes an indicator that selects. A colon
 * keeps the axis.
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
import type { Syntax, SyntaxOf } from "../syntax.ts";
import type { Context, IndexRange } from "./scope.ts";
import { restShape, type Value } from "./value.ts";

/** Σ coefficients[name]·(value of name) + offset. */
export interface AffineIndex {
  readonly coefficients: ReadonlyMap<string, number>;
  readonly offset: number;
}

/** The affine form that `syntax` is in the given index letters; undefined when it is not one. */
export function affineIndex(
  syntax: Syntax,
  letters: ReadonlyMap<string, unknown>,
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
    case "product":
      return scaledIndex(syntax, letters);
    default:
      return undefined;
  }
}

/** A stride: `2i`, a whole number beside a form. */
function scaledIndex(
  { factors }: SyntaxOf<"product">,
  letters: ReadonlyMap<string, unknown>,
): AffineIndex | undefined {
  const forms = factors.map((factor) => affineIndex(factor, letters));
  const [scale, form, more] = forms;
  if (scale === undefined || form === undefined || more !== undefined) return undefined;
  if (forms.length > 2 || scale.coefficients.size > 0) return undefined;
  const coefficients = [...form.coefficients].map(([name, c]): [string, number] => {
    return [name, scale.offset * c];
  });
  return { coefficients: new Map(coefficients), offset: scale.offset * form.offset };
}

/** `W_{:,j}`: the whole axis. */
function isWhole(index: Syntax): boolean {
  return index.kind === "name" && index.text === ":";
}

/** Whether a subscript holds only numbers and running letters, so that it can be an entry. */
export function isIndexList(
  indices: readonly Syntax[],
  letters: ReadonlyMap<string, IndexRange>,
): boolean {
  return indices.every((index) => isWhole(index) || affineIndex(index, letters) !== undefined);
}

/** How an axis is indexed: position on the axis = Σ coefficients·(place of letter) + shift. */
interface Position {
  readonly coefficients: ReadonlyMap<string, number>;
  readonly shift: number;
}

/**
 * The entry (or slice) of `base` at the given indices, one for each of its leading axes without
 * a name; what `isIndexList` admits. Reports an index outside its axis.
 */
export function entryOf(
  base: Value,
  indices: readonly Syntax[],
  context: Context,
  name: string,
): Value | undefined {
  const { arena } = context;
  const shape = restShape(base);
  const positions: (Position | null)[] = [];
  for (const [axis, index] of indices.entries()) {
    if (isWhole(index)) {
      positions.push(null);
      continue;
    }
    const form = affineIndex(index, context.indices);
    const position = form && positionOf(form, context.indices);
    if (position === undefined) return undefined;
    const outside = outsideOf(position, shape[axis]!, context.indices);
    if (outside !== undefined) {
      context.report("PG2008", index, { index: `${outside}`, name, shape: shapeText(shape) });
      return undefined;
    }
    positions.push(position);
  }
  if (base.free.length === 0 && positions.every((at) => at?.coefficients.size === 0)) {
    const node = arena.entry(
      base.node,
      positions.map((at) => at!.shift),
    );
    return { node, free: [], row: false };
  }
  return selected(base, positions, context);
}

/** Picks by indicators what no bare letter over a whole axis picks. */
function selected(
  base: Value,
  positions: readonly (Position | null)[],
  { arena, indices }: Context,
): Value {
  const shape = restShape(base);
  const letters = positions.flatMap((at) => (at === null ? [] : [...at.coefficients.keys()]));
  const free = [...new Set([...base.free, ...letters])];
  const labels = new Map(free.map((letter, k): [string, Label] => [letter, k]));
  const operands: Node[] = [base.node];
  const own: Label[] = base.free.map((letter) => labels.get(letter)!);
  const more: Label[][] = [];
  const kept: Label[] = [];
  for (const [axis, size] of shape.entries()) {
    const at = positions[axis] ?? null;
    const direct = at === null ? undefined : directLetter(at, size, indices);
    own.push(direct === undefined ? free.length + axis : labels.get(direct)!);
    if (at === null) kept.push(free.length + axis);
    if (at === null || direct !== undefined) continue;
    const used = [...at.coefficients];
    const extents: Size[] = [size, ...used.map(([letter]) => indices.get(letter)!.size)];
    const coefficients = [1, ...used.map(([, c]) => -c)];
    operands.push(arena.indicator(extents, [{ coefficients, offset: -at.shift, sign: "=" }]));
    more.push([free.length + axis, ...used.map(([letter]) => labels.get(letter)!)]);
  }
  const output = [...free.map((letter) => labels.get(letter)!), ...kept];
  return { node: arena.contract({ operands, axes: [own, ...more], output }), free, row: false };
}

/**
 * Where a form points: a letter that runs from `first` has the value first − 1 + (its place). An
 * axis is counted from 0 where a letter from 0 would reach 0 on it, as in Σ_{i=0}^{n−1} x_i.
 */
function positionOf(form: AffineIndex, letters: ReadonlyMap<string, IndexRange>): Position {
  const ranges = [...form.coefficients].map(([letter, c]) => ({ c, ...letters.get(letter)! }));
  const shift = ranges.reduce((sum, { c, first }) => sum + c * (first - 1), form.offset);
  const least = ranges.reduce((sum, { c }) => sum + c, shift);
  const fromZero = ranges.some(({ first }) => first === 0) && ranges.every(({ c }) => c > 0);
  return { coefficients: form.coefficients, shift: fromZero && least === 0 ? shift + 1 : shift };
}

/** A position that the form reaches outside 1 … extent; undefined when it stays inside. */
function outsideOf(
  { coefficients, shift }: Position,
  extent: Size,
  letters: ReadonlyMap<string, IndexRange>,
): number | undefined {
  let [least, most]: [number, number] = [shift, shift];
  for (const [letter, c] of coefficients) {
    const { size } = letters.get(letter)!;
    const end = typeof size === "number" ? c * size : c * Number.POSITIVE_INFINITY;
    if (c === 0) continue;
    least += c > 0 ? c : end;
    most += c > 0 ? end : c;
  }
  if (Number.isFinite(least) && least < 1) return least;
  return typeof extent === "number" && Number.isFinite(most) && most > extent ? most : undefined;
}

/** The letter when the position is that of a bare letter that runs over the whole axis. */
function directLetter(
  { coefficients, shift }: Position,
  size: Size,
  letters: ReadonlyMap<string, IndexRange>,
): string | undefined {
  const [only] = coefficients;
  if (coefficients.size !== 1 || shift !== 0 || only![1] !== 1) return undefined;
  return letters.get(only![0])!.size === size ? only![0] : undefined;
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
  return { size: shiftedSize(symbol, excess), first };
}

/** The size n + by, where n may itself be such a sum: `n-2` less 2 is `n-4`. */
export function shiftedSize(size: Size, by: number): Size {
  if (typeof size === "number") return size + by;
  const [, symbol, shift] = /^(.*?)([+-]\d+)?$/.exec(size)!;
  const sum = Number(shift ?? 0) + by;
  return sum === 0 ? symbol! : `${symbol}${sum > 0 ? "+" : ""}${sum}`;
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
