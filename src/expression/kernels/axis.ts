/** @file Evaluation along one axis of a tensor: softmax, maximum, products. */
import { strides, type Tensor } from "../tensor.ts";

/**
 * Applies `line` to every line of entries along `axis`. A result of one entry removes the axis;
 * otherwise it must have the line's length. undefined as soon as one line is undefined.
 */
export function alongAxis<T>(
  tensor: Tensor<T>,
  axis: number,
  line: (entries: readonly T[]) => readonly T[] | undefined,
  removes = false,
): Tensor<T> | undefined {
  const { shape, entries } = tensor;
  const extent = shape[axis]!;
  const step = strides(shape)[axis]!;
  const result = new Array<T>(removes ? entries.length / extent : entries.length);
  const outerCount = entries.length / (extent * step);
  for (let outer = 0; outer < outerCount; outer++) {
    for (let inner = 0; inner < step; inner++) {
      const first = outer * extent * step + inner;
      const read = Array.from({ length: extent }, (_, k) => entries[first + k * step]!);
      const made = line(read);
      if (made === undefined) return undefined;
      if (removes) result[outer * step + inner] = made[0]!;
      else for (let k = 0; k < extent; k++) result[first + k * step] = made[k]!;
    }
  }
  return { shape: removes ? shape.filter((_, k) => k !== axis) : shape, entries: result };
}
