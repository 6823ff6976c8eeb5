/**
 * @file What one statement of a list touches, added up once and kept while loops are joined to it:
 * so joining n loops takes a time that is linear in what they do.
 *
 * A turn t of a loop keeps to **row** t of an array when it reads and writes only c·t + r with
 * 0 ≤ r < c.
 */
import type { Affine } from "./array.ts";
import type { Loop, Operand, Place, Statement } from "./loops.ts";
import { renamed } from "./rename.ts";

/** How a loop touches one buffer. */
export interface Touched {
  /** The size of the rows to which every touch keeps; 0 where one does not. */
  row: number;
  count: number;
}

/** The last index of a loop that runs over a whole axis from 0; undefined for others. */
function wholeRange(loop: Loop): number | undefined {
  const [from, to] = [loop.from[0]!, loop.to[0]!];
  if (loop.from.length > 1 || loop.to.length > 1) return undefined;
  if (from === "points" || from.form.terms.length > 0 || from.form.offset !== 0) return undefined;
  if (to === "points") return Number.POSITIVE_INFINITY;
  return to.form.terms.length === 0 && to.by === 1 ? to.form.offset : undefined;
}

/** The largest index that any turn of a loop has. */
function largestIndex({ to: ends }: Loop): number {
  for (const to of ends) if (to !== "points" && to.form.terms.length === 0) return to.form.offset;
  return Number.POSITIVE_INFINITY;
}

export class Span {
  readonly statement: Statement;
  /** Of what has a body: its statements, and those of the loops that have been joined to it. */
  readonly body: Statement[] | null;
  /** Of a loop over a whole axis: its last index. */
  readonly range: number | undefined;
  /** The label of a loop. */
  readonly label: number | null;
  /** Each buffer that is touched. */
  readonly touched = new Map<number, Touched>();
  readonly read = new Set<number>();
  readonly written = new Set<number>();
  /** Registers that are set or used, but those that are begun inside of what has a body. */
  readonly defined = new Set<number>();
  readonly used = new Set<number>();
  /** Of what has a body. */
  private readonly begun: Set<number> | null;
  /** Label → the largest index, of the loops inside. */
  private readonly ranges: Map<number, number> | null;

  constructor(statement: Statement) {
    this.statement = statement;
    const isLoop = statement.kind === "loop";
    this.body = isLoop || statement.kind === "when" ? [...statement.body] : null;
    this.range = isLoop ? wholeRange(statement) : undefined;
    this.label = isLoop ? statement.label : null;
    this.begun = this.body && new Set();
    this.ranges = this.body && new Map();
    this.collect(statement);
  }

  /** The body of another loop over the same range goes on behind this one's. */
  absorb(other: Span): void {
    const more = renamed(other.body!, other.label!, this.label!);
    for (const statement of more) this.body!.push(statement);
    for (const [buffer, { row, count }] of other.touched) this.touch(buffer, row, count);
    for (const kind of ["read", "written", "defined", "used"] as const) {
      for (const at of other[kind]) this[kind].add(at);
    }
  }

  private touch(buffer: number, row: number, count = 1): void {
    const known = this.touched.get(buffer);
    if (known === undefined) {
      this.touched.set(buffer, { row, count });
      return;
    }
    if (known.row !== row) known.row = 0;
    known.count += count;
  }

  /** The size of the rows of this loop to which a place keeps; 0 where it does not. */
  private rowOf({ terms, offset }: Affine): number {
    let row = 0;
    let [low, high] = [offset, offset];
    for (const [label, c] of terms) {
      if (label === this.label) {
        row = c;
        continue;
      }
      // an outer loop stands still meanwhile
      const last = this.ranges?.get(label);
      if (last === undefined) continue;
      if (c > 0) high += c * last;
      else low += c * last;
    }
    return row > 0 && low >= 0 && high < row ? row : 0;
  }

  private reads({ buffer, at }: Place): void {
    this.read.add(buffer);
    this.touch(buffer, this.rowOf(at));
  }

  private writes({ buffer, at }: Place): void {
    this.written.add(buffer);
    this.touch(buffer, this.rowOf(at));
  }

  private use(operand: Operand): void {
    if (operand.kind === "register" && !this.begun?.has(operand.id)) this.used.add(operand.id);
  }

  private begin(register: number): void {
    (this.begun ?? this.defined).add(register);
  }

  private collect(s: Statement): void {
    switch (s.kind) {
      case "let":
        for (const arg of s.args) this.use(arg);
        this.begin(s.to);
        break;
      case "load":
        this.reads(s.from);
        this.begin(s.to);
        break;
      case "store":
        this.use(s.from);
        this.writes(s.to);
        break;
      case "accumulate":
        this.use(s.from);
        this.reads(s.to);
        this.writes(s.to);
        break;
      case "begin":
        this.begin(s.to);
        break;
      case "fold":
      case "set":
        this.use(s.from);
        if (this.begun?.has(s.to)) break;
        this.used.add(s.to);
        this.defined.add(s.to);
        break;
      case "loop":
        this.ranges!.set(s.label, largestIndex(s));
        for (const statement of s.body) this.collect(statement);
        break;
      case "when":
        for (const statement of s.body) this.collect(statement);
        break;
      default: {
        // whole buffers
        const [reads, writes] =
          s.kind === "fill"
            ? [[], s.to.buffer]
            : s.kind === "product"
              ? [[s.a.place.buffer, s.b.place.buffer], s.c.place.buffer]
              : [s.args, s.to];
        for (const buffer of reads) {
          this.read.add(buffer);
          this.touch(buffer, 0);
        }
        this.written.add(writes);
        this.touch(writes, 0);
      }
    }
  }
}
