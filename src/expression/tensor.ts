/**
 * @file Dense tensors of values of any field: a shape in numbers and the entries row by row.
 * Used by evaluation; the graph itself never holds one.
 */

export interface Tensor<T> {
  readonly shape: readonly number[];
  /** Row-major entries; one entry for a scalar. */
  readonly entries: readonly T[];
}

/** A scalar as a tensor. */
export function scalarTensor<T>(value: T): Tensor<T> {
  return { shape: [], entries: [value] };
}

/** Row-major strides: how far apart neighbours on each axis lie in `entries`. */
export function strides(shape: readonly number[]): number[] {
  const result = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    result[axis] = step;
    step *= shape[axis]!;
  }
  return result;
}

/**
 * A tensor as nested arrays, row by row; a scalar as its bare value. Its entries may lie among
 * others, from `from` on.
 */
export function nested<T, U>(
  { shape, entries }: { readonly shape: readonly number[]; readonly entries: ArrayLike<T> },
  leaf: (value: T) => U,
  from = 0,
): unknown {
  const level = (axis: number, at: number, count: number): unknown => {
    if (axis === shape.length) return leaf(entries[at]!);
    const extent = shape[axis]!;
    const step = count / extent;
    return Array.from({ length: extent }, (_, k) => level(axis + 1, at + k * step, step));
  };
  return level(
    0,
    from,
    shape.reduce((product, extent) => product * extent, 1),
  );
}
