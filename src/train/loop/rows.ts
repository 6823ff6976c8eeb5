/**
 * @file Rows of the data: which are held back for validation, in which order an epoch takes the
 * others, and batches of them, copied into buffers that are made once.
 */
import type { Bound } from "../network/binding.ts";
import type { Slot } from "../network/network.ts";
import type { Samples } from "../objective.ts";
import { shuffled, streamOf } from "../random/xoshiro.ts";

/** Rows by their places in the data. */
export interface Split {
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

/** Holds back a share of the rows, drawn by the seed. */
export function splitRows(rows: number, share: number, seed: number): Split {
  const order = shuffled(rows, streamOf(seed, "validation"));
  const held = share === 0 ? 0 : Math.min(rows, Math.max(1, Math.round(rows * share)));
  return { training: order.slice(held).sort(), validation: order.slice(0, held).sort() };
}

/** The training rows in the order of an epoch. */
export function epochOrder({ training }: Split, seed: number, epoch: number): Uint32Array {
  const order = shuffled(training.length, streamOf(seed, `epoch ${epoch}`));
  return order.map((place) => training[place]!);
}

/** Copies rows of the data into one place. */
export class Batches {
  private readonly slots: readonly Slot[];
  private readonly data: Samples;
  private readonly buffers: Record<string, Float64Array> = {};

  constructor(slots: readonly Slot[], bound: readonly Pick<Bound, "key" | "values">[]) {
    this.slots = slots;
    this.data = Object.fromEntries(bound.map(({ key, values }) => [key, values]));
  }

  /** The rows that stand from one place of an order to another; good until the next call. */
  take(order: Uint32Array, from: number, to: number): Samples {
    const samples: Record<string, Float64Array> = {};
    for (const { name, count } of this.slots) {
      const needed = (to - from) * count;
      let buffer = this.buffers[name];
      if (buffer === undefined || buffer.length < needed) {
        buffer = new Float64Array(needed);
        this.buffers[name] = buffer;
      }
      const values = this.data[name]!;
      for (let k = from; k < to; k++) {
        const row = order[k]!;
        if (count === 1) buffer[k - from] = values[row]!;
        else buffer.set(values.subarray(row * count, (row + 1) * count), (k - from) * count);
      }
      samples[name] = buffer.length === needed ? buffer : buffer.subarray(0, needed);
    }
    return samples;
  }
}
