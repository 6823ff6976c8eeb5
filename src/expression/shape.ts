/**
 * @file Shapes: `[]` a scalar, `[n]` a vector, `[m, n]` a matrix, and so on. A size is a number
 * or a symbol (`"n"`), and a size symbol may also stand in a formula as a scalar, as in 1/m.
 * There are no row vectors here: `v^T` is the vector v with its axis on the other side of a
 * product, which is a matter of spelling.
 */

/** The extent of one axis: a positive integer, or the name of a symbolic size. */
export type Size = number | string;

/** The extents of all axes, outermost first. */
export type Shape = readonly Size[];

/** The shape of a scalar; the one object for it, so that a scalar test is a length test. */
export const scalarShape: Shape = [];

/** Whether two shapes have the same sizes, symbol by symbol. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((size, axis) => size === b[axis]);
}

/** 1-based indices of the entry at a place in row-major order. */
export function indicesAt(place: number, shape: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = place;
  for (const extent of [...shape].reverse()) {
    indices.unshift((rest % extent) + 1);
    rest = Math.floor(rest / extent);
  }
  return indices;
}

/** "scalar", "[3]", "[m, n]": how a shape is told to a person. */
export function shapeText(shape: Shape): string {
  return shape.length === 0 ? "scalar" : `[${shape.join(", ")}]`;
}

/** Sizes of symbolic axes at one evaluation. */
export type Sizes = ReadonlyMap<string, number>;

/** The shape in numbers; undefined when `sizes` leaves a symbol open. */
export function concreteShape(shape: Shape, sizes: Sizes): number[] | undefined {
  const result: number[] = [];
  for (const size of shape) {
    const extent = typeof size === "number" ? size : sizes.get(size);
    if (extent === undefined) return undefined;
    result.push(extent);
  }
  return result;
}

/** How many entries a tensor of this shape has; 1 for a scalar. */
export function entryCount(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
