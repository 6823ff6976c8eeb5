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

/** A tensor as nested arrays, row by row; a scalar as its bare value. */
export function nested<T, U>(tensor: Tensor<T>, leaf: (value: T) => U): unknown {
  const level = (axis: number, from: number, count: number): unknown => {
    if (axis === tensor.shape.length) return leaf(tensor.entries[from]!);
    const extent = tensor.shape[axis]!;
    const step = count / extent;
    return Array.from({ length: extent }, (_, k) => level(axis + 1, from + k * step, step));
  };
  return level(0, 0, tensor.entries.length);
}
