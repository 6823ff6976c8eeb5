/**
 * @file Where arrays lie. Temporaries share one heap: each is given room from the statement that
 * first writes it to the one that last reads it, and the first gap that is wide enough is taken.
 * Inputs and outputs lie where the caller's arrays do. All is planned once, before any call.
 */
import { varies } from "./array.ts";
import { effectsOf } from "./effects.ts";
import { type Program, type Statement, type Stretch, sizeOf } from "./loops.ts";

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

const none: readonly number[] = [];

/** The buffers that a statement reads or writes. */
function buffersOf(statement: Statement): readonly number[] {
  switch (statement.kind) {
    case "let":
      return none;
    case "load":
      return [statement.from.buffer];
    case "store":
      return [statement.to.buffer];
    default: {
      const { reads, writes } = effectsOf([statement]);
      return [...reads, ...writes];
    }
  }
}

/** Lays out the heap for calls with at most so many points; `unit` entries are one alignment. */
export function planMemory(program: Program, points: number, placing: Placing, unit = 1): Memory {
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [time, statement] of program.body.entries()) {
    for (const id of buffersOf(statement)) {
      if (!first.has(id)) first.set(id, time);
      last.set(id, time);
    }
  }
  const taken: { from: number; to: number; born: number; gone: number }[] = [];
  const lodgings: Lodging[] = [];
  let heap = 0;
  for (const buffer of program.buffers) {
    const { id, role } = buffer;
    if (role === "input" || role === "output") {
      lodgings[id] = placing(buffer);
      continue;
    }
    const size = Math.ceil(entriesOf(buffer, points) / unit) * unit;
    const born = role === "constant" ? -1 : (first.get(id) ?? 0);
    const gone = role === "constant" ? Number.POSITIVE_INFINITY : (last.get(id) ?? 0);
    const beside = taken.filter((other) => other.born <= gone && born <= other.gone);
    let from = 0;
    for (const other of beside.sort((a, b) => a.from - b.from)) {
      if (other.from - from >= size) break;
      from = Math.max(from, other.to);
    }
    taken.push({ from, to: from + size, born, gone });
    heap = Math.max(heap, from + size);
    lodgings[id] = { array: 0, offset: from };
  }
  return { lodgings, heap };
}
