/**
 * @file How far an index letter runs where nothing at its sign or on the left says so: as far as
 * what it indexes. Alone on an axis, as in `w_j`, it runs over that axis. In a window only, as i in
 *
 *     y_i = Σ_j w_j x_{i+j−1}
 *
 * it runs as far as every window stays inside: from 1 to ⌊(n − offset − the most of the others)/c⌋
 * for the index c·i + others + offset on an axis of n. That is the "valid" convolution, of extent
 * n − k + 1, or ⌊(n − k)/s⌋ + 1 with the stride s; see Dumoulin & Visin, *A guide to convolution
 * arithmetic for deep learning*, relationships 3 and 5.
 *
 * Not done: windows whose other letters have open sizes, for n − k + 1 is no size that is known.
 */
import type { Size } from "../../expression/index.ts";
import { childrenOf } from "../read/children.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { type AffineIndex, affineIndex, rangeTo, shiftedSize } from "./indices.ts";
import type { Context, IndexRange } from "./scope.ts";
import { restShape } from "./value.ts";

/** How far `letter` runs in `body`; undefined when nothing says so. */
export function sizeInBody(letter: string, body: Syntax, context: Context): Size | undefined {
  return sizeAlone(letter, body, context) ?? sizeInWindows(letter, body, context);
}

/** The extent of the first axis that the letter indexes alone. */
function sizeAlone(letter: string, body: Syntax, context: Context): Size | undefined {
  const open: Syntax[] = [body];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "subscript") {
      const axis = at.indices.findIndex((index) => isLetter(index, letter));
      const size = axis < 0 ? undefined : extentOf(at.base, axis, context);
      if (size !== undefined) return size;
    }
    open.push(...childrenOf(at).reverse());
  }
  return undefined;
}

function isLetter(index: Syntax, letter: string): boolean {
  return index.kind === "name" && index.text === letter;
}

/** The extent of an axis of what is indexed: a name's, or a formula's, as in softmax(x)_i. */
function extentOf(base: Syntax, axis: number, context: Context): Size | undefined {
  const key = nameKey(base);
  const binding = key === undefined ? undefined : context.scope.lookup(key);
  const parameter = key === undefined ? undefined : context.bound.get(key);
  if (parameter !== undefined) return restShape(parameter)[axis];
  if (binding?.kind === "quantity") return binding.node.shape[axis];
  if (key !== undefined) return undefined;
  // only the shape is asked for, so what is wrong inside is reported elsewhere
  const value = context.visit(base, { ...context, report: () => {} });
  return value && restShape(value)[axis];
}

/** Whether a letter stands in windows of `body` only, and never alone on an axis. */
export function runsInWindows(letter: string, body: Syntax): boolean {
  let found = false;
  const open: Syntax[] = [body];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "subscript") {
      if (at.indices.some((index) => isLetter(index, letter))) return false;
      found ||= at.indices.some((index) => uses(index, letter));
    }
    open.push(...childrenOf(at));
  }
  return found;
}

function uses(syntax: Syntax, letter: string): boolean {
  return isLetter(syntax, letter) || childrenOf(syntax).some((part) => uses(part, letter));
}

/** The most that keeps every window inside its axis. */
function sizeInWindows(letter: string, body: Syntax, context: Context): Size | undefined {
  let least: Size | undefined;
  const open = [{ at: body, indices: context.indices }];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { at } = top;
    const indices = at.kind === "big" ? withLetters(at, { ...context, ...top }) : top.indices;
    if (at.kind === "subscript") {
      const ranges = new Map(indices).set(letter, { size: 0, first: 1 });
      for (const [axis, index] of at.indices.entries()) {
        const form = affineIndex(index, ranges);
        if (form === undefined || (form.coefficients.get(letter) ?? 0) <= 0) continue;
        const extent = extentOf(at.base, axis, context);
        const size = extent === undefined ? undefined : fitting(form, letter, extent, indices);
        if (size === undefined) return undefined;
        least = least === undefined || isLess(size, least) ? size : least;
      }
    }
    for (const part of childrenOf(at)) open.push({ at: part, indices });
  }
  return least;
}

function isLess(a: Size, b: Size): boolean {
  return typeof a === "number" && (typeof b !== "number" || a < b);
}

/** The running letters inside a sum, as far as their ranges are known. */
function withLetters(syntax: SyntaxOf<"big">, context: Context): ReadonlyMap<string, IndexRange> {
  const { index, lower, upper, body } = syntax;
  const ranges = new Map(context.indices);
  for (const one of index) {
    const key = nameKey(one);
    if (key === undefined) continue;
    const first = lower === undefined ? 1 : affineIndex(lower, new Map())?.offset;
    const end = upper && context.visit(upper, { ...context, report: () => {} });
    const size = upper === undefined ? sizeAlone(key, body, context) : undefined;
    const bounded = end && first !== undefined ? rangeTo(first, end.node) : undefined;
    const range = bounded ?? (size === undefined ? undefined : { size, first: 1 });
    if (range === undefined) ranges.delete(key);
    else ranges.set(key, range);
  }
  return ranges;
}

/**
 * ⌊(extent − offset − the most of the other letters) / c⌋ for the index c·letter + others +
 * offset; undefined when it is none, or when sizes are open.
 */
function fitting(
  { coefficients, offset }: AffineIndex,
  letter: string,
  extent: Size,
  ranges: ReadonlyMap<string, IndexRange>,
): Size | undefined {
  let most = offset;
  for (const [other, c] of coefficients) {
    const range = ranges.get(other);
    if (other === letter || c === 0) continue;
    if (range === undefined || (c > 0 && typeof range.size === "string")) return undefined;
    most += c * (c > 0 ? range.first + Number(range.size) - 1 : range.first);
  }
  return windowCount(extent, coefficients.get(letter)!, most);
}

/** How many places 1, 2, … keep c·place + most on an axis; undefined for none, or an open size. */
export function windowCount(extent: Size, c: number, most: number): Size | undefined {
  if (typeof extent === "string") return c === 1 ? shiftedSize(extent, -most) : undefined;
  const count = Math.floor((extent - most) / c);
  return count > 0 ? count : undefined;
}
