/**
 * @file Where arrays lie. Temporaries share one heap: each is given room from the statement that
 * first writes it to the one that last reads it, and the first gap that is wide enough is taken.
 * Inputs and outputs lie where the caller's arrays do. All is planned once, before any call.
 */
import { varies } from "./array.ts";
import { forEachBufferOf } from "./effects.ts";
import { type Program, type Stretch, sizeOf } from "./loops.ts";

/** A buffer's place: which array of the call, and its first entry there. */
export interface Lodging {
  readonly array: number;
  readonly offset: number;
}

/** The arrays of a call: the heap is 0, the caller's follow. */
export interface Memory {
  readonly lodgings: readonly Lodging[];
  /** Entries of the heap. */
  readonly heap: number;
}

/** Where the caller keeps an input or an output; array numbers from 1. */
export type Placing = (buffer: Stretch) => Lodging;

/** Entries of a buffer when there are at most so many points. */
export function entriesOf(buffer: Stretch, points: number): number {
  return sizeOf(buffer.shape) * (varies(buffer.shape) ? points : 1);
}

/** Lays out the heap for calls with at most so many points; `unit` entries are one alignment. */
export function planMemory(program: Program, points: number, placing: Placing, unit = 1): Memory {
  // by the numbers of the buffers: the statements that first and last touch each
  const first = new Int32Array(program.buffers.length).fill(-1);
  const last = new Int32Array(program.buffers.length);
  let time = 0;
  const touch = (id: number) => {
    if (program.buffers[id]!.role !== "temporary") return;
    if (first[id]! < 0) first[id] = time;
    last[id] = time;
  };
  for (; time < program.body.length; time++) forEachBufferOf(program.body[time]!, touch);
  const heap = new Heap();
  const sizeIn = (buffer: Stretch) => Math.ceil(entriesOf(buffer, points) / unit) * unit;
  // what nothing touches needs no room
  const lodgings = program.buffers.map((buffer): Lodging => {
    if (buffer.role === "temporary") return { array: 0, offset: 0 };
    return buffer.role === "constant"
      ? { array: 0, offset: heap.take(sizeIn(buffer)) }
      : placing(buffer);
  });
  const temporaries = program.buffers.filter(
    ({ id, role }) => role === "temporary" && first[id]! >= 0,
  );
  temporaries.sort((a, b) => first[a.id]! - first[b.id]! || a.id - b.id);
  const leaving: (Room[] | undefined)[] = [];
  let now = 0;
  for (const buffer of temporaries) {
    for (const born = first[buffer.id]!; now < born; now++) {
      for (const room of leaving[now] ?? []) heap.leave(room);
    }
    const size = sizeIn(buffer);
    const from = heap.take(size);
    lodgings[buffer.id] = { array: 0, offset: from };
    const gone = last[buffer.id]!;
    const others = leaving[gone];
    if (others === undefined) leaving[gone] = [{ from, to: from + size }];
    else others.push({ from, to: from + size });
  }
  return { lodgings, heap: heap.size };
}

/** Entries from … to − 1. */
interface Room {
  readonly from: number;
  readonly to: number;
}

/** What is free of the heap; it grows as it must. */
class Heap {
  size = 0;
  /** Gaps by their place, none beside another. */
  private readonly gaps: Room[] = [];

  /** The first gap that is wide enough, or behind all that is taken. */
  take(size: number): number {
    const k = this.gaps.findIndex(({ from, to }) => to - from >= size);
    const found = this.gaps[k];
    if (found === undefined) {
      const end = this.gaps.at(-1);
      const from = end?.to === this.size ? this.gaps.pop()!.from : this.size;
      this.size = from + size;
      return from;
    }
    const { from, to } = found;
    if (to - from === size) this.gaps.splice(k, 1);
    else this.gaps[k] = { from: from + size, to };
    return from;
  }

  leave({ from, to }: Room): void {
    if (from === to) return;
    let [low, high] = [0, this.gaps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.gaps[middle]!.from < from) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [this.gaps[low - 1], this.gaps[low]];
    const start = before?.to === from ? low - 1 : low;
    const end = after?.from === to ? low + 1 : low;
    const gap = { from: start < low ? before!.from : from, to: end > low ? after!.to : to };
    this.gaps.splice(start, end - start, gap);
  }
}
